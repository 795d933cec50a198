"""Reading QR codes in one picture: a quick look first, then better prepared ones.

The order and its numbers come from measuring many readers on lobby frames and real photographs:
zxing-cpp alone reads four codes of five; each later stage runs only when those before read nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import cv2
import numpy as np
import zxingcpp
from threadpoolctl import threadpool_limits

from kiosk.scanning.frames import Corner, Image, Sighting
from kiosk.scanning.outlines import lies_in, surrounds_something
from kiosk.scanning.symbol.reading import read_symbol

# OpenCV would wake a thread per core for pictures this small and starve the screen of them.
cv2.setNumThreads(1)
# So would NumPy for matrices of forty rows, and spin in them.
threadpool_limits(1, user_api="blas")
# Its lines on stderr would bury our sentence about a camera or file that cannot be read.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

MOST_PIXELS = 1920 * 1200
"""Larger pictures are reduced first: no camera here gives them, and the time must stay bounded."""
FEWEST_PIXELS_A_SIDE = 15
MOST_CLOSE_LOOKS = 3
PICTURE_FAULTS = (cv2.error, RuntimeError, ValueError, ArithmeticError, MemoryError)
"""What a strange picture may cause below us; without it a frame merely holds no code."""
# Not Micro QR: one corner of a noisy pass passes for it, and its two check words refuse nothing.
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)


def read_codes(frame_bgr: Image) -> list[str]:
    """Return the text of every QR code in the picture, each once. Never raises."""
    return list(dict.fromkeys(s.text for s in find_codes(frame_bgr) if s.text))


def find_codes(frame: Image, *, quick: bool = False, followed: int = 0) -> list[Sighting]:
    """Find QR symbols, the readable ones first. Never raises; what is no picture holds no codes.

    Args:
        frame: uint8, height x width x 3 (BGR) or x 4 (BGRA), or grey.
        quick: only the first look, for a scene in which nothing has changed.
        followed: modules a side of symbols that are not looked at closely here, because the
            caller follows them over several frames.
    """
    grey = _grey(frame)
    if grey is None:
        return []
    try:
        scale = min(1.0, (MOST_PIXELS / grey.size) ** 0.5)
        if scale < 1.0:
            grey = _image(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        return [_enlarged(sighting, 1 / scale) for sighting in _look(grey, quick, followed)]
    except PICTURE_FAULTS:
        # The callers' thread must outlive any picture; one without codes loses nothing.
        return []


def _grey(frame: Image) -> Image | None:
    """The brightness of anything that is a picture at all; None for what is not."""
    if not isinstance(frame, np.ndarray) or frame.dtype != np.uint8 or frame.ndim not in (2, 3):
        return None
    if min(frame.shape[:2]) < FEWEST_PIXELS_A_SIDE:
        return None
    frame = np.ascontiguousarray(frame)
    channels = 1 if frame.ndim == 2 else frame.shape[2]
    if channels == 1:
        return frame.reshape(frame.shape[:2])
    conversion = {3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}.get(channels)
    return None if conversion is None else _image(cv2.cvtColor(frame, conversion))


def _look(grey: Image, quick: bool, followed: int) -> list[Sighting]:
    """All symbols, by as many stages as it takes to read those that were found."""
    read: list[Sighting] = []
    located: list[Sighting] = []
    for prepared, downscale in _prepared(grey):
        for sighting in _zxing(prepared, downscale=downscale):
            (read if sighting.text else located).append(sighting)
        if quick or (read and not _unread(located, read)):
            break
    read = _apart(read, [])
    if not quick:
        unread = _unread(located, read)
        read += _read_closely(grey, [s for s in unread if s.modules != followed])
    return read + _apart(located, read)


def _unread(located: list[Sighting], read: list[Sighting]) -> list[Sighting]:
    """Symbols of known size that were found but not read; there may be several tries at one."""
    return [s for s in located if s.modules and not any(_same_symbol(s, other) for other in read)]


def _read_closely(grey: Image, located: list[Sighting]) -> list[Sighting]:
    """Look at some symbols module by module."""
    read: list[Sighting] = []
    for sighting in located[:MOST_CLOSE_LOOKS]:
        if not any(_same_symbol(sighting, other) for other in read):
            text = read_symbol(grey, sighting)
            read += [replace(sighting, text=text)] if text else []
    return read


def _prepared(grey: Image) -> Iterator[tuple[Image, bool]]:
    """The pictures to look at, cheapest first, each with whether a halved copy is worth a look."""
    yield grey, True
    # A light blur takes out noise and smear; halving on top would only lose small modules.
    yield _image(cv2.GaussianBlur(grey, (0, 0), 1.0)), False
    soft = cv2.GaussianBlur(grey, (0, 0), 0.8)
    mean = cv2.ADAPTIVE_THRESH_MEAN_C
    yield _image(cv2.adaptiveThreshold(soft, 255, mean, cv2.THRESH_BINARY, 41, 4)), True


def _zxing(grey: Image, *, downscale: bool = True) -> list[Sighting]:
    # Plain: the default text mode rewrites control characters and brackets GS1 content.
    found = zxingcpp.read_barcodes(
        grey,
        formats=QR_ONLY,
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=downscale,
        try_invert=True,
        return_errors=True,
    )
    sightings = (_sighting(barcode) for barcode in found)
    return [s for s in sightings if s.text or surrounds_something(s.corners)]


def _sighting(barcode: zxingcpp.Barcode) -> Sighting:
    place = barcode.position
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    a, b, c, d = ((float(point.x), float(point.y)) for point in points)
    return Sighting(barcode.text if barcode.valid else "", (a, b, c, d), _modules(barcode))


def _modules(barcode: zxingcpp.Barcode) -> int:
    """Modules a side of a QR code of model 2; 0 where its version could not be told."""
    extra = cast("dict[str, object] | None", barcode.extra)
    version = str(extra.get("Version", "")) if extra else ""
    return 17 + 4 * int(version) if version.isdecimal() else 0


def _apart(sightings: list[Sighting], known: list[Sighting]) -> list[Sighting]:
    """Those which are neither among the known nor seen twice; one text twice is two symbols."""
    kept: list[Sighting] = []
    for sighting in sightings:
        if not any(_same_symbol(sighting, other) for other in known + kept):
            kept.append(sighting)
    return kept


def _same_symbol(one: Sighting, other: Sighting) -> bool:
    if one.text and other.text and one.text != other.text:
        return False
    return lies_in(one.corners, other.corners)


def _enlarged(sighting: Sighting, factor: float) -> Sighting:
    if factor == 1.0:
        return sighting
    a, b, c, d = (_times(corner, factor) for corner in sighting.corners)
    return replace(sighting, corners=(a, b, c, d))


def _times(corner: Corner, factor: float) -> Corner:
    return corner[0] * factor, corner[1] * factor


def _image(pixels: cv2.typing.MatLike) -> Image:
    """OpenCV's stubs forget that bytes in are bytes out."""
    return pixels.astype(np.uint8, copy=False)
