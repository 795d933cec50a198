"""Members' pictures: any photo becomes one small square JPEG that says nothing but the face."""

import io
import struct
import warnings
import zlib

from PIL import Image, ImageOps

from kiosk.errors import PictureError

SIDE = 256  # pixels
LARGEST_FILE = 12_000_000  # bytes
MOST_PIXELS = 50_000_000
_SMALLEST = 96  # pixels; less would be a blur on the wall
_FORMATS = ("JPEG", "PNG", "WEBP")
_FACE_HEIGHT = 0.4  # of what is cut off above and below a portrait: a face is above the middle
_QUALITY = 85
_PAPER = "#FAF6EF"  # behind what is transparent
# A damaged picture ends in whatever its decoder happens to meet.
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError)
_MORE_DAMAGED = (struct.error, zlib.error, OverflowError, ZeroDivisionError, AttributeError)


def crop_square(picture: bytes) -> bytes:
    """Return the middle of a photo as a JPEG of 256 × 256 pixels, upright and without metadata.

    Raises:
        PictureError: it is no JPEG, PNG or WebP, is damaged, too large or too small.
    """
    if len(picture) > LARGEST_FILE:
        raise PictureError(f"That picture is larger than {LARGEST_FILE // 1_000_000} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, which is left out anyway, and size
            with Image.open(io.BytesIO(picture), formats=_FORMATS) as image:
                _check_size(image)
                return _cropped(image)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (*_DAMAGED, *_MORE_DAMAGED) as error:
        raise PictureError(
            "That is not a picture that can be read; take a JPEG, PNG or WebP file."
        ) from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(image.size) < _SMALLEST:
        raise PictureError(
            f"That picture is too small; take one of at least {_SMALLEST} by {_SMALLEST} pixels."
        )


def _cropped(image: Image.Image) -> bytes:
    image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG need not be unpacked whole
    upright = ImageOps.exif_transpose(image)
    opaque = Image.new("RGB", upright.size, _PAPER)
    seen = upright.convert("RGBA")
    opaque.paste(seen, mask=seen)
    square = ImageOps.fit(
        opaque, (SIDE, SIDE), Image.Resampling.LANCZOS, centering=(0.5, _FACE_HEIGHT)
    )
    file = io.BytesIO()
    square.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _too_many_pixels() -> PictureError:
    return PictureError(
        f"That picture has more than {MOST_PIXELS // 1_000_000} million pixels; take a smaller one."
    )
