"""lobby doctor: what is wrong on this machine, and what to do, in words."""

import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.clock import MAY_BE_OFF, utc_now
from kiosk.commands.backups import complaints
from kiosk.commands.findings import Check, Finding, Health, tell
from kiosk.commands.options import Data
from kiosk.commands.standing import NOBODY_KNOWN, knows_members
from kiosk.domain.devices import DeviceRole
from kiosk.errors import LobbyError
from kiosk.settings import DataFolder
from kiosk.store.backups.making import all_backups
from kiosk.store.engines import is_damaged, open_reader, sqlite_url
from kiosk.store.tables import StationRow
from kiosk.sync.link import ServerLink, address_in
from kiosk.sync.tokens import Tokens
from kiosk.sync.transport import Patience, Question, Transport

EXAMPLE = "Example: lobby doctor"
ENOUGH_DISK_BYTES = 1_000_000_000
SERVER_ANSWERS_S = 5.0
SOUND_CARDS = Path("/proc/asound/cards")


Answer = TypeVar("Answer")


def command(more: Callable[[], Iterable[Check]] = tuple) -> Callable[..., None]:
    """Return the command `lobby doctor`, which looks at more where there is more."""

    def doctor(
        data: Data,
        scan: Annotated[
            bool, typer.Option("--scan", help="Measure how well camera and USB scanner read.")
        ] = False,
        camera: Annotated[
            str,
            typer.Option(
                help="With --scan: a number, /dev/…, a file, a folder, simulated, or none."
            ),
        ] = "",
        seconds: Annotated[float, typer.Option(help="With --scan: how long.", min=1, max=120)] = 6,
        distance: Annotated[
            float, typer.Option(help="With --scan: cm from camera to pass.", min=5, max=300)
        ] = 50,
    ) -> None:
        """Look at this machine: what is wrong, and what to do."""
        folder = DataFolder(data)
        if scan:
            from kiosk.commands.scan_check import ScanOptions, check_scanning

            options = ScanOptions(camera, seconds, distance)
            findings: Iterable[Finding] = check_scanning(folder, options, typer.echo)
        else:
            findings = [check(folder) for check in (*CHECKS, *more())]
        if not tell(findings):
            raise typer.Exit(1)

    return doctor


def camera(_: DataFolder) -> Finding:
    """Look for a camera."""
    if importlib.util.find_spec("cv2") is None:
        words = "OpenCV is not installed; install hello-lobby[kiosk] where a camera is needed."
        return Finding("camera", Health.NOTE, words)
    from kiosk.scanning.camera import first_camera

    index = first_camera()
    if index is None:
        words = "none found; plug one in; lobby demo shows a simulated one."
        return Finding("camera", Health.NOTE, words)
    return Finding("camera", Health.GOOD, f"camera {index} gives pictures.")


def data_folder(folder: DataFolder) -> Finding:
    """Look at the folder, its pairing and its disk."""
    if folder.path.exists() and not _can_write(folder):
        words = f"{folder.path} cannot be written; make it and what is in it this user's own."
        return Finding("data folder", Health.BAD, words)
    try:
        pairing = folder.pairing()
    except LobbyError as error:
        return Finding("data folder", Health.BAD, str(error))
    if pairing is None:
        words = f"{folder.path} is not paired yet; run lobby pair, or lobby demo to try things out."
        return Finding("data folder", Health.NOTE, words)
    if shutil.disk_usage(folder.path).free < ENOUGH_DISK_BYTES:
        return Finding("data folder", Health.BAD, "less than 1 GB is free; make some space.")
    words = f"{folder.path} is a {pairing.role} of {pairing.space}."
    return Finding("data folder", Health.GOOD, words)


def _can_write(folder: DataFolder) -> bool:
    try:
        # Really tried: a disk may be read-only, and the superuser is told yes by every mode bit.
        tempfile.TemporaryFile(dir=folder.path).close()
        if folder.database.exists():
            folder.database.open("r+b").close()
    except OSError:
        return False
    return True


