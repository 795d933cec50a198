"""Commands on a device's folder: facts, pair and sync."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.app import Core
from kiosk.commands.central import check_file_is_there
from kiosk.commands.options import AsJson, Data, DatabaseOrNone, DeviceOrNone
from kiosk.domain.devices import DeviceRole
from kiosk.errors import InputError
from kiosk.logs import log_to_file
from kiosk.opening import open_folder
from kiosk.settings import DataFolder, Settings
from kiosk.store.engines import open_reader, sqlite_url, store_error_of
from kiosk.store.rows import fact_of
from kiosk.store.settling import settle_in
from kiosk.store.tables import FactRow
from kiosk.sync.once import Exchanged
from kiosk.sync.pairing import Met, is_open_to_others, meet
from kiosk.wire.facts import fact_to_plain


def facts(
    data: DeviceOrNone = None,
    db: DatabaseOrNone = "",
    as_json: AsJson = False,
) -> None:
    """Print every fact, one a line, the oldest first."""
    if data and db:
        raise InputError("Name one place: a device's --data or a server's --db.")
    if db:
        check_file_is_there(db)
    url = db or sqlite_url(DataFolder(data or Settings().data).database)
    with reading(url) as session:
        by_place = select(FactRow).order_by(FactRow.space_id, FactRow.position)
        for row in session.scalars(by_place.execution_options(yield_per=500)):
            plain = fact_to_plain(fact_of(row))
            typer.echo(json.dumps(plain, ensure_ascii=False) if as_json else _line(plain))


def pair(
    server: Annotated[
        str, typer.Option(help="The server's address, like https://lobby.example.org.")
    ],
    code: Annotated[str, typer.Option(help="The code that lobby device code made.")],
    data: Data,
    role: Annotated[DeviceRole, typer.Option(help="What this device is.")] = DeviceRole.KIOSK,
    name: Annotated[str, typer.Option(help="How the desk calls it.")] = socket.gethostname(),
    insecure_http: Annotated[
        bool, typer.Option(help="Allow plain HTTP beyond this machine.")
    ] = False,
) -> None:
    """Pair this device with the server, by a one-time code; again, if it lost its access.

    What it has recorded stays, and what waits for the server is sent under its new name.
    """
    if is_open_to_others(server) and not insecure_http:
        raise InputError(
            "Over plain HTTP anybody on the way could take this device's token; give an https:// "
            "address, or say --insecure-http if that network is yours alone."
        )
    folder = DataFolder(data)
    log_to_file(folder.log_file("pair"))
    with folder.lock():
        engine, before = open_folder(folder), folder.readable_pairing()
        try:
            # Before any transaction: an answer may take its time.
            met = meet(server, code, role=role, name=name)
            _keep(engine, folder, met)
        finally:
            engine.dispose()
    if role is not DeviceRole.WALL:
        _sync_once(folder)
    typer.echo(f"This device is now a {role} of {met.pairing.space}.")
    if before is not None and before.server == met.pairing.server:
        typer.echo(
            f"It was {before.device} until now; at the server, lobby device revoke ends that place "
            "unless somebody has."
        )


def sync(
    data: Data,
    once: Annotated[bool, typer.Option("--once", help="Push and pull once, then stop.")] = False,
) -> None:
    """Bring this folder and its server together."""
    if not once:
        raise InputError("Say lobby sync --once; a running kiosk or desk syncs by itself.")
    folder = DataFolder(data)
    folder.paired(DeviceRole.KIOSK, DeviceRole.DESK)
    log_to_file(folder.log_file("sync"))
    waiting = _sync_once(folder).waiting
    if waiting.unsent or waiting.quarantined:
        left = f"{waiting.unsent} not sent, {waiting.quarantined} refused"
        typer.echo(f"Not everything is with the server: {left}; lobby status tells more.")
    else:
        typer.echo("Everything is with the server, and its news is here.")
    if waiting.unsent:
        raise typer.Exit(1)


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """Look into a device's or a server's database, and change nothing there."""
    engine = open_reader(url)
    try:
        with Session(engine) as session:
            yield session
    except DBAPIError as error:
        place = make_url(url).render_as_string(hide_password=True)
        raise store_error_of(error, place) from error
    finally:
        engine.dispose()


def _keep(engine: Engine, folder: DataFolder, met: Met) -> None:
    pairing = met.pairing
    try:
        with Session(engine) as session, session.begin():
            settle_in(session, pairing.device, pairing.space, pairing.operator)
            folder.keep_pairing(pairing, met.authority)
    except (DBAPIError, OSError) as error:
        raise store_error_of(error, str(folder.path)) from error


def _sync_once(folder: DataFolder) -> Exchanged:
    core = Core.open(folder)
    try:
        return core.sync_once()
    finally:
        core.stop()


def _line(plain: dict[str, Any]) -> str:
    return f"{plain['at']}  {plain['kind']}  {plain['person'] or '–'}  {json.dumps(plain['body'])}"
