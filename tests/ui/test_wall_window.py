"""The wall's window, as somebody hears it who cannot see it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.pictures.sample_views import NOW, long_wall_view, wall_view
from ui.pictures.taker import spoken
from ui.viewmodels.wall import WallModel

PAINTED_WITHIN_MS = 5000
# What only items of these types have.
PERSON, CARD, PANEL, INVITATION = "isEarlier", "nameSize", "teller", "withSteps"
SIZES = [(1280, 800), (800, 1280), (1920, 1080)]


@dataclass
class Wall:
    """A window and its model."""

    window: QQuickWindow
    model: WallModel
    clock: list

    def says(self) -> list[str]:
        """Return the names of what is to be seen, once it is painted."""
        self.settle()
        return [line.split(": ", 1)[1] for line in spoken(self.window)]

    def settle(self) -> None:
        for _ in range(4):
            QGuiApplication.processEvents()
        painted = QSignalSpy(self.window.frameSwapped)
        self.window.update()
        assert painted.wait(PAINTED_WITHIN_MS)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + PAINTED_WITHIN_MS / 1000
        while not holds():
            assert time.monotonic() < deadline_s
            QTest.qWait(20)

    def items(self, having: str) -> list[QQuickItem]:
        """Return the visible items that have a property of this name."""
        everything = visible_below(self.window.contentItem())
        return [item for item in everything if item.property(having) is not None]


@pytest.fixture
def wall(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Wall]:
    """The wall's window in English and 1920×1080 unless the test says otherwise."""
    language, size = getattr(request, "param", ("en", (1920, 1080)))
    load_typeface()
    QAccessible.setActive(True)
    clock = [NOW]
    model = WallModel(language, lambda: clock[0])
    engine = make_engine()
    translation.install(qapp, engine, language)
    look = {"model": model, "reducedMotion": True, "width": size[0], "height": size[1]}
    window = open_window(engine, "WallWindow", look)
    QTest.qWaitForWindowExposed(window)
    yield Wall(window, model, clock)
    window.close()
    shiboken6.delete(engine)
    translation.install(qapp, None, "en")


def in_every_size(languages: tuple[str, ...] = ("en",)) -> pytest.MarkDecorator:
    cases = [(language, size) for language in languages for size in SIZES]
    names = [f"{language}-{width}x{height}" for language, (width, height) in cases]
    return pytest.mark.parametrize("wall", cases, ids=names, indirect=True)


def places(wall: Wall, minutes: int) -> list[tuple[float, float]]:
    """Return where the greeting in the corner stands in each of so many minutes."""
    wall.model.showView(wall_view(0, 3))
    stands = []
    for minute in range(minutes):
        wall.clock[0] = NOW + timedelta(minutes=minute)
        wall.model.tick()
        (invitation,) = wall.items(INVITATION)
        corner = invitation.mapToScene(QPointF(0, 0))
        stands.append((corner.x(), corner.y()))
    return stands


def test_against_burn_in_everything_wanders_a_pixel_a_minute(wall):
    wall.window.setProperty("reducedMotion", False)
    stands = places(wall, 256)
    steps = [abs(x - u) + abs(y - v) for (x, y), (u, v) in pairwise(stands)]
    assert max(steps) <= 2
    assert 0 not in steps
    for axis in zip(*stands, strict=True):
        assert max(axis) - min(axis) == 8


def test_while_it_wanders_the_edges_of_the_window_stay_paper(wall):
    wall.window.setProperty("reducedMotion", False)
    wall.model.showView(wall_view(14, 23))
    for minute in (0, 37, 100, 163, 219):
        wall.clock[0] = NOW + timedelta(minutes=minute)
        wall.model.tick()
        wall.settle()
        picture = wall.window.grabWindow()
        across, down = range(0, picture.width(), 16), range(0, picture.height(), 16)
        right, bottom = picture.width() - 1, picture.height() - 1
        edges = [(x, y) for x in across for y in (0, bottom)]
        edges += [(x, y) for x in (0, right) for y in down]
        assert {picture.pixelColor(*place).name() for place in edges} == {
            wall.window.color().name()
        }


def test_with_reduced_motion_nothing_wanders(wall):
    assert len(set(places(wall, 64))) == 1


def test_a_card_is_named_by_the_person_and_what_they_can_help_with(wall):
    wall.model.showView(wall_view(7, 9))
    assert "Carmen, can help with Reading your grant application" in wall.says()


def test_a_card_of_few_people_says_both(wall):
    wall.model.showView(wall_view(3, 9))
    both = (
        "can help with Reading your grant application, is looking for A simple budget spreadsheet"
    )
    assert f"Carmen, {both}" in wall.says()


