"""Replacing a store: whatever crash comes between, the old one is there or the new one."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.backups.making import name_at
from kiosk.store.backups.replacing import DAMAGED, finish_replacing, replacement
from tests.house import MONDAY_NINE


class PowerCut(BaseException):
    """The power goes: nothing after this runs."""


@contextlib.contextmanager
def power_cut_at(step: int) -> Iterator[None]:
    """Cut the power when a file or folder is renamed once more than `step` times."""
    rename, renames = Path.rename, iter(range(100))

    def cut_or_rename(self: Path, target: Path) -> Path:
        if next(renames) == step:
            raise PowerCut
        return rename(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", cut_or_rename)
        yield


def test_a_crash_between_old_and_new_is_made_up_for(tmp_path: Path) -> None:
    """At each step of the replacing a power cut may come."""
    for crash_at in range(9):
        home = tmp_path / str(crash_at)
        home.mkdir()
        (home / "lobby.db").write_text("old")
        (home / "lobby.db-wal").write_text("old log")
        (home / "keys").mkdir()
        with (
            contextlib.suppress(PowerCut),
            power_cut_at(crash_at),
            replacement(home, DAMAGED, MONDAY_NINE) as fresh,
        ):
            (fresh / "lobby.db").write_text("new")
            (fresh / "keys").mkdir()
            (fresh / "keys" / "1.pem").write_text("new")
        finish_replacing(home)
        is_new = (home / "lobby.db").read_text() == "new"
        assert (home / "keys" / "1.pem").exists() == is_new
        assert (home / "lobby.db-wal").exists() != is_new
        names = {path.name for path in home.iterdir()} - {"lobby.db", "lobby.db-wal", "keys"}
        aside = f"{DAMAGED}-{name_at(MONDAY_NINE)}"
        assert names == ({aside} if is_new else set())
        assert not is_new or (home / aside / "lobby.db-wal").read_text() == "old log"
