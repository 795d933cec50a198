"""The core of a kiosk, wired once: its store, its desk, its sync, and what each touch does."""

import logging
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from filelock import BaseFileLock
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kiosk.actions.desk import Desk
from kiosk.actions.door import space_at
from kiosk.actions.forgetting import forget_guests
from kiosk.clock import MAY_BE_OFF, HouseClock
from kiosk.daily import DailyJob
from kiosk.domain.spaces import Space
from kiosk.domain.views import WallView
from kiosk.errors import LobbyError, ServerError
from kiosk.opening import open_folder
from kiosk.reports.wall import nobodys_view, wall_view, wall_view_to_json
from kiosk.settings import DataFolder, replace_file
from kiosk.store import outbox
from kiosk.store.backups.daily import DailyBackup
from kiosk.store.backups.replacing import BEFORE_RESTORE, DAMAGED, set_aside
from kiosk.store.directory import public_keys
from kiosk.store.engines import open_reader, sqlite_url
from kiosk.store.names import read_names
from kiosk.store.timekeeping import keep_time, restore_clock
from kiosk.sync.asking import Asking
from kiosk.sync.link import ServerAddress, ServerLink, address_in
from kiosk.sync.once import Exchanged, push_and_pull_once
from kiosk.sync.photos import PhotoKeeper, forget_photos
from kiosk.sync.revoked import is_revocation
from kiosk.sync.states import SyncState, SyncStatus
from kiosk.sync.worker import Listener, SyncWorker
from kiosk.worker import CoreWorker

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """Who hears of what happens here. Called on the core's threads; must only hand over.

    `on_house` gets the wall's view after every change, `on_sync` at the same moments the standing
    with the server and what waits for it. `on_photo` is called after each photo that was fetched.
    """

    on_house: Callable[[WallView], None]
    on_sync: Callable[[SyncState, outbox.Waiting], None]
    on_photo: Callable[[], None] = lambda: None


