"""What happens at the kiosk, as jobs for the core worker that answer with what to show."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.actions import guests, own_words, visit
from kiosk.actions.by_name import NameDesk, Recognised
from kiosk.actions.door import Door, Scan, space_at
from kiosk.actions.guests import GuestDesk, GuestForm
from kiosk.actions.own_words import OwnEdit
from kiosk.actions.staff_door import StaffAnswer, StaffDoor
from kiosk.clock import HouseClock
from kiosk.domain.by_name import BadgeAnswer, BadgeFault
from kiosk.domain.guests import GuestPass, guest_code
from kiosk.domain.naming import Found
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Verdict
from kiosk.domain.views import PersonView, ScanOutcome
from kiosk.errors import InputError
from kiosk.reports.own_record import OwnRecord, own_record
from kiosk.reports.person import NOBODY, person_view
from kiosk.store.station import next_number
from kiosk.store.timekeeping import keep_time

_NAMES_GUESTS = (Answer.WELCOME, Answer.WELCOME_AGAIN, Answer.ASK_LEAVING)
"""The answers whose pages say which guests are here."""


class Desk:
    """What happens at the door, as jobs for the core worker.

    Thread contract: every method that takes a session belongs to the core worker.
    """

    def __init__(self, clock: HouseClock) -> None:
        self._door, self._clock = Door(), clock
        self._staff_door = StaffDoor()
        self._names, self._guests = NameDesk(self._door), GuestDesk(self._door)
        self._by_badge: set[str] = set()
        self._on_trust: set[str] = set()

    def scan(self, session: Session, text: str) -> Scan:
        """Answer a code and record what it means."""
        scan = self._door.scan(session, text, self._time(session))
        if scan.verdict.refusal is None:
            self._on_trust.discard(scan.key)
        return scan

    def outcome(self, session: Session, scan: Scan) -> ScanOutcome:
        """Return what the screen shows after a recorded scan."""
        self._door.note(scan)
        person = scan.verdict.person
        if person is None:
            return ScanOutcome(scan.verdict, is_fresh=scan.is_fresh)
        space, now = space_at(session), self._time(session)
        self._by_badge.discard(person)
        if scan.is_fresh and scan.verdict.answer in _NAMES_GUESTS:
            guests.tell_host(session, space, person, now)
        is_welcome = scan.verdict.answer in (Answer.WELCOME, Answer.WELCOME_AGAIN)
        show = visit.greet if is_welcome and scan.is_fresh else person_view
        view = self._marked(show(session, space, person, now))
        return ScanOutcome(scan.verdict, view, scan.is_fresh)

    def leave(self, session: Session, person: str) -> ScanOutcome:
        """Check somebody out."""
        visit.leave(session, space_at(session), person, self._time(session))
        return self._told(session, person, Answer.GOODBYE)

    def stay(self, session: Session, person: str) -> ScanOutcome:
        """Note that somebody who was asked stays; nothing is recorded."""
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def still_here(self, session: Session, person: str) -> ScanOutcome:
        """Take back somebody's check-out."""
        visit.take_back(session, space_at(session), person, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def undo(self, session: Session, person: str) -> ScanOutcome:
        """Take back what somebody's scan did; their next scan is a first one again."""
        visit.take_back(session, space_at(session), person, self._time(session))
        outcome = self._told(session, person, Answer.GOODBYE)
        self._door.let_go(person, self._time(session))
        return outcome

    def set_mode(self, session: Session, person: str, mode: Mode) -> ScanOutcome:
        """Choose how somebody is today."""
        visit.set_mode(session, space_at(session), person, mode, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def set_visibility(
        self, session: Session, person: str, choice: tuple[Visibility, str]
    ) -> ScanOutcome:
        """Record what the wall may show of somebody.

        Raises:
            InputError: nobody knows that it is them.
        """
        self._ask_for_proof(person)
        visit.set_visibility(session, space_at(session), person, choice, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def wave(self, session: Session, person: str, key: str) -> ScanOutcome:
        """Wave to the person behind a face."""
        own_words.wave(session, space_at(session), person, key, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def own_record(self, session: Session, person: str) -> OwnRecord | None:
        """Return what the house knows about somebody.

        Raises:
            InputError: nobody knows that it is them.
        """
        self._ask_for_proof(person)
        return own_record(session, space_at(session), person, self._clock.now())

    def edit(self, session: Session, person: str, wanted: OwnEdit) -> OwnRecord | None:
        """Change what somebody says about themselves.

        Raises:
            InputError: a text is too long, they are not a member here, or nobody knows that it
                is them.
        """
        self._ask_for_proof(person)
        now = self._time(session)
        own_words.edit(session, space_at(session), person, wanted, now)
        return own_record(session, space_at(session), person, now)

    def erase(self, session: Session, person: str) -> ScanOutcome:
        """Forget who somebody is.

        Raises:
            InputError: nobody knows that it is them.
        """
        self._ask_for_proof(person)
        own_words.erase(session, space_at(session), person, self._time(session))
        return self._told(session, person, Answer.GOODBYE)

    def standing(self, session: Session) -> tuple[int, int]:
        """Return what is another value after everything that was recorded at this kiosk."""
        return next_number(session)

    def find_by_name(self, session: Session, text: str) -> Found:
        """Return which members may be meant by the letters of a name."""
        return self._names.find(session, text, self._time(session))

    def check_in_by_name(self, session: Session, person: str, pin: str) -> Recognised:
        """Do what a scan would, for somebody who was found by name; `outcome` shows it.

        Raises:
            InputError: this house, or this person, is not known by name.
        """
        recognised = self._names.check_in(session, person, pin, self._time(session))
        if recognised.scan is not None:
            note = self._on_trust.add if recognised.is_on_trust else self._on_trust.discard
            note(person)
        return recognised

    def find_hosts(self, session: Session, text: str) -> Found:
        """Return whom a guest may have come to see, by the letters of a name."""
        now = self._time(session)
        if text and not self._names.may_search(now):
            return Found(is_too_often=True)
        return Found(guests.hosts(session, text, now))

    def register_guest(self, session: Session, form: GuestForm) -> ScanOutcome:
        """Let a guest in, with a day pass to take along.

        Raises:
            InputError: there is no such host, or the name is none.
        """
        handle = self._guests.register(session, form, self._time(session))
        outcome = self._told(session, handle, Answer.WELCOME)
        assert outcome.view is not None
        assert outcome.view.guest is not None
        with_code = replace(outcome.view.guest, code=guest_code(handle))
        return replace(outcome, view=replace(outcome.view, guest=with_code))

    def leave_by_badge(self, session: Session, badge: int) -> BadgeAnswer:
        """Check the guest out who has this badge. Whoever knows a number learns no name by it."""
        found = self._guests.of_badge(session, badge, self._time(session))
        if isinstance(found, BadgeFault):
            return BadgeAnswer(fault=found)
        self._by_badge.add(found)
        return BadgeAnswer(self.leave(session, found))

    def staff_door(self, session: Session, pin: str) -> StaffAnswer:
        """Open for the staff's PIN; none at all only asks how the door stands."""
        return self._staff_door.knock(session, pin, self._clock.now())

    def _time(self, session: Session) -> datetime:
        """Return the house's time: a clock that is known to be off judges nobody."""
        return keep_time(session, self._clock)

    def _ask_for_proof(self, person: str) -> None:
        """Let nobody read, change or erase what is lasting because they know a name."""
        if person in self._on_trust:
            raise InputError("Hold your code to the camera first; your page opens after that.")

    def _marked(self, view: PersonView) -> PersonView:
        return replace(view, is_on_trust=view.person in self._on_trust)

    def _told(self, session: Session, person: str, answer: Answer) -> ScanOutcome:
        now = self._clock.now()
        self._door.answered(person, answer, now)
        view = self._marked(person_view(session, space_at(session), person, now))
        if person in self._by_badge and view.guest is not None:
            nobody = GuestPass(view.guest.badge)
            view = replace(view, first_name="", face=NOBODY, guest=nobody)
        return ScanOutcome(Verdict(answer, person), view)
