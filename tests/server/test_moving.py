"""Whoever checks in at another space has left the one before: on SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, CheckedOut, Fact, MovedAway, Undone
from kiosk.domain.fold import Ending
from kiosk.store.outbox import State
from kiosk.store.presence import visits_of_day
from kiosk.store.tables import OutboxRow
from tests.server.central import ANA, BEA, NORTE, SUR, Central, Kiosk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def doors(central: Central, tmp_path: Path) -> Iterator[tuple[Kiosk, Kiosk]]:
    """A kiosk at Casa Norte and one at Casa Sur, both up to date."""
    both = Kiosk(tmp_path / "norte", central, NORTE), Kiosk(tmp_path / "sur", central, SUR)
    for kiosk in both:
        kiosk.sync()
    yield both
    for kiosk in both:
        kiosk.close()


def send_again(session: Session, fact: Fact) -> None:
    again = update(OutboxRow).where(OutboxRow.fact_id == fact.id)
    session.execute(again.values(state=State.PENDING))


def moved_away(central: Central) -> list[Fact]:
    facts = central.facts(NORTE) + central.facts(SUR)
    return [fact for fact in facts if isinstance(fact.body, MovedAway)]


def test_a_check_in_elsewhere_ends_the_visit_before(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    norte, sur = doors
    norte.says(CheckedIn())
    norte.sync()
    came = sur.says(CheckedIn())
    sur.sync()
    assert (central.present(NORTE), central.present(SUR)) == (set(), {ANA})
    (moved,) = moved_away(central)
    assert (moved.space, moved.person, moved.body) == (NORTE.id, ANA, MovedAway(came.id))
    norte.sync()
    assert norte.present() == set()


@pytest.mark.parametrize("late", [0, 1])
def test_it_does_not_matter_which_check_in_arrives_first(
    central: Central, doors: tuple[Kiosk, Kiosk], late: int
) -> None:
    norte, sur = doors
    norte.says(CheckedIn())
    sur.says(CheckedIn())
    doors[1 - late].sync()
    doors[late].sync()
    assert (central.present(NORTE), central.present(SUR)) == (set(), {ANA})


def test_going_back_and_forth_leaves_one_presence(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    norte, sur = doors
    for kiosk in (norte, sur, norte, sur):
        kiosk.says(CheckedIn())
        kiosk.sync()
    assert (central.present(NORTE), central.present(SUR)) == (set(), {ANA})
    assert len(moved_away(central)) == 3


def test_an_undone_check_in_never_moved_anybody(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    norte, sur = doors
    norte.says(CheckedIn())
    norte.sync()
    mistaken = sur.says(CheckedIn())
    sur.sync()
    sur.says(Undone(mistaken.id))
    sur.sync()
    assert (central.present(NORTE), central.present(SUR)) == ({ANA}, set())
    norte.sync()
    assert norte.present() == {ANA}


def test_a_batch_sent_twice_moves_once(central: Central, doors: tuple[Kiosk, Kiosk]) -> None:
    norte, sur = doors
    norte.says(CheckedIn())
    norte.sync()
    came = sur.says(CheckedIn())
    sur.sync()
    sur.do(lambda session: send_again(session, came))
    sur.sync()
    assert len(moved_away(central)) == 1


def test_who_said_goodbye_before_did_not_move_away(
    central: Central, doors: tuple[Kiosk, Kiosk]
) -> None:
    norte, sur = doors
    for body in (CheckedIn(), CheckedOut()):
        norte.says(body, BEA)
    norte.sync()
    sur.says(CheckedIn(), BEA)
    sur.sync()
    assert moved_away(central) == []


@pytest.mark.parametrize("late", ["the check-out", "the check-in elsewhere"])
def test_a_check_out_after_moving_on_changes_nothing_whatever_arrives_first(
    central: Central, doors: tuple[Kiosk, Kiosk], late: str
) -> None:
    norte, sur = doors
    # Further apart than two doors' clocks are told apart on a busy machine.
    norte.says(CheckedIn(), ago=2 * MINUTE)
    norte.sync()
    came = sur.says(CheckedIn(), ago=MINUTE)
    norte.says(CheckedOut())  # by a card that somebody else holds, or at a door whose clock is off
    for kiosk in (sur, norte) if late == "the check-out" else (norte, sur):
        kiosk.sync()
    (moved,) = moved_away(central)
    assert moved.body == MovedAway(came.id)
    with central.session() as session:
        (visit,) = visits_of_day(session, NORTE.id, NORTE.day_of(came.happened_at))
    assert (visit.ending, visit.left_at) == (Ending.MOVED_AWAY, came.happened_at)
