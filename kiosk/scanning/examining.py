"""What is done with one frame: look as closely as it is worth, advise, judge the exposure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.scanning.coaching import Advice
from kiosk.scanning.exposure import ExposureStepper, ScreenWatch
from kiosk.scanning.frames import Frame, Image, Sighting, any_text
from kiosk.scanning.outlines import lies_in
from kiosk.scanning.scene import Attention, SceneWatch


class Reader(Protocol):
    """What finds the codes, see `reader.CodeReader`."""

    def look(self, grey: Image, at_s: float, *, quick: bool = False) -> Sequence[Sighting]: ...


class Adviser(Protocol):
    """What helps whoever shows one, see `coaching.Coach`."""

    def advise(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> Advice | None: ...


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

    def __init__(
        self, reader: Reader, coach: Adviser, is_wanted: Callable[[str], bool] = any_text
    ) -> None:
        self._reader, self._coach, self._is_wanted = reader, coach, is_wanted
        self._watch = SceneWatch()
        self._screens = ScreenWatch()
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
        sightings = tuple(self._reader.look(grey, at_s, quick=attention is Attention.QUICK))
        if not always:
            sightings = self._with_those_lying_there(sightings, attention, at_s)
        # Also in an empty lobby, of which the coach must know what belongs there.
        advice = self._coach.advise(grey, sightings, at_s)
        return Finding(sightings, advice, self._exposure_after(frame, sightings))

    def forget(self) -> None:
        """Keep no text of what lies there; on any thread."""
        self._lying = {}

    def _exposure_after(self, frame: Frame, sightings: Sequence[Sighting]) -> int:
        """Return the level to expose at after this frame. A poster in it says nothing of a pass."""
        at_s = frame.taken_at_s
        is_dimmed = self._stepper.level > 0
        is_bright = self._screens.sees_screen(frame.grey(8), at_s, is_dimmed=is_dimmed)
        is_read = any(s.text and self._is_wanted(s.text) for s in sightings)
        return self._stepper.step(at_s, is_bright=is_bright, is_read=is_read)

    def _with_those_lying_there(
        self, found: tuple[Sighting, ...], attention: Attention, at_s: float
    ) -> tuple[Sighting, ...]:
        """Add what was read since the scene last changed: it is still there, if hard to read."""
        if self._watch.changed_at_s >= at_s:
            self._lying = {}
        lying = self._lying = self._lying | {s.text: s for s in found if s.text}
        if attention is Attention.FULL:
            return found
        return (*lying.values(), *(s for s in found if not _is_any_of(s, lying.values())))


def _is_any_of(found: Sighting, known: Iterable[Sighting]) -> bool:
    """Say whether this is one of those, be it that it was only located this time."""
    return bool(found.text) or any(lies_in(found.corners, s.corners) for s in known)


def _from_the_mirrors_left(sighting: Sighting) -> tuple[float, float]:
    across, down = zip(*sighting.corners, strict=True)
    return -sum(across), sum(down)
