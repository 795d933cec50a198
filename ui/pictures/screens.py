"""Every screen as a picture, checked: each page in each size, language, theme and size of text."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.errors import SetupError
from kiosk.languages import languages
from ui import translation
from ui.application import make_application, make_engine, open_window
from ui.pictures import pseudo
from ui.pictures.checking import Finding, findings_in, let_it_settle
from ui.pictures.kiosk_scenes import kiosk_show
from ui.pictures.sample_photos import show_sample_photos
from ui.pictures.scenes import PSEUDO, Scene, Show, code_of
from ui.pictures.staff_scenes import staff_show
from ui.pictures.wall_scenes import wall_show

SIZES = ((1280, 800), (800, 1280), (1920, 1080), (3840, 2160))
THEMES = ("light", "dark")
TEXTS = (100, 200)
"""Sizes of text in per cent."""

Progress = Callable[[int, int], None]
_SHOWS: dict[str, Callable[[str], Show]] = {
    "kiosk": kiosk_show,
    "wall": wall_show,
    "staff": staff_show,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pictures are wanted; no language means every one that there is."""

    only: str = "*"
    sizes: tuple[tuple[int, int], ...] = SIZES
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = THEMES
    texts: tuple[int, ...] = TEXTS


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page as it was drawn, and what is wrong with it."""

    scene: str
    size: tuple[int, int]
    look: str  # 1280x800-es-dark-200
    findings: tuple[Finding, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.scene}-{self.look}.png"


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one window draws in one language, size of screen and size of text."""

    window: str
    language: str
    size: tuple[int, int]
    text: int
    themes: tuple[str, ...]
    only: str
    folder: Path | None  # none where nothing is to be drawn

    def look(self, theme: str) -> str:
        width, height = self.size
        larger = "" if self.text == 100 else f"-{self.text}"
        return f"{width}x{height}-{self.language}-{theme}{larger}"


def render_all(
    folder: Path | None,
    progress: Progress | None = None,
    choice: Choice | None = None,
    workers: int = 1,
) -> list[Drawn]:
    """Draw and check every screen, `kiosk-welcome-1280x800-es-dark-200.png` and so on.

    Args:
        folder: where the pictures go, made where it is missing; none where they are only checked.
        progress: told now and then how many parts of how many are done.
        choice: all of them, unless fewer are enough.
        workers: how many processes draw; one draws in this process.

    Raises:
        SetupError: nothing can be written to the folder.
    """
    if QGuiApplication.instance() is None:
        # Pictures are the same on every machine: no screen, no scaling.
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"Pictures cannot be put into {folder}; choose another.") from error
    turns = list(_turns(choice or Choice(), folder))
    drawn: list[Drawn] = []
    for done, pictures in enumerate(_played(turns, workers), 1):
        drawn += pictures
        if progress:
            progress(done, len(turns))
    return drawn


def _turns(choice: Choice, folder: Path | None) -> Iterator[_Turn]:
    windows = [name for name in _SHOWS if fnmatchcase(name, choice.only.split("-")[0])]
    known = tuple(code for code in languages() if code != pseudo.LANGUAGE)
    spoken = choice.languages or (*known, PSEUDO)
    for size, window, language, text in product(choice.sizes, windows, spoken, choice.texts):
        yield _Turn(window, language, size, text, choice.themes, choice.only, folder)


def _played(turns: list[_Turn], workers: int) -> Iterator[list[Drawn]]:
    if workers == 1:
        yield from map(_play, turns)
        return
    # A forked process would share what Qt has open.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(_play, turns)


def _play(turn: _Turn) -> list[Drawn]:
    application = make_application("lobby-screens")
    if turn.language == PSEUDO:
        pseudo.add()
    show = _SHOWS[turn.window](turn.language)
    scenes = [scene for scene in show.scenes if fnmatchcase(scene.name, turn.only)]
    if not scenes:
        return []
    engine = make_engine()
    show_sample_photos(engine)
    try:
        look = {"dark": False, "reducedMotion": True, "textScale": turn.text / 100}
        window = open_window(engine, show.qml_type, show.properties | look)
        translation.install(application, engine, code_of(turn.language))
        window.resize(*turn.size)
        return [
            _draw(turn, theme, (window, show, scene))
            for theme, scene in product(turn.themes, scenes)
        ]
    finally:
        # Before the models that it shows, or it would look at what is no more.
        shiboken6.delete(engine)


def _draw(turn: _Turn, theme: str, on_stage: tuple[QQuickWindow, Show, Scene]) -> Drawn:
    window, show, scene = on_stage
    window.setProperty("dark", theme == "dark")
    scene.bring_up()
    QGuiApplication.processEvents()
    show.finish()
    let_it_settle(window)
    findings = findings_in(window, show.smallest_text)
    drawn = Drawn(scene.name, turn.size, turn.look(theme), tuple(findings))
    if turn.folder is not None:
        _save(window, turn.folder / drawn.file_name)
    return drawn


def _save(window: QQuickWindow, path: Path) -> None:
    # Fast rather than small: nobody sends these pictures anywhere.
    if not window.grabWindow().save(str(path), "PNG", 80):  # type: ignore[call-overload]
        raise SetupError(f"{path} cannot be written; choose another folder.")
