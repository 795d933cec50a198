"""The photos of the sample house's members, for pictures of the screens."""

import importlib.resources
from functools import cache

from PySide6.QtQml import QQmlEngine

from kiosk.domain.photos import digest_of
from ui.bridges.photos import shelf_of


def photo_named(cell: str) -> str:
    """Return under which name pages know the photo that a member's line names; empty for none."""
    return next((digest for digest, named in _names().items() if named == cell), "")


def show_sample_photos(engine: QQmlEngine) -> None:
    """Have the photos at hand that an engine's pages ask for."""
    shelf = shelf_of(engine)
    shelf.wanted.connect(lambda digest: shelf.put(digest, _photos()[digest]))


@cache
def _photos() -> dict[str, bytes]:
    return {digest_of(jpeg): jpeg for jpeg in _files().values()}


@cache
def _names() -> dict[str, str]:
    return {digest_of(jpeg): name for name, jpeg in _files().items()}


@cache
def _files() -> dict[str, bytes]:
    folder = importlib.resources.files("resources") / "sample" / "photos"
    return {f"photos/{file.name}": file.read_bytes() for file in folder.iterdir()}
