"""What a day's facts about one person add up to."""

from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.facts import (
    Body,
    CheckedIn,
    CheckedOut,
    Fact,
    HelloShown,
    ModeSet,
    MovedAway,
    Undone,
)
from kiosk.domain.fold import Ending, Visit, fold
from kiosk.domain.people import Mode
from kiosk.domain.spaces import Space
from tests.house import ANA, KIOSK, MONDAY_NINE

CASA = Space("casa-norte", "Casa Norte", "Europe/Madrid")
BACK_DOOR = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000bd")
IN, OUT = CheckedIn(), CheckedOut()


class Diary:
    """Writes facts as one device would, minutes after nine."""

    def __init__(self, device: UUID = KIOSK, offset_ms: int | None = 0) -> None:
        self.device, self.offset_ms, self.seq = device, offset_ms, count(1)

    def __call__(self, body: Body, minutes: float) -> Fact:
        at = MONDAY_NINE + timedelta(minutes=minutes)
        return Fact(uuid4(), CASA.id, self.device, 7, next(self.seq), at, self.offset_ms, ANA, body)


@pytest.fixture
def diary() -> Diary:
    return Diary()


def only(visits: tuple[Visit, ...]) -> Visit:
    assert len(visits) == 1
    return visits[0]


def test_a_visit_is_opened_by_the_fact_whose_id_it_bears(diary: Diary) -> None:
    came = diary(IN, 0)
    visit = only(fold([came], CASA))
    assert (visit.id, visit.arrived_at, visit.left_at) == (came.id, MONDAY_NINE, None)
    assert visit.day == date(2026, 3, 2)
    assert visit.is_open(MONDAY_NINE)


def test_leaving_and_coming_back_makes_two_visits(diary: Diary) -> None:
    visits = fold([diary(IN, 0), diary(OUT, 60), diary(IN, 90)], CASA)
    assert [visit.ending for visit in visits] == [Ending.CHECKED_OUT, None]


def test_in_while_in_is_one_visit_from_the_earlier_time(diary: Diary) -> None:
    back_door = Diary(BACK_DOOR)
    visit = only(fold([diary(IN, 2), back_door(IN, 0)], CASA))
    assert visit.arrived_at == MONDAY_NINE
    assert visit.last_sign_at == MONDAY_NINE + timedelta(minutes=2)


def test_out_without_in_is_no_visit(diary: Diary) -> None:
    assert fold([diary(OUT, 0)], CASA) == ()


def test_an_undone_check_in_leaves_no_visit(diary: Diary) -> None:
    came = diary(IN, 0)
    assert fold([came, diary(Undone(came.id), 1)], CASA) == ()


def test_an_undone_check_out_leaves_the_visit_open(diary: Diary) -> None:
    facts = [diary(IN, 0), left := diary(OUT, 60), diary(Undone(left.id), 61)]
    assert only(fold(facts, CASA)).left_at is None


def test_an_undo_that_was_itself_undone_counts_for_nothing(diary: Diary) -> None:
    came = diary(IN, 0)
    undo = diary(Undone(came.id), 1)
    assert len(fold([came, undo, diary(Undone(undo.id), 2)], CASA)) == 1


def test_the_time_of_an_undo_moves_nothing_that_comes_after_it(diary: Diary) -> None:
    came = diary(IN, 0)
    undo = diary(Undone(came.id), 24 * 60)  # the clock was a day ahead just then
    again = diary(IN, 5)
    visit = only(fold([came, undo, again], CASA))
    assert (visit.id, visit.day) == (again.id, date(2026, 3, 2))


def test_moving_to_another_space_ends_the_visit_here(diary: Diary) -> None:
    visit = only(fold([diary(IN, 0), diary(MovedAway(uuid4()), 30)], CASA))
    assert visit.ending is Ending.MOVED_AWAY


def test_the_mode_is_the_last_one_chosen_during_the_visit(diary: Diary) -> None:
    facts = [diary(ModeSet(Mode.INVISIBLE), -5), diary(IN, 0), diary(ModeSet(Mode.HEADS_DOWN), 1)]
    assert only(fold(facts, CASA)).mode is Mode.HEADS_DOWN


