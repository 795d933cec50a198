"""A kiosk's folder with its core, as the kiosk's program uses them."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from kiosk.app import Core, News, open_folder
from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.settings import DataFolder, Pairing
from kiosk.store.devices import revoke_device
from kiosk.store.settling import settle_in
from kiosk.sync.pairing import pair
from kiosk.sync.states import SyncState, SyncStatus
from tests.server.central import SOON_S, Central

Answered = TypeVar("Answered")


class Tablet:
    """A kiosk's folder, used as the kiosk's program does."""

    def __init__(self, path: Path, central: Central) -> None:
        self.folder, self.central = DataFolder(path), central
        self.states: queue.Queue[SyncState] = queue.Queue()

    def pair(self) -> Pairing:
        met = pair(self.central.url, self.central.code(), DeviceRole.KIOSK, "front door")
        with self.folder.lock():
            engine = open_folder(self.folder)
            with Session(engine) as session, session.begin():
                settle_in(session, met.device, met.space, met.operator)
            self.folder.keep_pairing(met)
            engine.dispose()
        return met

    @contextmanager
    def open(self) -> Iterator[Core]:
        core = Core.open(self.folder)
        try:
            yield core
        finally:
            core.stop(SOON_S)

    @contextmanager
    def running(self) -> Iterator[Core]:
        with self.open() as core:
            core.start(News(lambda view: None, lambda state, waiting: self.states.put(state)))
            yield core

    def until(self, status: SyncStatus) -> SyncState:
        while (state := self.states.get(timeout=SOON_S)).status is not status:
            pass
        return state

    def is_revoked(self) -> None:
        pairing = self.folder.pairing()
        assert pairing is not None
        with self.central.session() as session:
            assert revoke_device(session, pairing.device, utc_now())

    def goes_through(self, url: str) -> None:
        pairing = self.folder.pairing()
        assert pairing is not None
        self.folder.keep_pairing(replace(pairing, server=url))


def do(core: Core, job: Callable[[Session], Answered]) -> Answered:
    return core.worker.submit(job).result(SOON_S)
