"""Photos as phones take them, for tests."""

import io

from PIL import Image

from kiosk.domain.photos import digest_of
from kiosk.photos import crop_square

RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (20, 140, 60)


def taken(colour: tuple[int, int, int] = RED, size: tuple[int, int] = (400, 300)) -> bytes:
    """Return the file of a photo of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def photo(colour: tuple[int, int, int] = RED) -> tuple[str, bytes]:
    """Return a cropped photo and its name."""
    cropped = crop_square(taken(colour))
    return digest_of(cropped), cropped
