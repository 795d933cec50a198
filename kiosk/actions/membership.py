"""Members come and change: by hand, or as a CSV file that is taken whole or not at all."""

import re
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.actions.member_file import Line, read_member_file
from kiosk.actions.photo import photos_named, with_photos
from kiosk.domain.people import (
    CONTROL_CHARACTERS,
    Member,
    Phrase,
    PhraseKind,
    Profile,
    Status,
    Visibility,
    fault_in,
)
from kiosk.errors import InputError
from kiosk.languages import SOURCE, language_named, languages
from kiosk.store import directory
from kiosk.store.member_tables import MemberRow

_ADDRESS_PART = rf"[^@\s{CONTROL_CHARACTERS}]+"
_EMAIL = re.compile(rf"{_ADDRESS_PART}@{_ADDRESS_PART}\.{_ADDRESS_PART}")
_LONGEST_EMAIL = 254
_MENTORING = "mentoring:"
_OWN_WORDS = ("headline", "offers", "asks", "seat", "ask_about")

Row = Mapping[str, str]
Kind = TypeVar("Kind", Status, Visibility)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many members a file added, changed and left as they were; what it said in vain."""

    added: int
    changed: int
    as_before: int
    left_out: tuple[str, ...] = ()


def import_members(session: Session, space_id: str, path: Path) -> Imported:
    """Take every member of a CSV file into a space, or none.

    Members are known by their e-mail address: a new one is added, a known one changed. What
    somebody chose about their own visibility or picture is never overwritten.

    Raises:
        InputError: the file cannot be read, lacks a column, or a line is wrong; the sentence
            names the line and what to correct.
    """
    file = read_member_file(path)
    lines = _addressed(path, file.lines)
    pictures = list(photos_named(path, lines))
    directory.hold_directory(session)
    known = directory.emails(session)
    handles = {email: known.get(email) or new_handle() for email in lines}
    before = directory.members_by_handle(session, handles.values())
    edited = directory.edited_fields(session, before)
    members = [
        _with_own_words(
            _member(line.where, line.cells, before.get(handles[email]), handles[email], space_id),
            before.get(handles[email]),
            edited.get(handles[email], ()),
        )
        for email, line in lines.items()
    ]
    photos = {handles[email]: photo for email, photo in pictures}
    members = with_photos(session, members, photos)
    chosen = _have_chosen(session, before)
    fresh = [m for m in members if _kept_choice(m, before, chosen) != before.get(m.handle)]
    directory.save_members(session, fresh)
    for email in lines.keys() - known.keys():
        directory.save_email(session, handles[email], email)
    added = len(members) - len(before)
    return Imported(added, len(fresh) - added, len(members) - len(fresh), file.left_out)


def add_member(session: Session, space_id: str, *, email: str, name: str, language: str) -> Member:
    """Add one member by hand.

    Raises:
        InputError: the address is not one, or somebody has it already.
    """
    address = _address(email, "")
    if address in directory.emails(session):
        raise InputError(f"{address} belongs to a member already; use lobby members list.")
    row = {"email": address, "display_name": name.strip(), "language": language.strip()}
    member = _member("", row, None, new_handle(), space_id)
    directory.save_members(session, [member])
    directory.save_email(session, member.handle, address)
    return member


def find_member(session: Session, wanted: str) -> Member:
    """Find a member by e-mail address, handle or name.

    Raises:
        InputError: nobody, or more than one person, fits.
    """
    folded = wanted.strip().casefold()
    handle = directory.emails(session).get(folded, folded)
    member = directory.member(session, handle)
    if member is not None:
        return member
    names = directory.all_members(session)
    fitting = [m for m in names if folded in _names(m)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputError(f"{len(fitting)} members are called {wanted!r}; use the e-mail address.")
    raise InputError(f"No member fits {wanted!r}; lobby members list shows everybody.")


def new_handle() -> str:
    """Make the random id of a new person."""
    return secrets.token_hex(8)


def _names(member: Member) -> tuple[str, str]:
    return member.profile.display_name.casefold(), member.profile.first_name.casefold()


def _addressed(path: Path, lines: Iterable[Line]) -> dict[str, Line]:
    """Return the lines by the address of their member."""
    addressed: dict[str, Line] = {}
    for line in lines:
        email = _address(line.cells["email"], line.where)
        if first := addressed.get(email):
            raise InputError(
                f"Lines {first.number} and {line.number} of {path} have the same e-mail address."
            )
        addressed[email] = line
    return addressed


def _address(email: str, where: str) -> str:
    if not _EMAIL.fullmatch(email.strip()) or len(email) > _LONGEST_EMAIL:
        raise InputError(f"{where}{email!r} is not an e-mail address.")
    return email.strip().lower()


def _have_chosen(session: Session, handles: Iterable[str]) -> set[str]:
    """Return those who decided about their visibility themselves."""
    have_chosen = select(MemberRow.handle).where(
        MemberRow.handle.in_(sorted(handles)), MemberRow.visibility_stamp != ""
    )
    return set(session.scalars(have_chosen))


def _kept_choice(member: Member, before: Mapping[str, Member], chosen: Collection[str]) -> Member:
    """Return the member as the store will have them."""
    if member.handle in chosen or (member.visibility is None and member.handle in before):
        return replace(member, visibility=before[member.handle].visibility)
    return member


def _member(where: str, row: Row, before: Member | None, handle: str, space_id: str) -> Member:
    name = row["display_name"]
    if not name:
        raise InputError(f"{where}the member has no display_name.")
    spaces = {space_id, *(before.spaces if before else ())}
    member = Member(
        handle=handle,
        profile=_profile(row, name, before.profile if before else None),
        home_space=before.home_space if before else space_id,
        spaces=tuple(sorted(spaces)),
        status=_status(row.get("status") or "active", where),
        valid_from=_date(row.get("valid_from"), where),
        valid_until=_date(row.get("valid_until"), where),
        generation=before.generation if before else 0,
        language=_language(row.get("language") or SOURCE, where),
        visibility=_visibility(row, where),
    )
    if fault := fault_in(member):
        raise InputError(f"{where}{fault}; correct it and try again.")
    return member


def _with_own_words(member: Member, before: Member | None, edited: Collection[str]) -> Member:
    """Return the member with what they changed or chose themselves, which no file overwrites."""
    if before is None:
        return member
    words = {name: getattr(before.profile, name) for name in edited if name in _OWN_WORDS}
    return replace(
        member,
        profile=replace(member.profile, **words),
        language=before.language if "language" in edited else member.language,
        text_size=before.text_size,
        pin=before.pin,
    )


def _profile(row: Row, name: str, before: Profile | None) -> Profile:
    return Profile(
        display_name=name,
        first_name=row.get("first_name") or name.split()[0],
        headline=row.get("headline", ""),
        offers=_phrases(row.get("offers", ""), before.offers if before else ()),
        asks=_phrases(row.get("asks", ""), before.asks if before else ()),
        languages=_several(row.get("languages", "")),
        links=_several(row.get("links", "")),
        seat=row.get("seat", ""),
        ask_about=row.get("ask_about", ""),
        photo=before.photo if before else "",
    )


def _visibility(row: Row, where: str) -> Visibility | None:
    """Read consent that was given at sign-up; it counts with its date only."""
    if not row.get("visibility"):
        return None
    visibility = _choice(Visibility, row["visibility"], where)
    if _date(row.get("consent_date"), where) is None and visibility is not Visibility.HIDDEN:
        raise InputError(f"{where}a visibility needs the consent_date on which it was agreed.")
    return visibility


def _phrases(text: str, before: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Read phrases; one that was there before stays the same one."""
    left = list(before)
    phrases = []
    for part in _several(text):
        is_mentoring = part.casefold().startswith(_MENTORING)
        words = part[len(_MENTORING) :].strip() if is_mentoring else part
        kind = PhraseKind.MENTORING if is_mentoring else PhraseKind.SKILL
        same = next((old for old in left if (old.text, old.kind) == (words, kind)), None)
        if same is not None:
            left.remove(same)
        phrases.append(same or Phrase(secrets.token_hex(4), words, kind))
    return tuple(phrases)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _date(text: str | None, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"{where}{text!r} is not a date; write it like 2026-11-30.") from error


def _language(text: str, where: str) -> str:
    language = language_named(text)
    if language is None:
        known = ", ".join(languages())
        raise InputError(f"{where}{text!r} is not a language of the screens: {known}.")
    return language


def _status(text: str, where: str) -> Status:
    status = _choice(Status, text, where)
    if status is Status.ERASED:
        raise InputError(f"{where}nobody is erased by a file; use ended, or their own page.")
    return status


def _choice(kinds: type[Kind], text: str, where: str) -> Kind:
    try:
        return kinds(text.casefold())
    except ValueError as error:
        known = ", ".join(kind.value for kind in kinds)
        raise InputError(f"{where}{text!r} is not one of: {known}.") from error
