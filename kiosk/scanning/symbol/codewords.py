"""From how dark each module looks to the text of a symbol, with Reed-Solomon's help."""

import cv2
import numpy as np
import reedsolo
import zxingcpp
from numpy.typing import NDArray

from kiosk.scanning.symbol.layout import (
    Block,
    Layout,
    Modules,
    Soft,
    blocks_of,
    formats,
    layout_of,
    mask_of,
)

SPARE_CHECKS = 8
"""Check codewords of a block never given up to doubtful places: they tell right from wrong."""
SPARE_CHECKS_IN_ALL = 16
ERASURE_STEP = 4
LEAST_AGREEMENT = 0.8
"""Of all that the modules say, weighed by how clearly they say it; by chance it is half."""
PIXELS_A_MODULE = 3
QUIET_MODULES = 4


def text_of(soft: Soft) -> str:
    """Return what a symbol says; empty if it cannot be told. Never a guess.

    Args:
        soft: how dark each module looks, side x side, symbol upright and not mirrored.
    """
    layout = layout_of(len(soft))
    level, mask, clear = _format(soft, layout)
    if clear < LEAST_AGREEMENT:
        return ""
    words = _corrected(soft, layout, level, mask)
    if words is None:
        return ""
    modules = _drawn(layout, words, level, mask)
    return _read(modules) if _agreement(soft, modules) >= LEAST_AGREEMENT else ""


def _format(soft: Soft, layout: Layout) -> tuple[int, int, float]:
    """The level and mask whose bits fit best, and which share of what is seen speaks for them."""
    seen = soft[layout.format_places[..., 0], layout.format_places[..., 1]].sum(axis=0)
    level, mask, bits = max(formats(), key=lambda known: float(known[2] @ seen))
    return level, mask, _agreement(seen, bits)


def _corrected(soft: Soft, layout: Layout, level: int, mask: int) -> NDArray[np.uint8] | None:
    """All codewords of the symbol, corrected; None if a block has too many faults."""
    rows, columns = layout.path[:, 0], layout.path[:, 1]
    bits = (soft * mask_of(layout.side, mask))[rows, columns].reshape(-1, 8)
    words = np.packbits(bits > 0, axis=1)[:, 0]
    clearness = np.abs(bits).min(axis=1)
    blocks = blocks_of(layout.side, level)
    spare = max(SPARE_CHECKS, SPARE_CHECKS_IN_ALL // len(blocks))
    for block in blocks:
        most = max(0, block.checks - spare)
        corrected = _corrected_block(words[block.places], clearness[block.places], block, most)
        if corrected is None:
            return None
        words[block.places] = corrected
    return words


def _corrected_block(
    words: NDArray[np.uint8], clearness: NDArray[np.float32], block: Block, most: int
) -> NDArray[np.uint8] | None:
    """Correct a block, giving up ever more of its least clear words, but not more than `most`.

    Args:
        words: data first, then check codewords; `clearness` tells how clear each of them is.
    """
    codec = reedsolo.RSCodec(block.checks)
    doubtful = np.argsort(clearness)
    for erased in range(0, most + 1, ERASURE_STEP):
        try:
            _, whole, _ = codec.decode(bytearray(words), erase_pos=doubtful[:erased].tolist())
        except reedsolo.ReedSolomonError:
            continue
        return np.frombuffer(bytes(whole), np.uint8)
    return None


def _drawn(layout: Layout, words: NDArray[np.uint8], level: int, mask: int) -> Modules:
    """Draw the symbol that says exactly these codewords."""
    modules = layout.fixed.copy()
    shape = next(bits for lv, mk, bits in formats() if (lv, mk) == (level, mask))
    modules[layout.format_places[..., 0], layout.format_places[..., 1]] = shape
    bits = np.unpackbits(words).astype(np.int8) * 2 - 1
    rows, columns = layout.path[:, 0], layout.path[:, 1]
    modules[rows, columns] = bits * mask_of(layout.side, mask)[rows, columns]
    rest = modules == 0  # a few bits after the last codeword; they say nothing
    modules[rest] = -mask_of(layout.side, mask)[rest]
    return modules


def _agreement(soft: Soft, modules: Modules) -> float:
    """Which share of what is seen speaks for these modules: 1.0 all of it, 0.5 by chance."""
    said = np.abs(soft).sum()
    return 0.5 + 0.5 * float((soft * modules).sum() / said) if said > 0 else 0.0


def _read(modules: Modules) -> str:
    """Read a symbol without any fault; the decoder knows all modes and character sets."""
    quiet = np.pad(
        np.where(modules > 0, 0, 255).astype(np.uint8), QUIET_MODULES, constant_values=255
    )
    side = len(quiet) * PIXELS_A_MODULE
    picture = cv2.resize(quiet, (side, side), interpolation=cv2.INTER_NEAREST)
    for found in zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
        is_pure=True,
    ):
        return found.text
    return ""
