"""Where things are kept on this machine, and what stands in the data folder."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from platformdirs import user_data_path
from pydantic import TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kiosk.domain.devices import DeviceRole
from kiosk.errors import StoreError

# The window that each kind of device is there for.
WINDOW_OF = {DeviceRole.KIOSK: "kiosk", DeviceRole.DESK: "staff", DeviceRole.WALL: "wall"}
OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700


class Settings(BaseSettings):
    """Defaults that an environment variable (LOBBY_DATA, LOBBY_DB, LOBBY_LANG) may change."""

    model_config = SettingsConfigDict(env_prefix="LOBBY_")

    data: Path = user_data_path("hello-lobby", appauthor=False) / "kiosk"
    db: str = ""
    lang: str = "en"

    @property
    def database_url(self) -> str:
        """Return where the server on this machine keeps its data."""
        folder = user_data_path("hello-lobby", appauthor=False) / "server"
        return self.db or f"sqlite:///{folder / 'lobby.db'}"


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a device got when it was paired. Whoever has the token is this device.

    `other_token` is the one before or after the present one: after an answer that was lost, or a
    server that was put back to an older state, it may be the good one of the two.
    """

    server: str
    token: str = field(repr=False)
    device: UUID
    space: str
    operator: UUID
    role: DeviceRole
    other_token: str = field(default="", repr=False)
    token_since: datetime | None = None


class DataFolder:
    """One device's folder: its database, its pairing, and the wall's view.

    Only one program may write in a folder at a time; `lock` sees to that.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "lobby.db"
        self.wall_file = path / "wall.json"
        self.photos = path / "photos"
        self._pairing_file = path / "device.json"
        self._authority_file = path / "server-ca.pem"
        self._member_page_file = path / "member-page.txt"

    def lock(self) -> FileLock:
        """Become the only writer, until the lock is released.

        Raises:
            StoreError: somebody else is, or the folder cannot be written.
        """
        self._make()
        lock = FileLock(self.path / "in-use.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreError(
                f"{self.path} is in use by another program; stop that one first, "
                "or name another folder with --data."
            ) from error
        except OSError as error:
            raise self._unwritable() from error
        return lock

    def pairing(self) -> Pairing | None:
        """Return what the server gave this device; None before pairing.

        Raises:
            StoreError: the file is there but cannot be understood.
        """
        try:
            return TypeAdapter(Pairing).validate_json(self._pairing_file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise StoreError(
                f"{self._pairing_file} cannot be read; pair this device again with lobby pair."
            ) from error

    def readable_pairing(self) -> Pairing | None:
        """Return what the server gave this device; None also where nobody can read that."""
        try:
            return self.pairing()
        except StoreError:
            return None

    def paired(self, *roles: DeviceRole) -> Pairing:
        """Return the pairing of a folder that must have one of these roles; makes nothing.

        Raises:
            StoreError: it is not paired, or as something else.
        """
        pairing = self.pairing()
        if pairing is None:
            raise StoreError(f"{self.path} is not paired yet; run lobby pair first.")
        if pairing.role not in roles:
            raise StoreError(
                f"{self.path} is a {pairing.role}'s folder; use lobby {WINDOW_OF[pairing.role]} "
                "there, or name another folder with --data."
            )
        return pairing

    def member_page(self) -> str:
        """Return where phones find members' pages, as the server last said; empty if it never did.

        What cannot be read is asked for again.
        """
        try:
            return self._member_page_file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def keep_member_page(self, url: str) -> None:
        """Write down where phones find members' pages."""
        replace_file(self._member_page_file, url.encode("ascii"))

    def keep_pairing(self, pairing: Pairing, authority: bytes = b"") -> None:
        """Write down what the server gave this device, for its owner's eyes only.

        `authority` is the certificate (PEM) that this server's own is checked by from now on;
        without one it has to stand up to this machine's list of public ones.
        """
        self._make()
        if authority:
            replace_file(self._authority_file, authority)
        else:
            self._authority_file.unlink(missing_ok=True)
        self.keep_tokens(pairing)

    def keep_tokens(self, pairing: Pairing) -> None:
        """Write down a pairing whose tokens changed. It is on disk once this returns."""
        plain = {key: str(value) for key, value in asdict(pairing).items() if value is not None}
        replace_file(self._pairing_file, json.dumps(plain, indent=2).encode())
        # A token is used from now on, and its first use ends the one before for good.
        _settle(self.path)

    def authority(self) -> Path | None:
        """Return the certificate by which the server's own is checked, if it made its own."""
        return self._authority_file if self._authority_file.exists() else None

    def log_file(self, program: str) -> Path:
        """Return where a program on this folder writes its log."""
        return self.path / f"{program}.log"

    def _make(self) -> None:
        try:
            self.path.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable() from error
        if not os.access(self.path, os.W_OK):
            raise self._unwritable()

    def _unwritable(self) -> StoreError:
        return StoreError(
            f"{self.path} cannot be written; make it writable or name another folder with --data."
        )


def replace_file(path: Path, content: bytes) -> None:
    """Put a whole new file in place of the old one at once, readable by its owner only."""
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _settle(folder: Path) -> None:
    """Have the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
