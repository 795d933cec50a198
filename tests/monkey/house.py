"""The house at which the monkey plays, and the kiosk's window in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QObject, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.domain.passes import is_pass_text
from kiosk.domain.people import Member, Phrase, Profile, TextSize, Visibility
from kiosk.pins import hash_pin
from kiosk.store.directory import save_space
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.schema import bring_up_to_date
from tests.house import House
from tests.monkey.desk import HouseDesk
from tests.monkey.words import word
from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.bridges.no_way_out import NoWayOut
from ui.bridges.photos import shelf_of
from ui.bridges.preview import LatestFrame, PreviewFrame
from ui.bridges.typed_scanner import TypedScanner
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.states import HouseRules

MEMBERS = 14
PIN, STAFF_PIN = "802417", "905528"
CHOICES = (Visibility.PROFILE, Visibility.FIRST_NAME, Visibility.HIDDEN, None)
LANGUAGES = ("en", "es")


def member(number: int) -> Member:
    """Return a member with words of their own, and one of the choices there are."""
    first, own = word("F", number), word("X", number)
    profile = Profile(
        display_name=f"{first} {own}",
        first_name=first,
        headline=f"Headline {own}",
        offers=(Phrase("1", f"Logos {own}"),),  # short enough to be a chip
        asks=(Phrase("2", f"Somebody who draws logos {own}"),),  # so they are suggested
        languages=(f"Klingon {own}",),
        links=(f"https://{own.lower()}.example",),
        seat=f"Table {own}",
        ask_about=f"Bees {own}",
        photo=photo_of(number),
    )
    return Member(
        handle_of(number),
        profile,
        "casa-norte",
        ("casa-norte",),
        visibility=CHOICES[number % len(CHOICES)],
        language=LANGUAGES[number % 3 > 0],
        text_size=list(TextSize)[number % len(TextSize)],
        pin=_pin_hash(PIN),
    )


def handle_of(number: int) -> str:
    return f"{number:016x}"


def photo_of(number: int) -> str:
    return f"face{number:028x}"


@cache
def _pin_hash(pin: str) -> str:
    return hash_pin(pin)


@cache
def _jpeg() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(8, 8, QImage.Format.Format_RGB32).save(buffer, "JPG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Clock:
    """Seconds that pass only when the monkey says so."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Lobby:
    """A house that is open, and its kiosk in full screen with all that keeps people in."""

    house: House
    clock: Clock
    desk: HouseDesk
    engine: QQmlApplicationEngine
    model: KioskModel
    window: QQuickWindow
    typed: TypedScanner
    is_full: bool

    def wait(self, seconds: float) -> None:
        """Let time pass, for the house and for the kiosk alike."""
        self.house.wait(seconds=seconds)
        self.clock.now_s += seconds
        if not self.desk.answers:  # else the core has other things to do
            self.desk.publish()  # as it does every few seconds


@contextmanager
def open_lobby(place: Path, *, fullscreen: bool) -> Iterator[Lobby]:
    """Open the kiosk of a house that is kept in this folder; in a window it can be turned."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    QAccessible.setActive(True)
    store = open_writer(sqlite_url(place / "lobby.db"))
    bring_up_to_date(store)
    house = House(store)
    house.join(*(member(number) for number in range(MEMBERS)))
    lock_staff_door(house, STAFF_PIN)
    lobby = _open(application, house, fullscreen)
    try:
        yield lobby
    finally:
        lobby.typed.stop()
        lobby.model.countdown.stop()
        shiboken6.delete(lobby.engine)  # before the model
        application.restoreOverrideCursor()
        application.setQuitOnLastWindowClosed(True)
        store.dispose()


def lock_staff_door(house: House, pin: str) -> None:
    """Give the house's staff a PIN, or none."""
    house.space = replace(house.space, staff_pin=_pin_hash(pin) if pin else "")
    with house.session() as session:
        save_space(session, house.space)
        session.commit()


def _open(application: QGuiApplication, house: House, fullscreen: bool) -> Lobby:
    load_typeface()
    space, clock = house.space, Clock()
    rules = HouseRules(
        timezone=space.timezone,
        languages=LANGUAGES,
        place_of_help={"en": "Turn left"},
        by_name=space.by_name,
        member_page="https://casa.example/me",
    )
    model = KioskModel(rules, now=lambda: house.now, monotonic_s=clock)
    desk = HouseDesk(house, model.showHouse)
    engine = make_engine()
    shelf = shelf_of(engine)
    shelf.wanted.connect(lambda digest: shelf.put(digest, _jpeg()))
    frames = LatestFrame(model)
    look = {"reducedMotion": True, "fullscreen": fullscreen, "frames": frames}
    window = open_window(engine, "KioskWindow", {"model": model, **look})
    frames.put(PreviewFrame(QImage(8, 8, QImage.Format.Format_RGB32)))
    NoWayOut(window)
    typed = TypedScanner(is_pass_text, model)
    typed.codeRead.connect(model.codeRead)
    typed.start(application)
    _stand_still(model, typed)
    _speak(application, engine, rules.language)
    model.languageChanged.connect(lambda code: _speak(application, engine, code))
    model.openHouse(desk, rules)  # type: ignore[arg-type]  # it answers whatever is asked
    desk.publish()
    return Lobby(house, clock, desk, engine, model, window, typed, fullscreen)


def _speak(application: QCoreApplication, engine: QQmlApplicationEngine, language: str) -> None:
    translation.install(application, engine, language)


def _stand_still(*owners: QObject) -> None:
    """Let no time pass by itself for these: what a monkey does must not depend on the machine."""
    for owner in owners:
        still = _StandsStill(owner)
        for timer in owner.findChildren(QTimer):
            timer.installEventFilter(still)


class _StandsStill(QObject):
    """Keeps timers running without an end."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """Say whether a timer shall not hear of this."""
        return event.type() == QEvent.Type.Timer
