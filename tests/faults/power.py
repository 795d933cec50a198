"""Power cuts: what is left on a disk after any step of a run.

A run is recorded once. What a disk has after a cut follows from the steps before it: everything
that was synced, and of the rest whatever a disk may have got to, in any order and in part.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from kiosk.app import open_folder
from kiosk.domain.facts import Fact
from kiosk.settings import DataFolder
from tests.faults.at_rest import Shown, check_at_rest
from tests.faults.disk import Change, Cut, Disk, Green, Made, Step, Synced, Unlinked, Written
from tests.faults.door import MOST_IN_A_SCREEN

SECTOR = 512
Image = Mapping[str, bytes]  # a folder's files by name


class Fate(Enum):
    """What became of that which was written and not synced."""

    LOST = "lost"
    KEPT = "kept"
    SOME = "some"  # any of the writes, in whatever order the disk took them
    TORN = "torn"  # any of their sectors


@dataclass(slots=True)
class _Inode:
    content: bytearray
    pending: list[Change] = field(default_factory=list)
    has_name: bool = True  # on the disk


class Platter:
    """What is really on the disk, step by step."""

    def __init__(self, image: Image) -> None:
        self._files = {name: _Inode(bytearray(content)) for name, content in image.items()}
        self._gone: dict[str, _Inode] = {}  # unlinked, and the folder not synced since

    def take(self, step: Step) -> None:
        """Follow one step."""
        match step:
            case Made(name):
                self._files[name] = _Inode(bytearray(), has_name=False)
            case Written(name) | Cut(name):
                self._files[name].pending.append(step)
            case Synced(name):
                self._sync(self._files[name])
            case Unlinked(name, is_synced):
                self._gone[name] = self._files.pop(name)
                if is_synced:
                    self._gone.clear()
            case Green():
                pass

    def after_cut(self, fate: Fate, chance: Random) -> dict[str, bytes]:
        """Return the folder as it is found when the power is back."""
        found = dict(self._gone) if fate is not Fate.KEPT else {}
        if fate in (Fate.SOME, Fate.TORN):
            found = {name: inode for name, inode in found.items() if chance.random() < 0.5}
        for name, inode in self._files.items():
            is_lucky = fate is Fate.KEPT or (fate is not Fate.LOST and chance.random() < 0.5)
            if inode.has_name or is_lucky:
                found[name] = inode
        return {name: _content(inode, fate, chance) for name, inode in found.items()}

    def _sync(self, inode: _Inode) -> None:
        for change in inode.pending:
            _apply(inode.content, change)
        inode.pending.clear()
        if not inode.has_name:
            # SQLite syncs the folder together with the first sync of a journal that it made.
            inode.has_name = True
            self._gone.clear()


def _content(inode: _Inode, fate: Fate, chance: Random) -> bytes:
    content = bytearray(inode.content)
    for change in _survivors(inode.pending, fate, chance):
        _apply(content, change)
    return bytes(content)


def _survivors(pending: Sequence[Change], fate: Fate, chance: Random) -> Iterator[Change]:
    if fate is Fate.LOST:
        return
    for change in pending:
        if fate is Fate.TORN and isinstance(change, Written):
            yield from (part for part in _sectors(change) if chance.random() < 0.5)
        elif fate is Fate.KEPT or chance.random() < 0.5:
            yield change


def _sectors(change: Written) -> Iterator[Written]:
    end = change.offset + len(change.data)
    at = change.offset
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        data = change.data[at - change.offset : upto - change.offset]
        yield Written(change.file, at, data)
        at = upto


def _apply(content: bytearray, change: Change) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        return
    if len(content) < change.offset:
        content.extend(bytes(change.offset - len(content)))
    content[change.offset : change.offset + len(change.data)] = change.data


@dataclass(frozen=True, slots=True)
class Recording:
    """A run on a disk: what was there before, and every step of it."""

    before: Image
    steps: Sequence[Step]

    def cut(self, at: int, fate: Fate, chance: Random) -> tuple[dict[str, bytes], list[Fact]]:
        """Cut the power before a step: what is on the disk then, and what had turned green."""
        platter, shown = Platter(self.before), list[Fact]()
        for step in self.steps[:at]:
            platter.take(step)
            if isinstance(step, Green):
                shown += step.facts
        return platter.after_cut(fate, chance), shown


def record(folder: Path, run: Callable[[Disk], None]) -> Recording:
    """Run something on a folder and write down every step that its disk takes."""
    before = image_of(folder)
    disk = Disk(folder)
    run(disk)
    return Recording(before, tuple(disk.steps))


def image_of(folder: Path) -> Image:
    """Return the files of a folder that a power cut leaves: SQLite's shared memory is none."""
    files = (file for file in folder.iterdir() if not file.name.endswith("-shm"))
    return {file.name: file.read_bytes() for file in files}


def put(image: Image, folder: Path) -> Path:
    """Write files into a new folder."""
    folder.mkdir(parents=True)
    for name, content in image.items():
        (folder / name).write_bytes(content)
    return folder


def check_after_cut(
    image: Image,
    shown: Sequence[Fact],
    folder: Path,
    *,
    most_unshown: int | None = MOST_IN_A_SCREEN,
) -> None:
    """Assert that a kiosk started on what a cut left has every green screen and is whole."""
    engine = open_folder(DataFolder(put(image, folder)))
    with Session(engine) as session:
        check_at_rest(session, Shown(shown), most_unshown=most_unshown)
    engine.dispose()
