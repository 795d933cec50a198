"""Recording: a set union of facts, from which the same visits always follow."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.facts import Body, CheckedIn, CheckedOut, Fact, Undone, VisibilitySet
from kiosk.domain.fold import Visit, fold
from kiosk.domain.people import Visibility
from kiosk.store.choices import apply_choices
from kiosk.store.directory import member as member_in
from kiosk.store.presence import facts_of_person, visits_of_day
from kiosk.store.record import Recorded, record
from tests.house import ANA, BEA, KIOSK, House, member

BACK_DOOR = UUID("6e0d5f4e-2f3c-4f0e-9d4c-0000000000bd")


def fact(at: datetime, seq: int, body: Body, **changes: object) -> Fact:
    made = Fact(uuid4(), "casa-norte", BACK_DOOR, 7, seq, at, 0, ANA, body)
    return replace(made, **changes)  # type: ignore[arg-type]


def take(house: House, *facts: Fact) -> Recorded:
    with house.session() as session, session.begin():
        return record(session, facts)


def visits(house: House) -> list[Visit]:
    with house.session() as session:
        return visits_of_day(session, house.space.id, house.space.day_of(house.now))


def visibility(house: House) -> Visibility | None:
    with house.session() as session:
        found = member_in(session, ANA)
        return found and found.visibility


def test_a_fact_counts_once_however_often_it_comes(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    assert take(house, came, came).new == (came,)
    again = take(house, came)
    assert (again.new, again.duplicates) == ((), {came.id})
    assert len(visits(house)) == 1


def test_the_same_id_with_other_content_is_a_conflict_and_changes_nothing(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    take(house, came)
    forged = replace(came, person=BEA)
    assert take(house, forged).conflicting == {came.id}
    assert [visit.person for visit in visits(house)] == [ANA]


def test_a_fact_of_an_unknown_space_is_homeless_and_the_others_are_taken(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    lost = fact(house.now, 2, CheckedIn(), space="atlantis")
    taken = take(house, came, lost)
    assert (taken.new, taken.homeless) == ((came,), {lost.id})


def test_an_undo_that_arrives_before_what_it_undoes_still_undoes_it(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    take(house, fact(house.now, 2, Undone(came.id)))
    take(house, came)
    assert visits(house) == []


def test_an_undo_made_after_day_end_reaches_back_to_its_day(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    take(house, came)
    take(house, fact(house.now + timedelta(hours=20), 2, Undone(came.id)))
    assert visits(house) == []


def test_an_undo_dated_a_week_too_early_still_undoes_what_comes_after_it(house: House) -> None:
    came = fact(house.now, 1, CheckedIn())
    take(house, fact(house.now - timedelta(days=7), 2, Undone(came.id)))
    take(house, came)
    assert visits(house) == []


def test_a_late_check_out_ends_the_visit_at_its_own_time(house: House) -> None:
    take(house, fact(house.now, 1, CheckedIn()))
    left_at = house.now + timedelta(hours=3)
    take(house, fact(left_at, 2, CheckedOut()))
    (visit,) = visits(house)
    assert visit.left_at == left_at


def test_the_choice_made_last_wins_in_whatever_order_choices_arrive(house: House) -> None:
    earlier = fact(house.now, 1, VisibilitySet(Visibility.PROFILE, 1, "en"))
    later = fact(
        house.now + timedelta(minutes=1),
        1,
        VisibilitySet(Visibility.HIDDEN, 1, "en"),
        device=KIOSK,
    )
    take(house, later)
    take(house, earlier)
    assert visibility(house) is Visibility.HIDDEN


def test_a_hidden_chosen_after_the_clock_was_set_right_beats_the_choice_before(
    house: House,
) -> None:
    house.wait(hours=48)
    house.touch("set_visibility", ANA, (Visibility.PROFILE, "en"))
    house.wait(hours=-48)
    house.touch("set_visibility", ANA, (Visibility.HIDDEN, "en"))
    assert visibility(house) is Visibility.HIDDEN


def test_a_choice_dated_far_ahead_pins_nobody(house: House) -> None:
    far = fact(house.now + timedelta(days=9999), 1, VisibilitySet(Visibility.PROFILE, 1, "en"))
    take(house, far)
    house.touch("set_visibility", ANA, (Visibility.HIDDEN, "en"))
    assert visibility(house) is Visibility.HIDDEN
    with house.session() as session:
        hidden = facts_of_person(session, "casa-norte", ANA, house.space.day_of(house.now))
    take(house, far, *hidden)
    assert visibility(house) is Visibility.HIDDEN


def test_an_own_choice_the_server_has_not_got_yet_may_only_show_less_than_a_later_one(
    house: House,
) -> None:
    def choice(value: Visibility, minutes: float) -> Fact:
        at = house.now + timedelta(minutes=minutes)
        return fact(at, int(minutes) + 10, VisibilitySet(value, 1, "en"))

    def apply_own(own: Fact) -> None:
        with house.session() as session, session.begin():
            apply_choices(session, [own], own=True)

    take(house, choice(Visibility.HIDDEN, 5))
    apply_own(choice(Visibility.PROFILE, 0))
    assert visibility(house) is Visibility.HIDDEN
    take(house, choice(Visibility.PROFILE, 6))
    apply_own(choice(Visibility.HIDDEN, 1))
    assert visibility(house) is Visibility.HIDDEN


def test_a_member_who_is_saved_again_keeps_their_choice(house: House) -> None:
    take(house, fact(house.now, 1, VisibilitySet(Visibility.HIDDEN, 1, "en")))
    house.join(member(ANA, "Ana Torres", visibility=Visibility.PROFILE))
    assert visibility(house) is Visibility.HIDDEN


bodies = st.sampled_from([CheckedIn(), CheckedOut()])
steps = st.lists(
    st.tuples(bodies, st.integers(0, 600), st.booleans(), st.sampled_from([ANA, BEA])),
    min_size=1,
    max_size=10,
)


@given(steps, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_order_and_any_batches_give_the_visits_of_the_fold(
    house: House, steps, shuffler, batch_size: int
) -> None:
    house.wait(hours=24)
    facts = [
        fact(
            house.now + timedelta(minutes=after),
            seq,
            body,
            person=who,
            epoch=int(house.now.timestamp()),
        )
        for seq, (body, after, _, who) in enumerate(steps, start=1)
    ]
    facts += [
        fact(f.at, len(facts) + f.seq, Undone(f.id), person=f.person, epoch=f.epoch)
        for f, (_, _, is_undone, _) in zip(facts, steps, strict=True)
        if is_undone
    ]
    shuffler.shuffle(facts)
    for start in range(0, len(facts), batch_size):
        take(house, *facts[start : start + batch_size])
    expected = [
        v for who in (ANA, BEA) for v in fold([f for f in facts if f.person == who], house.space)
    ]
    day = house.space.day_of(house.now)
    assert set(visits(house)) == {v for v in expected if v.day == day}


def test_facts_come_back_as_they_were_made(house: House) -> None:
    came = fact(house.now, 1, CheckedIn(), actor="desk", offset_ms=None)
    take(house, came)
    with house.session() as session:
        assert facts_of_person(session, "casa-norte", ANA, house.space.day_of(house.now)) == [came]
