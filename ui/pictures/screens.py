"""Every screen as a picture: each page in each size, language and theme, and the hard cases."""

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.domain.views import StaffView, WallView
from kiosk.errors import SetupError
from kiosk.languages import languages
from kiosk.scanning.coaching import Advice
from kiosk.scanning.selftest.findings import CheckFinding
from ui import translation
from ui.application import make_application, make_engine, open_window
from ui.pictures import sample_views
from ui.pictures.sample_camera import ON_THE_PHONE, sample_camera
from ui.pictures.sample_checks import sample_checks
from ui.pictures.sample_kiosk import SampleDesk, house_rules, outcomes
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.staff import StaffModel
from ui.viewmodels.staff_scanner import ScannerModel
from ui.viewmodels.states import HouseRules
from ui.viewmodels.wall import WallModel

SIZES = ((1280, 800), (800, 1280), (1920, 1080))
THEMES = ("light", "dark")

Progress = Callable[[int, int], None]
Look = tuple[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scene:
    """One page of a window: its name and what brings it up."""

    name: str
    bring_up: Callable[[], None]


def _nothing() -> None:
    """Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Show:
    """One window in one language and the scenes it plays."""

    language: str
    qml_type: str
    properties: dict[str, object]
    scenes: tuple[Scene, ...]
    finish: Callable[[], None] = _nothing  # what a page needs once it knows its size


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pictures are wanted."""

    windows: tuple[str, ...] = ("kiosk", "wall", "staff")
    sizes: tuple[tuple[int, int], ...] = SIZES
    themes: tuple[str, ...] = THEMES
    languages: tuple[str, ...] = field(default_factory=languages)


def render_all(
    folder: Path, progress: Progress | None = None, choice: Choice | None = None
) -> list[Path]:
    """Draw every screen and return the pictures, `kiosk-welcome-1280x800-es-dark.png` and so on.

    Args:
        folder: where they go; made where it is missing.
        progress: told after each picture how many of how many are there.
        choice: all of them, unless fewer are enough.

    Raises:
        SetupError: nothing can be written to the folder.
    """
    if QGuiApplication.instance() is None:
        # Pictures are the same on every machine: no screen, no scaling.
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    application = make_application("lobby-screens")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"Pictures cannot be put into {folder}; choose another.") from error
    choice = choice or Choice()
    looks = list(product(choice.themes, choice.sizes))
    shows = [_SHOWS[name](language) for language in choice.languages for name in choice.windows]
    total = sum(len(show.scenes) for show in shows) * len(looks)
    pictures: list[Path] = []
    for show in shows:
        for picture in _play(show, application, folder, looks):
            pictures.append(picture)
            if progress:
                progress(len(pictures), total)
    return pictures


def _play(
    show: Show, application: QGuiApplication, folder: Path, looks: list[Look]
) -> Iterator[Path]:
    engine = make_engine()
    window = open_window(engine, show.qml_type, show.properties | {"reducedMotion": True})
    translation.install(application, engine, show.language)
    for (theme, size), scene in product(looks, show.scenes):
        window.setProperty("dark", theme == "dark")
        window.resize(*size)
        scene.bring_up()
        _settle(application)
        show.finish()
        _settle(application)
        name = f"{scene.name}-{size[0]}x{size[1]}-{show.language}-{theme}.png"
        _save(window, folder / name)
        yield folder / name
    window.close()
    shiboken6.delete(engine)


def _settle(application: QGuiApplication) -> None:
    # What one round lays out may call for another one.
    for _ in range(4):
        application.processEvents()


def _save(window: QQuickWindow, path: Path) -> None:
    # Fast rather than small: nobody sends these pictures anywhere.
    if not window.grabWindow().save(str(path), "PNG", 80):  # type: ignore[call-overload]
        raise SetupError(f"{path} cannot be written; choose another folder.")


