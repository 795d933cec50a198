"""A thousand random touches, keys and codes: never a traceback, never out, nobody else's words."""

import pytest
import shiboken6
from PySide6.QtGui import QAccessible

from tests.house import House
from tests.house import house as house  # the fixture
from tests.monkey import Clock, LeakError, Monkey, members, open_house

STEPS = 1000
SEED = 20


@pytest.fixture
def monkey(qapp, house: House):
    QAccessible.setActive(True)
    house.join(*members())
    clock = Clock()
    engine, model, window = open_house(house, clock)
    yield Monkey(SEED, house, model, window, clock)
    shiboken6.delete(engine)


def test_a_monkey_gets_nowhere(monkey, expected_log):
    gone = []
    monkey.model.exitAsked.connect(lambda: gone.append(True))
    monkey.play(STEPS)
    assert gone == []
    assert monkey.window.isVisible()
    assert set(monkey.pages) >= {"idle", "welcome", "first_time", "leaving", "goodbye", "refused"}
    monkey.walk_away()
    assert monkey.model.page.kind == "idle"
    assert monkey.model.page.language == "en"


def test_the_look_finds_somebody_s_words_on_another_s_page(monkey):
    hidden, other = f"{2:016x}", f"{0:016x}"
    monkey.model.codeRead(monkey.house.code(hidden))
    monkey.look()
    state = monkey.model.page.state
    monkey.model.page.show(type(state)(page=state.page, person=other, name="NameXq2z"))
    monkey._settle()
    with pytest.raises(LeakError):
        monkey.look()
