"""Every page in every size: no word is cut or lies on another, and every target can be hit."""

import pytest

from kiosk.languages import SOURCE
from ui.pictures.scenes import PSEUDO
from ui.pictures.screens import SIZES, Choice, render_all

# Neither a colour nor four times as many pixels moves anything.
SIZES_THAT_DIFFER = SIZES[:3]
# What fits longer words at 200 % fits English too.
WORDS = [(SOURCE, 100), (PSEUDO, 100), (PSEUDO, 200)]
PROCESSES = 2


@pytest.mark.timeout(300)  # hundreds of pages
@pytest.mark.parametrize(("language", "text"), WORDS)
@pytest.mark.parametrize("window", ["kiosk", "wall", "staff"])
def test_nothing_is_wrong_on_any_page(qapp, window, language, text):
    looks = Choice(f"{window}*", SIZES_THAT_DIFFER, (language,), ("light",), (text,))
    drawn = render_all(None, None, looks, PROCESSES)
    assert len({page.scene for page in drawn}) > 10
    assert [f"{page.scene} {page.look} {one}" for page in drawn for one in page.findings] == []
