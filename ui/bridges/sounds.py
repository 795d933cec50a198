"""The sounds at the door: each answer has its own, played by whatever the system has for it."""

import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

import resources
from ui.viewmodels.states import Page

SOUNDS = Path(resources.__file__).parent / "sounds"
OF_PAGE = {
    Page.WELCOME: "welcome",
    Page.FIRST_TIME: "welcome",
    Page.LEAVING: "question",
    Page.GOODBYE: "goodbye",
    Page.MISREAD: "misread",
    Page.REFUSED: "refused",
    Page.TROUBLE: "notice",
}
SOUND_CARDS = Path("/proc/asound/cards")
PLAYERS = ("pw-play", "paplay", "aplay", "afplay")  # the first that is there
LONGEST_S = 5.0

Play = Callable[[Path], None]

log = logging.getLogger(__name__)


class Sounds(QObject):
    """Plays an answer's sound without anybody waiting for it; what cannot be played is silence."""

    def __init__(self, play: Play, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._play = play
        self._has_complained = False

    @Slot(str)
    def answer(self, page: str) -> None:
        """Let the sound of a page that answers somebody be heard."""
        if sound := OF_PAGE.get(Page(page)):
            file = SOUNDS / f"{sound}.wav"
            threading.Thread(target=self._try, args=(file,), name="sound", daemon=True).start()

    def _try(self, file: Path) -> None:
        try:
            self._play(file)
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            if not self._has_complained:  # once is enough for a broken player
                self._has_complained = True
                log.warning("%s could not be played: %s", file.name, error)


def find_player(cards: Path = SOUND_CARDS) -> Play | None:
    """Return what plays a sound file to its end here; None where nobody would hear it.

    It raises OSError, RuntimeError or SubprocessError where it fails.
    """
    if sys.platform == "win32":
        import winsound

        return lambda file: winsound.PlaySound(str(file), winsound.SND_FILENAME)
    if sys.platform == "linux" and not _has_card(cards):
        return None
    players = (path for name in PLAYERS if (path := shutil.which(name)))
    return next((partial(_run, player) for player in players), None)


def _has_card(cards: Path) -> bool:
    try:
        return "no soundcards" not in cards.read_text(encoding="utf-8")
    except OSError:
        return False


def _run(player: str, file: Path) -> None:
    subprocess.run(
        [player, str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LONGEST_S,
        check=True,
    )
