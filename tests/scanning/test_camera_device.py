"""A camera's names, its controls, and the format its pictures come in."""

import struct
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.errors import CameraError, PictureError
from kiosk.scanning.camera import Camera, Control, open_device, stable_device
from kiosk.scanning.camera.capture import OpenCvCapture
from kiosk.scanning.camera.controls import Controls
from kiosk.scanning.camera.devices import node_of
from kiosk.scanning.camera.v4l2 import RANGE, VALUE, Exposure, Id, Node, Range
from kiosk.scanning.exposure import DARKEST
from kiosk.scanning.frames import Image
from tests.scanning.played_camera import GONE, PlayedDriver, jpeg, noisy, wait_until

CAMERA = "usb-046d_HD_Pro_Webcam_C920_5A1B2C3D-video"


@pytest.fixture
def dev(tmp_path) -> Path:
    """A /dev in which camera 0 has a metadata node 1, and camera 2 no serial number."""
    for number in range(3):
        (tmp_path / f"video{number}").touch()
    by_id, by_path = tmp_path / "v4l/by-id", tmp_path / "v4l/by-path"
    for folder in (by_id, by_path):
        folder.mkdir(parents=True)
    for index in range(2):
        (by_id / f"{CAMERA}-index{index}").symlink_to(f"../../video{index}")
        (by_path / f"pci-0-usb-0:1-video-index{index}").symlink_to(f"../../video{index}")
    (by_path / "pci-0-usb-0:4-video-index0").symlink_to("../../video2")
    return tmp_path


def stable(device: int | str, dev: Path) -> str:
    captures = {dev / "video0": True, dev / "video1": False, dev / "video2": True}
    found = stable_device(device, dev=dev, captures=captures.__getitem__)
    return str(found).removeprefix(str(dev))


def test_a_camera_is_known_by_its_own_serial_number(dev):
    assert stable(0, dev) == f"/v4l/by-id/{CAMERA}-index0"
    assert stable(f"{dev}/video0", dev) == f"/v4l/by-id/{CAMERA}-index0"


def test_a_camera_without_a_serial_number_is_known_by_its_socket(dev):
    assert stable(2, dev) == "/v4l/by-path/pci-0-usb-0:4-video-index0"


def test_for_a_node_without_pictures_the_one_with_them_is_taken(dev):
    assert stable(1, dev) == f"/v4l/by-id/{CAMERA}-index0"


@pytest.mark.parametrize("device", [7, "/dev/v4l/by-id/some", "/dev/video99"])
def test_a_camera_that_is_not_there_keeps_the_name_it_was_given(dev, device):
    assert stable_device(device, dev=dev) == device


def test_a_camera_that_comes_back_under_another_number_is_found(dev):
    driver, nodes = PlayedDriver(), list[str]()

    def open_capture(device: int | str):
        nodes.append(node_of(device, dev=dev).name)
        return driver.open(device)

    driver.found_as = lambda device: stable_device(device, dev=dev, captures=lambda _: True)
    camera = Camera(0, open_capture=open_capture)
    driver.play(noisy(1))
    assert camera.read() is not None
    link = dev / f"v4l/by-id/{CAMERA}-index0"
    link.unlink()
    link.symlink_to("../../video2")
    driver.play(GONE)
    driver.play(noisy(2))
    wait_until(lambda: camera.read() is not None, "it is back")
    assert nodes == ["video0", "video2"]
    driver.play(GONE)
    camera.close()


class PlayedNode:
    """A camera's node that offers these controls."""

    def __init__(
        self, ranges: dict[Id, Range], *, refused: tuple[tuple[Id, int], ...] = ()
    ) -> None:
        self._ranges, self._refused = ranges, refused
        self.values: dict[Id, int] = {}
        self.is_closed = False

    def range_of(self, control: Id) -> Range | None:
        return self._ranges.get(control)

    def get(self, control: Id) -> int | None:
        return self.values.get(control)

    def set(self, control: Id, value: int) -> bool:
        if (control, value) in self._refused:
            return False
        self.values[control] = value
        return True

    def close(self) -> None:
        self.is_closed = True


