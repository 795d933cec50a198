"""What a burst says, and what may be told of it without saying that."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.scanning.usb.burst import Suffix, Typed
from kiosk.scanning.usb.layouts import AS_TYPED, find_wanted

IsWanted = Callable[[str], bool]

SHORTEST = 8
"""The shortest barcode on goods; less is somebody at a keyboard."""
MOST_TOLD_PER_S = 8
"""More codes than anybody can hold up."""
MOST_LOOKED_AT_PER_S = 100
"""Each may cost a millisecond."""


@dataclass(frozen=True, slots=True)
class BurstReport:
    """How a scanner sent something, without what it sent: for setting it up."""

    device: str
    """The device's own name; "keyboard" where the system hides which one it was."""
    length: int
    """Characters, without the suffix but with what was programmed around the code."""
    characters_per_s: float
    """0 where they came all at once, as they do from a serial port."""
    suffix: Suffix
    layout: str
    """The keyboard layout that was undone: `fr`, `cz`, …; `us` where nothing was to undo; empty
    where no known layout made sense of it."""
    was_wanted: bool
    """It was a whole code of the kind that is waited for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A burst understood: `text` is what goes on to the kiosk, if anything does."""

    text: str | None
    report: BurstReport


def understand(typed: Typed, is_wanted: IsWanted, device: str) -> Reading:
    """Find the code in a burst, whichever keyboard layout garbled it.

    Digits that are no wanted code go on all the same: a code that was cut short deserves an answer.
    """
    found = find_wanted(typed.text, is_wanted)
    text, layout = found or (_digits(typed.text), "")
    speed = (len(typed.text) - 1) / typed.seconds if typed.seconds > 0 else 0.0
    report = BurstReport(
        device=device,
        length=len(typed.text),
        characters_per_s=speed,
        suffix=typed.suffix,
        layout=layout or (AS_TYPED if text else ""),
        was_wanted=found is not None,
    )
    return Reading(text, report)


def _digits(text: str) -> str | None:
    return text if text.isascii() and text.isdigit() else None


class Quota:
    """Lets only so much through in a second."""

    def __init__(self, most_per_s: int) -> None:
        self._times_s: deque[float] = deque(maxlen=most_per_s)

    def allows(self, at_s: float) -> bool:
        """Say whether one more may pass; if so it counts."""
        is_full = len(self._times_s) == self._times_s.maxlen
        if is_full and at_s - self._times_s[0] < 1.0:
            return False
        self._times_s.append(at_s)
        return True


class Ear:
    """Understands one device, and tells no more than people can cause, however mad it goes."""

    def __init__(self, is_wanted: IsWanted) -> None:
        self._is_wanted = is_wanted
        self._looked_at = Quota(MOST_LOOKED_AT_PER_S)
        # Rubbish uses up none of what a code that comes right after it needs.
        self._told = {is_wanted: Quota(MOST_TOLD_PER_S) for is_wanted in (True, False)}

    def hear(self, typed: Typed, device: str, at_s: float) -> Reading | None:
        """Return what a burst says; None where it is too short, or there were too many."""
        if len(typed.text) < SHORTEST or not self._looked_at.allows(at_s):
            return None
        reading = understand(typed, self._is_wanted, device)
        return reading if self._told[reading.report.was_wanted].allows(at_s) else None