@pytest.mark.parametrize("wall", [("es", (1920, 1080))], indirect=True)
def test_the_wall_speaks_its_language(wall):
    wall.model.showView(wall_view(7, 9))
    says = wall.says()
    assert "Carmen, puede ayudarte con Reading your grant application" in says
    assert "9 personas aquí ahora" in says
    assert "martes 24 de noviembre" in says


def test_one_person_is_one_person(wall):
    wall.model.showView(wall_view(1, 1))
    assert "1 person here now" in wall.says()


def test_everybody_is_seen_with_fourteen_people(wall):
    wall.model.showView(wall_view(14, 23))
    says = " ".join(wall.says())
    for person in wall_view(14, 23).people:
        assert person.face.name in says


def test_who_was_here_earlier_and_who_is_heads_down_say_so(wall):
    wall.model.showView(wall_view(14, 23))
    says = wall.says()
    assert "Hannah, here earlier today" in says
    assert "Pilar, heads down" in says


def test_with_nobody_visible_it_counts_and_invites(wall):
    wall.model.showView(wall_view(0, 9))
    says = wall.says()
    assert "9 people are working here" in says
    assert "Want to be seen here?" in says
    assert "Come in. The long table has room and the coffee is upstairs." in says


def test_with_nobody_in_it_names_no_number(wall):
    wall.model.showView(wall_view(0, 0))
    assert "Nobody is in right now" in wall.says()


def test_before_any_news_it_waits(wall):
    assert "Waiting for the front desk" in wall.says()


def test_old_news_says_its_age(wall):
    wall.model.showView(wall_view(7, 9))
    wall.clock[0] = NOW + timedelta(minutes=12)
    wall.model.tick()
    says = wall.says()
    assert "9 people here at 11:04" in says
    assert "No news for 12 minutes" in says


@pytest.mark.parametrize(("minutes", "age"), [(119, "119 minutes"), (120, "2 hours")])
def test_very_old_news_is_told_in_hours(wall, minutes, age):
    wall.model.showView(replace(wall_view(7, 9), as_of=NOW - timedelta(minutes=minutes)))
    assert f"No news for {age}" in wall.says()


def test_old_news_says_its_age_also_where_nobody_chose_to_be_seen(wall):
    wall.model.showView(replace(wall_view(0, 9), as_of=NOW - timedelta(minutes=12)))
    says = wall.says()
    assert "No news for 12 minutes" in says
    assert "9 people are working here" in says


@in_every_size()
@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 14, 40, 200])
def test_those_who_are_only_counted_are_told_of_on_every_wall(wall, count):
    wall.model.showView(wall_view(count, count + 5))
    assert "5 only counted" in wall.says()


def test_an_arrival_appears_without_a_turn_and_a_departure_goes(wall):
    wall.model.showView(wall_view(8, 9))
    before = wall.says()
    wall.model.showView(wall_view(9, 10))
    after = wall.says()
    assert [name for name in after if name not in before] == ["10 people here now", "Yuki"]
    wall.model.showView(wall_view(8, 9))
    assert "Yuki" not in wall.says()


def test_people_come_and_go_in_place_also_among_a_thousand(wall):
    wall.window.setProperty("reducedMotion", False)
    crowd = wall_view(700, 1_000)
    wall.model.showView(crowd)
    wall.settle()
    stay = {id(item): item for item in wall.items(PERSON)}
    resets = [QSignalSpy(people.modelReset) for people in (wall.model.cards, wall.model.faces)]
    gone, new = wall.model.cards.rows[1].key, replace(crowd.people[0].face, key="new", name="Zoe")
    staying = [person for person in crowd.people if person.face.key != gone]
    wall.model.showView(replace(crowd, people=(*staying, replace(crowd.people[0], face=new))))
    wall.settle()
    assert [spy.count() for spy in resets] == [0, 0]
    assert {row.key for row in wall.model.faces.rows} >= {"new"}
    # Whoever is still there is drawn by the very same item.
    still_there = [item for item in wall.items(PERSON) if id(item) in stay]
    assert len(still_there) >= len(stay) - 3
    wall.wait_until(lambda: all(item.opacity() == 1 for item in wall.items(PERSON)))
    assert "Zoe" in wall.says()
    assert len(wall.items(PERSON)) == len(stay)


def test_whoever_wants_to_be_hidden_is_gone_from_all_that_the_wall_holds_and_draws(wall):
    wall.window.setProperty("reducedMotion", False)
    view = wall_view(14, 23)
    shy = replace(view.people[0].face, name="Zsigmond", initials="ZZ", photo="")
    people = (replace(view.people[0], face=shy, offers=("Xylophones",)), *view.people[1:])
    wall.model.showView(replace(view, people=people, featured=(), awaited=(shy,)))
    assert holds(wall, "Zsigmond")
    assert holds(wall, "Xylophones")
    wall.model.showView(replace(view, people=view.people[1:], featured=()))
    for words in ("Zsigmond", "ZZ", "Xylophones"):
        wall.wait_until(lambda words=words: not holds(wall, words))


