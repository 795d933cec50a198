"""When the exposure is lowered, and when it is left alone again."""

from itertools import pairwise

import pytest

from kiosk.scanning.exposure import DARKEST, HOLDS_S, RESTS_S, ExposureStepper

FRAME_S = 1 / 30


class Lobby:
    """Plays frames to a stepper and keeps the levels that it asked for."""

    def __init__(self) -> None:
        self.stepper = ExposureStepper()
        self.now_s = 100.0

    def shows(self, seconds: float, *, bright: bool = False, read: bool = False) -> list[int]:
        levels = []
        for _ in range(round(seconds / FRAME_S)):
            self.now_s += FRAME_S
            levels.append(self.stepper.step(self.now_s, is_bright=bright, is_read=read))
        return levels


@pytest.fixture
def lobby() -> Lobby:
    return Lobby()


def test_an_empty_lobby_is_exposed_automatically(lobby):
    assert set(lobby.shows(60)) == {0}


def test_a_bright_screen_that_cannot_be_read_is_exposed_shorter_after_a_moment(lobby):
    assert set(lobby.shows(0.25, bright=True)) == {0}
    assert lobby.shows(0.2, bright=True)[-1] == 1


def test_a_bright_screen_that_is_read_is_left_as_it_is(lobby):
    assert set(lobby.shows(5, bright=True, read=True)) == {0}


def test_a_frame_missed_in_between_does_not_count_as_gone(lobby):
    lobby.shows(0.2, bright=True)
    lobby.shows(FRAME_S)
    assert lobby.shows(0.2, bright=True)[-1] == 1


def test_a_flash_that_passes_changes_nothing(lobby):
    for _ in range(10):
        assert set(lobby.shows(0.2, bright=True) + lobby.shows(0.5)) == {0}


def test_it_steps_down_one_by_one_and_not_below_the_last(lobby):
    levels = lobby.shows(HOLDS_S, bright=True)
    assert levels[-1] == DARKEST
    steps = [after - before for before, after in pairwise(levels)]
    assert set(steps) == {0, 1}


def test_what_looks_less_bright_for_the_shorter_exposure_keeps_it_for_a_time(lobby):
    lobby.shows(0.4, bright=True)
    assert set(lobby.shows(HOLDS_S - 0.2)) == {1}
    assert lobby.shows(0.4)[-1] == 0


def test_it_stays_while_codes_are_read_and_goes_back_two_seconds_after(lobby):
    lobby.shows(0.4, bright=True)
    assert set(lobby.shows(6, read=True)) == {1}
    assert set(lobby.shows(HOLDS_S - 0.1)) == {1}
    assert lobby.shows(0.2)[-1] == 0


@pytest.mark.parametrize("looks_grey_from", [1, DARKEST, DARKEST + 1])
def test_a_window_bright_all_day_is_tried_ever_more_rarely(lobby, looks_grey_from):
    """A shorter exposure may make the window look grey, so that it seems to come and go."""
    changes, level = [], 0
    while lobby.now_s < 100 + 600:
        (now,) = lobby.shows(FRAME_S, bright=level < looks_grey_from)
        if now and not level:
            changes.append(lobby.now_s)
        level = now
    apart = [after - before for before, after in pairwise(changes)]
    assert apart[0] >= RESTS_S[0] + HOLDS_S
    assert apart[-1] >= RESTS_S[-1] + HOLDS_S
    assert len(changes) <= 13


def test_after_a_code_was_read_the_next_bright_screen_is_not_kept_waiting(lobby):
    for _ in range(4):
        lobby.shows(0.5, bright=True)
        lobby.shows(RESTS_S[-1] + HOLDS_S + 1)
    lobby.shows(0.5, read=True)
    lobby.shows(0.5, bright=True)
    lobby.shows(HOLDS_S + RESTS_S[0] + 0.5)
    assert lobby.shows(0.5, bright=True)[-1] == 1
