"""A thousand random touches, keys and codes: never a traceback, never out, nobody else's words."""

import pytest
import shiboken6
from PySide6.QtGui import QAccessible

from tests.house import House
from tests.house import house as house  # the fixture
from tests.monkey import HouseDesk, LeakError, Monkey, members
from tests.ui.conftest import RULES
from ui import translation
from ui.application import load_typeface, make_engine, open_window
from ui.bridges.preview import LatestFrame
from ui.viewmodels.kiosk import KioskModel

STEPS = 1000
SEED = 20


@pytest.fixture
def monkey(qapp, house: House, clock):
    load_typeface()
    QAccessible.setActive(True)
    house.join(*members())
    model = KioskModel(RULES, now=lambda: house.now, monotonic_s=clock)
    desk = HouseDesk(house, model.showHouse)
    engine = make_engine()
    properties = {
        "model": model,
        "frames": LatestFrame(model),
        "reducedMotion": True,
        "fullscreen": True,
    }
    window = open_window(engine, "KioskWindow", properties)
    model.languageChanged.connect(lambda language: translation.install(qapp, engine, language))
    model.openHouse(desk, RULES)
    desk.publish()
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
    assert monkey.model.page.language == RULES.language


def test_the_look_finds_somebody_s_words_on_another_s_page(monkey):
    hidden, other = f"{2:016x}", f"{0:016x}"
    monkey.model.codeRead(monkey.house.code(hidden))
    monkey.look()
    state = monkey.model.page.state
    monkey.model.page.show(type(state)(page=state.page, person=other, name="NameXq2z"))
    monkey._settle()
    with pytest.raises(LeakError):
        monkey.look()
