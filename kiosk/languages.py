"""The languages of screens and cards: every compiled catalogue in resources/translations is one."""

import gettext
import importlib.resources
import logging
import struct
from functools import cache
from importlib.resources.abc import Traversable

SOURCE = "en"
"""The language in which the texts stand in the code."""

FOLDER = importlib.resources.files("resources") / "translations"

log = logging.getLogger(__name__)


def languages() -> tuple[str, ...]:
    """Return the codes of all languages, the code's own first."""
    return tuple(_catalogues())


def catalogue_of(language: str) -> gettext.NullTranslations:
    """Return the compiled catalogue of a language; an empty one where there is none."""
    return _catalogues().get(language) or gettext.NullTranslations()


def language_named(code: str) -> str | None:
    """Return the language with this code as it is written here, None where there is none."""
    wanted = code.casefold().replace("-", "_")
    return next((known for known in languages() if known.casefold() == wanted), None)


def add(language: str, catalogue: gettext.NullTranslations) -> None:
    """Offer one more language in this process, after those that are there."""
    _catalogues()[language] = catalogue


@cache
def _catalogues() -> dict[str, gettext.NullTranslations]:
    """Read every language at once: a later change of language waits for no disk."""
    found = {SOURCE: gettext.NullTranslations()}
    for file in sorted(_files(), key=lambda file: file.name):
        try:
            with file.open("rb") as compiled:
                found[file.name.removesuffix(".mo")] = gettext.GNUTranslations(compiled)
        except (OSError, ValueError, struct.error):
            # One bad file must not keep the door shut for those who speak another language.
            log.warning("%s cannot be read; that language is left out.", file.name)
    return found


def _files() -> list[Traversable]:
    return [file for file in FOLDER.iterdir() if file.name.endswith(".mo")]
