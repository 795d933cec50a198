"""lobby quarantine: facts that the server refused or cannot take, and what to do with them."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.commands.folder import reading
from kiosk.commands.options import AsJson, Data
from kiosk.domain.devices import DeviceRole
from kiosk.errors import InputError
from kiosk.opening import open_folder
from kiosk.settings import DataFolder
from kiosk.store import quarantine
from kiosk.store.engines import sqlite_url, store_error_of
from kiosk.store.outbox import State
from kiosk.store.quarantine import Troubled

app = typer.Typer(help="Facts that the server refused or cannot take.", no_args_is_help=True)

Ids = Annotated[list[UUID] | None, typer.Argument(help="The ids that lobby quarantine list shows.")]
All = Annotated[bool, typer.Option("--all", help="All that wait for a decision.")]

_WORDS = {State.QUARANTINED: "refused", State.STUCK: "stuck", State.SET_ASIDE: "set aside"}


@app.command("list", epilog="Example: lobby quarantine list --json")
def list_troubled(data: Data, as_json: AsJson = False) -> None:
    """Show each with when it was made, its kind and the reason; never whom it is about."""
    with reading(sqlite_url(DataFolder(data).database)) as session:
        facts = quarantine.troubled(session)
    for fact in facts:
        typer.echo(json.dumps(_plain(fact), ensure_ascii=False) if as_json else _line(fact))
    if not facts and not as_json:
        typer.echo("Nothing here; the server has taken every fact or will.")


@app.command(epilog="Example: lobby quarantine resend --all")
def resend(data: Data, ids: Ids = None, everything: All = False) -> None:
    """Send facts again, where what was wrong has been mended."""
    count = _decide(data, ids, everything, quarantine.resend)
    typer.echo(f"{_facts(count)} will be sent again.")


@app.command("set-aside", epilog="Example: lobby quarantine set-aside --all")
def set_aside(data: Data, ids: Ids = None, everything: All = False) -> None:
    """Leave it at the server's refusal; the facts stay here and are no longer counted."""
    count = _decide(data, ids, everything, quarantine.set_aside)
    typer.echo(f"{_facts(count)} set aside.")


def _decide(
    data: Data,
    ids: Ids,
    everything: bool,
    decide: Callable[[Session, Collection[UUID] | None], int],
) -> int:
    if bool(ids) == everything:
        raise InputError("Name facts by their ids, as lobby quarantine list shows them, or --all.")
    with _writing(DataFolder(data)) as session:
        count = decide(session, ids or None)
        if ids and count < len(set(ids)):
            raise InputError("Not all of these can be decided so; see lobby quarantine list.")
    return count


@contextmanager
def _writing(folder: DataFolder) -> Iterator[Session]:
    folder.paired(DeviceRole.KIOSK, DeviceRole.DESK)
    with folder.lock():
        engine = open_folder(folder)
        try:
            with Session(engine) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise store_error_of(error, str(folder.path)) from error
        finally:
            engine.dispose()


def _plain(fact: Troubled) -> dict[str, str | int]:
    return {
        "id": str(fact.id),
        "made_at": fact.made_at.isoformat(timespec="seconds"),
        "kind": fact.kind,
        "state": fact.state,
        "reason": fact.reason,
        "failures": fact.failures,
    }


def _line(fact: Troubled) -> str:
    made_at = f"{fact.made_at.astimezone():%Y-%m-%d %H:%M}"
    tried = f", tried {fact.failures} times in vain" if fact.failures > 1 else ""
    return f"{fact.id}  {made_at}  {fact.kind}  {_WORDS[fact.state]}{tried}: {fact.reason}"


def _facts(count: int) -> str:
    return f"{count} {'fact' if count == 1 else 'facts'}"
