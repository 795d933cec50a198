"""Codes to photograph from the screen: `image://qr/<text, percent-encoded>`."""

from collections.abc import Sequence
from urllib.parse import unquote

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider

QUIET_MODULES = 4  # the margin that readers expect around a QR code
_MODULE_PIXELS = 8  # where nobody asks for a size


class QrProvider(QQuickImageProvider):
    """Draws a text as a QR code, dark on white in every theme, its quiet zone included.

    A module is a whole number of pixels, so it is sharp at any size that has room for one; what is
    left over is white around it.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:
        modules = modules_of(unquote(id))
        count = len(modules)
        side = min(requested.width(), requested.height())
        if side < count:
            side = count * _MODULE_PIXELS
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        pixels = side // count
        margin = (side - count * pixels) // 2
        for y, row in enumerate(modules):
            for x, is_dark in enumerate(row):
                if is_dark:
                    square = QRect(margin + x * pixels, margin + y * pixels, pixels, pixels)
                    painter.fillRect(square, Qt.GlobalColor.black)
        painter.end()
        return image


def modules_of(text: str) -> Sequence[Sequence[bool | None]]:
    """Return a code's modules row by row, True for a dark one, with the quiet zone around them."""
    import qrcode  # the first frame does not wait for it
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(text)
    return code.get_matrix()
