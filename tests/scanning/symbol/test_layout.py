"""How codes are laid out, held against codes that the `qrcode` library makes."""

import numpy as np
import pytest
import reedsolo

from kiosk.scanning.symbol.layout import LEVELS, blocks_of, formats, layout_of, mask_of
from tests.scanning.symbol.drawn import symbol

SAMPLE = [
    (version, LEVELS[(version + turn) % 4], (3 * version + 5 * turn) % 8)
    for version in (1, 2, 5, 6, 7, 10, 14, 21, 27, 32, 40)
    for turn in (0, 1)
]
every_kind = pytest.mark.parametrize(("version", "level", "mask"), SAMPLE)


@every_kind
def test_what_is_fixed_is_in_every_code(version, level, mask):
    modules = symbol(version, level, mask).modules
    fixed = layout_of(len(modules)).fixed
    assert fixed.shape == modules.shape
    assert np.array_equal(fixed[fixed != 0], modules[fixed != 0])


@every_kind
def test_both_copies_of_the_format_tell_level_and_mask(version, level, mask):
    modules = symbol(version, level, mask).modules
    places = layout_of(len(modules)).format_places
    for copy in modules[places[..., 0], places[..., 1]]:
        told = [(lv, mk) for lv, mk, bits in formats() if np.array_equal(bits, copy)]
        assert told == [(level, mask)]


@every_kind
def test_the_walk_meets_every_codeword_in_its_order(version, level, mask):
    code = symbol(version, level, mask)
    assert np.array_equal(walked(code.modules, mask), code.words)


@every_kind
def test_every_block_is_a_word_of_reed_and_solomon(version, level, mask):
    code = symbol(version, level, mask)
    words = walked(code.modules, mask)
    blocks = blocks_of(len(code.modules), level)
    for block in blocks:
        assert all(reedsolo.RSCodec(block.checks).check(bytearray(words[block.places])))
    met = np.concatenate([block.places for block in blocks])
    assert sorted(met) == list(range(len(words)))


@pytest.mark.parametrize("version", range(1, 41))
def test_every_module_has_one_use(version):
    layout = layout_of(17 + 4 * version)
    uses = (layout.fixed != 0).astype(int)
    for places in (layout.path, layout.format_places.reshape(-1, 2)):
        np.add.at(uses, (places[:, 0], places[:, 1]), 1)
    assert uses.max() == 1
    assert (uses == 0).sum() in (0, 3, 4, 7)  # bits left over after the last codeword


@pytest.mark.parametrize("side", [-3, 0, 17, 20, 22, 36, 38, 178, 181, 1000])
def test_there_are_no_codes_of_other_sizes(side):
    with pytest.raises(ValueError, match=f"no QR code has {side} modules a side"):
        layout_of(side)


def walked(modules, mask):
    layout = layout_of(len(modules))
    bits = (modules * mask_of(layout.side, mask))[layout.path[:, 0], layout.path[:, 1]]
    return np.packbits(bits > 0)
