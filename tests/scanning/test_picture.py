"""Pictures as they come: what is decoded of them, and what is no picture at all."""

import cv2
import numpy as np
import pytest

from kiosk.errors import PictureError
from kiosk.scanning.frames import Frame, Image, Jpeg, Pixels
from tests.scanning.played_camera import jpeg

HUFFMAN_TABLES = 0xC4


@pytest.fixture(scope="module")
def lobby(lobby_frames) -> Image:
    (room, *_) = lobby_frames()
    return room


@pytest.fixture(scope="module")
def data(lobby) -> bytes:
    """The lobby as a camera compresses it."""
    return jpeg(lobby).data


def test_a_compressed_frame_shows_the_same_as_its_pixels(lobby):
    plain, compressed = Frame(Pixels(lobby), 0, 0.0), Frame(jpeg(lobby), 0, 0.0)
    assert plain.size == compressed.size == (1280, 720)
    for reduced in (1, 2, 4, 8):
        one, other = plain.grey(reduced), compressed.grey(reduced)
        assert one.shape == other.shape == (720 // reduced, 1280 // reduced)
        assert np.abs(one.astype(int) - other).mean() < 3
    assert np.abs(plain.bgr().astype(int) - compressed.bgr()).mean() < 4


def test_what_was_decoded_is_kept_and_shared_with_copies(lobby):
    from dataclasses import replace

    for picture in (Pixels(lobby), jpeg(lobby)):
        frame = Frame(picture, 0, 0.0)
        grey = frame.grey()
        assert replace(frame, number=1).grey() is grey


@pytest.mark.parametrize("shape", [(721, 1281), (90, 161)])
def test_reduced_sizes_are_the_same_whether_decoded_or_made_smaller(shape):
    image = np.zeros((*shape, 3), np.uint8)
    decoded, made_smaller = jpeg(image), jpeg(image)
    made_smaller.grey()
    for reduced in (2, 4, 8):
        assert decoded.grey(reduced).shape == made_smaller.grey(reduced).shape
        assert decoded.grey(reduced).shape == Pixels(image).grey(reduced).shape


@pytest.mark.parametrize(
    ("room", "decoded"), [((640, 360), 640), ((641, 360), 1280), ((300, 100), 320), ((9, 9), 160)]
)
def test_no_more_is_decoded_for_the_preview_than_it_has_room_for(lobby, room, decoded):
    preview = jpeg(lobby).preview(*room)
    assert preview.shape == (decoded * 9 // 16, decoded, 3)


def test_grey_pixels_are_a_picture_too():
    grey = np.full((20, 30), 7, np.uint8)
    frame = Frame(Pixels(grey), 0, 0.0)
    assert frame.grey() is grey
    assert frame.bgr().shape == (20, 30, 3)


def test_what_a_longer_picture_left_behind_in_the_buffer_is_cut_off(data):
    found = Jpeg.found_in(data + b"\x00" * 4000 + data[-5000:])
    assert found is not None
    assert found.data == data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-2],
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda data: b"",
        lambda data: b"\xff\xd8",
        lambda data: b"\xff\xd8\xff",
        lambda data: bytes(len(data)),
        lambda data: data[1:],
        lambda data: data[:2] + data[-20000:],
    ],
)
def test_what_is_no_whole_picture_is_none(data, spoil):
    assert Jpeg.found_in(spoil(data)) is None


def test_bytes_garbled_on_the_way_are_an_error_of_ours_or_a_picture(data):
    rng = np.random.default_rng(5)
    outcomes = set()
    for _ in range(60):
        garbled = bytearray(data)
        at = int(rng.integers(2, 600))
        garbled[at : at + 4] = rng.bytes(4)
        found = Jpeg.found_in(bytes(garbled))
        if found is None:
            outcomes.add("no picture")
            continue
        try:
            outcomes.add(f"{found.grey().ndim} dimensions")
        except PictureError:
            outcomes.add("error")
    assert outcomes == {"no picture", "2 dimensions", "error"}


def test_cameras_that_leave_the_usual_tables_out_are_decoded_too(data, lobby):
    without, at = data[:2], 2
    while data[at + 1] != 0xDA:
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] != HUFFMAN_TABLES:
            without += data[at : at + length]
        at += length
    found = Jpeg.found_in(without + data[at:])
    assert found is not None
    assert len(found.data) < len(data)
    assert np.array_equal(found.grey(), cv2.imdecode(np.frombuffer(data, np.uint8), 0))


def test_a_fingerprint_tells_pictures_apart(lobby):
    darker = lobby // 2
    for made in (Pixels, jpeg):
        assert made(lobby).fingerprint() == made(lobby.copy()).fingerprint()
        assert made(lobby).fingerprint() != made(darker).fingerprint()
