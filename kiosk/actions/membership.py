"""Members come and change: by hand, or as a CSV file that is taken whole or not at all."""

import csv
import io
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

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
from kiosk.store import directory

REQUIRED = ("email", "display_name")
_ADDRESS_PART = rf"[^@\s{CONTROL_CHARACTERS}]+"
_EMAIL = re.compile(rf"{_ADDRESS_PART}@{_ADDRESS_PART}\.{_ADDRESS_PART}")
_LONGEST_EMAIL = 254
_MENTORING = "mentoring:"

Row = Mapping[str, str]
Kind = TypeVar("Kind", Status, Visibility)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many members a file added and how many it changed."""

    added: int
    changed: int


def import_members(session: Session, space_id: str, path: Path) -> Imported:
    """Take every member of a CSV file into a space, or none.

    Members are known by their e-mail address: a new one is added, a known one changed. What
    somebody chose about their own visibility is never overwritten.

    Raises:
        InputError: the file cannot be read, lacks a column, or a line is wrong; the sentence
            names the line and what to correct.
    """
    known = directory.emails(session)
    try:
        rows = list(_rows(path))
    except csv.Error as error:
        raise InputError(f"{path} is not a CSV file; save it as 'CSV UTF-8' again.") from error
    handles = {row["email"]: known.get(row["email"]) or new_handle() for _, row in rows}
    there = directory.members_by_handle(session, handles.values())
    members = [
        _member(line, row, there.get(handles[row["email"]]), handles[row["email"]], space_id)
        for line, row in rows
    ]
    directory.save_members(session, members)
    for email, handle in handles.items():
        directory.save_email(session, handle, email)
    changed = sum(handle in there for handle in handles.values())
    return Imported(added=len(handles) - changed, changed=changed)


def add_member(session: Session, space_id: str, *, email: str, name: str, language: str) -> Member:
    """Add one member by hand.

    Raises:
        InputError: the address is not one, or somebody has it already.
    """
    address = _address(email, "")
    if address in directory.emails(session):
        raise InputError(f"{address} belongs to a member already; use lobby members list.")
    row = {"email": address, "display_name": name.strip(), "language": language.strip()}
    member = _member(0, row, None, new_handle(), space_id)
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


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(_text(path)))
    columns = [name.strip().casefold() for name in reader.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise InputError(
            f"{path} has no column {' and no column '.join(missing)}; "
            f"its first line must name the columns, at least {' and '.join(REQUIRED)}."
        )
    reader.fieldnames = columns
    lines_by_email: dict[str, int] = {}
    for cells in reader:
        row = {name: (cell or "").strip() for name, cell in cells.items() if isinstance(name, str)}
        line = reader.line_num
        row["email"] = _address(row["email"], f"Line {line} of {path}: ")
        first = lines_by_email.setdefault(row["email"], line)
        if first != line:
            raise InputError(f"Lines {first} and {line} of {path} have the same e-mail address.")
        yield line, row


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path} was not found; check the name and the folder.") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text; save it as 'CSV UTF-8' and try again."
        ) from error
    except OSError as error:
        raise InputError(f"{path} cannot be read; check that it is a file of yours.") from error


def _address(email: str, where: str) -> str:
    if not _EMAIL.fullmatch(email.strip()) or len(email) > _LONGEST_EMAIL:
        raise InputError(f"{where}{email!r} is not an e-mail address.")
    return email.strip().lower()


def _member(line: int, row: Row, before: Member | None, handle: str, space_id: str) -> Member:
    where = f"Line {line}: " if line else ""
    name = row["display_name"]
    if not name:
        raise InputError(f"{where}the member has no display_name.")
    spaces = {space_id, *(before.spaces if before else ())}
    member = Member(
        handle=handle,
        profile=_profile(row, name),
        home_space=before.home_space if before else space_id,
        spaces=tuple(sorted(spaces)),
        status=_choice(Status, row.get("status") or "active", where),
        valid_from=_date(row.get("valid_from"), where),
        valid_until=_date(row.get("valid_until"), where),
        generation=before.generation if before else 0,
        language=row.get("language") or "en",
        visibility=_visibility(row, where),
    )
    if fault := fault_in(member):
        raise InputError(f"{where}{fault}; correct it and try again.")
    return member


def _profile(row: Row, name: str) -> Profile:
    return Profile(
        display_name=name,
        first_name=row.get("first_name") or name.split()[0],
        headline=row.get("headline", ""),
        offers=_phrases(row.get("offers", "")),
        asks=_phrases(row.get("asks", "")),
        languages=_several(row.get("languages", "")),
        links=_several(row.get("links", "")),
        seat=row.get("seat", ""),
        ask_about=row.get("ask_about", ""),
    )


def _visibility(row: Row, where: str) -> Visibility | None:
    """Read consent that was given at sign-up; it counts with its date only."""
    if not row.get("visibility"):
        return None
    visibility = _choice(Visibility, row["visibility"], where)
    if _date(row.get("consent_date"), where) is None and visibility is not Visibility.HIDDEN:
        raise InputError(f"{where}a visibility needs the consent_date on which it was agreed.")
    return visibility


def _phrases(text: str) -> tuple[Phrase, ...]:
    phrases = []
    for part in _several(text):
        is_mentoring = part.casefold().startswith(_MENTORING)
        words = part[len(_MENTORING) :].strip() if is_mentoring else part
        kind = PhraseKind.MENTORING if is_mentoring else PhraseKind.SKILL
        phrases.append(Phrase(secrets.token_hex(4), words, kind))
    return tuple(phrases)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _date(text: str | None, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"{where}{text!r} is not a date; write it like 2026-11-30.") from error


def _choice(kinds: type[Kind], text: str, where: str) -> Kind:
    try:
        return kinds(text.casefold())
    except ValueError as error:
        known = ", ".join(kind.value for kind in kinds)
        raise InputError(f"{where}{text!r} is not one of: {known}.") from error
