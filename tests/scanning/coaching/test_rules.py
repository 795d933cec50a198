"""When an advice shows, how long it stays and when it goes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.coaching import Advice
from kiosk.scanning.coaching.coach import HOLDS_S, QUIET_AFTER_READ_S, WAITS_S, Opinions, opinion
from kiosk.scanning.coaching.observation import Observation, Symbol

NOTHING = Observation()
READ = Observation(is_read=True)
FAR = Observation(symbols=(Symbol((640.0, 360.0), side_px=50.0, module_px=1.4),))
WELL_HELD = Observation(symbols=(Symbol((640.0, 360.0), side_px=185.0, module_px=5.0),))
COVERED = Observation(is_corner_covered=True)
BRIGHT = Observation(bright_middle=(640.0, 360.0), bright_side_px=300.0)
SEEN = [NOTHING, READ, FAR, WELL_HELD, COVERED, BRIGHT]


def played(*seen: Observation, every_s: float = 0.1) -> list[Advice | None]:
    """What shows while these are seen, one every so many seconds."""
    opinions = Opinions()
    return [opinions.after(one, number * every_s) for number, one in enumerate(seen)]


def symbol(**spoilt):
    return replace(WELL_HELD.symbols[0], **spoilt)


@pytest.mark.parametrize(
    ("seen", "advice"),
    [
        (NOTHING, None),
        (WELL_HELD, None),
        (FAR, Advice.COME_CLOSER),
        (Observation(symbols=(symbol(is_cut_off=True),)), Advice.MOVE_BACK),
        (Observation(is_too_near=True), Advice.MOVE_BACK),
        (Observation(symbols=(symbol(is_smeared=True),)), Advice.HOLD_STILL),
        (Observation(symbols=(symbol(is_glaring=True),)), Advice.TILT),
        (Observation(symbols=(symbol(is_washed_out=True, is_glaring=True),)), Advice.LESS_BRIGHT),
        (BRIGHT, Advice.LESS_BRIGHT),
        (COVERED, Advice.UNCOVER_CORNER),
        (
            Observation(symbols=(symbol(), symbol(middle=(1000.0, 360.0)))),
            Advice.ONE_AT_A_TIME,
        ),
        (Observation(symbols=(symbol(), symbol(middle=(650.0, 365.0)))), None),
    ],
)
def test_each_trouble_calls_for_its_own_advice(seen, advice):
    assert opinion(seen, is_fast=False) is advice


def test_an_advice_shows_after_half_a_second():
    shown = played(*[FAR] * 8)
    assert shown == [None] * 5 + [Advice.COME_CLOSER] * 3


def test_what_is_held_well_needs_no_advice():
    assert set(played(*[WELL_HELD] * 30)) == {None}


def test_what_moves_by_more_than_its_size_a_second_is_to_be_held_still():
    moving = [
        Observation(symbols=(symbol(middle=(300.0 + 30 * number, 360.0)),)) for number in range(10)
    ]
    assert played(*moving)[-1] is Advice.HOLD_STILL
    trembling = [
        Observation(symbols=(symbol(middle=(300.0 + 5 * number, 360.0)),)) for number in range(10)
    ]
    assert set(played(*trembling)) == {None}


def test_two_different_things_are_not_one_that_moves():
    turns = [FAR, Observation(symbols=(symbol(middle=(200.0, 100.0)),))] * 6
    assert Advice.HOLD_STILL not in played(*turns)


def test_opinions_that_change_all_the_time_make_no_advice():
    assert set(played(*[FAR, COVERED, BRIGHT] * 6)) == {None}


def test_an_advice_that_only_every_other_picture_is_of_does_not_blink():
    shown = played(*[FAR] * 16, *[WELL_HELD, FAR] * 100, every_s=1 / 30)
    assert set(shown[16:]) == {Advice.COME_CLOSER}


def test_an_advice_goes_when_for_half_a_second_no_picture_is_of_it():
    shown = played(*[FAR] * 20, *[WELL_HELD] * 10, every_s=1 / 8)
    assert shown[20:] == [Advice.COME_CLOSER] * 4 + [None] * 6


def test_after_a_camera_was_away_the_next_half_second_is_quiet_again():
    opinions = Opinions()
    before = [opinions.after(FAR, at / 10) for at in range(8)]
    after = [opinions.after(FAR, 9 + at / 10) for at in range(8)]
    assert before[-1] is Advice.COME_CLOSER
    assert after == [None] * 5 + [Advice.COME_CLOSER] * 3


def test_a_few_pictures_are_too_few():
    assert set(played(*[FAR] * 6, every_s=0.4)) == {None}


def test_an_advice_goes_when_nothing_is_shown_any_more():
    shown = played(*[FAR] * 12, *[NOTHING] * 10)
    assert shown[11] is Advice.COME_CLOSER
    assert shown[-1] is None


def test_after_a_second_of_nothing_the_next_half_second_is_quiet_again():
    shown = played(*[FAR] * 8, *[NOTHING] * 20, *[FAR] * 8)
    assert shown[28:] == [None] * 5 + [Advice.COME_CLOSER] * 3


def test_a_short_gap_is_no_new_beginning():
    shown = played(*[FAR] * 7, *[NOTHING] * 2, *[FAR] * 8)
    assert set(shown[5:]) == {Advice.COME_CLOSER}


def test_a_read_code_ends_the_advice_at_once_and_for_a_while():
    shown = played(*[FAR] * 8, READ, *[FAR] * 30)
    assert shown[7] is Advice.COME_CLOSER
    quiet = round((QUIET_AFTER_READ_S + WAITS_S) * 10)
    assert set(shown[8 : 8 + quiet]) == {None}
    assert shown[-1] is Advice.COME_CLOSER


Clip = Sequence[tuple[float, Observation]]
CLIPS = st.lists(
    # Also seconds without a picture: the camera was away.
    st.tuples(st.floats(0.02, 0.4) | st.floats(0.4, 5), st.sampled_from(SEEN), st.integers(1, 12)),
    max_size=12,
).map(
    lambda parts: [
        (sum(step * count for step, _, count in parts[:at]) + step * (number + 1), seen)
        for at, (step, seen, count) in enumerate(parts)
        for number in range(count)
    ]
)


def shown_in(clip: Clip) -> list[Advice | None]:
    opinions = Opinions()
    return [opinions.after(seen, at_s) for at_s, seen in clip]


@given(CLIPS)
def test_nothing_ever_shows_in_the_first_half_second(clip):
    began_s = last_s = None
    for (at_s, seen), advice in zip(clip, shown_in(clip), strict=True):
        if last_s is None or at_s - last_s >= 1.0:
            began_s = None
        if seen.shows_something:
            last_s = at_s
            began_s = at_s if began_s is None else began_s
        if advice and began_s is not None:
            assert at_s - began_s >= WAITS_S


@given(CLIPS)
def test_no_advice_ever_changes_within_a_second_unless_a_code_is_read(clip):
    before, since_s = None, 0.0
    for (at_s, seen), advice in zip(clip, shown_in(clip), strict=True):
        if advice is not before:
            assert before is None or seen.is_read or at_s - since_s >= HOLDS_S
            before, since_s = advice, at_s


@given(CLIPS)
def test_nobody_is_advised_after_a_read_code(clip):
    read_s = None
    for (at_s, seen), advice in zip(clip, shown_in(clip), strict=True):
        read_s = at_s if seen.is_read else read_s
        if read_s is not None and at_s - read_s < QUIET_AFTER_READ_S:
            assert advice is None