def _kiosk(language: str) -> Show:
    rules, answers = house_rules(language), outcomes(language)
    seconds = itertools.count(step=60)
    model = KioskModel(rules, now=lambda: sample_views.NOW, monotonic_s=lambda: next(seconds))
    desk = SampleDesk(answers["trouble"])
    model.openHouse(desk, rules)
    frames, look_into_the_lobby = sample_camera(model)

    without = replace(rules, has_camera=False)

    def idle(view: WallView, *, is_camera_away: bool = False, advice: str = "") -> None:
        model.openHouse(desk, rules)
        model.showHouse(view)
        model.showSync("synced", 0, 0)
        (model.cameraLost if is_camera_away else model.cameraFound)()
        model.adviceChanged(advice)

    def idle_with_scanner(view: WallView) -> None:
        idle(view)
        model.openHouse(desk, without)

    def scanned(name: str, rules: HouseRules = rules) -> None:
        model.openHouse(desk, rules)
        model.cameraFound()
        desk.outcome = answers[name]
        model.codeRead(ON_THE_PHONE)

    house = sample_views.wall_view
    scenes = (
        Scene("kiosk-idle", lambda: idle(house(14, 23))),
        Scene("kiosk-idle-nobody", lambda: idle(house(0, 0))),
        Scene("kiosk-idle-one", lambda: idle(house(1, 1))),
        Scene("kiosk-idle-long", lambda: idle(sample_views.long_wall_view())),
        Scene("kiosk-idle-no-camera", lambda: idle(house(14, 23), is_camera_away=True)),
        Scene("kiosk-idle-scanner", lambda: idle_with_scanner(house(14, 23))),
        Scene("kiosk-idle-scanner-nobody", lambda: idle_with_scanner(house(0, 0))),
        Scene("kiosk-misread-scanner", lambda: scanned("misread", without)),
        *(
            Scene(
                f"kiosk-idle-{advice.replace('_', '-')}",
                partial(idle, house(14, 23), advice=advice),
            )
            for advice in Advice
        ),
        *(Scene(f"kiosk-{name}", partial(scanned, name)) for name in answers),
    )
    properties: dict[str, object] = {"model": model, "frames": frames}
    return Show(language, "KioskWindow", properties, scenes, look_into_the_lobby)


def _wall(language: str) -> Show:
    model = WallModel(language, lambda: sample_views.NOW)
    view = sample_views.wall_view
    views = {
        "wall-people": view(14, 23),
        "wall-nobody": view(0, 0),
        "wall-nobody-visible": view(0, 9),
        "wall-nobody-visible-many": view(0, 123),
        "wall-nobody-visible-old": replace(
            view(0, 9), as_of=sample_views.NOW - timedelta(minutes=12)
        ),
        **{f"wall-people-{count}": view(count, count + 5) for count in (1, 2, 3, 4, 5, 6, 7)},
        "wall-people-40": view(40, 61),
        "wall-people-200": view(200, 230),
        "wall-people-long": sample_views.long_wall_view(),
        "wall-people-old": replace(view(14, 23), as_of=sample_views.NOW - timedelta(minutes=12)),
    }
    scenes = tuple(Scene(name, partial(model.showView, view)) for name, view in views.items())
    return Show(language, "WallWindow", {"model": model}, scenes)


def _staff(language: str) -> Show:
    model = StaffModel(language)
    views = {
        "staff": sample_views.staff_view(31),
        "staff-calm": sample_views.staff_view(31, is_calm=True),
        "staff-nobody": sample_views.staff_view(0, is_calm=True),
        "staff-one": sample_views.staff_view(1, is_calm=True),
        "staff-200": sample_views.staff_view(200),
        "staff-long": sample_views.long_staff_view(),
    }
    scanner = ScannerModel(model)
    frames, look_into_the_lobby = sample_camera(model)

    def today(view: StaffView) -> None:
        scanner.backAsked()
        model.showView(view)

    def check(stage: str, findings: Sequence[CheckFinding], module_px: float) -> None:
        scanner.backAsked()
        scanner.checkAsked()
        scanner.showStage(stage)
        scanner.showFindings(findings)
        scanner.showCode(module_px)

    scenes = (
        *(Scene(name, partial(today, view)) for name, view in views.items()),
        *(Scene(f"staff-check{n}", partial(check, *case)) for n, case in sample_checks().items()),
    )
    properties: dict[str, object] = {"model": model, "scanner": scanner, "frames": frames}
    return Show(language, "StaffWindow", properties, scenes, look_into_the_lobby)


_SHOWS = {"kiosk": _kiosk, "wall": _wall, "staff": _staff}
