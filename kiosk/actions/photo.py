"""Members' pictures: from files that an import names, or from the member's own phone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.actions.member_file import Line
from kiosk.domain.people import Member, Status
from kiosk.domain.photos import digest_of
from kiosk.errors import InputError, PictureError
from kiosk.photos import LARGEST_FILE, crop_square
from kiosk.store.directory import hold_directory, save_members
from kiosk.store.member_tables import MemberRow
from kiosk.store.photos import drop_photo, keep_photo
from kiosk.store.rows import member_of

COLUMN = "photo"
NO_PHOTO = "-"
"""In a file of members: take the picture away. An empty cell leaves it as it is."""


def photos_named(path: Path, lines: Mapping[str, Line]) -> Iterator[tuple[str, bytes]]:
    """Yield the cropped picture that a line of a file names, by the line's key; empty for none.

    Pictures lie in the file's own folder, or below it: nobody who sends us a file of members gets
    any other file of this machine onto a wall.

    Raises:
        InputError: a picture is not there, or none; the sentence names the line.
    """
    for key, line in lines.items():
        if named := line.cells.get(COLUMN):
            yield key, b"" if named == NO_PHOTO else _photo_at(path.parent, named, line.where)


def with_photos(
    session: Session, members: Iterable[Member], photos: Mapping[str, bytes]
) -> list[Member]:
    """Keep these pictures, by handle, and return the members as they name them.

    Whoever chose a picture themselves, or to have none, is left alone.
    """
    chosen = _have_chosen(session, photos)
    return [
        _with_photo(session, member, photos[member.handle])
        if member.handle in photos and member.handle not in chosen
        else member
        for member in members
    ]


def choose_photo(session: Session, handle: str, photo: bytes, now: datetime) -> None:
    """Take a member's own choice: a cropped picture, or none if that is empty.

    Nothing is taken of whoever was erased while the picture was on its way.
    """
    hold_directory(session)
    row = session.get_one(MemberRow, handle, populate_existing=True)
    if row.status == Status.ERASED:
        return
    row.edit_stamps = row.edit_stamps | {COLUMN: f"{int(now.timestamp() * 1000):015d}"}
    session.flush()
    save_members(session, [_with_photo(session, member_of(row), photo)])


def _with_photo(session: Session, member: Member, photo: bytes) -> Member:
    digest = digest_of(photo) if photo else ""
    if digest and digest != member.profile.photo:
        keep_photo(session, member.handle, digest, photo)
    elif not digest:
        drop_photo(session, member.handle)
    return replace(member, profile=replace(member.profile, photo=digest))


def _have_chosen(session: Session, handles: Iterable[str]) -> set[str]:
    rows = select(MemberRow.handle, MemberRow.edit_stamps).where(
        MemberRow.handle.in_(sorted(handles))
    )
    return {handle for handle, stamps in session.execute(rows) if COLUMN in stamps}


def _photo_at(folder: Path, named: str, where: str) -> bytes:
    path = (folder / named).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise InputError(f"{where}the photo {named!r} is not in the folder of that file.")
    try:
        with path.open("rb") as file:
            return crop_square(file.read(LARGEST_FILE + 1))
    except PictureError as error:
        raise InputError(f"{where}the photo {named!r} cannot be taken. {error}") from error
    except OSError as error:
        raise InputError(f"{where}the photo {named!r} cannot be read.") from error
