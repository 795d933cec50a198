"""At the door: a scan becomes a verdict, and what it means is recorded."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Denied
from kiosk.domain.passes import PassClaims, PassFault, read_pass
from kiosk.domain.people import Member
from kiosk.domain.spaces import Space
from kiosk.domain.verdicts import (
    REPEAT_WINDOW,
    Answer,
    Sighting,
    Verdict,
    answer_to,
    refusal_of,
    verdict_of_fault,
)
from kiosk.errors import StoreError
from kiosk.store import directory, presence
from kiosk.store.station import Said, Station, say, station

STILL_THERE = timedelta(seconds=3)
_COUNTS = (Answer.WELCOME, Answer.WELCOME_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan came to. It is not fresh while the same pass simply stays in view."""

    verdict: Verdict
    is_fresh: bool


class Door:
    """The scanner's side of one kiosk: remembers what was in view, and for how long.

    `scan` belongs to the core worker; the rest may be called from any thread.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._sightings: dict[str, Sighting] = {}  # by person, or by digest of a bad code
        self._in_view: dict[str, str] = {}  # digest of a text → key of its sighting

    def still_there(self, text: str, now: datetime) -> bool:
        """Say whether this very code was answered moments ago and has been in view since."""
        with self._lock:
            key = self._in_view.get(_digest(text))
            sighting = self._sightings.get(key) if key else None
            if key is None or sighting is None or not _is_same_look(sighting, now):
                return False
            self._sightings[key] = replace(sighting, seen_at=now)
            return True

    def scan(self, session: Session, text: str, now: datetime) -> Scan:
        """Answer a code that was held up, and record what it means.

        Raises:
            StoreError: this data folder is not paired.
        """
        here = _here(session)
        space = _space(session, here)
        reading = read_pass(text, keys=_keys(session), operator=here.operator)
        self._forget_old(now)
        if isinstance(reading, PassFault):
            return self._turn_away(session, space, text, verdict_of_fault(reading), now)
        member = directory.member(session, reading.handle)
        refusal = refusal_of(reading, member, space, now)
        if refusal is not None:
            verdict = Verdict(Answer.REFUSED, reading.handle, refusal)
            return self._turn_away(session, space, text, verdict, now)
        answer = self._answer(session, space, reading, member, now)
        if answer in _COUNTS:
            say(session, Said(CheckedIn(), space.id, reading.handle), now)
        return self._seen(text, Verdict(answer, reading.handle), now)

    def answered(self, person: str, answer: Answer, now: datetime) -> None:
        """Note what a person was told by a touch on the screen."""
        with self._lock:
            self._sightings[person] = Sighting(now, answer)

    def forget(self, person: str) -> None:
        """Let the next scan of a person be a first one."""
        with self._lock:
            self._sightings.pop(person, None)

    def forget_code(self, text: str) -> None:
        """Let the next look at a code count as the first: this one could not be recorded."""
        with self._lock:
            self._sightings.pop(self._in_view.pop(_digest(text), ""), None)

    def _answer(
        self,
        session: Session,
        space: Space,
        claims: PassClaims,
        member: Member | None,
        now: datetime,
    ) -> Answer:
        latest = presence.latest_visit(session, space.id, claims.handle, space.day_of(now))
        return answer_to(latest, member, self._sightings.get(claims.handle), now)

    def _turn_away(
        self, session: Session, space: Space, text: str, verdict: Verdict, now: datetime
    ) -> Scan:
        before = self._sightings.get(verdict.person or _digest(text))
        is_repeat = before is not None and before.answer is verdict.answer
        if verdict.refusal is not None and not is_repeat:
            say(session, Said(Denied(verdict.refusal.value), space.id, verdict.person), now)
        return self._seen(text, verdict, now)

    def _seen(self, text: str, verdict: Verdict, now: datetime) -> Scan:
        key = verdict.person or _digest(text)
        with self._lock:
            before = self._sightings.get(key)
            self._sightings[key] = Sighting(now, verdict.answer)
            self._in_view[_digest(text)] = key
        return Scan(verdict, is_fresh=before is None or not _is_same_look(before, now))

    def _forget_old(self, now: datetime) -> None:
        with self._lock:
            for key, seen in list(self._sightings.items()):
                if abs(now - seen.seen_at) >= REPEAT_WINDOW:
                    del self._sightings[key]
            for digest, key in list(self._in_view.items()):
                if key not in self._sightings:
                    del self._in_view[digest]


def _is_same_look(sighting: Sighting, now: datetime) -> bool:
    return abs(now - sighting.seen_at) < STILL_THERE


def _digest(text: str) -> str:
    # The text of a code never stays in memory or reaches a log.
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _here(session: Session) -> Station:
    here = station(session)
    if here is None:
        raise StoreError("This data folder is not paired yet; run lobby pair first.")
    return here


def _space(session: Session, here: Station) -> Space:
    space = directory.spaces_by_id(session, [here.space]).get(here.space)
    if space is None:
        raise StoreError("This kiosk has not met its server yet; let it sync once first.")
    return space


def _keys(session: Session) -> dict[int, Ed25519PublicKey]:
    raw = directory.public_keys(session)
    return {key_id: Ed25519PublicKey.from_public_bytes(key) for key_id, key in raw.items()}
