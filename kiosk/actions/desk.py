"""What happens at the kiosk, as jobs for the core worker that answer with what to show."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.actions import own_words, visit
from kiosk.actions.door import Door, Scan, space_at
from kiosk.actions.own_words import OwnEdit
from kiosk.clock import HouseClock
from kiosk.domain.people import Mode, Visibility
from kiosk.domain.verdicts import Answer, Verdict
from kiosk.domain.views import ScanOutcome
from kiosk.reports.own_record import OwnRecord, own_record
from kiosk.reports.person import person_view
from kiosk.store.timekeeping import keep_time


class Desk:
    """What happens at the door, as jobs for the core worker.

    Thread contract: every method that takes a session belongs to the core worker.
    """

    def __init__(self, clock: HouseClock) -> None:
        self._door, self._clock = Door(), clock

    def scan(self, session: Session, text: str) -> Scan:
        """Answer a code and record what it means."""
        return self._door.scan(session, text, self._time(session))

    def outcome(self, session: Session, scan: Scan) -> ScanOutcome:
        """Return what the screen shows after a recorded scan."""
        self._door.note(scan)
        person = scan.verdict.person
        if person is None:
            return ScanOutcome(scan.verdict, is_fresh=scan.is_fresh)
        space, now = space_at(session), self._time(session)
        is_welcome = scan.verdict.answer in (Answer.WELCOME, Answer.WELCOME_AGAIN)
        show = visit.greet if is_welcome and scan.is_fresh else person_view
        return ScanOutcome(scan.verdict, show(session, space, person, now), scan.is_fresh)

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
        """Record what the wall may show of somebody."""
        visit.set_visibility(session, space_at(session), person, choice, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def wave(self, session: Session, person: str, key: str) -> ScanOutcome:
        """Wave to the person behind a face."""
        own_words.wave(session, space_at(session), person, key, self._time(session))
        return self._told(session, person, Answer.WELCOME_AGAIN)

    def own_record(self, session: Session, person: str) -> OwnRecord | None:
        """Return what the house knows about somebody."""
        return own_record(session, space_at(session), person, self._clock.now())

    def edit(self, session: Session, person: str, wanted: OwnEdit) -> OwnRecord | None:
        """Change what somebody says about themselves.

        Raises:
            InputError: a text is too long, or they are not a member here.
        """
        now = self._time(session)
        own_words.edit(session, space_at(session), person, wanted, now)
        return own_record(session, space_at(session), person, now)

    def erase(self, session: Session, person: str) -> ScanOutcome:
        """Forget who somebody is."""
        own_words.erase(session, space_at(session), person, self._time(session))
        return self._told(session, person, Answer.GOODBYE)

    def _time(self, session: Session) -> datetime:
        """Return the house's time: a clock that is known to be off judges nobody."""
        return keep_time(session, self._clock)

    def _told(self, session: Session, person: str, answer: Answer) -> ScanOutcome:
        now = self._clock.now()
        self._door.answered(person, answer, now)
        view = person_view(session, space_at(session), person, now)
        return ScanOutcome(Verdict(answer, person), view)
