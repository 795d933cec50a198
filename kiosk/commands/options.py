"""Options that several commands share, and how a command speaks and fails."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.errors import LobbyError, SetupError

INTERRUPTED = 130
OURS = frozenset({"kiosk", "ui", "resources"})
OTHERS_READ_NOTHING = 0o077


def default_folder() -> Path:
    """Return this machine's device folder."""
    from kiosk.settings import Settings  # costs a tenth of a second, which windows do not have

    return Settings().data


def default_database() -> str:
    """Return the address of this machine's server database."""
    from kiosk.settings import Settings

    return Settings().database_url


def address_of(given: str) -> str:
    """Return a database's URL; a plain path is a SQLite file.

    Raises:
        StoreError: it is neither.
    """
    from kiosk.store.engines import database_address, sqlite_url  # as above

    if "://" not in given:
        return sqlite_url(Path(given).expanduser().absolute()) if given else ""
    database_address(given)
    return given


Data = Annotated[
    Path,
    typer.Option(
        "--data",
        help="This device's folder.",
        default_factory=default_folder,
        show_default="the one on this machine",
    ),
]
Database = Annotated[
    str,
    typer.Option(
        "--db",
        help="The server's database: a file, or postgresql://…",
        callback=address_of,
        default_factory=default_database,
        show_default="the one on this machine",
    ),
]
DeviceOrNone = Annotated[
    Path | None,
    typer.Option("--data", help="A device's folder; this machine's, if there is no --db."),
]
DatabaseOrNone = Annotated[
    str, typer.Option("--db", help="Or a server's database.", callback=address_of)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
SpaceId = Annotated[
    str, typer.Option("--space", help="Which space; not needed while there is only one.")
]


def complain(error: LobbyError) -> None:
    """Say what went wrong, in its one sentence, where errors go."""
    typer.secho(str(error), err=True, fg=typer.colors.RED)


def run(app: typer.Typer) -> None:
    """Run a command line; an error of ours is one plain sentence and exit code 1."""
    # Databases, logs and passes are about people, wherever they are written.
    os.umask(OTHERS_READ_NOTHING)
    try:
        app()
    except LobbyError as error:
        complain(error)
        sys.exit(1)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if not missing or missing in OURS:
            raise  # a defect, which no installation mends
        complain(SetupError(_what_to_install(missing, error)))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _what_to_install(missing: str, error: ImportError) -> str:
    if isinstance(error, ModuleNotFoundError):
        return (
            f"This needs {missing}, which is not installed here; install hello-lobby[all], "
            "or in a checkout run sh packaging/setup.sh."
        )
    return (
        f"{missing} lacks a library of this system ({error.msg}); install that, "
        "or in a checkout run sh packaging/setup.sh."
    )
