"""A photo becomes a small upright square that tells nothing but the face."""

import io
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk import photos
from kiosk.domain.photos import LARGEST_PHOTO, digest_of
from kiosk.errors import PictureError
from kiosk.photos import SIDE, crop_square

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
ORIENTATION, MAKER = 0x0112, 0x010F


def picture(size: tuple[int, int], colour: Any = RED, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size, colour)


def file_of(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def opened(photo: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(photo))
    image.load()
    return image


def is_near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(640, 480), (480, 640), (96, 97), (3000, 200)])
def test_any_photo_becomes_a_small_square_jpeg(kind: str, size: tuple[int, int]) -> None:
    photo = crop_square(file_of(picture(size), kind))
    assert (opened(photo).size, opened(photo).format) == ((SIDE, SIDE), "JPEG")
    assert len(photo) < LARGEST_PHOTO


def test_the_face_of_a_portrait_is_above_its_middle() -> None:
    portrait = picture((200, 700))
    portrait.paste(WHITE, (0, 200, 200, 400))  # what stays: 0.4 of the 500 rows are cut above
    photo = opened(crop_square(file_of(portrait, "PNG")))
    corners = [photo.getpixel((x, y)) for x in (4, SIDE - 5) for y in (4, SIDE - 5)]
    assert all(is_near(corner, WHITE) for corner in corners)


def test_a_photo_is_upright_however_the_camera_was_held() -> None:
    lying = picture((400, 400), RED)
    lying.paste(BLUE, (0, 0, 200, 400))  # its left half
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned clockwise: left comes up
    photo = opened(crop_square(file_of(lying, exif=exif)))
    assert is_near(photo.getpixel((SIDE // 2, 20)), BLUE)
    assert is_near(photo.getpixel((SIDE // 2, SIDE - 20)), RED)


def test_nothing_of_where_and_by_what_it_was_taken_stays() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Phone of Ana"
    told = file_of(picture((300, 300)), exif=exif, comment=b"Phone of Ana", dpi=(72, 72))
    photo = crop_square(told)
    assert b"Phone of Ana" in told
    assert b"Phone of Ana" not in photo
    assert not opened(photo).getexif()


@pytest.mark.parametrize(("mode", "colour"), [("L", 90), ("LA", (90, 9)), ("CMYK", (9, 9, 9, 9))])
def test_pictures_of_every_kind_of_colour_are_taken(mode: str, colour: Any) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(crop_square(file_of(picture((200, 200), colour, mode), kind))).mode == "RGB"


def test_what_is_transparent_becomes_paper_and_not_black() -> None:
    clear = picture((200, 200), (0, 0, 0, 0), "RGBA")
    assert is_near(opened(crop_square(file_of(clear, "PNG"))).getpixel((9, 9)), (250, 246, 239))


@pytest.mark.parametrize("junk", [b"", b"hello", b"%PDF-1.7", b"\xff\xd8\xff\xe0" + b"\0" * 99])
def test_what_is_no_picture_is_refused_in_a_plain_sentence(junk: bytes) -> None:
    with pytest.raises(PictureError, match="not a picture that can be read"):
        crop_square(junk)


def test_a_picture_of_another_kind_is_refused() -> None:
    with pytest.raises(PictureError, match="JPEG, PNG or WebP"):
        crop_square(file_of(picture((200, 200)), "TIFF"))


def test_a_tiny_picture_is_refused() -> None:
    with pytest.raises(PictureError, match="too small"):
        crop_square(file_of(picture((95, 400))))


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(PictureError, match="larger than 12 MB"):
        crop_square(b"\xff\xd8" + b"\0" * photos.LARGEST_FILE)


@pytest.mark.parametrize("side", [8_000, 12_000, 30_000])
def test_a_small_file_of_very_many_pixels_is_not_unpacked(side: int) -> None:
    header = file_of(picture((200, 200)), "PNG")
    width = side.to_bytes(4)
    bomb = header[:16] + width + width + header[24:]
    with pytest.raises(PictureError):
        crop_square(_with_good_header_sum(bomb))


def _with_good_header_sum(png: bytes) -> bytes:
    return png[:29] + zlib.crc32(png[12:29]).to_bytes(4) + png[33:]


@given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_damaged_picture_is_cropped_or_refused_and_nothing_else(
    data: st.DataObject, kind: str
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 3
    damaged = bytearray(file_of(picture((120, 120)), kind, exif=exif))
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.integers(len(damaged) // 2, len(damaged))) :]
    with suppress(PictureError):
        assert opened(crop_square(bytes(damaged))).size == (SIDE, SIDE)


def test_a_photo_is_named_by_what_it_shows() -> None:
    one = crop_square(file_of(picture((200, 200))))
    other = crop_square(file_of(picture((200, 200), BLUE)))
    assert len(digest_of(one)) == 32
    assert digest_of(one) == digest_of(crop_square(file_of(picture((200, 200)))))
    assert digest_of(one) != digest_of(other)
