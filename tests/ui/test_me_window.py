"""One's own page and the staff's in the real window over the core of a real house."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.domain.people import Mode
from kiosk.errors import ServerError, SetupError
from kiosk.pins import hash_pin, is_right
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.store.directory import member as member_in
from kiosk.store.directory import save_space
from tests.house import ANA, BEA, House, member
from tests.ui.conftest import RULES, Clock, Screen
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

STAFF_PIN = "2040"
MOST_STEPS = 60


@dataclass
class HouseDesk:
    """The core of a real house, answering at once; its server is away."""

    house: House
    told: Callable[[], None]

    def scan(self, text: str, done: Any, failed: Any) -> None:
        done(self.house.scan(text))
        self.told()

    def personal_link(self, person: str, done: Any, failed: Any) -> None:
        failed(ServerError("Nobody answers."))

    def __getattr__(self, wish: str) -> Callable[..., None]:
        def ask(*values: Any) -> None:
            *asked, done, _ = values
            done(self.house.touch(wish, *asked))
            self.told()

        return ask


@pytest.fixture
def model(qapp: object, house: House, clock: Clock) -> KioskModel:
    """The kiosk of Casa Norte, over its core."""
    house.join(member(BEA, "Bea Ruiz", asks="A bike"))
    model = KioskModel(HouseRules(), now=lambda: house.now, monotonic_s=clock)
    model.openHouse(HouseDesk(house, lambda: model.showHouse(on_the_wall(house))), RULES)
    model.showHouse(on_the_wall(house))
    return model


@pytest.fixture
def hold_up(model: KioskModel, house: House, clock: Clock) -> Callable[[str], None]:
    """Hold up somebody's pass."""

    def show(person: str) -> None:
        clock.now_s += 60
        house.wait(minutes=1)
        model.codeRead(house.code(person))

    return show


@pytest.fixture
def page(model: KioskModel, screen: Screen, hold_up: Callable[[str], None]) -> Screen:
    """Ana's own page, open."""
    hold_up(ANA)
    model.pageAsked("me")
    screen.settle()
    return screen


def on_the_wall(house: House) -> Any:
    with house.session() as session:
        return wall_view(session, house.space, house.now)


def asks_on_the_wall(house: House) -> list[tuple[str, ...]]:
    return [person.asks for person in on_the_wall(house).people]


def known(house: House, person: str) -> Any:
    with house.session() as session:
        return member_in(session, person)


def focused(screen: Screen) -> str:
    """Return the accessible name of what has the focus."""
    item = screen.window.activeFocusItem()
    interface = QAccessible.queryAccessibleInterface(item) if item else None
    return interface.text(QAccessible.Text.Name) if interface else ""


def walk_to(screen: Screen, name: str) -> None:
    """Press Tab until this control has the focus."""
    for _ in range(MOST_STEPS):
        if focused(screen) == name:
            return
        QTest.keyClick(screen.window, Qt.Key.Key_Tab)
        screen.settle()
    pytest.fail(f"no Tab leads to {name}: {screen.names()}")


def use(screen: Screen, name: str) -> None:
    """Walk to a control and press it, by keys alone."""
    walk_to(screen, name)
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    screen.settle()


def type_keys(screen: Screen, text: str) -> None:
    for character in text:
        QTest.keyClick(screen.window, character)
    screen.settle()


def texts_kept(item: QQuickItem) -> list[str]:
    """Return every text of every item there is, shown or not."""
    own = [
        str(item.property(name) or "") for name in ("text", "phrase", "value", "label", "source")
    ]
    return own + [text for child in item.childItems() for text in texts_kept(child)]


def test_an_ask_is_changed_by_touch_and_the_wall_shows_it(page, house):
    for name in ("You are looking for", "Reading a contract", "Empty this field"):
        page.press(name)
    for key in "logo":
        page.press(key)
    page.press("Save")
    assert page.says("Saved")
    assert asks_on_the_wall(house) == [("logo",)]


