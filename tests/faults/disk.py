"""A disk that writes down every step that a store has it take, and can be made to fail."""

from dataclasses import dataclass
from pathlib import Path

import apsw
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from typing_extensions import override

from kiosk.domain.facts import Fact
from kiosk.store.engines import write_durably
from tests.faults import apsw_driver


@dataclass(frozen=True, slots=True)
class Made:
    """A file was made."""

    file: str


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes were handed to the system."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file was cut off."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """All of a file so far is on the disk."""

    file: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A file's name was taken away; on the disk only with the folder's next sync."""

    file: str
    is_synced: bool


@dataclass(frozen=True, slots=True)
class Green:
    """Somebody was told that these facts count."""

    facts: tuple[Fact, ...]


Step = Made | Written | Cut | Synced | Unlinked | Green
Change = Written | Cut


class Disk(apsw.VFS):
    """A folder whose every change is written down, and that can be made to fail."""

    def __init__(self, folder: Path) -> None:
        self.name = f"disk-{id(self)}"
        self.folder, self.steps = folder, list[Step]()
        self._failing = range(0)
        super().__init__(self.name, base="")

    def note(self, *facts: Fact) -> None:
        """Write down what turned green, as a ledger does."""
        self.steps.append(Green(facts))

    def fail(self, after: int, times: int = 1) -> None:
        """Fail so many times in a row, so many steps from now."""
        self._failing = range(after, after + times)

    @property
    def has_failed(self) -> bool:
        """Say whether all the failing is over."""
        return not self._failing

    def engine(self, *pragmas: str) -> Engine:
        """Open the store on this disk as the product does; `pragmas` come last."""
        path = str(self.folder / "lobby.db")

        def connect() -> apsw_driver.Connection:
            return apsw_driver.connect(path, vfs=self.name)

        def weaken(connection: apsw_driver.Connection, _record: object) -> None:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")

        engine = create_engine(
            "sqlite://",
            module=apsw_driver,
            creator=connect,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
        )
        write_durably(engine)
        event.listen(engine, "connect", weaken)
        return engine

    def step(self, step: Step) -> None:
        """Take one step, or fail instead."""
        is_failing = 0 in self._failing
        if self._failing:
            self._failing = range(max(self._failing.start - 1, 0), self._failing.stop - 1)
        if is_failing:
            raise apsw.IOError("the disk failed")
        self.steps.append(step)

    @override
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file."""
        assert name is not None, "the store keeps no temporary files"
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        if not path.exists():
            self.step(Made(path.name))
        return _File(self, path.name, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Take a file's name away."""
        self.step(Unlinked(Path(filename).name, syncdir))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(
        self, disk: Disk, name: str, path: str | apsw.URIFilename, flags: list[int]
    ) -> None:
        self._disk, self._name = disk, name
        super().__init__("", path, flags)

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        try:
            self._disk.step(Written(self._name, offset, bytes(data)))
        except apsw.IOError:
            super().xWrite(data[: len(data) // 2], offset)  # a short write
            raise
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        self._disk.step(Cut(self._name, newsize))
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        self._disk.step(Synced(self._name))  # a real one would only cost time
