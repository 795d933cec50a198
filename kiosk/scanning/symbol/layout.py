"""How a QR code is laid out: which modules are the same in every code of a size, and where the
data goes. ISO/IEC 18004, with the tables of the `qrcode` library.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode import util
from qrcode.base import rs_blocks

Modules = NDArray[np.int8]
"""Side x side; 1 is dark, -1 light, 0 not known."""
Soft = NDArray[np.float32]
"""Side x side; how dark a module looks: far above 0 surely dark, far below surely light."""

SMALLEST_VERSION, LARGEST_VERSION = 1, 40
FORMAT_BITS = 15
LEVELS = (
    qrcode.ERROR_CORRECT_L,
    qrcode.ERROR_CORRECT_M,
    qrcode.ERROR_CORRECT_Q,
    qrcode.ERROR_CORRECT_H,
)
MASKS = range(8)


@dataclass(frozen=True, slots=True)
class Block:
    """The codewords of one Reed-Solomon block, as places in the stream of the whole symbol."""

    places: NDArray[np.intp]
    """Data first, then check codewords."""
    checks: int


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What is known of every code of one version before anything is read."""

    side: int
    fixed: Modules
    """Finders, timing, alignment, version; 0 where data or format go."""
    path: NDArray[np.intp]
    """Bits x 2: row and column of each bit of the codewords, first codeword first."""
    format_places: NDArray[np.intp]
    """2 x 15 x 2: row and column of both copies of the format, lowest bit first."""


@cache
def layout_of(side: int) -> Layout:
    """Return the layout of codes with this many modules a side, 21 to 177.

    Raises:
        ValueError: there are no such codes.
    """
    version, rest = divmod(side - 17, 4)
    if rest or not SMALLEST_VERSION <= version <= LARGEST_VERSION:
        raise ValueError(f"no QR code has {side} modules a side")
    fixed = _fixed(version, side)
    places = _format_places(side)
    is_data = fixed == 0
    is_data[places[..., 0], places[..., 1]] = False
    return Layout(side, fixed, _path(is_data), places)


@cache
def blocks_of(side: int, level: int) -> tuple[Block, ...]:
    """Return the blocks of a symbol: they take turns, codeword by codeword."""
    sizes = [(b.data_count, b.total_count) for b in rs_blocks((side - 17) // 4, level)]
    most_data = max(data for data, _ in sizes)
    order = [(b, i) for i in range(most_data) for b, (data, _) in enumerate(sizes) if i < data]
    checks = sizes[0][1] - sizes[0][0]
    order += [(b, sizes[b][0] + i) for i in range(checks) for b in range(len(sizes))]
    return tuple(
        Block(np.array([k for k, (owner, _) in enumerate(order) if owner == b]), checks)
        for b in range(len(sizes))
    )


@cache
def mask_of(side: int, mask: int) -> Modules:
    """Return -1 where this mask turns dark into light and light into dark, else 1."""
    turns = util.mask_func(mask)
    rows = [[-1 if turns(row, column) else 1 for column in range(side)] for row in range(side)]
    return np.array(rows, np.int8)


@cache
def formats() -> tuple[tuple[int, int, NDArray[np.int8]], ...]:
    """Return every level and mask with its format bits as 1 and -1, lowest bit first."""
    return tuple((level, mask, _format_bits(level, mask)) for level in LEVELS for mask in MASKS)


def _format_bits(level: int, mask: int) -> NDArray[np.int8]:
    bits = util.BCH_type_info(level << 3 | mask)
    return np.array([1 if bits >> i & 1 else -1 for i in range(FORMAT_BITS)], np.int8)


def _fixed(version: int, side: int) -> Modules:
    code = qrcode.QRCode(version=version)
    code.modules_count = side
    code.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    if version >= 7:
        code.setup_type_number(test=False)
    says = {True: 1, False: -1, None: 0}
    fixed = np.array([[says[module] for module in row] for row in code.modules], np.int8)
    fixed[side - 8, 8] = 1
    return fixed


def _format_places(side: int) -> NDArray[np.intp]:
    down = [*range(6), 7, 8, *range(side - 7, side)]
    across = [*range(side - 1, side - 9, -1), 7, *range(5, -1, -1)]
    return np.array([[(row, 8) for row in down], [(8, column) for column in across]], np.intp)


def _path(is_data: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Walk up and down in columns two modules wide, from the right, past the timing column."""
    side = len(is_data)
    path: list[tuple[int, int]] = []
    for turn, right in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        path += [(r, c) for r in rows for c in (right, right - 1) if is_data[r, c]]
    return np.array(path[: len(path) // 8 * 8], np.intp)
