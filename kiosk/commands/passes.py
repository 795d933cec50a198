"""lobby pass and lobby passes: codes to show, and cards to print."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from kiosk.actions.membership import find_member
from kiosk.clock import utc_now
from kiosk.commands.central import central
from kiosk.commands.options import Database
from kiosk.domain.people import Member, Status
from kiosk.errors import InputError, LobbyError
from kiosk.reports.cards import Card, card_pdf, pass_png, sheet_pdf
from kiosk.server.founding import keys_folder
from kiosk.server.signing import sign_for
from kiosk.store.directory import all_members, spaces_by_id

CARD_LIFE = timedelta(days=3 * 365)
PNG_SCALE = 12


def pass_(
    db: Database,
    member: Annotated[str, typer.Argument(help="E-mail address, name or handle.")],
    png: Annotated[bool, typer.Option("--png", help="A picture of the code.")] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="A card to print; this unless said otherwise.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="The 195 digits on the screen.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where to write the file.")] = None,
) -> None:
    """Make a member's pass: a picture, a card or the digits."""
    if png + pdf + text > 1:
        raise InputError("Say one thing that the pass shall be: --png, --pdf or --text.")
    with central(db) as session:
        card = _card(session, keys_folder(db), find_member(session, member), utc_now())
    if text:
        typer.echo(card.code)
        return
    content = pass_png(card.code, scale=PNG_SCALE) if png else card_pdf([card])
    _write(out or Path("pass.png" if png else "pass.pdf"), content)


def passes(
    db: Database,
    everybody: Annotated[bool, typer.Option("--all", help="Every active member.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Sheets with several cards.")] = True,
    out: Annotated[Path, typer.Option(help="Where to write the file.")] = Path("passes.pdf"),
) -> None:
    """Print the passes of every active member, several cards a page."""
    if not (everybody and pdf):
        raise InputError("Say lobby passes --all --pdf to print the cards of every active member.")
    with central(db) as session:
        active = [m for m in all_members(session) if m.status is Status.ACTIVE]
        cards = [_card(session, keys_folder(db), member, utc_now()) for member in active]
    if not cards:
        raise InputError("There is no active member yet; add some with lobby members import.")
    _write(out, sheet_pdf(cards))


def _card(session: Session, keys: Path, member: Member, now: datetime) -> Card:
    home = spaces_by_id(session, [member.home_space])[member.home_space]
    last_day = _earlier(home.day_of(now + CARD_LIFE), member.valid_until)
    return Card(
        code=sign_for(session, keys, member, home.day_ends_at(last_day)),
        display_name=member.profile.display_name,
        space_name=home.name,
        valid_until=last_day,
        language=member.language,
    )


def _earlier(day: date, other: date | None) -> date:
    return min(day, other) if other else day


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise LobbyError(f"{path} cannot be written; name another file with --out.") from error
    typer.echo(f"{path} is written.")
