"""Chance, as Hypothesis takes it: what happens next to a server and its kiosks, and where."""

import logging
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.faults.fleet import MOST_KIOSKS, PEOPLE, SPACE_OF, TOUCHES, Fleet
from tests.faults.oracle import check_fleet
from tests.faults.simulation import Fault

_KIOSKS = st.integers(0, len(SPACE_OF) - 1)
_ANY_KIOSK = st.integers(0, MOST_KIOSKS - 1)
_PEOPLE = st.sampled_from(PEOPLE)
_FAULTS = st.sampled_from([Fault.NONE, Fault.NONE, *Fault])
_MINUTES = st.sampled_from([1, 3, 30, 240, 720, 1440])
_MOST_DISASTERS = 3


class Complaints(logging.Handler):
    """Collects what the product's code calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


class Story(RuleBasedStateMachine):
    """One story: whatever happens in it, everything is whole once all faults have ended."""

    def __init__(self) -> None:
        super().__init__()
        self.fleet = Fleet()
        self.disasters = 0
        self.complaints = Complaints()
        logging.getLogger("kiosk").addHandler(self.complaints)

    @rule(kiosk=_ANY_KIOSK, person=_PEOPLE)
    def scan(self, kiosk: int, person: str) -> None:
        self.fleet.act(self._one(kiosk), None, person)

    @rule(kiosk=_ANY_KIOSK, person=_PEOPLE, touch=st.sampled_from(sorted(TOUCHES)))
    def touch(self, kiosk: int, person: str, touch: str) -> None:
        self.fleet.act(self._one(kiosk), touch, person)

    @rule(kiosk=_ANY_KIOSK, fault=_FAULTS)
    def push(self, kiosk: int, fault: Fault) -> None:
        self.fleet.exchange(self._one(kiosk), fault, up=True)

    @rule(kiosk=_ANY_KIOSK, fault=_FAULTS)
    def pull(self, kiosk: int, fault: Fault) -> None:
        self.fleet.exchange(self._one(kiosk), fault, up=False)

    @rule(kiosk=_ANY_KIOSK)
    def sync(self, kiosk: int) -> None:
        self.fleet.exchange(self._one(kiosk), Fault.NONE, up=True)
        self.fleet.exchange(self._one(kiosk), Fault.NONE, up=False)

    @rule(kiosk=_ANY_KIOSK)
    def a_late_request_arrives(self, kiosk: int) -> None:
        self.fleet.arrives_late(self._one(kiosk))

    @rule(kiosk=_KIOSKS)
    def cut_off_or_connect(self, kiosk: int) -> None:
        self.fleet.kiosks[kiosk].is_cut ^= True

    @rule(kiosk=_ANY_KIOSK, person=_PEOPLE)
    def crash_in_a_scan(self, kiosk: int, person: str) -> None:
        self.fleet.crash(self._one(kiosk), person)

    @rule(minutes=_MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.fleet.clock.pass_on(timedelta(minutes=minutes))

    @precondition(lambda self: self.disasters < _MOST_DISASTERS)
    @rule(kiosk=_KIOSKS, hours=st.sampled_from([-24, -1, 0, 1, 24]))
    def set_a_clock(self, kiosk: int, hours: int) -> None:
        self.disasters += 1
        self.fleet.set_clock(kiosk, hours)

    @rule(kiosk=_KIOSKS)
    def copy_a_kiosk(self, kiosk: int) -> None:
        self.fleet.copy(kiosk)

    @precondition(lambda self: self.fleet.copies and self.disasters < _MOST_DISASTERS)
    @rule(data=st.data())
    def put_a_kiosk_back(self, data: st.DataObject) -> None:
        self.disasters += 1
        self.fleet.put_back(data.draw(st.sampled_from(sorted(self.fleet.copies))))

    @precondition(lambda self: self.fleet.copies and len(self.fleet.kiosks) < MOST_KIOSKS)
    @rule(data=st.data())
    def use_a_copy_beside_it(self, data: st.DataObject) -> None:
        self.disasters += 1
        self.fleet.clone(data.draw(st.sampled_from(sorted(self.fleet.copies))))

    @rule()
    def back_the_server_up(self) -> None:
        self.fleet.back_up()

    @precondition(lambda self: self.fleet.backups and self.disasters < _MOST_DISASTERS)
    @rule()
    def restore_the_server(self) -> None:
        self.disasters += 1
        self.fleet.restore()

    @precondition(lambda self: self.disasters < _MOST_DISASTERS)
    @rule(kiosk=_KIOSKS)
    def end_a_kiosks_access(self, kiosk: int) -> None:
        self.disasters += 1
        self.fleet.revoke(kiosk)

    def teardown(self) -> None:
        """Have everything healed and looked at."""
        try:
            self.fleet.heal()
            check_fleet(self.fleet)
            assert not self.complaints.texts, self.complaints.texts
        finally:
            logging.getLogger("kiosk").removeHandler(self.complaints)
            self.fleet.close()

    def _one(self, number: int) -> int:
        return number % len(self.fleet.kiosks)