def database(folder: DataFolder) -> Finding:
    """Check the database for damage."""
    if not folder.database.exists():
        return Finding("database", Health.NOTE, "there is none yet; pairing makes it.")
    if is_damaged(folder.database):
        words = (
            f"{folder.database} is damaged; start the kiosk or desk again, which saves what can be "
            "read into a new one."
        )
        return Finding("database", Health.BAD, words)
    return Finding("database", Health.GOOD, "no damage found.")


def backups(folder: DataFolder) -> Finding:
    """Look at the backups, and for a damaged database that was put aside."""
    if found := list(complaints(folder.path, utc_now())):
        return Finding("backups", Health.BAD, " ".join(found))
    newest = next(iter(all_backups(folder.path)), None)
    if newest is None:
        return Finding("backups", Health.NOTE, "none yet; a running kiosk or desk makes one a day.")
    return Finding("backups", Health.GOOD, f"the newest is {newest}.")


def clock(folder: DataFolder) -> Finding:
    """Compare this machine's clock with the server's, as last known."""
    here = _ask(folder, lambda session: session.query(StationRow).one_or_none())
    if here is None or here.offset_ms is None:
        return Finding("clock", Health.NOTE, "not compared with a server yet.")
    seconds = here.offset_ms / 1000
    if abs(seconds) > MAY_BE_OFF.total_seconds():
        words = f"{abs(seconds):.0f} s off the house's time; set this machine's clock."
        return Finding("clock", Health.BAD, words)
    return Finding("clock", Health.GOOD, f"{abs(seconds):.1f} s off the house's time.")


def members(folder: DataFolder) -> Finding:
    """Look whether anybody is known who could come in; nobody is once staff ended the access."""
    try:
        pairing = folder.pairing()
    except LobbyError:
        pairing = None
    if pairing is None or pairing.role is DeviceRole.WALL:
        return Finding("members", Health.NOTE, "none are kept here.")
    if not _ask(folder, knows_members):
        return Finding("members", Health.BAD, NOBODY_KNOWN)
    return Finding("members", Health.GOOD, "codes can be judged here.")


def _ask(folder: DataFolder, question: Callable[[Session], Answer]) -> Answer | None:
    """Ask a folder's database; None where that gives no answer."""
    if not folder.database.exists():
        return None
    engine = open_reader(sqlite_url(folder.database))
    try:
        with Session(engine) as session:
            return question(session)
    except DBAPIError:
        return None
    finally:
        engine.dispose()


def server(folder: DataFolder) -> Finding:
    """Ask the server whether it is there, and is one of ours."""
    try:
        pairing = folder.pairing()
    except LobbyError:
        pairing = None
    if pairing is None:
        return Finding("server", Health.NOTE, "not paired yet.")
    patience = Patience(SERVER_ANSWERS_S, SERVER_ANSWERS_S)
    try:
        own = folder.authority()
        with closing(Transport(pairing.server, Tokens(), patience, authority=own)) as transport:
            transport.ask(Question("/healthz"))
    except LobbyError as error:
        return Finding("server", Health.BAD, f"{error} Check-ins wait here until then.")
    words = f"{pairing.server} answers."
    if pairing.role is DeviceRole.KIOSK and not _reach_phones(folder, patience):
        words += " Phones cannot open members' pages: start the server with --public-url."
        return Finding("server", Health.NOTE, words)
    return Finding("server", Health.GOOD, words)


def _reach_phones(folder: DataFolder, patience: Patience) -> bool:
    """Say whether phones can open members' pages, as far as the server tells."""
    try:
        with closing(ServerLink(address_in(folder), patience=patience)) as link:
            return link.member_page() != ""
    except LobbyError:
        return True  # whoever may not ask, or gets no answer, cannot know


def sound(_: DataFolder) -> Finding:
    """Look for a sound card."""
    try:
        cards = SOUND_CARDS.read_text(encoding="utf-8")
    except OSError:
        cards = "no soundcards"
    if "no soundcards" in cards:
        return Finding("sound", Health.NOTE, "no sound card; the kiosk stays silent.")
    return Finding("sound", Health.GOOD, "a sound card is there.")


CHECKS: tuple[Check, ...] = (
    camera,
    data_folder,
    database,
    backups,
    members,
    clock,
    server,
    sound,
)
