"""The check of pages: faults that were planted are found, and good pages have none."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickWindow

from ui.application import load_typeface, make_engine
from ui.pictures.checking import Finding, Kind, findings_in, let_it_settle

WINDOW = """
import QtQuick
import QtQuick.Controls.Basic
import Lobby
Window {
    id: root
    width: 1000
    height: 800
    visible: true
    color: Theme.paper
    Binding { target: Theme; property: "width"; value: 1000 }
    Binding { target: Theme; property: "height"; value: 800 }
    Binding { target: Theme; property: "textScale"; value: %s }
    component Words: TextLine { x: 40; y: 40; text: "Good morning" }
    component Place: Touchable { x: 40; y: 40; width: 100; height: 60; text: "Leave" }
    component Box: Rectangle { x: 40; y: 40; width: 300; height: 100; color: Theme.card }
    component Rows: Flickable { id: rows; width: 300; height: 200; contentHeight: 400; clip: true }
    %s
}
"""

FAULTS = {
    "a shortened text": (Kind.CUT, "Words { width: 60; elide: Text.ElideRight }"),
    "a line too few": (
        Kind.CUT,
        'Words { width: 200; text: "On your card or your phone, about a hand away";'
        " wrapMode: Text.WordWrap; maximumLineCount: 1; elide: Text.ElideRight }",
    ),
    "somebody's words that end without a sign": (
        Kind.CUT,
        'Words { width: 200; text: "María de los Desamparados Fernández-Ruiz"; mayBeCut: true;'
        " wrapMode: Text.Wrap; maximumLineCount: 1 }",
    ),
    "a word wider than its place": (Kind.CUT, "Words { width: 60 }"),
    "half outside a clip": (Kind.CUT, "Item { width: 90; height: 90; clip: true; Words {} }"),
    "half outside the window": (Kind.CUT, "Words { x: 960 }"),
    "outside the window": (Kind.LOST, "Words { y: 820 }"),
    "below what scrolls": (Kind.LOST, "Rows { Words { y: 420 } }"),
    "beside what scrolls": (Kind.CUT, "Rows { Words { x: 250 } }"),
    "half below what does not scroll": (Kind.CUT, "Rows { interactive: false; Words { y: 185 } }"),
    "two texts in one place": (Kind.OVERLAP, 'Words {} Words { y: 46; text: "Ana" }'),
    "two texts at a list's end": (
        Kind.OVERLAP,
        'Rows { Words { y: 350 } Words { y: 355; text: "Ana" } }',
    ),
    "a text over an icon": (Kind.OVERLAP, 'Words {} Icon { x: 60; y: 40; name: "check" }'),
    "a text over a face": (Kind.OVERLAP, 'Words {} Avatar { initials: "AR"; hue: 1 }'),
    "a text that runs into a button": (Kind.OVERLAP, "Words { y: 60 } Place { x: 100 }"),
    "a text wider than its card": (Kind.STICKS_OUT, "Box { width: 90; Words { x: 8 } }"),
    "a text higher than its card": (Kind.STICKS_OUT, "Box { height: 14; Words { y: 0 } }"),
    "a label wider than its button": (
        Kind.STICKS_OUT,
        "Place { width: 70; contentItem: Item { Words { x: 0; y: 10 } } }",
    ),
    "small text": (Kind.SMALL_TEXT, "Words { size: Theme.text(1.8) }"),
    "text that shrank": (
        Kind.SMALL_TEXT,
        "Words { width: 70; fontSizeMode: Text.HorizontalFit; minimumPixelSize: 5 }",
    ),
    "soft words on a tint": (Kind.FAINT, "Box { color: Theme.line; Words { color: Theme.edge } }"),
    "words that are faint in the dark alone": (
        Kind.FAINT,
        "Box { color: Theme.dark ? Theme.ink : Theme.card; Words { color: Theme.ink } }",
    ),
    "words that are faint in the light alone": (
        Kind.FAINT,
        "Box { color: Theme.dark ? Theme.card : Theme.ink; Words { color: Theme.ink } }",
    ),
    "words that are faded": (Kind.FAINT, "Words { opacity: 0.5 }"),
    "words in what is faded": (Kind.FAINT, "Item { opacity: 0.5; Words {} }"),
    "words half on what is of their colour": (
        Kind.FAINT,
        "Box { width: 80; color: Theme.ink } Words {}",
    ),
    "words on a veil": (Kind.FAINT, "Box { color: Qt.alpha(Theme.ink, 0.7); Words {} }"),
    "words on a picture": (Kind.FAINT, "Image { width: 400; height: 200; Words {} }"),
    "initials on their face": (
        Kind.FAINT,
        'Avatar { initials: "AR"; hue: 1; color: Theme.soft }',
    ),
    "a flat button": (Kind.SMALL_TARGET, "Place { height: 40 }"),
    "a narrow button": (Kind.SMALL_TARGET, "Place { width: 50 }"),
    "a flat field": (
        Kind.SMALL_TARGET,
        'TextField { x: 40; y: 40; width: 200; height: 30; Accessible.name: "Name" }',
    ),
    "buttons that touch": (Kind.NEAR_TARGETS, 'Place {} Place { x: 142; text: "Stay" }'),
    "buttons on each other": (Kind.NEAR_TARGETS, 'Place {} Place { x: 90; text: "Stay" }'),
    "a button outside the window": (Kind.LOST, "Place { x: 950 }"),
    "a button without a name": (Kind.NAMELESS, 'Place { text: "" }'),
    "a place to touch without a role": (
        Kind.NAMELESS,
        "MouseArea { x: 40; y: 40; width: 90; height: 90 }",
    ),
}

GOOD = {
    "a text with room": "Words {}",
    "words of somebody that may be cut": (
        "Words { width: 60; elide: Text.ElideRight; mayBeCut: true }"
    ),
    "lines below each other": 'Column { Words {} Words { text: "Ana" } }',
    "a text that wraps": "Words { width: 80; wrapMode: Text.WordWrap }",
    "a text with a page's accents on its card": (
        'Box { height: 60; Words { y: 10; text: "Ángel y Óscar" } }'
    ),
    "what can be scrolled to": "Rows { Words { y: 350 } Place { y: 290 } }",
    "a list that keeps rows for later": (
        "ListView { width: 300; height: 200; clip: true; model: 40; reuseItems: true;"
        ' delegate: Words { required property int index; text: "Row " + index } }'
    ),
    "a strip that hides its next cards": (
        "Item { width: 200; height: 90; clip: true; Words {} Words { x: 300 } }"
    ),
    "what cannot be seen": (
        "Words {} Words { visible: false } Words { opacity: 0 } Place { y: 90; visible: false }"
    ),
    "what a popup covers": (
        "Words {} Place { x: 30; y: 30; width: 20 }"
        ' Box { x: 0; y: 0; Words { text: "Who are you?" } }'
    ),
    "a page below a veil": (
        "Words {} Rectangle { anchors.fill: parent; color: Qt.alpha(Theme.paper, 0.5);"
        ' Words { y: 44; text: "Ana" } }'
    ),
    "a button and its label": 'Button { x: 40; y: 40; text: "Leave"; iconName: "log-out" }',
    "a button on a card that is one": "Place { width: 400; height: 200; Place { y: 100 } }",
    "a label beside a line": "Box { y: 100; height: 3; Words { y: -24 } }",
    "faces that stand in a stack": (
        'Row { spacing: -20; Avatar { initials: "AR"; hue: 1 } Avatar { initials: "BO"; hue: 2 } }'
    ),
    "words on a picture with a ground of their own": (
        "Image { width: 400; height: 200; Box { color: Theme.card; Words {} } }"
    ),
    "words that stand out from a strong ground": (
        "Box { color: Theme.accent; Words { color: Theme.accentInk } }"
    ),
    "words beside what is of their colour": "Box { y: 90; color: Theme.ink } Words {}",
    "what nobody can touch now": "Place { width: 20; enabled: false }",
}

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(qapp: QGuiApplication) -> Iterator[Check]:
    """Look through a window with this in it."""
    load_typeface()
    QAccessible.setActive(True)
    engine = make_engine()

    def look(content: str, text_scale: float = 1.0, smallest: float = 2.2) -> list[Finding]:
        engine.loadData((WINDOW % (text_scale, content)).encode(), QUrl("file:///Window.qml"))
        window = engine.rootObjects()[-1]
        assert isinstance(window, QQuickWindow)
        let_it_settle(window)
        return findings_in(window, smallest)

    yield look
    for window in engine.rootObjects():
        assert isinstance(window, QQuickWindow)
        window.close()
    shiboken6.delete(engine)


@pytest.mark.parametrize(("kind", "content"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(check, kind, content):
    assert kind in {finding.kind for finding in check(content)}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_good_page_has_no_findings(check, content):
    assert check(content) == []


def test_a_finding_says_what_and_where(check):
    (finding,) = check("Box { Words { width: 60; elide: Text.ElideRight } }")
    assert finding.what == "Good morning"
    assert str(finding).startswith("cut: “Good morning” at 80,")
    assert finding.where.endswith("/Words")


def test_text_has_to_grow_with_its_scale(check):
    content = "Words { font.pixelSize: 20 }"
    assert check(content) == []
    assert [finding.kind for finding in check(content, 2.0)] == [Kind.SMALL_TEXT]


def test_a_wall_s_text_has_to_be_larger(check):
    assert check("Words { size: Theme.text3 }", smallest=3.5) == []
    assert [f.kind for f in check("Words { size: Theme.text2 }", smallest=3.5)] == [Kind.SMALL_TEXT]


def test_lists_stand_where_they_stood_when_they_were_looked_through(check):
    check("Rows { objectName: 'rows'; contentY: 30; Words { y: 350 } }")
    (window,) = QGuiApplication.topLevelWindows()
    rows = window.findChild(QObject, "rows")
    assert rows.property("contentY") == 30
