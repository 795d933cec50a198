"""lobby space: the locations of this operator."""

import json
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from kiosk.commands.central import central
from kiosk.commands.options import AsJson, Database
from kiosk.commands.week import DAYS, read_quiet, read_week
from kiosk.domain.spaces import ByName, Space
from kiosk.errors import InputError, WireError
from kiosk.pins import hash_pin
from kiosk.store.directory import all_spaces, save_space
from kiosk.store.rows import policy_to_json
from kiosk.wire.rows import row_of, value_of

app = typer.Typer(help="The spaces of this house.", no_args_is_help=True)

_PLAIN_ID = "abcdefghijklmnopqrstuvwxyz0123456789-"


@app.command(
    epilog="Example: lobby space add casa-norte 'Casa Norte' --timezone Europe/Madrid --capacity 40"
)
def add(
    db: Database,
    space_id: Annotated[str, typer.Argument(metavar="ID", help="Short name, like casa-norte.")],
    name: Annotated[str | None, typer.Argument(help="What people call it.")] = None,
    timezone: Annotated[str | None, typer.Option(help="IANA time zone; UTC for a new one.")] = None,
    capacity: Annotated[
        int | None, typer.Option(help="How many places; 0 for no limit.", min=0)
    ] = None,
    opening: Annotated[
        str | None, typer.Option(help="Like 'mon-fri 08:00-20:00, sat 10:00-14:00'.")
    ] = None,
    day_end: Annotated[
        int | None, typer.Option(help="The hour of the night that ends a day.", min=0, max=23)
    ] = None,
    help_at: Annotated[
        list[str] | None, typer.Option(help="Where help is, by language: 'en=Turn left'.")
    ] = None,
    welcome: Annotated[
        list[str] | None, typer.Option(help="The wall's welcome, by language: 'es=Adelante.'")
    ] = None,
    by_name: Annotated[
        ByName | None, typer.Option(help="May people without a code check in by their name?")
    ] = None,
    staff_pin: Annotated[
        str | None,
        typer.Option(help="4 to 8 digits that open the kiosk's staff page; ask, or none."),
    ] = None,
    volume: Annotated[
        int | None, typer.Option(help="Of the kiosk's sounds, in per cent.", min=0, max=100)
    ] = None,
    quiet: Annotated[
        str | None, typer.Option(help="When there are no sounds: 20:00-08:00, or none.")
    ] = None,
) -> None:
    """Add a space, or change the one with this id; what is not named stays as it is."""
    with central(db, may_be_new=True) as session:
        before = {known.id: known for known in all_spaces(session)}.get(space_id)
        if before is None and name is None:
            raise InputError(f"{space_id} is new here; say what people call it, after the id.")
        old = before or Space(space_id, "", "UTC")
        named = {
            "name": name,
            "timezone": timezone,
            "capacity": capacity,
            "opening": None if opening is None else read_week(opening),
            "day_end_hour": day_end,
            "place_of_help": {**old.place_of_help, **_by_language(help_at)},
            "welcome_line": {**old.welcome_line, **_by_language(welcome)},
            "by_name": by_name,
            "staff_pin": None if staff_pin is None else _kept(staff_pin),
            "volume": volume,
        }
        changes: dict[str, Any] = {key: new for key, new in named.items() if new is not None}
        if quiet is not None:
            changes["quiet"] = read_quiet(quiet)
        space = checked(replace(old, **changes))
        save_space(session, space)
    if before is None:
        then = f"Pair its kiosk with: lobby device code --space {space.id}"
        typer.echo(f"{space.name} is there. {then}")
    elif changed := [key.replace("_", " ") for key in changes if getattr(old, key) != changes[key]]:
        typer.echo(f"{space.name} is changed: {', '.join(changed)}.")
    else:
        typer.echo(f"{space.name} stays as it was.")


@app.command("list", epilog="Example: lobby space list --json")
def list_spaces(db: Database, as_json: AsJson = False) -> None:
    """Show every space."""
    with central(db) as session:
        spaces = all_spaces(session)
    if as_json:
        for space in spaces:
            typer.echo(json.dumps(_plain(space), ensure_ascii=False))
        return
    for space in spaces:
        places = f"{space.capacity} places" if space.capacity else "no limit"
        typer.echo(f"{space.id}  {space.name}  {space.timezone}  {places}")
    if not spaces:
        typer.echo("No space yet; add one with lobby space add.")


def read_space(path: Path) -> Space:
    """Read a space from a JSON file like the sample's.

    Raises:
        InputError: it is not one.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        read = {
            "opening": tuple(_hours(hours) for hours in plain["opening"]),
            "quiet": _hours(plain.get("quiet")),
            "by_name": ByName(plain.get("by_name", ByName.PIN)),
        }
        return checked(Space(**(plain | read)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} does not describe a space; compare it with the sample."
        ) from error


def checked(space: Space) -> Space:
    """Return the space if its rules make sense to every device.

    Raises:
        InputError: they do not.
    """
    if not space.id or set(space.id) - set(_PLAIN_ID):
        raise InputError(f"{space.id!r} cannot be an id; use small letters, digits and hyphens.")
    try:
        ZoneInfo(space.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InputError(
            f"{space.timezone!r} is not a time zone; write it like Europe/Madrid."
        ) from error
    if len(space.opening) != len(DAYS) or not space.name.strip():
        raise InputError("A space needs a name and opening hours for seven days.")
    try:
        value_of(row_of(space, version=1))
    except WireError as error:
        raise InputError(f"No device would take that ({error}); correct it.") from error
    return space


def _by_language(sentences: list[str] | None) -> dict[str, str]:
    """Read sentences like `en=Turn left`."""
    told = dict[str, str]()
    for sentence in sentences or ():
        language, equals, words = sentence.partition("=")
        if not (equals and language.strip()):
            raise InputError(f"{sentence!r} names no language; write it like 'en=Turn left'.")
        told[language.strip()] = words.strip()
    return told


def _kept(pin: str) -> str:
    """Return what is kept of a PIN, which is best asked for: a shell remembers what it was told."""
    if pin == "none":
        return ""
    if pin == "ask":
        pin = typer.prompt("The new PIN", hide_input=True, confirmation_prompt=True)
    return hash_pin(pin)


def _hours(plain: list[str] | None) -> tuple[time, time] | None:
    return (plain and (time.fromisoformat(plain[0]), time.fromisoformat(plain[1]))) or None


def _plain(space: Space) -> dict[str, Any]:
    start = {"id": space.id, "name": space.name, "timezone": space.timezone}
    policy = policy_to_json(space)
    return start | policy | {"staff_pin": "set" if policy["staff_pin"] else ""}
