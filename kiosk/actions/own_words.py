"""What members change about themselves on their own page, and how they ask to be forgotten."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from kiosk.domain.facts import PersonErased, ProfileEdited, Waved, body_to_json
from kiosk.domain.people import Member, Phrase, PhraseKind, Status, TextSize, fault_in
from kiosk.domain.spaces import Space
from kiosk.errors import InputError
from kiosk.pins import hash_pin
from kiosk.store import directory, presence
from kiosk.store.station import Said, say

T = TypeVar("T")

LONGEST_PHRASE = 120  # letters; what fits on a card and is still read
MOST_PHRASES = 8
_LARGEST_EDIT = 3800  # bytes; the server takes little more in one fact


@dataclass(frozen=True, slots=True)
class OwnEdit:
    """What somebody wrote or chose on their page; None where they left it as it was.

    `offers` and `asks` are their texts, one a line. `pin` is 4 to 8 digits, empty for none.
    """

    headline: str | None = None
    offers: tuple[str, ...] | None = None
    asks: tuple[str, ...] | None = None
    seat: str | None = None
    ask_about: str | None = None
    language: str | None = None
    text_size: TextSize | None = None
    pin: str | None = None


def edit(session: Session, space: Space, person: str, wanted: OwnEdit, now: datetime) -> None:
    """Record what somebody changed about themselves; nothing where it is as it was.

    Raises:
        InputError: a text is too long, or they are not a member here.
    """
    member = directory.member(session, person)
    if member is None or member.status is Status.ERASED:
        raise InputError("The desk has to know you first; please ask there.")
    said = _changes(member, wanted)
    if said == ProfileEdited():
        return
    if len(json.dumps(body_to_json(said), ensure_ascii=False).encode()) > _LARGEST_EDIT:
        raise InputError("That is more than fits; please make it shorter.")
    say(session, Said(said, space.id, person), now)


def erase(session: Session, space: Space, person: str, now: datetime) -> None:
    """Forget who somebody is: here at once, everywhere else as soon as they hear of it."""
    say(session, Said(PersonErased(), space.id, person), now)


def wave(session: Session, space: Space, person: str, key: str, now: datetime) -> None:
    """Wave to the person behind a face; once a day, and only while both can be seen.

    Args:
        key: the face's, as the screens know it.
    """
    other = next(
        (v.person for v in presence.open_visits(session, space.id, now) if str(v.id) == key), None
    )
    if other is None or other == person:
        return
    today = presence.facts_of_person(session, space.id, person, space.day_of(now))
    if not any(isinstance(fact.body, Waved) and fact.body.other == other for fact in today):
        say(session, Said(Waved(other), space.id, person), now)


def _changes(member: Member, wanted: OwnEdit) -> ProfileEdited:
    profile = member.profile
    offers = _phrases(wanted.offers, profile.offers)
    asks = _phrases(wanted.asks, profile.asks)
    headline = _words(wanted.headline, profile.headline)
    seat = _words(wanted.seat, profile.seat)
    ask_about = _words(wanted.ask_about, profile.ask_about)
    changed = replace(
        profile, headline=headline, offers=offers, asks=asks, seat=seat, ask_about=ask_about
    )
    if fault := fault_in(replace(member, profile=changed)):
        raise InputError(f"{fault}; please make it shorter.")
    return ProfileEdited(
        headline=_if_other(headline, profile.headline),
        offers=_if_other(offers, profile.offers),
        asks=_if_other(asks, profile.asks),
        seat=_if_other(seat, profile.seat),
        ask_about=_if_other(ask_about, profile.ask_about),
        language=_if_other(wanted.language, member.language),
        text_size=_if_other(wanted.text_size, member.text_size),
        pin=None if wanted.pin is None else wanted.pin and hash_pin(wanted.pin),
    )


def _if_other(value: T | None, before: T) -> T | None:
    return value if value != before else None


def _words(text: str | None, before: str = "") -> str:
    if text is None:
        return before
    words = " ".join(text.split())
    if len(words) > max(LONGEST_PHRASE, len(before)):
        raise InputError(f"Please use at most {LONGEST_PHRASE} letters.")
    return words


def _phrases(texts: Sequence[str] | None, before: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Return phrases for these texts; one that was there before stays the same one."""
    if texts is None:
        return before
    known = {phrase.text: phrase for phrase in before}
    once = dict.fromkeys(" ".join(text.split()) for text in texts)
    phrases = tuple(
        known.get(text) or Phrase(secrets.token_hex(4), _words(text), PhraseKind.SKILL)
        for text in once
        if text
    )
    if len(phrases) > max(MOST_PHRASES, len(before)):
        raise InputError(f"There is room for {MOST_PHRASES}; please take one out first.")
    return phrases