def test_an_offer_is_added_by_keys_alone_and_the_wall_shows_it(page, house):
    use(page, "You can help with")
    use(page, "Say what you can help with")
    type_keys(page, "Compost")
    QTest.keyClick(page.window, Qt.Key.Key_Return)
    assert page.says("Saved")
    assert [p.offers for p in on_the_wall(house).people] == [("Drawing a logo", "Compost")]
    use(page, "Back")
    use(page, "Back")
    assert page.says("Good morning, Ana")


def test_escape_leads_back_step_by_step(page, model):
    page.press("You are looking for")
    for stage in ("overview", None):
        QTest.keyClick(page.window, Qt.Key.Key_Escape)
        page.settle()
        if stage:
            assert model.rooms.me.stage == stage
    assert model.page.kind == "welcome"


def test_an_offer_is_taken_out(page, house):
    for name in ("You can help with", "Drawing a logo", "Take it out"):
        page.press(name)
    assert [p.offers for p in on_the_wall(house).people] == [()]
    assert not page.says("Drawing a logo")


def test_todays_mode_is_chosen_here_too(page, house):
    page.press("Heads down")
    assert [p.mode for p in on_the_wall(house).people] == [Mode.HEADS_DOWN]


def test_the_page_turns_to_the_language_and_letters_that_are_chosen(page, house, model):
    page.press("Language and text size")
    page.press("Largest")
    page.press("Español")
    assert known(house, ANA).language == model.page.language == "es"
    assert known(house, ANA).text_size == model.page.textSize == "largest"


def test_a_pin_is_chosen_by_touch_and_taken_away(page, house):
    page.press("PIN for days without a code")
    for digit in ("2", "0", "4", "0", "Done") * 2:
        page.press(digit)
    assert page.says("Saved")
    assert is_right(known(house, ANA).pin, "2040")
    page.press("PIN for days without a code")
    page.press("Remove my PIN")
    assert known(house, ANA).pin == ""


def test_two_pins_that_differ_are_none(page, house):
    page.press("PIN for days without a code")
    for digit in ("2", "0", "4", "0", "Done", "2", "0", "4", "1", "Done"):
        page.press(digit)
    assert page.says("The two were not the same")
    assert known(house, ANA).pin == ""


def test_a_server_that_is_away_is_said_in_a_sentence(page):
    page.press("On my phone")
    assert page.says("it cannot be reached now")


def test_a_house_without_pages_for_phones_says_so_and_who_helps(page, monkeypatch):
    def closed(self, person, done, failed):
        failed(SetupError("Phones cannot reach this server."))

    monkeypatch.setattr(HouseDesk, "personal_link", closed)
    page.press("On my phone")
    assert page.says("This house has not opened pages for phones yet. Please ask at the desk.")
    assert not page.says("try later")


def test_what_is_stored_is_said_in_words(page):
    page.press("What is stored about me")
    for words in ("Ana Torres", "Drawing a logo", "Reading a contract", "90 days", "phone number"):
        assert page.says(words), words


def test_who_is_erased_is_nowhere_and_is_refused_politely(page, house, hold_up, model):
    for name in ("Erase me", "Go on to erase me"):
        page.press(name)
    assert known(house, ANA).profile.display_name == "Ana Torres"  # only asked so far
    page.press("Erase everything")
    assert page.says("Nothing of yours is left here")
    shown = wall_view_to_json(on_the_wall(house)).decode()
    for word in ("Ana", "Torres", "logo", "contract", ANA):
        assert word not in shown
    assert "Ana" not in " ".join(texts_kept(page.window.contentItem()))
    hold_up(ANA)
    page.settle()
    assert (model.page.kind, model.page.name) == ("refused", "")


def test_keeping_everything_is_as_near_as_erasing_it(page, house):
    for name in ("Erase me", "Go on to erase me"):
        page.press(name)
    assert page.rect_of("Keep everything").size() == page.rect_of("Erase everything").size()
    page.press("Keep everything")
    assert known(house, ANA).profile.display_name == "Ana Torres"


