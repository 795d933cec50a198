"""What is done with one frame: look as closely as it is worth, advise, judge the exposure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.scanning.brightness import bright_rectangle
from kiosk.scanning.coaching import Advice
from kiosk.scanning.exposure import ExposureStepper
from kiosk.scanning.frames import Frame, Image, Sighting
from kiosk.scanning.scene import Attention, SceneWatch


class Reader(Protocol):
    """What finds the codes, see `reader.CodeReader`."""

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]: ...


class Adviser(Protocol):
    """What helps whoever shows one, see `coaching.Coach`."""

    def advise(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> Advice | None: ...


def any_text(_: str) -> bool:
    """Want every text."""
    return True


@dataclass(frozen=True, slots=True)
class Finding:
    """What one frame showed."""

    sightings: tuple[Sighting, ...] = ()
    advice: Advice | None = None
    exposure: int = 0
    """The level to expose at from now on."""

    @property
    def texts(self) -> list[str]:
        """What was read, each once, in the order in which the member sees it."""
        return texts_in_order(self.sightings)


def texts_in_order(sightings: Sequence[Sighting]) -> list[str]:
    """The texts, each once, from left to right as in the mirror that the preview is."""
    readable = sorted((s for s in sightings if s.text), key=_from_the_mirrors_left)
    return list(dict.fromkeys(sighting.text for sighting in readable))


class Examiner:
    """Examines the frames of one source, one after the other. Not for more than one thread."""

    def __init__(self, reader: Reader, coach: Adviser) -> None:
        self._reader, self._coach = reader, coach
        self._watch = SceneWatch()
        self._stepper = ExposureStepper()
        self._lying: dict[str, Sighting] = {}

    def examine(self, frame: Frame, *, always: bool) -> Finding | None:
        """Return what the frame shows; None where it is not worth a look.

        Args:
            frame: the next one.
            always: take a full look, also where nothing has changed.

        Raises:
            PictureError: the frame's bytes are garbled.
        """
        at_s = frame.taken_at_s
        if self._watch.is_lively(at_s):
            frame.grey()  # It will be wanted as a whole: its eighth then costs next to nothing.
        attention = Attention.FULL if always else self._watch.attention(frame.grey(8), at_s)
        if attention is Attention.NONE:
            return None
        grey = frame.grey()
        is_quick = attention is Attention.QUICK
        found = self._reader.look(grey, at_s, quick=is_quick)
        sightings = self._with_those_lying_there(found, is_quick=is_quick, at_s=at_s)
        # Also in an empty lobby, of which the coach must know what belongs there.
        advice = self._coach.advise(grey, sightings, at_s)
        is_read = any(sighting.text for sighting in sightings)
        is_bright = not is_read and bright_rectangle(frame.grey(8)) is not None
        exposure = self._stepper.step(at_s, is_bright=is_bright, is_read=is_read)
        return Finding(sightings, advice, exposure)

    def _with_those_lying_there(
        self, found: Sequence[Sighting], *, is_quick: bool, at_s: float
    ) -> tuple[Sighting, ...]:
        """Add what was read since the scene last changed: it is still there, if hard to read."""
        if not is_quick and self._watch.changed_at_s >= at_s:
            self._lying.clear()
        self._lying |= {sighting.text: sighting for sighting in found if sighting.text}
        if not is_quick:
            return tuple(found)
        return (*self._lying.values(), *(s for s in found if not s.text))


def _from_the_mirrors_left(sighting: Sighting) -> tuple[float, float]:
    across, down = zip(*sighting.corners, strict=True)
    return -sum(across), sum(down)
