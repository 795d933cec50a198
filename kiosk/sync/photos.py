"""Members' photos come from the server one at a time, when there is nothing better to say."""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from kiosk.clock import HouseClock, utc_now
from kiosk.domain.photos import LARGEST_PHOTO, digest_of
from kiosk.errors import ServerError, StoreError
from kiosk.settings import OWNER_ONLY_FOLDER, replace_file
from kiosk.store.outbox import waiting
from kiosk.store.photos import members_standing, photos_wanted
from kiosk.store.presence import open_visits
from kiosk.store.station import station
from kiosk.sync.line import PACE_S, Duty, Line, Turn
from kiosk.sync.link import ServerAddress, ServerLink
from kiosk.sync.refusals import IndigestibleError, ServerProblemError
from kiosk.sync.transport import Patience
from kiosk.wire.problems import ProblemKind

MOST_KEPT = 10_000  # some 12 kB each
MOST_ASKED = 1_000  # by a wall that keeps none
_FACTS_FIRST_S = 2.0
_LOOK_AGAIN_S = 600.0  # for what nobody woke us for, and for what could not be had
_ABOUT_DEVICE = (ProblemKind.TOKEN_UNKNOWN, ProblemKind.DEVICE_REVOKED, ProblemKind.WRONG_ROLE)
_CHANGES = text("PRAGMA data_version")  # of others than this connection, told at no cost
_PATIENCE = Patience(most_bytes=LARGEST_PHOTO)

log = logging.getLogger(__name__)


class _PhotoError(ServerError):
    """One photo cannot be had now; the next one may."""


class _PassedOver:
    """The photos that could not be had, and when each may be asked for again."""

    def __init__(self) -> None:
        self._again_at: dict[str, float] = {}
        self._in_a_row = 0

    def add(self, digest: str, error: _PhotoError) -> float:
        """Let others go first for a while; return how many seconds to leave the server alone.

        Longer with each one in a row: then it is not the photos. Said once a row.
        """
        if not self._in_a_row and digest not in self._again_at:
            log.warning("a photo is passed over, and tried again later: %s", error)
        self._again_at[digest] = time.monotonic() + _LOOK_AGAIN_S
        self._in_a_row += 1
        return min(PACE_S * 2.0 ** min(self._in_a_row, 30), _LOOK_AGAIN_S)

    def had(self, digest: str) -> None:
        """A photo came: the server is well."""
        self._in_a_row = 0
        self._again_at.pop(digest, None)

    def first_due(self, digests: Iterable[str]) -> str | None:
        """Return the first of these that may be asked for now."""
        now = time.monotonic()
        return next((one for one in digests if self._again_at.get(one, now) <= now), None)


