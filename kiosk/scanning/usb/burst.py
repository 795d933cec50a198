"""Characters with times in, finished bursts out. Knows neither devices nor clocks."""

from dataclasses import dataclass
from enum import StrEnum

SILENCE_S = 0.1
"""Ends a burst. Scanners can be set to pause up to 30 ms between two characters."""
LONGEST = 512
"""Two codes and what was programmed around them. More is no code, and is not kept."""


class Suffix(StrEnum):
    """What a scanner sends after a code."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


_ENDS = {"\r": Suffix.ENTER, "\n": Suffix.ENTER, "\t": Suffix.TAB}


@dataclass(frozen=True, slots=True)
class Typed:
    """One finished burst, as it was typed."""

    text: str
    seconds: float
    """From its first to its last character; 0 where they came all at once."""
    suffix: Suffix


class Burst:
    """Puts one scanner's characters together until Enter, Tab or 100 ms of silence.

    A burst that grows too long is dropped whole, however long it still goes on. Times are seconds
    of any clock that only goes forward.
    """

    def __init__(self) -> None:
        self._characters: list[str] = []
        self._is_too_long = False
        self._first_at_s = self._last_at_s = 0.0

    @property
    def is_open(self) -> bool:
        """Say whether characters wait for their end."""
        return bool(self._characters) or self._is_too_long

    @property
    def silence_at_s(self) -> float:
        """When the open burst ends by silence."""
        return self._last_at_s + SILENCE_S

    def add(self, character: str, at_s: float) -> Typed | None:
        """Take one character, and return the burst that it ends.

        It belongs to the open burst whatever `at_s` is: only who reads the device knows whether
        there was silence, or whether nobody had the time to listen. Ask `silent` first.
        """
        if (suffix := _ENDS.get(character)) is not None:
            return self._finish(suffix)
        if character < " ":  # STX, NUL and the like
            return None
        if not self.is_open:
            self._first_at_s = at_s
        self._last_at_s = at_s
        if len(self._characters) == LONGEST:
            self._is_too_long = True
            self._characters.clear()
        if not self._is_too_long:
            self._characters.append(character)
        return None

    def silent(self, at_s: float) -> Typed | None:
        """Return the burst that has ended by silence; nothing came until `at_s`."""
        if self.is_open and at_s >= self.silence_at_s:
            return self._finish(Suffix.NONE)
        return None

    def _finish(self, suffix: Suffix) -> Typed | None:
        text, seconds = "".join(self._characters), self._last_at_s - self._first_at_s
        self._characters.clear()
        self._is_too_long = False
        return Typed(text, seconds, suffix) if text else None
