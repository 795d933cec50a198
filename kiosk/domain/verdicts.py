"""What a scan means: the closed list of answers and the rule that picks one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.fold import Visit
from kiosk.domain.passes import PassClaims, PassFault
from kiosk.domain.people import GONE, Member, Status, has_run_out
from kiosk.domain.spaces import Space

REPEAT_WINDOW = timedelta(minutes=2)


class Answer(StrEnum):
    """What the screen says to a scan."""

    WELCOME = "welcome"  # checked in
    WELCOME_AGAIN = "welcome_again"  # nothing new recorded
    WELCOME_UNKNOWN = "welcome_unknown"  # checked in, without a name
    UNKNOWN_AGAIN = "unknown_again"
    ASK_LEAVING = "ask_leaving"
    GOODBYE = "goodbye"
    MISREAD = "misread"
    REFUSED = "refused"
    NOT_A_PASS = "not_a_pass"
    TROUBLE = "trouble"


class Refusal(StrEnum):
    """Why somebody is not let in; each has its own sentence."""

    FORGED = "forged"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_STARTED = "not_started"
    PAUSED = "paused"
    ENDED = "ended"
    OTHER_SPACE = "other_space"
    DAY_PASS_OVER = "day_pass_over"  # a guest's, of another day
    DAY_PASS_UNKNOWN = "day_pass_unknown"  # a guest's whom nobody here knows


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one scan. `person` is set only when the signature was good."""

    answer: Answer
    person: str | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a member's pass was last in view here, and what was answered."""

    seen_at: datetime
    answer: Answer


_FAULTS = {
    PassFault.NOT_A_PASS: Verdict(Answer.NOT_A_PASS),
    PassFault.MISREAD: Verdict(Answer.MISREAD),
    PassFault.FOREIGN: Verdict(Answer.REFUSED, refusal=Refusal.FOREIGN),
    PassFault.FORGED: Verdict(Answer.REFUSED, refusal=Refusal.FORGED),
}


def verdict_of_fault(fault: PassFault) -> Verdict:
    """Return the answer to a text that is not a good code of this house."""
    return _FAULTS[fault]


def refusal_of(
    claims: PassClaims, member: Member | None, space: Space, now: datetime
) -> Refusal | None:
    """Say why a genuine code does not open the door here and now; None lets the person in.

    A member unknown to this replica is let in on the strength of the signature alone. What is
    known of the membership is told before the age of the code: it says more about what to do.
    """
    expired = Refusal.EXPIRED if claims.expires_at <= now else None
    if member is None:
        return expired
    if claims.generation < member.generation:
        return Refusal.REVOKED
    return refusal_of_member(member, space, now) or expired


def refusal_of_member(member: Member, space: Space, now: datetime) -> Refusal | None:
    """Say why a membership does not open the door here and now, however its member is known."""
    today = space.day_of(now)
    reasons = (
        (member.status in GONE, Refusal.ENDED),
        (member.status is Status.PAUSED, Refusal.PAUSED),
        (has_run_out(member, today), Refusal.ENDED),
        (member.valid_from is not None and today < member.valid_from, Refusal.NOT_STARTED),
        (space.id not in member.spaces, Refusal.OTHER_SPACE),
    )
    return next((reason for holds, reason in reasons if holds), None)


def answer_to(
    latest: Visit | None, sighting: Sighting | None, now: datetime, *, is_known: bool
) -> Answer:
    """Decide what a good pass means for its holder.

    Args:
        latest: the person's newest visit of the present local day, open or closed.
        is_known: False when this replica has never heard of the person.
        sighting: when their pass was last in view here; None after a restart, where the visit's
            own last sign stands in for it.
    """
    is_open = latest is not None and latest.is_open(now)
    if latest is None or not _was_just_seen(latest, sighting, now):
        if is_open:
            return Answer.ASK_LEAVING
        return Answer.WELCOME if is_known else Answer.WELCOME_UNKNOWN
    if not is_open:
        return Answer.GOODBYE
    if sighting and sighting.answer is Answer.ASK_LEAVING:
        return Answer.ASK_LEAVING
    return Answer.WELCOME_AGAIN if is_known else Answer.UNKNOWN_AGAIN


def _was_just_seen(latest: Visit, sighting: Sighting | None, now: datetime) -> bool:
    seen_at = latest.last_sign_at
    if sighting:
        seen_at = max(seen_at, sighting.seen_at)
    # A clock set back must not make somebody "seen in the future" for hours.
    return abs(now - seen_at) < REPEAT_WINDOW
