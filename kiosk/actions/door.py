"""At the door: a scan becomes a verdict, and what it means is recorded."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from kiosk.domain.facts import CheckedIn, Denied, Via
from kiosk.domain.guests import read_guest_code
from kiosk.domain.passes import PassFault, read_pass
from kiosk.domain.spaces import Space
from kiosk.domain.verdicts import (
    REPEAT_WINDOW,
    Answer,
    Refusal,
    Sighting,
    Verdict,
    answer_to,
    refusal_of,
    verdict_of_fault,
)
from kiosk.errors import StoreError
from kiosk.store import directory, guests, presence
from kiosk.store.station import Said, Station, say, station_of

STILL_THERE = timedelta(seconds=3)
_Judging = tuple[dict[int, Ed25519PublicKey], UUID, datetime]
_COUNTS = {
    Answer.WELCOME: Answer.WELCOME_AGAIN,
    Answer.WELCOME_UNKNOWN: Answer.UNKNOWN_AGAIN,
}
"""The answers that record a check-in, and what is answered where it would be nobody's."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan came to. It is not fresh while the same pass simply stays in view.

    `key` says whose or which code it was: a handle, or a digest where there is none.
    """

    verdict: Verdict
    key: str
    at: datetime
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Who stands at the door, how they are known, and why they are not let in, if so.

    `key` stands for the code where it says nothing about the person.
    """

    person: str | None
    via: Via
    refusal: Refusal | None = None
    is_known: bool = True
    key: str = ""


class Door:
    """The scanner's side of one kiosk: remembers whom it saw, and what it told them.

    Thread contract: belongs to the core worker.
    """

    def __init__(self) -> None:
        self._sightings: dict[str, Sighting] = {}
        self._let_go: dict[str, datetime] = {}

    def scan(self, session: Session, text: str, now: datetime) -> Scan:
        """Answer a code that was held up, and record what it means.

        Call `note` once the transaction is through, and not when it failed.

        Raises:
            StoreError: this data folder is not paired, or never met its server.
        """
        here = station_of(session)
        space, keys = _space_of(session, here), _keys(session)
        claim = _guest_claim(session, space, text, now)
        if claim is PassFault.NOT_A_PASS:
            claim = _pass_claim(session, space, text, (keys, here.operator, now))
        if not keys and (isinstance(claim, Claim) or claim is PassFault.FOREIGN):
            # This device lost its place at the house, and with it what passes are judged by.
            return self._scan(Verdict(Answer.TROUBLE), _digest(text), now)
        if isinstance(claim, PassFault):
            return self._turn_away(session, space, _digest(text), verdict_of_fault(claim), now)
        if claim.person and self._is_still_held(claim.person, now):
            return Scan(Verdict(Answer.GOODBYE, claim.person), claim.person, now, False)
        return self.admit(session, space, claim, now)

    def admit(self, session: Session, space: Space, claim: Claim, now: datetime) -> Scan:
        """Answer somebody who was recognised, and record what it means; then as with `scan`."""
        person = claim.person
        if claim.refusal is not None or person is None:
            verdict = Verdict(Answer.REFUSED, person, claim.refusal)
            return self._turn_away(session, space, person or claim.key, verdict, now)
        latest = presence.latest_visit(session, space.id, person, space.day_of(now))
        answer = answer_to(latest, self._recent(person, now), now, is_known=claim.is_known)
        if answer in _COUNTS and self._is_left_lying(person, now):
            answer = _COUNTS[answer]
        elif answer in _COUNTS:
            say(session, Said(CheckedIn(claim.via), space.id, person), now)
        return self._scan(Verdict(answer, person), person, now)

    def note(self, scan: Scan) -> None:
        """Remember what somebody was told; only for what was really recorded."""
        if scan.key not in self._let_go:
            self.answered(scan.key, scan.verdict.answer, scan.at)

    def answered(self, key: str, answer: Answer, now: datetime) -> None:
        """Note what a person was told, by a scan or by a touch on the screen."""
        fresh = {k: seen for k, seen in self._sightings.items() if _is_recent(seen, now)}
        self._sightings = fresh | {key: Sighting(now, answer)}

    def let_go(self, person: str, now: datetime) -> None:
        """Let the next scan of a person be a first one, once their pass was out of view."""
        self._sightings.pop(person, None)
        self._let_go[person] = now

    def _is_still_held(self, person: str, now: datetime) -> bool:
        """Say whether a pass has been in view ever since its check-in was undone."""
        seen_at = self._let_go.pop(person, None)
        if seen_at is None or abs(now - seen_at) >= STILL_THERE:
            return False
        self._let_go[person] = now
        return True

    def _is_left_lying(self, person: str, now: datetime) -> bool:
        """Say whether a pass has been in view since an answer that is void now.

        Its day ended in between, or staff took the visit back. Nobody came by that.
        """
        before = self._recent(person, now)
        return (
            before is not None
            and before.answer is not Answer.REFUSED
            and abs(now - before.seen_at) < STILL_THERE
        )

    def _turn_away(
        self, session: Session, space: Space, key: str, verdict: Verdict, now: datetime
    ) -> Scan:
        before = self._recent(key, now)
        is_repeat = before is not None and before.answer is verdict.answer
        if verdict.refusal is not None and not is_repeat:
            say(session, Said(Denied(verdict.refusal.value), space.id, verdict.person), now)
        return self._scan(verdict, key, now)

    def _scan(self, verdict: Verdict, key: str, now: datetime) -> Scan:
        before = self._recent(key, now)
        is_fresh = before is None or abs(now - before.seen_at) >= STILL_THERE
        return Scan(verdict, key, now, is_fresh)

    def _recent(self, key: str, now: datetime) -> Sighting | None:
        sighting = self._sightings.get(key)
        return sighting if sighting and _is_recent(sighting, now) else None