class Core:
    """A kiosk without a screen: its folder, the core worker, the desk and sync."""

    def __init__(
        self, folder: DataFolder, lock: BaseFileLock, engine: Engine, address: ServerAddress
    ) -> None:
        """Use `open`."""
        self.clock = HouseClock()
        self.desk = Desk(self.clock)
        self.worker = CoreWorker(engine, str(folder.path))
        # Before any other job: nobody is judged by a clock that is known to be off.
        self.worker.submit(lambda session: restore_clock(session, self.clock))
        self.photos_folder = folder.photos
        self._folder, self._lock = folder, lock
        self._address = address
        self._sync: SyncWorker | None = None
        self._photos: PhotoKeeper | None = None
        self.asking = Asking(address)
        self._member_page = folder.member_page()
        self._has_asked_for_page = False
        self._backups = DailyBackup(sqlite_url(folder.database), folder.path, self.clock.now)
        self._forgetting = DailyJob("forgetting", self._forget)
        self._standing: SyncState | None = None
        self._news: News | None = None
        self._stepped_by = timedelta()

    @classmethod
    def open(cls, folder: DataFolder) -> "Core":
        """Become the one program that writes in a paired folder.

        Raises:
            StoreError: it is in use, cannot be written, is damaged, or is not paired.
        """
        lock = folder.lock()
        try:
            address = address_in(folder)
            return cls(folder, lock, open_folder(folder), address)
        except BaseException:
            lock.release()
            raise

    def start(self, news: News) -> None:
        """Start to sync, and to tell what happens."""
        self._news = news
        listener = Listener(on_state=self._tell_sync, on_changed=self._changed)
        self._sync = SyncWorker(self.worker, self._address, listener, self.clock)
        self._sync.start()
        self._photos = self._photo_keeper(news.on_photo)
        self._photos.start()
        self._backups.start()
        self._forgetting.start()
        self.publish()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Stop sync, finish what is queued, and let go of the folder."""
        if self._sync is not None:
            self._sync.stop(timeout_s)
            self._backups.stop(timeout_s)
            self._forgetting.stop(timeout_s)
        if self._photos is not None:
            self._photos.stop(timeout_s)
        self.asking.stop()
        self.worker.submit(self._keep_time)
        self.worker.stop()
        self._lock.release()

    def sync_once(self) -> Exchanged:
        """Push and pull once.

        Raises:
            ServerError: no usable answer.
        """
        try:
            return push_and_pull_once(self.worker, self._address, self.clock)
        except ServerError as error:
            if is_revocation(error):
                self._clear_folder()
                self.worker.empty_log()
            raise

    def space(self) -> "Future[Space]":
        """Return this kiosk's space; the future raises StoreError before the first sync."""
        return self.worker.submit(space_at)

    def member_page_url(self) -> str:
        """Return where members find their own page on a phone; empty where no phone can."""
        return self._member_page

    def recorded(self) -> None:
        """Tell the wall and the server that something was recorded here."""
        if self._sync is not None:
            self._sync.wake()
        self._changed()

    def _changed(self) -> None:
        self.publish()
        if self._photos is not None:
            self._photos.wake()

    def _photo_keeper(self, on_photo: Callable[[], None]) -> PhotoKeeper:
        reader = open_reader(sqlite_url(self._folder.database))
        return PhotoKeeper(reader, self._folder.photos, self._address, on_photo, self.clock)

    def publish(self) -> None:
        """Put the wall's view as it is now where the wall looks for it."""
        self.worker.submit(self._present_view).add_done_callback(self._publish)
        self.worker.submit(self._keep_time)
        self._count_waiting()
        self._read_names()

    def _publish(self, made: "Future[WallView]") -> None:
        if error := made.exception():
            log.error("the wall's view could not be made", exc_info=error)
            return
        view = made.result()
        try:
            replace_file(self._folder.wall_file, wall_view_to_json(view))
        except OSError:
            log.exception("the wall's view could not be written")
        if self._news is not None:
            self._news.on_house(view)

    def _tell_sync(self, state: SyncState) -> None:
        before = self._standing
        if state.status is SyncStatus.REVOKED:
            if before is None or before.status is not state.status:
                self._clear_folder()
            self.worker.empty_log()  # at every try: somebody may have been reading
        if state.status is SyncStatus.SYNCED and not self._has_asked_for_page:
            self._has_asked_for_page = True
            self.asking.submit(ServerLink.member_page).add_done_callback(self._learn_page)
        self._standing = state
        self._count_waiting()

    def _clear_folder(self) -> None:
        """Remove what shows who belongs to the house; sync has cleared the database already."""
        log.warning("staff ended this device's access; what it held of the house's people is gone")
        self._backups.remove_all()
        if self._photos is not None:
            self._photos.forget()
        forget_photos(self._folder.photos)
        home = self._folder.path
        for kept in (*set_aside(home, DAMAGED), *set_aside(home, BEFORE_RESTORE)):
            shutil.rmtree(kept, ignore_errors=True)  # what was unsent there was taken over
        self.publish()

    def _learn_page(self, said: "Future[str]") -> None:
        if isinstance(error := said.exception(), LobbyError):
            self._has_asked_for_page = False
            return
        if error is None and said.result() != self._member_page:
            self._member_page = said.result()
            try:
                self._folder.keep_member_page(self._member_page)
            except OSError:
                log.exception("the address of members' pages could not be written")

    def _count_waiting(self) -> None:
        self.worker.submit(outbox.waiting).add_done_callback(self._tell_waiting)

    def _tell_waiting(self, waiting: "Future[outbox.Waiting]") -> None:
        if self._news and self._standing and not waiting.exception():
            self._news.on_sync(self._standing, waiting.result())

    def _present_view(self, session: Session) -> WallView:
        space, now = space_at(session), self.clock.now()
        return wall_view(session, space, now) if public_keys(session) else nobodys_view(space, now)

    def _forget(self) -> None:
        self.worker.submit(lambda session: forget_guests(session, self.clock.now())).result()

    def _read_names(self) -> None:
        """Have all names ready to be searched, a few at a time: a scan may come in between."""
        self.worker.submit(read_names).add_done_callback(self._read_more_names)

    def _read_more_names(self, read: "Future[bool]") -> None:
        if error := read.exception():
            log.error("names cannot be read to be searched: %s", type(error).__name__)
        elif not read.result():
            with suppress(RuntimeError):  # the worker has been stopped meanwhile
                self._read_names()

    def _keep_time(self, session: Session) -> None:
        keep_time(session, self.clock)
        stepped_by = self.clock.stepped_by()
        if abs(stepped_by - self._stepped_by) > MAY_BE_OFF:
            self._stepped_by = stepped_by
            seconds = stepped_by.total_seconds()
            log.warning("this machine's clock was moved by %.0f s since the start", seconds)
