"""lobby device: what is paired with this house's server."""

import json
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from kiosk.clock import utc_now
from kiosk.commands.central import central, the_space
from kiosk.commands.options import AsJson, Database, SpaceId
from kiosk.domain.devices import DeviceRole
from kiosk.domain.pairing import code_to_type
from kiosk.errors import InputError
from kiosk.server.certificates import own_authority_of
from kiosk.store.devices import all_devices, new_pairing_code, revoke_device

app = typer.Typer(help="The devices of this house.", no_args_is_help=True)


@app.command(epilog="Example: lobby device code --space casa-norte --role kiosk")
def code(
    db: Database,
    role: Annotated[DeviceRole, typer.Option(help="What the device will be.")] = DeviceRole.KIOSK,
    space: SpaceId = "",
) -> None:
    """Make a code that pairs one device within 15 minutes.

    Where the server made its own certificate, the code also says by what to know that.
    """
    fingerprint = own_authority_of(db).fingerprint()
    with central(db) as session:
        home = the_space(session, space)
        made = new_pairing_code(session, home.id, role, utc_now())
    typer.echo(code_to_type(made, fingerprint))


@app.command("list", epilog="Example: lobby device list")
def list_devices(db: Database, as_json: AsJson = False) -> None:
    """Show every device and when it was last heard of."""
    with central(db) as session:
        devices = all_devices(session)
    for device in devices:
        if as_json:
            plain = {
                "id": str(device.id),
                "space": device.space,
                "role": device.role,
                "name": device.name,
                "last_seen_at": _iso(device.last_seen_at),
                "revoked_at": _iso(device.revoked_at),
            }
            typer.echo(json.dumps(plain, ensure_ascii=False))
        else:
            state = (
                "revoked" if device.revoked_at else f"seen {_iso(device.last_seen_at) or 'never'}"
            )
            typer.echo(f"{device.id}  {device.role}  {device.space}  {device.name}  {state}")
    if not devices and not as_json:
        typer.echo("No device yet; make a code for one with lobby device code.")


@app.command(epilog="Example: lobby device revoke 6e0d5f4e-2f3c-4f0e-9d4c-000000000002")
def revoke(
    db: Database,
    device: Annotated[UUID, typer.Argument(help="The id that lobby device list shows.")],
) -> None:
    """End a device's access; what it recorded stays."""
    with central(db) as session:
        if not revoke_device(session, device, utc_now()):
            raise InputError("There is no such device with access; see lobby device list.")
    typer.echo("The device has no access any more.")


def _iso(instant: datetime | None) -> str:
    return instant.isoformat(timespec="seconds") if instant else ""
