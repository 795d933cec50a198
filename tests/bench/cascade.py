"""The readers of single frames that others are measured by; never to be improved.

`cascade` is what was found to be the best of many orders in which to look at one frame. It stands
apart from `kiosk.scanning.decoder`, so that what becomes better there moves no goal post.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp

from kiosk.scanning.frames import Image

MOST_STRAIGHTENED = 3
SIDE_PX, MARGIN_PX = 440, 62


def plain_zxing(grey: Image) -> list[str]:
    """Read with zxing-cpp as it comes."""
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    plain = zxingcpp.TextMode.Plain
    return [code.text for code in zxingcpp.read_barcodes(grey, formats=only_qr, text_mode=plain)]


def cascade(grey: Image) -> list[str]:
    """Look as it is, softened, by a local threshold, and at each located symbol from the front."""
    located: list[zxingcpp.Barcode] = []
    for look, downscale in _looks(grey):
        found = _found(look, downscale=downscale)
        texts = [code.text for code in found if code.valid]
        if texts:
            return texts
        located += [code for code in found if not code.valid]
    texts = [_straightened(grey, code.position) for code in located[:MOST_STRAIGHTENED]]
    return [text for text in texts if text]


def _looks(grey: Image) -> Iterator[tuple[Image, bool]]:
    yield grey, True
    yield _softened(grey, 1.0), False
    mean = cv2.ADAPTIVE_THRESH_MEAN_C
    soft = _softened(grey, 0.8)
    yield (
        np.asarray(cv2.adaptiveThreshold(soft, 255, mean, cv2.THRESH_BINARY, 41, 4), np.uint8),
        True,
    )


def _softened(grey: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma), np.uint8)


def _found(grey: Image, *, downscale: bool = True) -> list[zxingcpp.Barcode]:
    # Model 2 alone: with Micro QR, noise gives a text now and then and ends the search.
    return zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=downscale,
        return_errors=True,
    )


def _straightened(grey: Image, place: zxingcpp.Position) -> str:
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    here = np.array([(point.x, point.y) for point in points], np.float32)
    near, far = MARGIN_PX, SIDE_PX - MARGIN_PX
    there = np.array([(near, near), (far, near), (far, far), (near, far)], np.float32)
    to_front = cv2.getPerspectiveTransform(here, there)
    size = (SIDE_PX, SIDE_PX)
    front = np.asarray(
        cv2.warpPerspective(grey, to_front, size, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )
    contrast = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(6, 6))
    for look in (front, _softened(front, 1.2), np.asarray(contrast.apply(front), np.uint8)):
        for code in _found(look):
            if code.valid:
                return code.text
    return ""
