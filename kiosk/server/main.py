"""Running the central server."""

import gc
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from kiosk.clock import utc_now
from kiosk.daily import DailyJob
from kiosk.errors import SetupError
from kiosk.server.api.app import make_app
from kiosk.server.certificates import OwnAuthority, own_authority_of
from kiosk.server.database import Database
from kiosk.server.forgetting import forget
from kiosk.server.founding import found_server, keys_folder
from kiosk.server.names import host_of, is_this_machine, names_of_this_machine
from kiosk.server.protocol import DeviceProtocol
from kiosk.store.backups.daily import DailyBackup
from kiosk.store.backups.replacing import check_file
from kiosk.store.engines import store_error_of
from kiosk.store.in_use import used_by_server

_BACKLOG = 1024
_LAST_REPLIES_S = 2


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where the server keeps its data and where it listens. Port 0 takes a free one.

    `public_url` is the address that devices and phones use, where that is none of this machine's
    own.
    """

    db: str
    host: str = "127.0.0.1"
    port: int = 8080
    tls_cert: Path | None = None
    tls_key: Path | None = None
    insecure_http: bool = False
    public_url: str = ""

    @property
    def certifies_itself(self) -> bool:
        """Say whether this server makes its own certificate: others reach it, and it has none."""
        return not (self.tls_cert or self.insecure_http or is_this_machine(self.host))

    @property
    def scheme(self) -> str:
        """Return how devices speak to this server."""
        return "https" if self.tls_cert or self.certifies_itself else "http"


class LobbyServer(uvicorn.Server):
    """A server that says when it listens and lets waiting devices go at once when it stops."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so once devices are accepted."""
        await super().startup(sockets)
        if self.started:
            # What the imports made stays for good; collecting it again costs half a wall's view.
            gc.collect()
            gc.freeze()
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the long-polls before waiting for connections to close."""
        self.config.app.state.service.bell.close()  # type: ignore[union-attr]
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: object) -> None:
        """Stop in order; being asked to stop is no failure."""
        self.should_exit = True


def serve(settings: ServerSettings) -> None:
    """Run the server until it is asked to stop; makes and founds its database at first start.

    Prints `Listening on URL` when devices can connect.

    Raises:
        SetupError: the settings, the port or the keys do not allow it.
        StoreError: the database cannot be used.
    """
    check_transport(settings)
    listener = listen(settings.host, settings.port)
    with listener, used_by_server(settings.db):
        database = open_database(settings.db)
        backups = DailyBackup(settings.db, keys_folder(settings.db).parent)
        forgetting = DailyJob(
            "forgetting", lambda: database.write_now(lambda session: forget(session, utc_now()))
        )
        backups.start()
        forgetting.start()
        server = make_server(settings, database, lambda: _say_listening(settings, listener))
        server.run([listener])
        backups.stop(_LAST_REPLIES_S)
        forgetting.stop(_LAST_REPLIES_S)


def make_server(
    settings: ServerSettings, database: Database, announce: Callable[[], None]
) -> LobbyServer:
    """Return a server, ready to run on a socket; with a certificate of its own if it needs one.

    Raises:
        SetupError: what belongs to that certificate cannot be read or written.
    """
    own = _own_authority(settings)
    config = uvicorn.Config(
        make_app(database, own_authority=own.pem() if own else b"", public_url=settings.public_url),
        http=DeviceProtocol,
        ws="none",
        ssl_certfile=own.server_file if own else settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_REPLIES_S,
    )
    return LobbyServer(config, announce)


def _own_authority(settings: ServerSettings) -> OwnAuthority | None:
    if not settings.certifies_itself:
        return None
    own = own_authority_of(settings.db)
    elsewhere = host_of(settings.public_url) if settings.public_url else ""
    own.certify(names_of_this_machine(settings.host, elsewhere), utc_now())
    return own


def open_database(url: str) -> Database:
    """Open a database in the present schema, founded if it is new.

    Raises:
        StoreError: it cannot be reached or written.
        SetupError: its signing key is missing.
    """
    try:
        if (parsed := make_url(url)).get_backend_name() == "sqlite":
            check_file(Path(parsed.database or ""))
        database = Database(url)
        database.write_now(lambda session: found_server(session, keys_folder(url)))
    except (DBAPIError, OSError) as error:
        place = make_url(url).render_as_string(hide_password=True)
        raise store_error_of(error, place) from error
    return database


def check_transport(settings: ServerSettings) -> None:
    """Refuse a certificate that does not work.

    Raises:
        SetupError: certificate and key are not a pair, or the public address is none.
    """
    if settings.public_url:
        host_of(settings.public_url)
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise SetupError("A certificate needs its key; give both --tls-cert and --tls-key.")
    for file in (settings.tls_cert, settings.tls_key):
        if file and not file.is_file():
            raise SetupError(f"{file} is not there; name a PEM file.")
    if settings.tls_cert and settings.tls_key:
        _check_certificate(settings.tls_cert, settings.tls_key)


def _check_certificate(cert: Path, key: Path) -> None:
    try:
        # A passphrase would be asked for on a terminal that a service does not have.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password=lambda: b"")
    except (ssl.SSLError, OSError) as error:
        raise SetupError(
            f"{cert} and {key} are not a certificate and its key; name PEM files that belong "
            "together, the key without a passphrase."
        ) from error


def listen(host: str, port: int) -> socket.socket:
    """Take the address to listen on.

    Raises:
        SetupError: it is taken, not ours, or not an address.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with ExitStack() as undo:
            listener = undo.enter_context(socket.socket(family, kind, proto))
            # A restart must not wait for the last connections of the one before.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(_BACKLOG)
            undo.pop_all()
    except OSError as error:
        raise SetupError(
            f"Port {port} on {host} cannot be used ({error.strerror}); stop whatever uses it, "
            "or name another with --port."
        ) from error
    return listener


def _say_listening(settings: ServerSettings, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"Listening on {settings.scheme}://{shown}:{port}\n")
    if settings.certifies_itself:
        public = settings.public_url or f"https://{socket.gethostname()}:{port}"
        sys.stdout.write(
            f"Devices pair by lobby pair --server {public} --code CODE, with the whole CODE that "
            "lobby device code makes here.\n"
        )
    sys.stdout.flush()
