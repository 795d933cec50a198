"""The command line: every windowless command."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.commands import (
    backups,
    devices,
    doctor,
    folder,
    members,
    passes,
    quarantine,
    scanning,
    spaces,
    standing,
)
from kiosk.commands.options import Database, run

app = typer.Typer(
    help="Hello Lobby: a friendly front desk for coworking spaces.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(spaces.app, name="space")
app.add_typer(members.app, name="members")
app.add_typer(devices.app, name="device")
app.add_typer(quarantine.app, name="quarantine")
app.command("pass", epilog="Example: lobby pass ana@example.org --png --out ana.png")(passes.pass_)
app.command(epilog="Example: lobby passes --all --pdf --out passes.pdf")(passes.passes)
app.command(epilog="Example: lobby scan photo.jpg --dry-run")(scanning.scan)
app.command(epilog="Example: lobby status --json")(standing.status)
app.command(epilog="Example: lobby facts --json --db lobby.db")(folder.facts)
app.command(epilog="Example: lobby sync --once")(folder.sync)
app.command(epilog="Example: lobby pair --server http://127.0.0.1:8080 --code BCDFGHJK")(
    folder.pair
)
app.command(epilog="Example: lobby backup --db lobby.db --out /media/usb/lobby")(backups.backup)
app.command(epilog="Example: lobby restore /media/usb/lobby --db lobby.db")(backups.restore)
app.command(epilog=doctor.EXAMPLE)(doctor.command())


@app.command(epilog="Example: lobby server --port 8080")
def server(
    db: Database,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 8080,
    tls_cert: Annotated[Path | None, typer.Option(help="Certificate file (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its key file (PEM).")] = None,
    insecure_http: Annotated[
        bool, typer.Option(help="Allow plain HTTP beyond this machine.")
    ] = False,
    public_url: Annotated[
        str, typer.Option(help="The address devices use, if it is not this machine's own.")
    ] = "",
) -> None:
    """Run the central server.

    Beyond this machine it speaks HTTPS, with a certificate of its own making if none is given.
    """
    from kiosk.logs import log_to_stderr
    from kiosk.server.main import ServerSettings, serve

    log_to_stderr()
    serve(ServerSettings(db, host, port, tls_cert, tls_key, insecure_http, public_url))


def main() -> None:
    """Run a windowless command."""
    run(app)
