"""Pictures, clips and folders of pictures posing as a camera."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import PIL
import PIL.Image
import PIL.ImageOps

from kiosk.errors import PictureError
from kiosk.scanning.examining import texts_in_order
from kiosk.scanning.frames import Frame, FrameSource, Image, Pace, Pixels, any_text
from kiosk.scanning.reader import CodeReader

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"})
CLIPS = frozenset({".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".mjpg"})
PICTURES_PER_S = 1.0
USUAL_FRAMES_PER_S = 25.0
WHOLE_ENOUGH = 0.95
"""Frame counts in a clip's header may be estimates."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where in which file something was read."""

    file: str
    frame: int
    at_s: float
    """Seconds from the start of a clip; 0 in a picture."""


def read_texts_from(
    path: Path, *, is_wanted: Callable[[str], bool] = any_text
) -> Iterator[tuple[Position, list[str]]]:
    """Decode every frame of a picture, clip or folder as the kiosk would, without waiting.

    Yields one entry per frame, also where nothing was read. `is_wanted` tells the texts worth
    searching on for from a poster's.

    Raises:
        PictureError: it cannot be read; or, after all that could be read, not all of it could.
    """
    source = open_file(path, paced=False)
    reader, label = CodeReader(is_wanted), ""
    trouble: PictureError | None = None
    try:
        while not source.ended:
            try:
                frame = source.read()
            except PictureError as error:
                trouble = trouble or error
                continue
            if frame is not None:
                if frame.label != label:  # another picture of a folder shows something else
                    reader, label = CodeReader(is_wanted), frame.label
                at_s = 0.0 if isinstance(source, Pictures) else frame.taken_at_s
                position = Position(frame.label, frame.number, at_s)
                yield position, texts_in_order(reader.look(frame.grey(), at_s))
    finally:
        source.close()
    if trouble:
        raise trouble


def open_file(path: Path, *, paced: bool = True) -> FrameSource:
    """Open a picture, clip or folder; `paced` plays it at its own speed instead of at once.

    Raises:
        PictureError: it is missing, empty or neither picture nor clip.
    """
    try:
        is_there = path.exists()
    except OSError:  # a name too long for any file
        is_there = False
    if not is_there:
        raise PictureError(f"{path} was not found: check the name and the folder.")
    if path.is_dir():
        return Pictures(path.name, pictures_in(path), paced=paced)
    if path.suffix.lower() in CLIPS:
        return Clip(path, paced=paced)
    load_picture(path)  # A wrong file is told at once, not by the camera thread.
    return Pictures(path.name, [path], paced=paced)


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder in the order of their names."""
    pictures = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
    if not pictures:
        raise PictureError(f"{folder} holds no pictures: put PNG, JPEG or WebP files into it.")
    return pictures


def load_picture(path: Path) -> Image:
    """Load a picture upright, on white where it is transparent.

    Pillow rather than OpenCV, because it tells a damaged file from one that is no picture.
    """
    try:
        with PIL.Image.open(path) as opened:
            upright = PIL.ImageOps.exif_transpose(opened).convert("RGBA")
    except PIL.UnidentifiedImageError as error:
        raise PictureError(
            f"{path} is not a picture or clip: use PNG, JPEG, WebP, MP4 or AVI."
        ) from error
    except PermissionError as error:
        raise PictureError(f"{path} may not be opened: allow reading it.") from error
    except (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError) as error:
        raise PictureError(f"{path} is damaged or cut off: copy or export it again.") from error
    on_white = PIL.Image.new("RGBA", upright.size, "white")
    on_white.alpha_composite(upright)
    bgr = cv2.cvtColor(np.asarray(on_white), cv2.COLOR_RGBA2BGR)
    return bgr.astype(np.uint8, copy=False)


class Pictures:
    """Pictures shown to the scanner one after the other."""

    live = False

    def __init__(self, name: str, paths: list[Path], *, paced: bool = True) -> None:
        self.name = name
        self._waiting = list(enumerate(paths))
        self._pace = Pace(PICTURES_PER_S) if paced else None

    @property
    def ended(self) -> bool:
        return not self._waiting

    def read(self) -> Frame | None:
        if not self._waiting:
            return None
        if self._pace:
            self._pace.wait()
        number, path = self._waiting.pop(0)
        at_s = number / PICTURES_PER_S
        return Frame(Pixels(load_picture(path)), number, at_s, label=path.name)

    def close(self) -> None:
        self._waiting.clear()


class Clip:
    """A video file, every frame of it."""

    live = False

    def __init__(self, path: Path, *, paced: bool = True) -> None:
        # FFmpeg alone: the other backends take numbers in a file name for a series of pictures.
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        if not self._capture.isOpened():
            raise PictureError(
                f"{path} cannot be played: it is cut off or not a clip; copy or record it again."
            )
        self.name = path.name
        self.ended = False
        self._path = path
        stated = self._capture.get(cv2.CAP_PROP_FPS)
        self._frames_per_s = stated if 1 <= stated <= 240 else USUAL_FRAMES_PER_S
        self._pace = Pace(self._frames_per_s) if paced else None
        self._number = 0

    def read(self) -> Frame | None:
        if self.ended:
            return None
        if self._pace:
            self._pace.wait()
        arrived, image = self._capture.read()
        if not arrived:
            self._end()
            return None
        at_s = self._number / self._frames_per_s
        picture = Pixels(image.astype(np.uint8, copy=False))
        frame = Frame(picture, self._number, at_s, label=self.name)
        self._number += 1
        return frame

    def close(self) -> None:
        self.ended = True
        self._capture.release()

    def _end(self) -> None:
        expected = int(self._capture.get(cv2.CAP_PROP_FRAME_COUNT))
        self.close()
        if self._number < expected * WHOLE_ENOUGH:
            raise PictureError(
                f"{self._path} is cut off after {self._number} of {expected} frames: "
                "those were read; copy or record it again for the rest."
            )
