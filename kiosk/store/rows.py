"""Between rows and domain objects."""

from dataclasses import asdict
from datetime import date, time
from typing import Any

from kiosk.domain.facts import Fact, Undone, Via, body_from_json, body_to_json
from kiosk.domain.fold import Ending, Visit
from kiosk.domain.people import (
    Member,
    Mode,
    Phrase,
    PhraseKind,
    Profile,
    Status,
    TextSize,
    Visibility,
)
from kiosk.domain.spaces import ByName, OpenClose, Space
from kiosk.store.member_tables import MemberRow
from kiosk.store.tables import FactRow, SpaceRow, VisitRow

Plain = dict[str, Any]

# What `fact_of` reads; whoever reads many facts leaves out the rest.
FACT_COLUMNS = [
    column for column in FactRow.__table__.c if column.name not in ("day", "target", "position")
]


def fact_of(row: FactRow) -> Fact:
    """Return the fact a row holds."""
    return Fact(
        id=row.id,
        space=row.space_id,
        device=row.device_id,
        epoch=row.epoch,
        seq=row.seq,
        at=row.at,
        offset_ms=row.offset_ms,
        person=row.person,
        body=body_from_json(row.kind, row.body),
        actor=row.actor,
    )


def row_of_fact(fact: Fact, *, day: date, position: int) -> Plain:
    """Return the column values of a fact."""
    return {
        "space_id": fact.space,
        "id": fact.id,
        "device_id": fact.device,
        "epoch": fact.epoch,
        "seq": fact.seq,
        "at": fact.at,
        "offset_ms": fact.offset_ms,
        "kind": fact.kind.value,
        "person": fact.person,
        "actor": fact.actor,
        "body": body_to_json(fact.body),
        "day": day,
        "target": fact.body.fact if isinstance(fact.body, Undone) else None,
        "position": position,
    }


def visit_of(row: VisitRow) -> Visit:
    """Return the visit a row holds."""
    return Visit(
        id=row.id,
        space=row.space_id,
        person=row.person,
        day=row.day,
        arrived_at=row.arrived_at,
        last_sign_at=row.last_sign_at,
        assumed_left_at=row.assumed_left_at,
        day_ends_at=row.day_ends_at,
        via=Via(row.via),
        left_at=row.left_at,
        ending=Ending(row.ending) if row.ending else None,
        mode=Mode(row.mode),
        here_till=row.here_till,
    )


def row_of_visit(visit: Visit) -> Plain:
    """Return the column values of a visit."""
    return {
        "space_id": visit.space,
        "id": visit.id,
        "person": visit.person,
        "day": visit.day,
        "arrived_at": visit.arrived_at,
        "last_sign_at": visit.last_sign_at,
        "assumed_left_at": visit.assumed_left_at,
        "day_ends_at": visit.day_ends_at,
        "via": visit.via,
        "left_at": visit.left_at,
        "ending": visit.ending,
        "mode": visit.mode,
        "here_till": visit.here_till,
    }


def member_of(row: MemberRow) -> Member:
    """Return the member a row holds."""
    return Member(
        handle=row.handle,
        profile=profile_from_json(row.profile),
        home_space=row.home_space,
        spaces=tuple(row.spaces),
        status=Status(row.status),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        generation=row.generation,
        language=row.language,
        visibility=Visibility(row.visibility) if row.visibility else None,
        text_size=TextSize(row.text_size),
        pin=row.pin,
    )


def row_of_member(
    member: Member, *, version: int, visibility_stamp: str = "", edit_stamps: Plain | None = None
) -> Plain:
    """Return the column values of a member."""
    return {
        "handle": member.handle,
        "home_space": member.home_space,
        "spaces": list(member.spaces),
        "status": member.status,
        "valid_from": member.valid_from,
        "valid_until": member.valid_until,
        "generation": member.generation,
        "language": member.language,
        "visibility": member.visibility,
        "visibility_stamp": visibility_stamp,
        "text_size": member.text_size,
        "pin": member.pin,
        "edit_stamps": edit_stamps or {},
        "profile": profile_to_json(member.profile),
        "version": version,
    }


def profile_to_json(profile: Profile) -> Plain:
    """Return a profile as plain JSON values."""
    return asdict(profile)


def profile_from_json(plain: Plain) -> Profile:
    """Read a profile back."""
    return Profile(
        display_name=plain["display_name"],
        first_name=plain["first_name"],
        headline=plain["headline"],
        offers=_phrases(plain["offers"]),
        asks=_phrases(plain["asks"]),
        languages=tuple(plain["languages"]),
        links=tuple(plain["links"]),
        seat=plain["seat"],
        ask_about=plain["ask_about"],
        photo=plain.get("photo", ""),
    )


def _phrases(plain: list[Plain]) -> tuple[Phrase, ...]:
    return tuple(Phrase(p["id"], p["text"], PhraseKind(p["kind"])) for p in plain)


def space_of(row: SpaceRow) -> Space:
    """Return the space a row holds."""
    policy = row.policy
    return Space(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        opening=tuple(_hours(hours) for hours in policy["opening"]),
        day_end_hour=policy["day_end_hour"],
        capacity=policy["capacity"],
        place_of_help=policy["place_of_help"],
        welcome_line=policy["welcome_line"],
        # What came later is missing where an earlier program wrote the row.
        by_name=ByName(policy.get("by_name", ByName.PIN)),
        staff_pin=policy.get("staff_pin", ""),
        volume=policy.get("volume", 70),
        quiet=_hours(policy.get("quiet")),
    )


def row_of_space(space: Space, *, version: int) -> Plain:
    """Return the column values of a space."""
    return {
        "id": space.id,
        "name": space.name,
        "timezone": space.timezone,
        "policy": policy_to_json(space),
        "version": version,
    }


def policy_to_json(space: Space) -> Plain:
    """Return what makes up a space's rules as plain JSON values."""
    return {
        "opening": [_plain_hours(hours) for hours in space.opening],
        "day_end_hour": space.day_end_hour,
        "capacity": space.capacity,
        "place_of_help": dict(space.place_of_help),
        "welcome_line": dict(space.welcome_line),
        "by_name": space.by_name.value,
        "staff_pin": space.staff_pin,
        "volume": space.volume,
        "quiet": _plain_hours(space.quiet),
    }


def _plain_hours(hours: OpenClose | None) -> list[str] | None:
    return hours and [f"{hours[0]:%H:%M}", f"{hours[1]:%H:%M}"]


def _hours(plain: list[str] | None) -> OpenClose | None:
    if plain is None:
        return None
    opens, closes = plain
    return time.fromisoformat(opens), time.fromisoformat(closes)
