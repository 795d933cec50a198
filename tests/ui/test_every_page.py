"""Every page in every size: no word is cut or lies on another, and every target can be hit."""

import pytest

from kiosk.languages import SOURCE
from ui.pictures.scenes import PSEUDO
from ui.pictures.screens import SIZES, Choice, render_all

# Neither a colour nor four times as many pixels moves anything.
SIZES_THAT_DIFFER = SIZES[:3]
PROCESSES = 2


@pytest.mark.parametrize("window", ["wall", "staff"])
def test_nothing_is_wrong_on_any_page(qapp, window):
    looks = Choice(f"{window}*", SIZES_THAT_DIFFER, (SOURCE, PSEUDO), ("light",))
    drawn = render_all(None, None, looks, PROCESSES)
    assert len(drawn) > 100
    assert [f"{page.scene} {page.look} {one}" for page in drawn for one in page.findings] == []
