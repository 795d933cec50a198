"""The staff's window, as somebody hears it who cannot see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.domain.verdicts import Refusal
from kiosk.domain.views import DeniedScan, StaffView
from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.bridges.preview import LatestFrame
from ui.pictures.sample_views import NOW, long_staff_view, staff_view
from ui.pictures.taker import spoken
from ui.viewmodels.staff import StaffModel
from ui.viewmodels.staff_scanner import ScannerModel

PAINTED_WITHIN_MS = 5000
SIZES = [(1280, 800), (800, 1280), (1920, 1080)]
CASES = [(language, size) for language in ("en", "es") for size in SIZES]


@dataclass
class Desk:
    """A window and its model."""

    window: QQuickWindow
    model: StaffModel
    scanner: ScannerModel

    def show(self, view: StaffView) -> list[str]:
        """Show a view and return the names of what is to be seen."""
        self.model.showView(view)
        return self.says()

    def says(self) -> list[str]:
        for _ in range(4):
            QGuiApplication.processEvents()
        painted = QSignalSpy(self.window.frameSwapped)
        self.window.update()
        assert painted.wait(PAINTED_WITHIN_MS)
        return [line.split(": ", 1)[1] for line in spoken(self.window)]


@pytest.fixture
def desk(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The staff's window in English and 1280×800 unless the test says otherwise."""
    language, size = getattr(request, "param", ("en", (1280, 800)))
    load_typeface()
    QAccessible.setActive(True)
    model = StaffModel(language)
    engine = make_engine()
    translation.install(qapp, engine, language)
    scanner = ScannerModel(model, "nonsense")
    look = {"model": model, "reducedMotion": True, "width": size[0], "height": size[1]}
    look |= {"scanner": scanner, "frames": LatestFrame(model)}
    window = open_window(engine, "StaffWindow", look)
    QTest.qWaitForWindowExposed(window)
    yield Desk(window, model, scanner)
    window.close()
    shiboken6.delete(engine)
    translation.install(qapp, None, "en")


def test_the_count_stands_against_the_places(desk):
    says = desk.show(staff_view(31))
    assert "31 of 40 places" in says
    assert "9 places are free." in says


@pytest.mark.parametrize(
    ("present", "words"),
    [
        (39, "1 place is free."),
        (40, "Every place is taken."),
        (47, "7 more than there are places."),
    ],
)
def test_a_full_house_says_so(desk, present, words):
    assert words in desk.show(staff_view(present))


def test_a_house_without_a_known_capacity_only_counts(desk):
    says = desk.show(replace(staff_view(31, is_calm=True), capacity=0))
    assert "31 people" in says
    assert not any("places" in words for words in says)


def test_who_is_in_says_since_when_and_how_they_are_seen(desk):
    says = desk.show(staff_view(5))
    assert "Álvaro Núñez, since 8:13, on the wall" in says
    assert "Carmen Iglesias Vega, since 8:18, heads down" in says
    assert "Sofía Marín Ortega, since 8:28, invisible today" in says


def test_somebody_unknown_has_no_name_and_needs_a_hand(desk):
    says = desk.show(replace(staff_view(6), denied=(), stuck_facts=0, quarantined_facts=0))
    assert any(words.startswith("Somebody who joined today, since") for words in says)
    assert any(words.startswith("1 person without a profile") for words in says)


def test_who_was_erased_while_they_are_in_is_in_the_list_without_a_name(desk):
    view = staff_view(1)
    (person,) = view.people
    erased = replace(person, name="", face=replace(person.face, name="", initials=""))
    says = desk.show(replace(view, people=(erased,)))
    assert any(words.startswith("Somebody who erased their data, since") for words in says)


def test_who_came_and_went_is_told(desk):
    says = desk.show(staff_view(3))
    assert "Carmen Iglesias Vega came at 8:18" in says
    assert any(" left at 10:56" in words for words in desk.show(staff_view(31)))


def test_nobody_of_the_sample_left_who_is_in():
    view = staff_view(31)
    left = {move.name for move in view.movements if not move.came}
    assert left
    assert left.isdisjoint(person.name for person in view.people)


