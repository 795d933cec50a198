"""What the next person finds of the one before: nothing."""

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.actions.staff_door import StaffAnswer
from kiosk.domain.people import TextSize
from kiosk.domain.verdicts import Answer, Refusal
from tests.ui.conftest import CARMEN, ana, ben, outcome

OF_ANA = ana(language="es", text_size=TextSize.LARGEST)


def looks(model):
    return model.page.language, model.page.textSize, model.page.lowReach


def test_who_scans_over_anothers_page_reads_as_they_do_themselves(model, scan):
    scan(outcome(Answer.WELCOME, OF_ANA))
    model.lowReachChosen(True)
    assert looks(model) == ("es", "largest", True)
    scan(outcome(Answer.WELCOME, ben()))
    assert looks(model) == ("en", "normal", False)


def test_who_is_unknown_or_refused_reads_as_the_house_does(model, scan):
    for answer, refusal in ((Answer.WELCOME_UNKNOWN, None), (Answer.REFUSED, Refusal.FORGED)):
        scan(outcome(Answer.WELCOME, OF_ANA))
        scan(outcome(answer, None, refusal))
        assert looks(model) == ("en", "normal", False)


def test_who_set_the_screen_up_for_themselves_keeps_it_so(model, scan):
    model.textSizeChosen("large")
    model.lowReachChosen(True)
    scan(outcome(Answer.WELCOME, ben()))
    assert looks(model) == ("en", "large", True)
    scan(outcome(Answer.ASK_LEAVING, ben()))
    assert looks(model) == ("en", "large", True)


def test_trouble_is_told_as_whose_page_is_up_reads(model, scan):
    scan(outcome(Answer.WELCOME, OF_ANA))
    model.trouble()
    assert looks(model)[:2] == ("es", "largest")


def test_the_next_persons_page_begins_at_its_top(screen, model, scan):
    screen.window.setProperty("textScale", 2)
    scan(outcome(Answer.WELCOME, ana(hellos=(CARMEN,))))
    screen.settle()
    (page,) = _scrolling(screen.window.contentItem())
    page.setProperty("contentY", 200)
    model.modeChosen("hello")
    assert page.property("contentY") == 200
    scan(outcome(Answer.WELCOME, ben(hellos=(CARMEN,))))
    assert (model.page.name, page.property("contentY")) == ("Ben", 0)


def test_keys_write_on_the_page_to_which_a_bubble_leads(screen, desk):
    screen.press("This kiosk has not met its server yet")
    screen.press("For the staff")
    desk.answer(StaffAnswer("casa-norte", has_pin=True))
    screen.settle()
    for digit in "2040\r":
        QTest.keyClick(screen.window, digit)
    assert desk.asked[-1] == ("staff_door", "2040")


def test_escape_closes_a_page_that_came_up_over_a_bubble(screen, model, scan):
    screen.press("Text size")
    scan(outcome(Answer.REFUSED, None, Refusal.FORGED))
    screen.settle()
    QTest.keyClick(screen.window, Qt.Key.Key_Escape)
    assert model.page.kind == "idle"


def _scrolling(item: QQuickItem) -> list[QQuickItem]:
    found = [item] if item.property("contentHeight") and item.property("interactive") else []
    return found + [each for child in item.childItems() for each in _scrolling(child)]