def space_at(session: Session) -> Space:
    """Return this kiosk's space.

    Raises:
        StoreError: this data folder is not paired, or never met its server.
    """
    return _space_of(session, station_of(session))


def _space_of(session: Session, here: Station) -> Space:
    space = directory.spaces_by_id(session, [here.space]).get(here.space)
    if space is None:
        raise StoreError("This kiosk has not met its server yet; run lobby sync --once.")
    return space


def _guest_claim(session: Session, space: Space, text: str, now: datetime) -> Claim | PassFault:
    """Return what a day pass says: good for the guests of today whom this kiosk knows."""
    handle = read_guest_code(text)
    if isinstance(handle, PassFault):
        return handle
    guest = guests.last_registration(session, space.id, handle)
    if guest is None:
        return Claim(None, Via.GUEST, Refusal.DAY_PASS_UNKNOWN, key=_digest(text))
    over = Refusal.DAY_PASS_OVER if guest.day != space.day_of(now) else None
    return Claim(handle, Via.GUEST, over)


def _pass_claim(session: Session, space: Space, text: str, by: _Judging) -> Claim | PassFault:
    keys, operator, now = by
    reading = read_pass(text, keys=keys, operator=operator)
    if isinstance(reading, PassFault):
        return reading
    member = directory.member(session, reading.handle)
    refusal = refusal_of(reading, member, space, now)
    return Claim(reading.handle, Via.PASS, refusal, is_known=member is not None)


def _is_recent(sighting: Sighting, now: datetime) -> bool:
    return abs(now - sighting.seen_at) < REPEAT_WINDOW


def _digest(text: str) -> str:
    # The text of a code never stays in memory or reaches a log.
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _keys(session: Session) -> dict[int, Ed25519PublicKey]:
    raw = directory.public_keys(session)
    return {key_id: Ed25519PublicKey.from_public_bytes(key) for key_id, key in raw.items()}
