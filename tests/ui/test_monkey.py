"""A thousand random touches, keys and codes: never a traceback, never out, nobody else's words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monkey.house import open_lobby
from tests.monkey.playing import EVERY_PAGE, EVERY_STAGE, THE_CORE_FAILS, Monkey

STEPS = 250
"""Of each of four, by chance; what they do by plan comes on top of that."""


@pytest.fixture
def monkey(qapp, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Monkey]:
    with open_lobby(tmp_path, fullscreen=request.param % 2 == 0) as lobby:
        yield Monkey(request.param, lobby)


@pytest.mark.parametrize("monkey", [20, 21, 22, 23], indirect=True)
def test_a_monkey_gets_everywhere_and_nowhere(monkey: Monkey, expected_log) -> None:
    expected_log(THE_CORE_FAILS)
    monkey.play(STEPS)
    monkey.walk_away()
    monkey.look()
    assert EVERY_PAGE - set(monkey.eyes.pages) == set()
    assert EVERY_STAGE - set(monkey.eyes.stages) == set()
    assert all(monkey.ended), "somebody ended the kiosk without the staff's PIN"
