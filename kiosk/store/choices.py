"""What people say about themselves by facts, and how it changes the rows that the server owns."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact, FactKind, PersonErased, ProfileEdited, VisibilitySet
from kiosk.domain.people import Profile, Status, TextSize, Visibility
from kiosk.store.dialect import bump_head
from kiosk.store.directory import DIRECTORY, hold_directory
from kiosk.store.erasure import have_heard_everywhere, take_words_of
from kiosk.store.leftovers import note_forgotten
from kiosk.store.member_tables import (
    MemberContactRow,
    MemberLinkRow,
    MemberPhoneRow,
    MemberPhotoRow,
    MemberRow,
)
from kiosk.store.tables import ARRIVING

CHOICES = (FactKind.VISIBILITY_SET, FactKind.PROFILE_EDITED, FactKind.PERSON_ERASED)
"""The kinds of facts that change members' rows."""

_SHOWS = {None: 0, Visibility.HIDDEN: 0, Visibility.FIRST_NAME: 1, Visibility.PROFILE: 2}
_IN_PROFILE = {field.name for field in fields(Profile)}
_ABOUT_THEM = (MemberContactRow, MemberPhotoRow, MemberLinkRow, MemberPhoneRow)


def apply_choices(session: Session, facts: Iterable[Fact], *, own: bool = False) -> None:
    """Let what people chose, edited or erased change their members' rows.

    The choice made last wins, by corrected time, device, epoch and seq; of edits that is so for
    each field, and nothing comes after an erasure. With `own` the facts are this kiosk's and the
    server has not got them yet: then a visibility that shows less than the row wins too, since a
    row that did not know of it must not undo it.
    """
    choices = [fact for fact in facts if fact.kind in CHOICES and fact.person is not None]
    if choices:
        hold_directory(session)
    for fact in choices:
        match fact.body:
            case VisibilitySet() as choice:
                _choose(session, fact, choice, own=own)
            case ProfileEdited() as edit:
                _edit(session, fact, edit)
            case PersonErased():
                _erase(session, str(fact.person))


def choice_ms(session: Session, person: str) -> int:
    """Return when somebody's present visibility was chosen, in ms since 1970; 0 if never."""
    stamp = session.scalars(
        select(MemberRow.visibility_stamp).where(MemberRow.handle == person)
    ).one_or_none()
    return int(stamp.split(":")[0]) if stamp else 0


def _choose(session: Session, fact: Fact, choice: VisibilitySet, *, own: bool) -> None:
    row = session.execute(
        select(MemberRow.visibility, MemberRow.visibility_stamp, MemberRow.status).where(
            MemberRow.handle == fact.person
        )
    ).one_or_none()
    if row is None or row.status == Status.ERASED:
        return
    stamp = _stamp(fact, choice.after_ms + 1)
    shows_less = _SHOWS[choice.value] < _SHOWS.get(row.visibility, 0)
    if stamp > row.visibility_stamp or (own and shows_less):
        latest = max(stamp, row.visibility_stamp)
        _save(session, fact.person, {"visibility": choice.value, "visibility_stamp": latest})


def _edit(session: Session, fact: Fact, edit: ProfileEdited) -> None:
    row = session.execute(
        select(MemberRow.profile, MemberRow.edit_stamps, MemberRow.status).where(
            MemberRow.handle == fact.person
        )
    ).one_or_none()
    if row is None:
        return
    if row.status == Status.ERASED:  # perhaps at another space, while this was being stored
        take_words_of(session, [str(fact.person)])
        return
    stamp, stamps = _stamp(fact), row.edit_stamps
    later = {
        name: value
        for name, value in asdict(edit).items()
        if value is not None and stamp > stamps.get(name, "")
    }
    if later:
        changed = {name: value for name, value in later.items() if name not in _IN_PROFILE}
        in_profile = {name: value for name, value in later.items() if name in _IN_PROFILE}
        changed["profile"] = row.profile | in_profile
        changed["edit_stamps"] = stamps | dict.fromkeys(later, stamp)
        _save(session, fact.person, changed)


def _erase(session: Session, person: str) -> None:
    """Leave nothing that says who somebody was: no name, word, address or picture."""
    note_forgotten(session)
    take_words_of(session, [person])
    for row_type in _ABOUT_THEM:
        session.execute(delete(row_type).where(row_type.handle == person))
    status = select(MemberRow.status).where(MemberRow.handle == person)
    if session.scalars(status).one_or_none() in (None, Status.ERASED):
        return
    emptied = {
        "status": Status.ERASED,
        "valid_from": None,
        "valid_until": None,
        "language": "",
        "visibility": Visibility.HIDDEN,
        "text_size": TextSize.NORMAL,
        "pin": "",
        "edit_stamps": {},
        "profile": asdict(Profile(display_name="", first_name="")),
    }
    have_heard_everywhere(session, person)
    arriving = ARRIVING[MemberRow]
    session.execute(update(arriving).where(arriving.c.handle == person).values(emptied))
    _save(session, person, emptied)


def _save(session: Session, person: str | None, values: Mapping[str, Any]) -> None:
    version = bump_head(session, DIRECTORY, 1)
    changed = update(MemberRow).where(MemberRow.handle == person)
    session.execute(changed.values(**values, version=version))


def _stamp(fact: Fact, earliest_ms: int = 0) -> str:
    """Write the order of choices as text that compares like the order itself."""
    at_ms = max(int(fact.happened_at.timestamp() * 1000), earliest_ms)
    return f"{at_ms:015d}:{fact.device}:{fact.epoch:020d}:{fact.seq:012d}"
