"""The sample house of the demo: sixty members, some of whom came in this morning."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

import resources
from kiosk.actions.desk import Desk
from kiosk.actions.membership import import_members
from kiosk.actions.visit import leave
from kiosk.clock import HouseClock
from kiosk.commands.central import central
from kiosk.commands.spaces import read_space
from kiosk.domain.people import Member, Status, Visibility
from kiosk.domain.spaces import Space
from kiosk.matching.overlap import suggest
from kiosk.reports.person import HELLOS_PER_SCAN
from kiosk.scanning.simulated import HeldCode
from kiosk.server.founding import keys_folder
from kiosk.server.signing import sign_for
from kiosk.store.directory import all_members, save_space

SAMPLE = Path(resources.__file__).parent / "sample"
CAME_EARLIER = 12
COME_IN_NOW = 14
PASS_LIFE = timedelta(days=365)
_ALWAYS_OPEN = ((time(4, 30), time(4)),) * 7  # whenever somebody tries it


def found_sample(db: str) -> Space:
    """Fill a new server database with the sample space and its members."""
    space = replace(read_space(SAMPLE / "space.json"), opening=_ALWAYS_OPEN)
    with central(db, may_be_new=True) as session:
        save_space(session, space)
        import_members(session, space.id, SAMPLE / "members.csv")
    return space


def sample_passes(db: str, now: datetime) -> dict[str, str]:
    """Return the text of every member's pass, by handle."""
    with central(db) as session:
        return {
            member.handle: sign_for(session, keys_folder(db), member, now + PASS_LIFE)
            for member in all_members(session)
        }


def play_the_morning(session: Session, space: Space, codes: dict[str, str], now: datetime) -> None:
    """Let some members come in during the last hours, and one of them leave just now."""
    earlier = _cast(session).came_earlier
    for place, member in enumerate(earlier):
        came_at = max(
            now - timedelta(minutes=150 - 11 * place), space.day_starts_at(space.day_of(now))
        )
        desk = Desk(HouseClock(lambda at=came_at: at))  # type: ignore[misc]
        desk.outcome(session, desk.scan(session, codes[member.handle]))
    leave(session, space, earlier[-1].handle, now - timedelta(seconds=5))


def simulated_queue(session: Session, codes: dict[str, str]) -> list[HeldCode]:
    """Return what the simulated lobby holds up: arrivals, and one of every other answer."""
    cast = _cast(session)
    queue = [_held(member, codes[member.handle]) for member in cast.come_now]
    left = cast.came_earlier[-1]
    queue.insert(1, _held(left, codes[left.handle]))
    queue.insert(3, _held(cast.newcomer, codes[cast.newcomer.handle]))
    queue.insert(5, _held(cast.paused, codes[cast.paused.handle]))
    stays = cast.came_earlier[0]
    queue.insert(7, _held(stays, codes[stays.handle]))
    # First, since a misread does not take the page of somebody who is being welcomed.
    return [_held(stays, _misread(codes[stays.handle])), *queue]


@dataclass(frozen=True, slots=True)
class _Cast:
    came_earlier: list[Member]
    come_now: list[Member]
    newcomer: Member
    paused: Member


def _cast(session: Session) -> _Cast:
    """Give the sample's members their parts, the same ones each time."""
    members = sorted(all_members(session), key=lambda member: member.profile.display_name)
    active = [m for m in members if m.status is Status.ACTIVE and m.valid_until is None]
    seen = [m for m in active if m.visibility in (Visibility.PROFILE, Visibility.FIRST_NAME)]
    came_earlier = seen[::3][:CAME_EARLIER]
    still_out = [m for m in seen if m not in came_earlier]
    # Whoever finds somebody to talk to comes first: that is what the demo is about.
    still_out.sort(key=lambda member: -len(suggest(member, came_earlier, HELLOS_PER_SCAN)))
    return _Cast(
        came_earlier=came_earlier,
        come_now=still_out[:COME_IN_NOW],
        newcomer=next(m for m in active if m.visibility is None),
        paused=next(m for m in members if m.status is Status.PAUSED),
    )


def _held(member: Member, code: str) -> HeldCode:
    is_phone = int(member.handle[-1], 16) % 2
    return HeldCode(code, "phone" if is_phone else "card", member.profile.display_name)


def _misread(code: str) -> str:
    return code[:-1] + ("1" if code[-1] == "0" else "0")