USUAL = {
    Id.EXPOSURE_ABSOLUTE: Range(3, 2047, 1, 250),
    Id.EXPOSURE_DYNAMIC_FRAMERATE: Range(0, 1, 1, 0),
    Id.FOCUS_AUTO: Range(0, 1, 1, 1),
    Id.FOCUS_ABSOLUTE: Range(0, 250, 5, 0),
}


def test_a_camera_begins_automatic_and_at_full_speed_whatever_was_left_behind():
    node = PlayedNode(USUAL)
    node.values = {Id.EXPOSURE_AUTO: Exposure.MANUAL, Id.EXPOSURE_DYNAMIC_FRAMERATE: 1}
    node.values[Id.FOCUS_AUTO] = 0  # fixed by whoever set up the kiosk
    controls = Controls(node)
    controls.settle()
    assert node.values == {
        Id.EXPOSURE_AUTO: Exposure.APERTURE_PRIORITY,
        Id.EXPOSURE_DYNAMIC_FRAMERATE: 0,
        Id.FOCUS_AUTO: 0,
    }
    assert controls.offered == {
        Control.EXPOSURE,
        Control.DYNAMIC_FRAME_RATE,
        Control.FOCUS,
        Control.AUTOFOCUS,
    }


def test_the_exposure_is_shortened_by_hand_and_given_back():
    node = PlayedNode(USUAL)
    controls = Controls(node)
    exposures_ms = []
    for level in range(1, DARKEST + 1):
        controls.expose(level)
        assert node.values[Id.EXPOSURE_AUTO] == Exposure.MANUAL
        exposures_ms.append(controls.exposure_ms)
    assert exposures_ms == [10.0, 5.0, 2.5]
    controls.close()
    assert node.values[Id.EXPOSURE_AUTO] == Exposure.APERTURE_PRIORITY
    assert node.is_closed


def test_an_exposure_is_kept_within_what_the_camera_can():
    node = PlayedNode({Id.EXPOSURE_ABSOLUTE: Range(78, 10000, 1, 156)})
    controls = Controls(node)
    controls.expose(DARKEST)
    assert node.values[Id.EXPOSURE_ABSOLUTE] == 78


def test_a_camera_that_knows_no_aperture_priority_becomes_automatic_too():
    refused = ((Id.EXPOSURE_AUTO, int(Exposure.APERTURE_PRIORITY)),)
    node = PlayedNode(USUAL, refused=refused)
    Controls(node).settle()
    assert node.values[Id.EXPOSURE_AUTO] == Exposure.AUTOMATIC


def test_where_only_compensation_is_offered_it_is_lowered_step_by_step():
    node = PlayedNode({Id.AUTO_EXPOSURE_BIAS: Range(0, 12, 1, 6)})
    controls = Controls(node)
    biases = []
    for level in (1, 2, 3, 0):
        controls.expose(level)
        biases.append(node.values[Id.AUTO_EXPOSURE_BIAS])
    assert biases == [4, 2, 0, 6]


def test_what_a_camera_does_not_offer_is_left_alone():
    node = PlayedNode({})
    controls = Controls(node)
    controls.settle()
    controls.expose(2)
    assert node.values == {}
    assert (controls.exposure_ms, controls.focus, controls.offered) == (None, None, frozenset())


def test_a_node_that_is_no_camera_offers_nothing():
    node = Node(Path("/dev/null"))
    assert not node.captures_video()
    assert node.range_of(Id.EXPOSURE_ABSOLUTE) is None
    assert node.get(Id.EXPOSURE_ABSOLUTE) is None
    assert not node.set(Id.EXPOSURE_ABSOLUTE, 5)
    node.close()


def test_a_camera_that_another_program_has_keeps_the_exposure_set_there(monkeypatch):
    asked: list[Path] = []
    monkeypatch.setattr("kiosk.scanning.camera.capture.controls_of", asked.append)
    with pytest.raises(CameraError):
        open_device("/dev/null")
    assert asked == []


def test_the_kernels_structures_are_as_large_as_its_calls_say():
    """Each call's number holds the size of what it takes, in bits 16 to 29."""
    from kiosk.scanning.camera import v4l2

    sizes = {
        v4l2.QUERY_CAPABILITY: struct.calcsize(v4l2.CAPABILITY.format),
        v4l2.QUERY_CONTROL: RANGE.size,
        v4l2.GET_CONTROL: VALUE.size,
        v4l2.SET_CONTROL: VALUE.size,
    }
    assert sizes == {call: call >> 16 & 0x3FFF for call in sizes}