def holds(wall: Wall, words: str) -> bool:
    """Say whether the wall's model, any of its items, or the accessible tree has these words."""
    told = " ".join(spoken(wall.window))
    rows = repr(
        [getattr(wall.model, kind).rows for kind in ("cards", "faces", "featured", "awaited")]
    )
    state = repr((wall.model._state, wall.model._view, wall.model._stories, wall.model._rotation))
    drawn = [str(item.property("text")) for item in below(wall.window.contentItem())]
    named = [str(item.property("name")) for item in below(wall.window.contentItem())]
    return any(words in text for text in (told, rows, state, *drawn, *named))


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from below(child)


def test_the_wall_is_dark_while_the_house_is_closed_unless_it_is_told_otherwise(wall):
    opens, closes = NOW - timedelta(hours=3), NOW + timedelta(minutes=30)
    wall.model.showView(replace(wall_view(3, 3), opens_at=opens, closes_at=closes))
    by_day = wall.window.color()
    wall.clock[0] = closes
    wall.model.tick()
    assert wall.window.color().lightness() < by_day.lightness() / 2
    wall.window.setProperty("dark", False)
    assert wall.window.color() == by_day


def test_hosts_read_that_their_guest_is_here(wall):
    view = wall_view(14, 23)
    wall.model.showView(replace(view, awaited=(view.people[0].face,)))
    assert "Ana, your guest is here" in wall.says()
    wall.model.showView(view)
    assert "Ana, your guest is here" not in wall.says()


def test_a_thousand_people_are_told_how_many_more_take_turns(wall):
    wall.model.showView(wall_view(700, 1_000))
    says = wall.says()
    shown = len(wall.model.cards.rows) + len(wall.model.faces.rows)
    assert f"{700 - shown} more take turns here" in says
    assert "300 only counted" in says
    assert len(wall.items(PERSON)) == shown


def test_very_large_text_gives_panel_and_people_the_wall_in_turns(wall):
    wall.window.setProperty("textScale", 2)
    wall.model.showView(wall_view(14, 23))
    wall.settle()
    assert (len(wall.items(CARD)) > 0, len(wall.items(PANEL))) == (True, 0)
    wall.model.turnFeatured()
    wall.settle()
    assert (len(wall.items(CARD)), len(wall.items(PANEL))) == (0, 1)
    wall.window.setProperty("textScale", 1)


def test_a_turn_shows_others_large(wall):
    wall.model.showView(wall_view(14, 23))
    before = set(wall.model.cards.rows)
    wall.model.turn()
    says = wall.says()
    names = {row.name for row in set(wall.model.cards.rows) - before}
    assert len(names) == 6
    assert all(any(line.startswith(f"{name}, ") for line in says) for name in names)


@in_every_size()
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 14, 40, 200])
def test_cards_and_faces_keep_apart_and_inside(wall, count):
    wall.model.showView(wall_view(count, count + 5))
    wall.settle()
    places = [item.mapRectToScene(item.boundingRect()) for item in wall.items(PERSON)]
    window = wall.window.contentItem().boundingRect()
    assert len(places) >= min(count, 7)
    for number, place in enumerate(places):
        assert window.contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])


@in_every_size(("en", "es"))
@pytest.mark.parametrize("view", [wall_view(14, 23), wall_view(0, 123), long_wall_view()])
def test_no_text_leaves_its_card(wall, view):
    wall.model.showView(view)
    wall.settle()
    for item in wall.items(CARD) + wall.items(PANEL) + wall.items(INVITATION):
        frame = item.mapRectToScene(item.boundingRect())
        for text in texts_in(item):
            assert frame.contains(letters_of(text)), text.property("text")


def letters_of(text: QQuickItem) -> QRectF:
    """Return where the letters are; the typeface's line box is blank above and below them."""
    blank = 0.2 * text.property("font").pixelSize()
    return text.mapRectToScene(text.boundingRect()).adjusted(0, blank, 0, -blank)


def visible_below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from visible_below(child)


def texts_in(item: QQuickItem) -> list[QQuickItem]:
    below = visible_below(item)
    return [child for child in below if child.inherits("QQuickText") and child.property("text")]


def test_nothing_on_the_wall_is_smaller_than_it_can_be_read(wall):
    wall.model.showView(wall_view(14, 23))
    wall.settle()
    smallest = round(3.5 * 1080 / 100)
    for text in texts_in(wall.window.contentItem()):
        letters = text.property("font").pixelSize()
        is_initials = text.parentItem().property("diameter") is not None
        assert letters >= smallest or is_initials, text.property("text")