class PhotoKeeper:
    """Keeps the photos of the members whom a device holds, as `<digest>.jpg` in a folder.

    A thread of its own, "sync-photos", with a connection of its own, which only reads: neither a
    scan nor a fact ever waits for a photo. Those of people who are in come first, and what no
    member has any more is deleted. `on_kept` is called on that thread.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        address: ServerAddress,
        on_kept: Callable[[], None],
        clock: HouseClock,
    ) -> None:
        self._engine, self._folder, self._on_kept = engine, folder, on_kept
        self._clock, self._link = clock, ServerLink(address, patience=_PATIENCE, clock=clock)
        self._guard, self._times_forgotten = threading.Lock(), 0
        self._standing: tuple[int, int, int] | None = None
        self._changes: int | None = None
        self._missing: dict[str, None] = {}
        self._passed_over = _PassedOver()
        duty = Duty(self._exchange, lambda state: None, self._close)
        self._line = Line("sync-photos", duty, clock.now)

    def start(self) -> None:
        """Start fetching."""
        self._line.start()

    def wake(self) -> None:
        """Look now: a member may have changed. Safe from any thread."""
        self._line.wake()

    def stop(self, timeout_s: float) -> None:
        """Stop after the photo that is on its way."""
        self._line.end()
        self._line.join(timeout_s)

    def forget(self) -> None:
        """Delete every photo, also the one that is on its way. Safe from any thread."""
        with self._guard:
            self._times_forgotten += 1
            forget_photos(self._folder)

    def _close(self) -> None:
        self._link.close()
        self._engine.dispose()

    def _exchange(self) -> Turn:
        times_forgotten = self._times_forgotten
        with Session(self._engine) as session:
            # First, and without the server: who was erased here is not to wait for it to answer.
            self._look(session)
            if waiting(session).pending:
                return Turn(_FACTS_FIRST_S, has_spoken=False)
        digest = self._passed_over.first_due(self._missing)
        if digest is None:
            return Turn(_LOOK_AGAIN_S, has_spoken=False)
        # Whatever becomes of this one, the next time another one goes first.
        self._missing[digest] = self._missing.pop(digest)
        try:
            self._fetch(digest, times_forgotten)
        except _PhotoError as error:
            return Turn(self._passed_over.add(digest, error))
        self._passed_over.had(digest)
        del self._missing[digest]
        return Turn(PACE_S)

    def _look(self, session: Session) -> None:
        """Find out which photos are missing, if anything about members is new."""
        changes = session.scalar(_CHANGES)
        if changes == self._changes and self._folder.exists():
            return  # nobody wrote anything since
        standing = members_standing(session)
        if standing == self._standing and self._folder.exists():
            self._changes = changes
            return
        here = station(session)
        present = open_visits(session, here.space, self._clock.now()) if here else []
        wanted = photos_wanted(session, {visit.person for visit in present}, MOST_KEPT)
        self._folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
        kept = {file.stem for file in self._tidied(frozenset(wanted))}
        self._missing = dict.fromkeys(digest for digest in wanted if digest not in kept)
        self._standing, self._changes = standing, changes

    def _tidied(self, wanted: frozenset[str]) -> list[Path]:
        """Delete what nobody wants; return what stays."""
        files = list(self._folder.iterdir())
        gone = [file for file in files if file.suffix != ".jpg" or file.stem not in wanted]
        for file in gone:
            file.unlink(missing_ok=True)
        return [file for file in files if file not in gone]

    def _fetch(self, digest: str, times_forgotten: int) -> None:
        jpeg = _photo(self._link, digest)
        if jpeg is None:
            return
        with self._guard:
            if self._times_forgotten != times_forgotten:
                return
            try:
                replace_file(self._folder / f"{digest}.jpg", jpeg)
            except OSError as error:
                log.warning("a photo cannot be kept: %s", error.strerror)
                raise StoreError("Photos cannot be kept in the data folder.") from error
        self._on_kept()


class PhotoFetcher:
    """Fetches the photos that a wall on another machine asks for, and keeps none.

    `on_photo` is called on the thread "wall-photos".
    """

    def __init__(self, address: ServerAddress, on_photo: Callable[[str, bytes], None]) -> None:
        self._link, self._on_photo = ServerLink(address, patience=_PATIENCE), on_photo
        self._wanted: dict[str, None] = {}
        self._passed_over = _PassedOver()
        self._guard = threading.Lock()
        duty = Duty(self._exchange, lambda state: None, self._link.close)
        self._line = Line("wall-photos", duty, utc_now)

    def start(self) -> None:
        """Start fetching."""
        self._line.start()

    def stop(self, timeout_s: float) -> None:
        """Stop after the photo that is on its way."""
        self._line.end()
        self._line.join(timeout_s)

    def want(self, digest: str) -> None:
        """Fetch a photo, when its turn comes. Safe from any thread."""
        with self._guard:
            self._wanted[digest] = None
            while len(self._wanted) > MOST_ASKED:
                del self._wanted[next(iter(self._wanted))]
        self._line.wake()

    def _exchange(self) -> Turn:
        with self._guard:
            digest = self._passed_over.first_due(self._wanted)
            if digest is None:
                return Turn(_LOOK_AGAIN_S, has_spoken=False)
            self._wanted[digest] = self._wanted.pop(digest)
        try:
            jpeg = _photo(self._link, digest)
        except _PhotoError as error:
            return Turn(self._passed_over.add(digest, error))
        self._passed_over.had(digest)
        with self._guard:
            self._wanted.pop(digest, None)
        if jpeg is not None:
            self._on_photo(digest, jpeg)
        return Turn(PACE_S)


def forget_photos(folder: Path) -> None:
    """Delete every photo that a device keeps."""
    shutil.rmtree(folder, ignore_errors=True)


def _photo(link: ServerLink, digest: str) -> bytes | None:
    """Return a photo; None where the server has it no more, or this device may not have it.

    Raises:
        _PhotoError: this one cannot be had now.
        ServerError: no usable answer.
    """
    try:
        jpeg = link.photo(digest)
    except ServerProblemError as error:
        if error.kind == ProblemKind.NOT_FOUND:
            return None
        if error.kind in _ABOUT_DEVICE:
            raise
        raise _PhotoError(str(error)) from error
    except IndigestibleError as error:
        raise _PhotoError(str(error)) from error
    if digest_of(jpeg) != digest:
        raise _PhotoError("The server sent another photo than was asked for.")
    return jpeg