def test_a_second_visit_of_the_day_starts_with_the_mode_of_the_first(diary: Diary) -> None:
    facts = [diary(IN, 0), diary(ModeSet(Mode.INVISIBLE), 1), diary(OUT, 60), diary(IN, 90)]
    assert [visit.mode for visit in fold(facts, CASA)] == [Mode.INVISIBLE, Mode.INVISIBLE]


def test_a_suggestion_on_the_screen_says_nothing_about_presence(diary: Diary) -> None:
    came = diary(IN, 0)
    shown = diary(HelloShown("b" * 16, "they_offer", "Drawing a logo"), 1)
    assert fold([came, shown], CASA) == fold([came], CASA)


def test_nobody_stays_for_ever_the_day_end_assumes_they_left_at_closing(diary: Diary) -> None:
    visit = only(fold([diary(IN, 0)], CASA))
    four_at_night = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
    closing = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
    assert visit.is_open(four_at_night - timedelta(seconds=1))
    assert visit.is_assumed(four_at_night)
    assert visit.ended_at(four_at_night) == closing


def test_whoever_came_after_closing_is_assumed_to_stay_until_day_end(diary: Diary) -> None:
    visit = only(fold([diary(IN, 12 * 60)], CASA))
    assert visit.assumed_left_at == visit.day_ends_at


def test_a_known_check_out_is_never_assumed(diary: Diary) -> None:
    visit = only(fold([diary(IN, 0), diary(OUT, 30)], CASA))
    assert not visit.is_assumed(visit.day_ends_at)
    assert visit.ended_at(visit.day_ends_at) == MONDAY_NINE + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("came_after_min", "earlier_after_min"),
    [
        pytest.param(0, 8 * 60, id="eight hours without a sign"),
        pytest.param(5 * 60, 11 * 60, id="closing comes first"),
    ],
)
def test_people_read_as_here_earlier_after_eight_hours_or_closing(
    diary: Diary, came_after_min: int, earlier_after_min: int
) -> None:
    visit = only(fold([diary(IN, came_after_min)], CASA))
    then = MONDAY_NINE + timedelta(minutes=earlier_after_min)
    assert not visit.is_earlier(then - timedelta(seconds=1))
    assert visit.is_earlier(then)


def test_a_clock_that_runs_behind_is_corrected(diary: Diary) -> None:
    behind = Diary(BACK_DOOR, offset_ms=10 * 60 * 1000)
    visit = only(fold([behind(IN, 0)], CASA))
    assert visit.arrived_at == MONDAY_NINE + timedelta(minutes=10)


def test_a_clock_set_back_does_not_reorder_what_one_device_saw(diary: Diary) -> None:
    visit = only(fold([diary(IN, 60), diary(OUT, 0)], CASA))
    assert visit.ending is Ending.CHECKED_OUT
    assert visit.left_at == visit.arrived_at


bodies = st.sampled_from([IN, OUT, ModeSet(Mode.HELLO), ModeSet(Mode.INVISIBLE)])
minutes = st.integers(min_value=0, max_value=600)


@given(st.lists(st.tuples(bodies, minutes), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_arrival_and_repeats_change_nothing(steps, shuffler) -> None:
    front, back = Diary(), Diary(BACK_DOOR)
    facts = [
        (front if place % 2 else back)(body, after) for place, (body, after) in enumerate(steps)
    ]
    shuffled = [*facts, *facts[:3]]
    shuffler.shuffle(shuffled)
    assert fold(shuffled, CASA) == fold(facts, CASA)


@given(st.lists(st.tuples(bodies, minutes), max_size=12))
def test_visits_never_overlap_and_at_most_the_last_is_open(steps) -> None:
    diary = Diary()
    visits = fold([diary(body, after) for body, after in steps], CASA)
    for earlier, later in pairwise(visits):
        assert earlier.left_at is not None
        assert earlier.left_at <= later.arrived_at