def test_a_calm_day_has_no_panel_for_what_needs_a_hand(desk):
    assert "Needs a hand" in desk.show(staff_view(31))
    assert "Needs a hand" not in desk.show(staff_view(31, is_calm=True))


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_has_its_own_words(desk, reason):
    calm = staff_view(1, is_calm=True)
    says = desk.show(replace(calm, denied=(DeniedScan(NOW, reason),)))
    (refused,) = [words for words in says if words.startswith("Refused at the door. ")]
    assert "did not open" not in refused
    assert refused.endswith(", at 11:04")


def test_a_refusal_names_the_person_and_counts_the_tries(desk):
    says = desk.show(staff_view(31))
    assert "Ana Torres, 3 times. The membership has ended, at 10:55" in says


def test_at_most_is_the_day_s_own_peak_not_the_curve_s(desk):
    view = replace(staff_view(31), peak=34, peak_at=NOW - timedelta(minutes=20))
    assert "34 at most, at 10:44" in desk.show(view)


def test_a_closed_day_has_no_hours(desk):
    says = desk.show(replace(staff_view(2), is_closed_today=True))
    assert "Closed today" in says
    assert not any("closing time" in words for words in says)


def test_the_chart_says_in_words_what_it_shows(desk):
    desk.show(staff_view(31))
    root = QAccessible.queryAccessibleInterface(desk.window)
    waiting, charts = [root], []
    while waiting:
        node = waiting.pop()
        waiting += [node.child(at) for at in range(node.childCount())]
        if node.role() == QAccessible.Role.Chart:
            charts.append(node.text(QAccessible.Text.Description))
    assert charts == ["Now 31, at 11:04. At most 31, at 11:04. Places: 40."]


def test_the_page_says_until_when_it_is_complete(desk):
    view = staff_view(31)
    assert "Up to date until 10:42" in desk.show(view)
    assert "Counts the scans of this device" in desk.show(replace(view, complete_until=None))


def test_a_long_list_scrolls_under_the_wheel(desk, qtbot):
    desk.show(staff_view(40))
    (first,) = [row for row in rows_of(desk) if row.property("name") == "Aitana Soler"]
    stood = first.mapToScene(QPointF()).y()
    place = QPointF(desk.window.width() / 2, desk.window.height() * 0.8)
    turn = QWheelEvent(
        place,
        desk.window.mapToGlobal(place),
        QPoint(0, -800),
        QPoint(0, -1200),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(desk.window, turn)
    qtbot.waitUntil(lambda: first.mapToScene(QPointF()).y() < stood - 100)


def rows_of(desk: Desk) -> list[QQuickItem]:
    """Return the rows of who is in."""
    below = visible_below(desk.window.contentItem())
    return [item for item in below if item.property("initials") and item.property("since")]


@pytest.mark.parametrize(
    "desk", CASES, indirect=True, ids=[f"{lang}-{w}x{h}" for lang, (w, h) in CASES]
)
@pytest.mark.parametrize("view", [staff_view(31), staff_view(200), long_staff_view()])
def test_panels_keep_apart_and_texts_stay_inside_them(desk, view):
    desk.show(view)
    below = visible_below(desk.window.contentItem())
    panels = [item for item in below if item.property("badge") is not None]
    assert len(panels) == 6
    whole = desk.window.contentItem().boundingRect()
    places = [panel.mapRectToScene(panel.boundingRect()) for panel in panels]
    for number, (panel, place) in enumerate(zip(panels, places, strict=True)):
        assert whole.contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])
        for text in unclipped_texts_in(panel):
            box = text.mapRectToScene(text.boundingRect())
            blank = 0.2 * text.property("font").pixelSize()
            assert place.contains(box.adjusted(0, blank, 0, -blank)), text.property("text")


def visible_below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.isVisible():
            yield child
            yield from visible_below(child)


def unclipped_texts_in(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield the texts of a panel but those of its list, which scrolls."""
    for child in item.childItems():
        if child.isVisible() and not child.clip():
            if child.inherits("QQuickText") and child.property("text"):
                yield child
            yield from unclipped_texts_in(child)


def test_the_list_says_who_is_a_guest_and_who_came_by_name(desk: Desk) -> None:
    names = desk.show(staff_view(8))
    assert any(name.endswith("guest of Carmen Iglesias Vega") for name in names)
    assert any(name.endswith(", by name") for name in names)
