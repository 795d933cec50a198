"""The scanner check's page in the staff's window, as it is seen, heard and used by keys."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic, Verdict
from tests.ui.test_staff_window import CASES, SIZES, desk, visible_below
from ui.pictures.sample_checks import sample_checks
from ui.pictures.sample_views import staff_view

__all__ = ["desk"]  # the fixture

GOOD, POOR = sample_checks()[""], sample_checks()["-poor"]
IDS = [f"{lang}-{w}x{h}" for lang, (w, h) in CASES]


def show(desk, case=GOOD):
    """Open the page with these findings and return the names of what is to be seen."""
    stage, findings, module_px = case
    desk.model.showView(staff_view(31))
    desk.scanner.checkAsked()
    desk.scanner.showStage(stage)
    desk.scanner.showFindings(findings)
    desk.scanner.showCode(module_px)
    return desk.says()


def button(desk, name):
    """Return the one button of this name."""
    waiting = [QAccessible.queryAccessibleInterface(desk.window)]
    found = []
    while waiting:
        node = waiting.pop()
        waiting += [node.child(at) for at in range(node.childCount())]
        is_button = node.role() == QAccessible.Role.Button and not node.state().invisible
        if is_button and node.text(QAccessible.Text.Name) == name:
            found.append(node)
    (one,) = found
    return one


def press(desk, name):
    middle = desk.window.mapFromGlobal(button(desk, name).rect().center())
    QTest.mouseClick(desk.window, Qt.MouseButton.LeftButton, pos=QPoint(middle))
    desk.says()


@pytest.mark.parametrize("desk", [("en", size) for size in SIZES], indirect=True)
def test_a_touch_opens_the_check_and_another_leads_back(desk):
    desk.show(staff_view(31))
    press(desk, "Scanner check")
    assert desk.scanner.isOpen
    assert desk.window.property("page") == "scanner_check"
    assert "Today so far" not in desk.says()
    press(desk, "Back to today")
    assert not desk.scanner.isOpen
    assert "Today so far" in desk.says()


def test_keys_alone_lead_there_and_back(desk):
    desk.show(staff_view(31))
    desk.window.requestActivate()
    desk.says()
    for _ in range(6):
        QTest.keyClick(desk.window, Qt.Key.Key_Tab)
        if button(desk, "Scanner check").state().focused:
            break
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    desk.says()
    assert desk.scanner.isOpen
    assert button(desk, "Back to today").state().focused
    QTest.keyClick(desk.window, Qt.Key.Key_Return)
    assert not desk.scanner.isOpen


def test_each_finding_is_heard_with_its_verdict_and_what_to_change(desk):
    says = show(desk, POOR)
    slow = "7 pictures a second. Choose a camera with MJPG, or plug it into a USB 3 port."
    assert f"Camera speed, To be changed. {slow}" in says
    assert "Camera format, Could be better. YUYV. With MJPG it would be faster." in says
    assert any(words.startswith("Keyboard layout, Could be better. It types for") for words in says)
    assert "Code squares: 1.6 pixels wide; 2 are needed" in says


def test_one_look_tells_how_each_device_is(desk):
    assert show(desk).count("All good") == 2
    says = show(desk, POOR)
    assert ("Something to change" in says, "Could be better" in says) == (True, True)
    says = show(desk, ("measuring", [], 0.0))
    assert not {"All good", "Something to change", "Could be better"} & set(says)


def test_rows_come_as_they_are_measured(desk):
    says = show(desk, ("measuring", [], 0.0))
    assert "Measuring…" in says
    assert not any(words.startswith("Code squares") for words in says)
    says = show(desk)
    assert "Measuring…" not in says
    assert "Camera speed, Good. 29 pictures a second; the camera promises 30." in says


def test_what_to_do_is_said_also_where_there_is_no_camera_or_it_went_away(desk):
    assert any(words.startswith("Hold a printed pass still") for words in show(desk))
    away = show(desk, sample_checks()["-away"])
    assert "Plug the camera in again; the check goes on by itself." in away
    assert "The camera is away." in away
    assert not any("hold up your code" in words or ", Good. " in words for words in away)
    without = show(desk, sample_checks()["-no-camera"])
    assert any(words.startswith("No camera can be opened here.") for words in without)
    assert "Camera picture" not in without
    alone = show(desk, sample_checks()["-none"])
    assert "No camera is used here; the USB scanner is checked alone." in alone


def test_a_camera_that_was_mistyped_is_named(desk):
    says = show(desk, ("unknown_camera", [], 0.0))
    assert (
        "There is no camera nonsense here. Check what stands behind --camera, and start again."
        in says
    )


@pytest.mark.parametrize("desk", [("en", SIZES[0]), ("es", SIZES[0])], indirect=True)
def test_every_finding_has_words_of_its_own(desk):
    seen = set()
    for says in Says:
        finding = CheckFinding(Topic.LIGHT, Verdict.NOTE, says, 12.0, 34.0, "abc")
        spoken = show(desk, ("measuring", [finding], 0.0))
        (row,) = [words for words in spoken if words.startswith(("Light, ", "Luz, "))]
        assert row.split(". ", 1)[1] != says.value
        assert not re.search(r"%\d|%n|undefined", row)
        seen.add(row)
    assert len(seen) == len(Says)


@pytest.mark.parametrize("desk", CASES, indirect=True, ids=IDS)
@pytest.mark.parametrize("case", [GOOD, POOR], ids=["good", "poor"])
def test_nothing_is_cut_and_panels_keep_apart(desk, case):
    show(desk, case)
    below = list(visible_below(desk.window.contentItem()))
    panels = [item for item in below if item.property("badge") is not None]
    assert len(panels) == 2
    whole = desk.window.contentItem().boundingRect()
    places = [panel.mapRectToScene(panel.boundingRect()) for panel in panels]
    assert all(whole.contains(place) for place in places)
    assert not places[0].intersects(places[1])
    for text in [item for item in below if item.inherits("QQuickText")]:
        assert not text.property("truncated"), text.property("text")
        box = text.mapRectToScene(text.boundingRect())
        assert 0 <= box.left() <= box.right() <= desk.window.width() + 1, text.property("text")
