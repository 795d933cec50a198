"""How well a colour stands out from another one, as WCAG 2 counts it."""

from PySide6.QtGui import QColor

LEAST_FOR_TEXT = 7.0


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two opaque colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(top: QColor, below: QColor, opacity: float = 1.0) -> QColor:
    """Return what is seen where a colour, fainter by an opacity, lies on an opaque one."""
    share = top.alphaF() * opacity
    pairs = zip(_channels(top), _channels(below), strict=True)
    return QColor.fromRgbF(*(share * above + (1 - share) * under for above, under in pairs))


def _luminance(colour: QColor) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
