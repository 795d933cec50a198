"""Chance, as Hypothesis takes it: what happens next to a server and its kiosks, and where."""

import logging
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.faults.fleet import MOST_KIOSKS, PEOPLE, SPACE_OF, TOUCHES, Fleet
from tests.faults.oracle import check_fleet
from tests.faults.simulation import Fault

_KIOSKS = st.integers(0, len(SPACE_OF) - 1)
_MINUTES = st.sampled_from([1, 3, 30, 240, 720, 1440])
_MOST_DISASTERS = 4

# Hypothesis likes long runs of one rule; a story needs many small things between its turns.
_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["scan"] * 4 + ["push", "pull", "sync"] * 2 + ["late", "crash", *TOUCHES]),
        st.integers(0, MOST_KIOSKS - 1),
        st.sampled_from(PEOPLE),
        st.sampled_from([Fault.NONE] * 4 + list(Fault)),
    ),
    min_size=6,
    max_size=14,
)
Acts = list[tuple[str, int, str, Fault]]


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

    @initialize(acts=_ACTS)
    def begin(self, acts: Acts) -> None:
        self._go_on(acts)

    @rule(then=_ACTS)
    def life_goes_on(self, then: Acts) -> None:
        self._go_on(then)

    @rule(kiosk=_KIOSKS, then=_ACTS)
    def cut_off_or_connect(self, kiosk: int, then: Acts) -> None:
        self.fleet.kiosks[kiosk].is_cut ^= True
        self._go_on(then)

    @rule(minutes=_MINUTES, then=_ACTS)
    def time_passes(self, minutes: int, then: Acts) -> None:
        self.fleet.clock.pass_on(timedelta(minutes=minutes))
        self._go_on(then)

    @precondition(lambda self: self.disasters < _MOST_DISASTERS)
    @rule(kiosk=_KIOSKS, hours=st.sampled_from([-24, -1, 0, 1, 24]), then=_ACTS)
    def set_a_clock(self, kiosk: int, hours: int, then: Acts) -> None:
        self.disasters += 1
        self.fleet.set_clock(kiosk, hours)
        self._go_on(then)

    @rule(kiosk=_KIOSKS, then=_ACTS)
    def copy_a_kiosk(self, kiosk: int, then: Acts) -> None:
        self.fleet.copy(kiosk)
        self._go_on(then)

    @precondition(lambda self: self.fleet.copies and self.disasters < _MOST_DISASTERS)
    @rule(which=st.integers(0, 9), then=_ACTS)
    def put_a_kiosk_back(self, which: int, then: Acts) -> None:
        self.disasters += 1
        self.fleet.put_back(self._copied(which))
        self._go_on(then)

    @precondition(lambda self: self.fleet.copies and len(self.fleet.kiosks) < MOST_KIOSKS)
    @rule(which=st.integers(0, 9), then=_ACTS)
    def use_a_copy_beside_it(self, which: int, then: Acts) -> None:
        self.fleet.clone(self._copied(which))
        self._go_on(then)

    @rule(then=_ACTS)
    def back_the_server_up(self, then: Acts) -> None:
        self.fleet.back_up()
        self._go_on(then)

    @precondition(lambda self: self.fleet.backups and self.disasters < _MOST_DISASTERS)
    @rule(then=_ACTS)
    def restore_the_server(self, then: Acts) -> None:
        self.disasters += 1
        self.fleet.restore()
        self._go_on(then)

    @precondition(lambda self: self.disasters < _MOST_DISASTERS)
    @rule(kiosk=_KIOSKS, then=_ACTS)
    def end_a_kiosks_access(self, kiosk: int, then: Acts) -> None:
        self.disasters += 1
        self.fleet.revoke(kiosk)
        self._go_on(then)

    def teardown(self) -> None:
        """Have everything healed and looked at."""
        try:
            self.fleet.heal()
            check_fleet(self.fleet)
            assert not self.complaints.texts, self.complaints.texts
        finally:
            logging.getLogger("kiosk").removeHandler(self.complaints)
            self.fleet.close()

    def _go_on(self, acts: Acts) -> None:
        for act, kiosk, person, fault in acts:
            self._act(act, kiosk % len(self.fleet.kiosks), person, fault)

    def _act(self, act: str, kiosk: int, person: str, fault: Fault) -> None:
        match act:
            case "push" | "pull":
                self.fleet.exchange(kiosk, fault, up=act == "push")
            case "sync":
                self.fleet.exchange(kiosk, Fault.NONE, up=True)
                self.fleet.exchange(kiosk, Fault.NONE, up=False)
            case "late":
                self.fleet.arrives_late(kiosk)
            case "crash":
                self.fleet.crash(kiosk, person)
            case "scan":
                self.fleet.act(kiosk, None, person)
            case touch:
                self.fleet.act(kiosk, touch, person)

    def _copied(self, which: int) -> int:
        copied = sorted(self.fleet.copies)
        return copied[which % len(copied)]
