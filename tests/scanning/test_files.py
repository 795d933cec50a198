"""Pictures, clips and folders as sources, whole and damaged."""

from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest

from kiosk.errors import PictureError
from kiosk.scanning.files import open_file, read_texts_from
from kiosk.scanning.frames import Pace
from kiosk.scanning.simulated import HeldCode
from kiosk.scanning.sources import open_source


@pytest.fixture
def picture(held_still, digits, tmp_path) -> Path:
    """A photograph of a pass."""
    path = tmp_path / "pass.png"
    cv2.imwrite(str(path), held_still(digits))
    return path


def collect(path: Path, seen: list[str]) -> None:
    """Keeps what was read before the trouble."""
    for _, texts in read_texts_from(path):
        seen += texts


def texts_in(path: Path) -> list[str]:
    seen: list[str] = []
    collect(path, seen)
    return seen


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.bmp", "ação ñ.png", "7.png"])
def test_pictures_of_all_usual_kinds_are_read(held_still, digits, tmp_path, name):
    path = tmp_path / name
    _, data = cv2.imencode(path.suffix, held_still(digits))
    path.write_bytes(data.tobytes())
    assert texts_in(path) == [digits]


def test_a_code_on_a_transparent_ground_is_read(symbol, tmp_path):
    ink = 255 - cv2.cvtColor(symbol("hello"), cv2.COLOR_BGR2GRAY)
    layers = [np.zeros_like(ink), np.zeros_like(ink), np.zeros_like(ink), ink]
    path = tmp_path / "clear.png"
    PIL.Image.fromarray(np.dstack(layers)).save(path)
    assert texts_in(path) == ["hello"]


@pytest.mark.parametrize("name", ["queue.avi", "queue.mp4"])
def test_every_frame_of_a_clip_is_decoded_with_its_position(lobby_frames, digits, clip, name):
    path = clip(lobby_frames(HeldCode(digits)), name)
    readings = list(read_texts_from(path))
    positions = [position for position, _ in readings]
    assert [position.frame for position in positions] == list(range(len(readings)))
    assert positions[10].at_s == pytest.approx(1.0)
    assert positions[10].file == name
    assert sum(texts == [digits] for _, texts in readings) >= 5
    assert readings[0][1] == []


def test_the_same_clip_always_gives_the_same_answers(lobby_frames, digits, other_digits, clip):
    path = clip(lobby_frames(HeldCode(digits), HeldCode(other_digits, "card")))
    first = list(read_texts_from(path))
    assert list(read_texts_from(path)) == first
    assert list(dict.fromkeys(text for _, texts in first for text in texts)) == [
        digits,
        other_digits,
    ]


def test_pictures_of_a_folder_come_in_the_order_of_their_names(symbol, tmp_path):
    for name in ("2.png", "1.png", "3.png"):
        cv2.imwrite(str(tmp_path / name), symbol(name))
    (tmp_path / "notes.txt").write_text("not a picture")
    assert texts_in(tmp_path) == ["1.png", "2.png", "3.png"]


def test_a_damaged_picture_in_a_folder_is_told_after_the_others_were_read(symbol, tmp_path):
    for name in ("1.png", "3.png"):
        cv2.imwrite(str(tmp_path / name), symbol(name))
    (tmp_path / "2.png").write_bytes((tmp_path / "1.png").read_bytes()[:200])
    seen: list[str] = []
    with pytest.raises(PictureError, match=r"2\.png is damaged or cut off"):
        collect(tmp_path, seen)
    assert seen == ["1.png", "3.png"]


def test_a_file_that_is_missing_is_told(tmp_path):
    with pytest.raises(PictureError, match=r"nothing\.png was not found"):
        open_source(str(tmp_path / "nothing.png"))


def test_a_folder_without_pictures_is_told(tmp_path):
    with pytest.raises(PictureError, match="holds no pictures"):
        open_source(str(tmp_path))


@pytest.mark.parametrize("name", ["notes.txt", "notes.png", "notes", "notes.csv"])
def test_what_is_not_a_picture_is_told(tmp_path, name):
    path = tmp_path / name
    path.write_text("name,email\n" * 300)
    with pytest.raises(PictureError, match="is not a picture or clip: use PNG"):
        open_source(str(path))


@pytest.mark.parametrize("name", ["empty.png", "empty.mp4"])
def test_an_empty_file_is_told(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(PictureError, match=r"empty\.(png is not a picture|mp4 cannot be played)"):
        open_source(str(tmp_path / name))


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_a_picture_cut_off_is_told(held_still, digits, tmp_path, suffix):
    path = tmp_path / f"half{suffix}"
    _, data = cv2.imencode(suffix, held_still(digits))
    path.write_bytes(data.tobytes()[: data.size // 2])
    with pytest.raises(PictureError, match="is damaged or cut off"):
        open_source(str(path))


def test_a_clip_without_its_index_is_told(lobby_frames, digits, clip, capfd):
    path = clip(lobby_frames(HeldCode(digits)), "queue.mp4")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(PictureError, match=r"queue\.mp4 cannot be played: it is cut off"):
        open_source(str(path))
    assert capfd.readouterr().err == ""


def test_of_a_clip_cut_off_what_there_is_gets_read_and_then_it_is_told(lobby_frames, digits, clip):
    path = clip(lobby_frames(HeldCode(digits), HeldCode(digits, "card")))
    whole = len(list(read_texts_from(path)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    seen: list[str] = []
    with pytest.raises(PictureError, match=rf"is cut off after \d+ of {whole} frames"):
        collect(path, seen)
    assert set(seen) == {digits}


def test_a_source_ends_after_its_last_frame(picture):
    source = open_file(picture, paced=False)
    assert not source.live
    assert not source.ended
    frame = source.read()
    assert frame is not None
    assert frame.label == "pass.png"
    assert source.ended
    assert source.read() is None


def test_a_pace_keeps_frames_apart(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        clock[0] += seconds

    monkeypatch.setattr("time.sleep", sleep)
    pace = Pace(frames_per_s=10)
    for busy_s in (0.04, 0.5, 0.0):
        pace.wait()
        clock[0] += busy_s
    pace.wait()
    assert slept == [0.0, 0.06, 0.0, 0.1]


def test_a_name_that_no_file_can_have_is_not_found():
    with pytest.raises(PictureError, match="was not found"):
        open_source("x" * 300 + ".png")
