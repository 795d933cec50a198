"""What is drawn: a window with its model, and the scenes that bring its pages up one by one.

Each window's scenes are in a file of their own: `kiosk_scenes.py`, `wall_scenes.py` and
`staff_scenes.py`. A new page, or a hard case of one, is a line in the tuple there: its name, which
begins with the window's, and what brings it up with sample people. What a scene leaves behind, the
next one finds; so each brings up everything that it shows. `sample_views.py` has the people.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ui.pictures import pseudo

PSEUDO = "pseudo"
"""The made-up language, as choices and the names of pictures call it."""


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

    qml_type: str
    properties: dict[str, object]
    scenes: tuple[Scene, ...]
    finish: Callable[[], None] = _nothing  # what a page needs once it knows its size
    smallest_text: float = 2.2  # in units, at normal text


def code_of(language: str) -> str:
    """Return the code under which the translations know a language of the pictures."""
    return pseudo.LANGUAGE if language == PSEUDO else language
