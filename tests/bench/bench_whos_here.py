"""Searching who is here among 5,000 who chose to be seen: from a key to the painted frame.

    python tests/bench/bench_whos_here.py [--people N] [--words N]

The keys go to the search field of the kiosk's window as a keyboard's do. The baseline is a frame
of the same page in which nothing changes, taken in turns so that a busy moment hits both. Exit
code 1 if the budget is missed.
"""

import argparse
import gc
import os
import time
from collections.abc import Callable

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QSG_RENDER_LOOP": "basic", "QT_SCALE_FACTOR": "1"}

from bench_wall import painted_after_ms
from crowd import crowd
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from table import Table

from kiosk.domain.people import Member, Mode
from kiosk.domain.views import WallPerson, WallView
from kiosk.reports.faces import own_face
from ui.application import make_application, make_engine, open_window
from ui.bridges.preview import LatestFrame
from ui.pictures.sample_views import NOW, SPACE, TIMEZONE
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.people_search import entry_of, find
from ui.viewmodels.states import HouseRules

BUDGET_MS = 50.0
WORDS = ("logo", "carmen", "iva", "garden", "conversation", "photos", "nunez", "xyz")


def house(members: list[Member]) -> WallView:
    people = tuple(_seen(member) for member in members)
    return WallView(SPACE, TIMEZONE, NOW, len(people), people)


def _seen(member: Member) -> WallPerson:
    profile = member.profile
    return WallPerson(
        own_face(member.handle, member),
        Mode.HELLO,
        NOW,
        headline=profile.headline,
        offers=tuple(phrase.text for phrase in profile.offers),
        asks=tuple(phrase.text for phrase in profile.asks),
        full_name=profile.display_name,
    )


def type_words(
    window: QQuickWindow, words: tuple[str, ...], idle: list[float], typed: list[float]
) -> None:
    """Type each word letter by letter and delete it again, noting each key and a frame beside."""

    def note(key: Callable[[], None]) -> None:
        idle.append(painted_after_ms(window, lambda: None))
        typed.append(painted_after_ms(window, key))

    for word in words:
        for letter in word:
            note(lambda letter=letter: QTest.keyClick(window, letter))  # type: ignore[misc]
        for _ in word:
            note(lambda: QTest.keyClick(window, Qt.Key.Key_Backspace))


def searches_ms(view: WallView) -> list[float]:
    entries = [entry_of(person) for person in view.people]
    spent_ms = []
    for text in (word[:length] for word in WORDS for length in range(1, len(word) + 1)):
        started_s = time.perf_counter()
        find(entries, text)
        spent_ms.append((time.perf_counter() - started_s) * 1000)
    return spent_ms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=len(WORDS))
    chosen = parser.parse_args()
    view = house(crowd(chosen.people))
    gc.freeze()  # the prepared people are not the page's to look through
    make_application("bench")
    engine = make_engine()
    model = KioskModel(HouseRules(timezone=TIMEZONE), now=lambda: NOW)
    model.showHouse(view)
    shown = {"model": model, "frames": LatestFrame(model), "reducedMotion": True}
    window = open_window(engine, "KioskWindow", shown)
    window.requestActivate()
    idle: list[float] = []
    opening = [painted_after_ms(window, lambda: model.pageAsked("whos_here"))]
    fields = [f for f in window.findChildren(QQuickItem) if f.inherits("QQuickTextInput")]
    fields[0].forceActiveFocus()
    QGuiApplication.processEvents()
    painted_after_ms(window, lambda: None)
    typed: list[float] = []
    type_words(window, WORDS[: chosen.words], idle, typed)
    table = Table(f"ms, searching among {chosen.people} people, {len(typed)} keys")
    table.row("an idle frame of the same page", idle)
    table.row("looking through everybody, without a screen", searches_ms(view))
    table.row("a key until its people are painted", typed, baseline=idle, budget=BUDGET_MS)
    table.row("opening the page, once", opening, baseline=idle)
    window.close()
    return 0 if table.is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
