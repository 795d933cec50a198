"""A QR code as the path of an SVG, so that a script can put another in its place."""

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M

_QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code of `side` × `side` units, quiet zone included; `path` draws what is dark."""

    path: str
    side: int


def symbol_of(text: str) -> Symbol:
    """Draw a text."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return Symbol("".join(dark), len(rows))
