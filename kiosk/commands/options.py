"""Options that several commands share, and how a command speaks and fails."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.errors import LobbyError

INTERRUPTED = 130


def default_folder() -> Path:
    """Return this machine's device folder."""
    from kiosk.settings import Settings  # costs a tenth of a second, which windows do not have

    return Settings().data


def default_database() -> str:
    """Return the address of this machine's server database."""
    from kiosk.settings import Settings

    return Settings().database_url


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
        help="The server's database: a file like sqlite:///lobby.db, or postgresql://…",
        default_factory=default_database,
        show_default="the one on this machine",
    ),
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
    try:
        app()
    except LobbyError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
