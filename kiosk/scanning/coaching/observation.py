"""What one picture tells about a code that somebody shows and that could not be read."""

from dataclasses import dataclass

from kiosk.scanning.frames import Corner


@dataclass(frozen=True, slots=True)
class Symbol:
    """One located symbol that nobody could read."""

    middle: Corner
    """In pixels of the full picture."""
    side_px: float
    module_px: float
    is_cut_off: bool = False
    """It fills the picture, or leaves it."""
    is_smeared: bool = False
    """Its edges are lost in one direction only: it moved while the picture was taken."""
    is_glaring: bool = False
    """Something is mirrored in a part of it."""
    is_washed_out: bool = False
    """Its dark modules drown in light."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What is new in one picture; what was in the room all along is left out."""

    is_read: bool = False
    symbols: tuple[Symbol, ...] = ()
    """The largest first."""
    bright_middle: Corner | None = None
    """Where a blown-out screen is."""
    bright_side_px: float = 0.0
    is_corner_covered: bool = False
    """Two corner squares of a code are there, and something lies on the third."""
    is_too_near: bool = False
    """A code's corner squares are so large that the whole code cannot be in the picture."""

    @property
    def shows_something(self) -> bool:
        """True when somebody holds up something like a code."""
        unread = self.symbols or self.bright_middle or self.is_corner_covered or self.is_too_near
        return self.is_read or bool(unread)
