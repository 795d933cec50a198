"""Everything the server knows about somebody, for them to take along."""

import base64
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.people import Member
from kiosk.store.member_tables import MemberContactRow
from kiosk.store.phones import phones_of
from kiosk.store.photos import photo_of
from kiosk.store.tables import FactRow, VisitRow

_SECRET = "pin"  # a hash of it is worth guessing at, and tells its owner nothing
_WITHHELD = {_SECRET, "other", "phrase"}  # whom they were shown or waved to, and whose words


def own_data(session: Session, member: Member, now: datetime) -> bytes:
    """Return all of it as JSON: profile, choices, photo, visits and every record.

    What is somebody else's is left out.
    """
    email = select(MemberContactRow.email).where(MemberContactRow.handle == member.handle)
    photo = photo_of(session, member.handle)
    known = {
        "made_at": now,
        "email": session.scalars(email).one_or_none(),
        "member": {name: value for name, value in asdict(member).items() if name != _SECRET},
        "has_pin": bool(member.pin),
        "photo_jpeg_base64": base64.b64encode(photo).decode() if photo else None,
        "phones_since": phones_of(session, member.handle),
        "visits": _visits(session, member.handle),
        "records": _records(session, member.handle),
    }
    return to_json(known, indent=2)


def _visits(session: Session, person: str) -> list[dict[str, Any]]:
    theirs = select(VisitRow).where(VisitRow.person == person).order_by(VisitRow.arrived_at)
    return [
        {
            "space": row.space_id,
            "arrived_at": row.arrived_at,
            "left_at": row.left_at,
            "mode": row.mode,
        }
        for row in session.scalars(theirs)
    ]


def _records(session: Session, person: str) -> list[dict[str, Any]]:
    theirs = select(FactRow).where(FactRow.person == person).order_by(FactRow.at)
    return [
        {
            "space": row.space_id,
            "at": row.at,
            "kind": row.kind,
            "says": {name: value for name, value in row.body.items() if name not in _WITHHELD},
        }
        for row in session.scalars(theirs)
    ]
