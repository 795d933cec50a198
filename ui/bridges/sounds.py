"""The sounds at the door: each answer has its own, played by whatever the system has for it."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

import resources
from ui.viewmodels.states import Page

if TYPE_CHECKING:  # the first frame does not wait for the core's modules
    from kiosk.domain.spaces import Space

SOUNDS = Path(resources.__file__).parent / "sounds"
OF_PAGE = {
    Page.WELCOME: "welcome",
    Page.FIRST_TIME: "welcome",
    Page.DAY_PASS: "welcome",
    Page.LEAVING: "question",
    Page.GOODBYE: "goodbye",
    Page.MISREAD: "misread",
    Page.REFUSED: "refused",
    Page.TROUBLE: "notice",
}
SOUND_CARDS = Path("/proc/asound/cards")
PLAYERS = ("pw-play", "paplay", "aplay", "afplay")  # the first that works
LONGEST_S = 5.0
FULL_SCALE = 32_767

Play = Callable[[Path], None]

log = logging.getLogger(__name__)


class Sounds(QObject):
    """Plays an answer's sound without anybody waiting for it; what cannot be played is silence."""

    def __init__(
        self, play: Play, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._play, self._now = play, now
        self._space: Space | None = None
        self._files = ScaledFiles()
        self._has_complained = False

    def adopt(self, space: Space) -> None:
        """From now on be as loud as this house wants it, and silent in its quiet hours."""
        self._space = space

    @Slot(str)
    def answer(self, page: str) -> None:
        """Let the sound of a page that answers somebody be heard."""
        space, sound = self._space, OF_PAGE.get(Page(page))
        if space is None or sound is None or not space.volume or space.is_quiet_at(self._now()):
            return
        what = (SOUNDS / f"{sound}.wav", space.volume)
        threading.Thread(target=self._try, args=what, name="sound", daemon=True).start()

    def stop(self) -> None:
        """Leave no files behind."""
        self._files.close()

    def _try(self, file: Path, volume: int) -> None:
        try:
            self._play(self._files.at(volume, file))
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            if not self._has_complained:  # once is enough for a broken player
                self._has_complained = True
                log.warning("%s could not be played: %s", file.name, error)


class ScaledFiles:
    """The sounds at other volumes, each made once: players differ in how they are told a volume."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made: dict[tuple[Path, int], Path] = {}

    def at(self, volume: int, file: Path) -> Path:
        """Return a sound of which the loudest sample has that share of 0 to 100, as ears feel it.

        It reads and writes files; not for the UI thread.
        """
        with self._lock:
            if (file, volume) not in self._made:
                if self._folder is None:
                    self._folder = tempfile.TemporaryDirectory(prefix="lobby-sounds-")
                made = Path(self._folder.name) / f"{file.stem}-{volume}.wav"
                _scale(file, made, volume)
                self._made[file, volume] = made
            return self._made[file, volume]

    def close(self) -> None:
        with self._lock:
            self._made.clear()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None


def _scale(file: Path, made: Path, volume: int) -> None:
    with wave.open(str(file)) as source:
        layout, samples = source.getparams(), array("h", source.readframes(source.getnframes()))
    # Ears feel half a volume as far more than half a swing.
    gain = FULL_SCALE * (volume / 100) ** 2 / max(abs(sample) for sample in samples)
    with wave.open(str(made), "wb") as target:
        target.setparams(layout)
        target.writeframes(array("h", (int(sample * gain) for sample in samples)).tobytes())


def find_player(cards: Path = SOUND_CARDS) -> Play | None:
    """Return what plays a sound file to its end here; None where nobody would hear it.

    It raises OSError, RuntimeError or SubprocessError where it fails.
    """
    if sys.platform == "win32":
        import winsound

        return lambda file: winsound.PlaySound(str(file), winsound.SND_FILENAME)
    if sys.platform == "linux" and not _has_card(cards):
        return None
    players = [path for name in PLAYERS if (path := shutil.which(name))]
    return partial(_play_by, players) if players else None


def _has_card(cards: Path) -> bool:
    try:
        return "no soundcards" not in cards.read_text(encoding="utf-8")
    except OSError:
        return False


def _play_by(players: Sequence[str], file: Path) -> None:
    """Play by the first that can; where one is installed, its sound server may not run."""
    *others, last = players
    for player in others:
        try:
            _run(player, file)
        except (OSError, subprocess.SubprocessError):
            continue
        return
    _run(last, file)


def _run(player: str, file: Path) -> None:
    subprocess.run(
        [player, str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LONGEST_S,
        check=True,
    )
