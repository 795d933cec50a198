"""How long a page stays, and how a touch or a pause changes that."""

import pytest
from PySide6.QtCore import QTimer

from ui.viewmodels.kiosk_countdown import PAUSE_LASTS_MS, Countdown


@pytest.fixture
def ended():
    return []


@pytest.fixture
def countdown(qapp, ended):
    """Twelve seconds, just begun."""
    countdown = Countdown(lambda: ended.append("ended"))
    countdown.start(12)
    return countdown


def timers_of(countdown):
    """The running timers, shortest first."""
    return sorted((t for t in countdown.findChildren(QTimer) if t.isActive()), key=QTimer.interval)


def test_it_starts_full(countdown):
    assert countdown.secondsLeft == 12
    assert countdown.shareLeft > 0.99


def test_it_tells_when_the_time_is_over(qtbot, qapp):
    ended = []
    countdown = Countdown(lambda: ended.append("ended"))
    countdown.start(0.01)
    qtbot.waitUntil(lambda: ended == ["ended"])


def test_a_pause_holds_it_full(countdown, ended):
    countdown.pauseChosen()
    assert countdown.isPaused
    assert countdown.secondsLeft == 12
    assert [t.interval() for t in timers_of(countdown)] == [PAUSE_LASTS_MS]


def test_a_second_press_lets_it_go_on(countdown):
    countdown.pauseChosen()
    countdown.pauseChosen()
    assert not countdown.isPaused
    assert timers_of(countdown)[-1].interval() == 12_000


def test_a_page_somebody_paused_and_left_goes_on_by_itself(countdown):
    countdown.pauseChosen()
    (pause,) = timers_of(countdown)
    pause.timeout.emit()
    assert not countdown.isPaused
    assert countdown.secondsLeft == 12


def test_a_touch_gives_all_of_the_time_again(countdown, qtbot):
    qtbot.waitUntil(lambda: countdown.shareLeft < 0.995)
    countdown.touched(12)
    assert countdown.shareLeft > 0.995


def test_a_touch_does_not_end_a_pause(countdown):
    countdown.pauseChosen()
    countdown.touched(12)
    assert countdown.isPaused


def test_a_touch_starts_nothing_where_no_page_is_waiting(countdown):
    countdown.stop()
    countdown.touched(12)
    assert timers_of(countdown) == []