class PlayedVideo:
    """OpenCV's side of a camera: it says yes to everything, and does some of it."""

    def __init__(self, images: list[Image | None], *, converts: bool | None = None) -> None:
        """`converts` is what it gives: pixels, or bytes; None for what it is asked for."""
        self._images, self._converts = iter(images), converts
        self._is_asked_for_pixels = True
        self.properties: dict[int, float] = {}

    def set(self, key: int, value: float) -> bool:
        self.properties[key] = value
        if key == cv2.CAP_PROP_CONVERT_RGB:
            self._is_asked_for_pixels = bool(value)
        return True

    def get(self, key: int) -> float:
        return self.properties.get(key, 0.0)

    def read(self) -> tuple[bool, Image | None]:
        image = next(self._images, None)
        gives = self._is_asked_for_pixels if self._converts is None else self._converts
        if image is None or gives:
            return image is not None, image
        data = np.frombuffer(jpeg(image).data, np.uint8)
        return True, np.concatenate([data, np.zeros(500, np.uint8)])[None]

    def release(self) -> None: ...


@pytest.fixture
def images() -> list[Image]:
    rng = np.random.default_rng(1)
    return [rng.integers(0, 255, (120, 160, 3), np.uint8) for _ in range(12)]


def test_a_camera_is_asked_for_mjpg_and_gives_its_bytes(images):
    video = PlayedVideo(images)
    capture = OpenCvCapture(video)
    assert list(video.properties)[:4] == [
        cv2.CAP_PROP_FOURCC,
        cv2.CAP_PROP_FRAME_WIDTH,
        cv2.CAP_PROP_FRAME_HEIGHT,
        cv2.CAP_PROP_FPS,
    ]
    settings = capture.settings
    assert (settings.pixel_format, settings.width, settings.height) == ("MJPG", 1280, 720)
    assert settings.is_compressed
    picture = capture.read()
    assert picture is not None
    assert np.array_equal(picture.grey(), jpeg(images[1]).grey())


def test_a_backend_that_gives_pixels_all_the_same_is_taken_at_them(images):
    video = PlayedVideo(images, converts=True)
    capture = OpenCvCapture(video)
    assert not capture.settings.is_compressed
    assert video.properties[cv2.CAP_PROP_CONVERT_RGB] == 1
    picture = capture.read()
    assert picture is not None
    assert picture.bgr().shape == (120, 160, 3)


def test_a_camera_without_mjpg_is_taken_at_its_pixels(images):
    class Yuyv(PlayedVideo):
        def get(self, key: int) -> float:
            return cv2.VideoWriter.fourcc(*"YUYV") if key == cv2.CAP_PROP_FOURCC else 0.0

    capture = OpenCvCapture(Yuyv(images))
    assert capture.settings.pixel_format == "YUYV"
    assert not capture.settings.is_compressed
    assert capture.read() is not None


def test_a_buffer_without_a_picture_is_an_error_and_the_next_one_is_read(images):
    class Garbling(PlayedVideo):
        def read(self) -> tuple[bool, Image | None]:
            arrived, image = super().read()
            self.count = getattr(self, "count", 0) + 1
            return arrived, image[:, :300] if self.count == 2 and image is not None else image

    capture = OpenCvCapture(Garbling(images))
    with pytest.raises(PictureError):
        capture.read()
    assert capture.read() is not None


def test_a_camera_that_is_gone_gives_nothing(images):
    capture = OpenCvCapture(PlayedVideo(images[:1]))
    assert capture.read() is None


@pytest.fixture
def filmed(clip, images) -> Iterator[cv2.VideoCapture]:
    """OpenCV itself, with a clip in place of a camera."""
    capture = cv2.VideoCapture(str(clip(images, "queue.mp4")), cv2.CAP_FFMPEG)
    yield capture
    capture.release()


def test_opencv_hands_out_whole_pictures(filmed):
    capture = OpenCvCapture(filmed)
    picture = capture.read()
    assert picture is not None
    assert picture.grey().shape == (120, 160)
    capture.release()
