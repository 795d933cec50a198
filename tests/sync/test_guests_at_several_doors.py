"""A guest is one guest at every door of the house, and forgotten everywhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from kiosk.actions.desk import Desk
from kiosk.actions.guests import GuestForm
from kiosk.clock import utc_now
from kiosk.domain.by_name import BadgeFault
from kiosk.domain.facts import CheckedIn, Purpose
from kiosk.domain.verdicts import Answer
from kiosk.domain.views import ScanOutcome
from kiosk.reports.wall import wall_view
from kiosk.server.forgetting import forget
from kiosk.server.watermark import settle
from kiosk.store.guests import guests_of_day
from tests.server.central import ANA, NORTE, Central, Kiosk

NewKiosk = Callable[..., Kiosk]


class Door:
    """A kiosk with its desk."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk, self.desk = kiosk, Desk(kiosk.clock)
        kiosk.sync()

    def registers(self, name: str) -> ScanOutcome:
        form = GuestForm(name, Purpose.EVENT, ANA)
        return self.kiosk.do(lambda session: self.desk.register_guest(session, form))

    def scans(self, code: str) -> ScanOutcome:
        scan = self.kiosk.do(lambda session: self.desk.scan(session, code))
        return self.kiosk.do(lambda session: self.desk.outcome(session, scan))

    def calls(self) -> list[str]:
        """Return whose guest the wall beside this door says is here."""
        view = self.kiosk.do(lambda session: wall_view(session, NORTE, utc_now()))
        return [face.name for face in view.awaited]


@pytest.fixture
def doors(new_kiosk: NewKiosk) -> tuple[Door, Door]:
    return Door(new_kiosk()), Door(new_kiosk())


def exchange(*doors: Door) -> None:
    for door in (*doors, *doors):
        door.kiosk.sync()


def code_of(outcome: ScanOutcome) -> str:
    assert outcome.view is not None
    assert outcome.view.guest is not None
    return outcome.view.guest.code


def test_a_guest_of_one_door_is_known_and_let_out_at_the_other(doors: tuple[Door, Door]) -> None:
    front, back = doors
    code = code_of(front.registers("Nora Blum"))
    exchange(front, back)
    seen = back.scans(code)
    assert seen.verdict.answer is Answer.WELCOME_AGAIN
    assert seen.view is not None
    assert (seen.view.first_name, seen.view.present) == ("Nora Blum", 1)
    left = back.kiosk.do(lambda session: back.desk.leave_by_badge(session, 1))
    assert left.outcome is not None
    exchange(back, front)
    assert front.kiosk.present() == set()


def test_two_doors_without_a_network_give_a_badge_twice_and_then_ask_for_the_day_pass(
    doors: tuple[Door, Door],
) -> None:
    front, back = doors
    codes = [code_of(front.registers("Nora")), code_of(back.registers("Omar"))]
    exchange(front, back)
    for door in doors:
        answer = door.kiosk.do(lambda session, desk=door.desk: desk.leave_by_badge(session, 1))
        assert answer.fault is BadgeFault.TWICE
        assert [door.scans(code).verdict.answer for code in codes] == [Answer.WELCOME_AGAIN] * 2


def test_a_host_who_was_told_at_one_door_is_called_at_no_other(doors: tuple[Door, Door]) -> None:
    front, back = doors
    front.kiosk.says(CheckedIn(), ago=timedelta(hours=1))
    back.registers("Nora Blum")
    exchange(front, back)
    assert front.calls() == back.calls() == ["Ana"]

    def told(session: object) -> None:
        from kiosk.actions.guests import tell_host

        tell_host(session, NORTE, ANA, utc_now())  # type: ignore[arg-type]

    front.kiosk.do(told)
    exchange(front, back)
    assert front.calls() == back.calls() == []


def test_the_server_forgets_too_and_its_marks_have_no_gap(
    central: Central, doors: tuple[Door, Door]
) -> None:
    front, _ = doors
    front.registers("Nora Blum")
    exchange(front)
    later = utc_now() + timedelta(days=32)
    with central.session() as session:
        assert guests_of_day(session, NORTE.id, NORTE.day_of(utc_now()))
        forget(session, later)
    with central.session() as session:
        assert not guests_of_day(session, NORTE.id, NORTE.day_of(utc_now()))
        source = session.execute(text("SELECT device_id, epoch, acked_seq FROM device_epoch"))
        (row,) = source.all()
        assert row.acked_seq == 2
    front.kiosk.says(CheckedIn())
    front.kiosk.sync()
    assert front.kiosk.waiting().pending == 0
    with central.session() as session:
        assert session.execute(text("SELECT acked_seq FROM device_epoch")).scalar() == 3


def test_a_mark_below_a_gap_rises_over_what_was_forgotten(
    central: Central, doors: tuple[Door, Door]
) -> None:
    """The first fact comes after thirty days; what was forgotten meanwhile holds nothing up."""
    front, _ = doors
    first = front.kiosk.says(CheckedIn())
    front.registers("Nora Blum")
    exchange(front)
    source = (first.device, first.epoch)
    with central.session() as session:
        session.execute(text("UPDATE device_epoch SET acked_seq = 0"))
        session.execute(text("DELETE FROM fact WHERE seq = 1"))
        forget(session, utc_now() + timedelta(days=32))
    with central.session() as session:
        assert settle(session, NORTE.id, source, {1}) == 3
