"""The first start of a server: its operator, its own station, and the keys that sign passes."""

import os
import re
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from kiosk.errors import SetupError
from kiosk.settings import OWNER_ONLY, Settings
from kiosk.store.directory import public_keys, save_public_key
from kiosk.store.in_use import make_alone
from kiosk.store.station import found_station
from kiosk.store.tables import OperatorRow

DEFAULT_NAME = "Hello Lobby"
FIRST_KEY = 1
_KEY_FILE = re.compile(r"(1[0-5]|[0-9])\.pem")  # a pass has four bits for the key's number


def keys_folder(url: str) -> Path:
    """Return where a database's signing keys lie: beside a SQLite file, else in the user's data."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).parent / "keys"
    local = make_url(Settings(db="").database_url).database or ""
    return Path(local).parent / "keys"


def found_server(session: Session, keys: Path, name: str = DEFAULT_NAME) -> None:
    """Give a new database its operator, its station and its first signing key.

    Changes nothing where that has been done; the schema must be there.

    Raises:
        SetupError: the folder cannot be written, or the database's private key is not in it.
    """
    make_alone(session.connection())
    if session.scalars(select(OperatorRow.id)).first() is None:
        operator = uuid4()
        session.add(OperatorRow(id=operator, name=name, stream_epoch=uuid4()))
        found_station(session, uuid4(), "", operator)
    if public_keys(session):
        load_signing_key(keys)
        return
    # The file first: if we stop between the two, the next start finds it and goes on from there.
    if not _key_files(keys):
        _make_key(keys, FIRST_KEY)
    key_id, key = load_signing_key(keys)
    save_public_key(session, key_id, key.public_key().public_bytes_raw(), retired=False)


def operator_of(session: Session) -> UUID:
    """Return whose database this is."""
    return session.scalars(select(OperatorRow.id)).one()


def load_signing_key(keys: Path) -> tuple[int, Ed25519PrivateKey]:
    """Return the newest key that signs passes, with its number.

    Raises:
        SetupError: there is none, or it cannot be read.
    """
    found = _key_files(keys)
    if not found:
        raise SetupError(
            f"The key that signs passes is not in {keys}; "
            "copy that folder from the machine where this database was founded."
        )
    newest = max(found)
    try:
        key = load_pem_private_key(found[newest].read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SetupError(f"{found[newest]} cannot be read as a signing key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SetupError(f"{found[newest]} is not an Ed25519 key.")
    return newest, key


def _key_files(keys: Path) -> dict[int, Path]:
    return {int(file.stem): file for file in keys.glob("*.pem") if _KEY_FILE.fullmatch(file.name)}


def _make_key(keys: Path, key_id: int) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    try:
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(
            keys / f"{key_id}.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SetupError(
            f"{keys} cannot be written; make it writable for the server's user."
        ) from error