def test_who_touches_twice_by_mistake_loses_nothing(page, model):
    for name in ("Back", "Go on to erase me"):
        page.press("Erase me")
        place = page.lowest_of(name).center()
        page.press("Go on to erase me")
        assert page.says("Erase everything about you?")
        page.touch(place)
        assert (model.page.kind, model.rooms.me.stage) == ("me", "overview")


def test_one_key_saves_and_a_button_does_once_the_keyboard_is_away(page, house):
    page.press("Where you sit")
    type_keys(page, "Table 9")
    assert page.names().count("Save") == 1
    page.press("Put the keyboard away")
    assert page.names().count("Save") == 1
    page.press("Save")
    assert known(house, ANA).profile.seat == "Table 9"


def test_the_last_tiles_share_the_whole_width(page):
    stored, erase = page.rect_of("What is stored about me"), page.rect_of("Erase me")
    assert stored.width() == erase.width() > page.rect_of("What you do").width()
    assert erase.right() == page.rect_of("What the wall shows").right()


def test_somebody_elses_scan_closes_the_page_and_leaves_nothing_of_it(page, model, hold_up):
    page.press("You are looking for")
    page.press("Reading a contract")
    type_keys(page, " soon")
    hold_up(BEA)
    page.settle()
    assert (model.page.kind, model.page.name) == ("welcome", "Bea")
    left = " ".join(texts_kept(page.window.contentItem()))
    assert "contract" not in left
    assert "Torres" not in left
    assert not model.rooms.me.record.isThere
    assert model.rooms.me.written == ""


def test_letters_keep_the_page(page, model):
    page.press("Where you sit")
    model.countdown.start(60, 5)
    type_keys(page, "u")
    assert model.countdown.secondsLeft == 60


@pytest.fixture
def staff(model: KioskModel, screen: Screen, house: House) -> Screen:
    """The staff's page of a house whose staff chose a PIN."""
    with house.session() as session:
        save_space(session, replace(house.space, staff_pin=hash_pin(STAFF_PIN)))
        session.commit()
    model.pageAsked("staff")
    screen.settle()
    return screen


def give(screen: Screen, pin: str) -> None:
    type_keys(screen, pin)
    QTest.keyClick(screen.window, Qt.Key.Key_Return)
    screen.settle()


def test_where_no_staff_pin_is_set_the_page_says_how(model, screen):
    model.pageAsked("staff")
    assert screen.says("lobby space add casa-norte --staff-pin ask")
    assert not screen.says("End the kiosk")


def test_the_staff_see_how_the_kiosk_is_and_no_names(model, staff, hold_up):
    hold_up(ANA)
    model.pageAsked("staff")
    for digit in (*STAFF_PIN, "Done"):
        staff.press(digit)
    for words in ("1 people are in", "The server has never answered", "Hello Lobby 0."):
        assert staff.says(words), words
    assert not staff.says("Ana")


def test_the_staff_end_the_kiosk_by_keys_alone_after_one_more_question(model, staff):
    ended = QSignalSpy(model.exitAsked)
    give(staff, STAFF_PIN)
    place, back = (staff.rect_of(name).center() for name in ("End the kiosk", "Back to the kiosk"))
    use(staff, "End the kiosk")
    assert ended.count() == 0
    assert staff.rect_of("Leave it on").contains(place)
    assert staff.rect_of("Leave it on").contains(back)
    use(staff, "End it now")
    assert ended.count() == 1


def test_after_five_wrong_pins_no_pin_is_taken_for_a_while(staff, model, house):
    for _ in range(5):
        give(staff, "0000")
    assert staff.says("Try again in 30 seconds")
    assert "5" not in staff.names()  # no pad to go on with
    model.backAsked()
    model.pageAsked("staff")
    assert staff.says("Try again in 30 seconds")
    house.wait(seconds=30)
    model.backAsked()
    model.pageAsked("staff")
    staff.settle()
    give(staff, STAFF_PIN)
    assert staff.says("End the kiosk")
