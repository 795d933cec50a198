"""A damaged store: what can be read is saved into a new one, and the door works at once."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from kiosk.app import open_folder
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import Fact
from kiosk.domain.verdicts import Answer
from kiosk.errors import StoreError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.backups.carving import Carving
from kiosk.store.backups.making import backups_in, make_backup, name_at
from kiosk.store.backups.replacing import DAMAGED, set_aside
from kiosk.store.engines import sqlite_url
from kiosk.store.outbox import State
from kiosk.store.rows import fact_of
from kiosk.store.tables import FactRow, OutboxRow, StationRow
from tests.house import ANA, BEA, CARL, KIOSK, OPERATOR, House, member

PAGE = 4096


@pytest.fixture
def folder(house: House, tmp_path: Path) -> DataFolder:
    """The paired folder of a house with forty members, where Ana, Bea and Carl came and went."""
    folder = DataFolder(tmp_path)
    folder.keep_pairing(
        Pairing("http://127.0.0.1:1", "token", KIOSK, "casa-norte", OPERATOR, DeviceRole.KIOSK)
    )
    house.join(member(BEA, "Bea Ruiz"), member(CARL, "Carl Ott"))
    house.join(*(member(f"{n:016x}", f"Dora {n}", offers="cooking; " * 9) for n in range(40)))
    for _ in range(12):
        for person in (ANA, BEA, CARL):
            house.scan(house.code(person))
            house.wait(minutes=10)
            house.touch("leave", person)
            house.wait(minutes=10)
    house.scan(house.code(ANA))
    return folder


def facts_of(house: House) -> dict[UUID, Fact]:
    with house.session() as session:
        return {row.id: fact_of(row) for row in session.scalars(select(FactRow))}


def standing_of(house: House) -> dict[UUID, str]:
    with house.session() as session:
        return {row.fact_id: row.state for row in session.scalars(select(OutboxRow))}


def station_of(house: House) -> StationRow:
    with house.session() as session:
        return session.scalars(select(StationRow)).one()


def wreck(database: Path, *pages: int, with_: bytes = b"\xff") -> None:
    with database.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(with_ * PAGE)


def pages_of(database: Path, *tables: str) -> list[int]:
    """Return the root pages of tables and of all that belongs to them."""
    query = f"SELECT rootpage FROM sqlite_master WHERE tbl_name IN {(*tables, '')}"
    with closing(sqlite3.connect(database)) as connection:
        return [page for (page,) in connection.execute(query) if page]


def no_first_page(database: Path) -> None:
    wreck(database, 1)


def no_schema(database: Path) -> None:
    wreck(database, *range(1, 4), with_=b"\0")


def no_ways_to_facts(database: Path) -> None:
    wreck(database, *pages_of(database, "fact"))


def no_indexes(database: Path) -> None:
    wreck(database, *pages_of(database, "fact", "outbox")[1:])


BROKEN = [no_first_page, no_schema, no_indexes]


def reopened(house: House, folder: DataFolder) -> House:
    """The same house on the store that its folder opens with now."""
    house.engine = open_folder(folder)
    return house


def test_every_row_is_read_from_the_pages_of_a_whole_store(
    house: House, folder: DataFolder
) -> None:
    house.join(member(BEA, "Bea" * 3000))  # runs over several pages
    with closing(sqlite3.connect(folder.database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        expected = [row for (name,) in names for row in connection.execute(f"SELECT * FROM {name}")]
    found = set(Carving(folder.database).rows(range(100)))
    assert {tuple(row) for row in expected} <= found
    house.engine.dispose()
    assert {tuple(row) for row in expected} <= set(Carving(folder.database).rows(range(100)))


@pytest.mark.parametrize("damage", BROKEN)
def test_nothing_unsent_is_lost_to_damage_beside_it(
    house: House, folder: DataFolder, damage: Callable[[Path], None], expected_log
) -> None:
    expected_log("ERROR kiosk.store.backups.restoring: .* is damaged; saving")
    expected_log("ERROR .*restoring: saved 73 facts from it, beginning with an empty")
    facts, standing, before = facts_of(house), standing_of(house), station_of(house)
    house.engine.dispose()
    damage(folder.database)
    wrecked = folder.database.read_bytes()
    house = reopened(house, folder)
    assert facts_of(house) == facts
    assert standing_of(house) == standing
    after = station_of(house)
    assert (after.device_id, after.space_id) == (before.device_id, before.space_id)
    assert after.epoch != before.epoch
    assert after.next_seq == 1
    assert house.present() == [ANA]
    (aside,) = set_aside(folder.path, DAMAGED)
    assert (aside / "lobby.db").read_bytes() == wrecked
    house.wait(hours=1)
    assert house.scan(house.code(BEA)).verdict.answer is Answer.WELCOME


def test_only_what_lay_on_destroyed_pages_is_gone(
    house: House, folder: DataFolder, expected_log
) -> None:
    expected_log("ERROR kiosk.store.backups.restoring")
    facts = facts_of(house)
    house.engine.dispose()
    no_ways_to_facts(folder.database)
    wreck(folder.database, *range(75, 85))
    left = facts_of(reopened(house, folder))
    assert left.items() <= facts.items()
    assert 0 < len(left) < len(facts)
    with house.session() as session:
        assert set(session.scalars(select(OutboxRow.fact_id))) == set(left)


@pytest.mark.parametrize("size", [0, 700, 20 * PAGE + 700])
def test_a_file_cut_short_gives_what_is_left_of_it(
    house: House, folder: DataFolder, size: int, expected_log
) -> None:
    expected_log("ERROR kiosk.store.backups.restoring")
    facts = facts_of(house)
    house.engine.dispose()
    with folder.database.open("r+b") as file:
        file.truncate(size)
    house = reopened(house, folder)
    assert facts_of(house).items() <= facts.items()
    assert station_of(house).device_id == KIOSK


def crash_copy(folder: DataFolder, target: Path) -> DataFolder:
    """Copy a folder as a kill would leave it: with its log beside its database."""
    shutil.copytree(folder.path, target)
    return DataFolder(target)


def test_what_only_the_log_holds_is_saved_from_a_file_of_zeros(
    house: House, folder: DataFolder, tmp_path_factory: pytest.TempPathFactory, expected_log
) -> None:
    expected_log("ERROR kiosk.store.backups.restoring")
    facts = facts_of(house)
    killed = crash_copy(folder, tmp_path_factory.mktemp("killed") / "kiosk")
    assert killed.database.with_name("lobby.db-wal").stat().st_size > 100 * PAGE
    wreck(killed.database, *range(1, killed.database.stat().st_size // PAGE + 1), with_=b"\0")
    house.engine.dispose()
    left = facts_of(reopened(house, killed))
    assert left.items() <= facts.items()
    assert max(facts) in left
    assert house.present() == [ANA]


def test_a_log_of_garbage_costs_only_what_was_in_it(
    house: House, folder: DataFolder, tmp_path_factory: pytest.TempPathFactory, expected_log
) -> None:
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    facts = facts_of(house)
    house.touch("leave", ANA)
    killed = crash_copy(folder, tmp_path_factory.mktemp("killed") / "kiosk")
    log = killed.database.with_name("lobby.db-wal")
    log.write_bytes(bytes(range(256)) * (log.stat().st_size // 256))
    house.engine.dispose()
    assert facts_of(reopened(house, killed)) == facts


def test_a_backup_is_the_beginning_and_what_came_after_it_is_added(
    house: House, folder: DataFolder, expected_log
) -> None:
    expected_log("ERROR .*restoring: saved 2 facts from it, beginning with .*backups")
    expected_log("ERROR kiosk.store.backups.restoring: .* is damaged; saving")
    expected_log("WARNING kiosk.store.backups.restoring: a backup cannot be used")
    with house.session() as session:
        session.execute(update(StationRow).values(stream_epoch=uuid4()))
        session.commit()
    for days in (0, 1):
        name = name_at(house.now + timedelta(days=days))
        make_backup(sqlite_url(folder.database), folder.path, backups_in(folder.path) / name)
    newest = backups_in(folder.path) / name
    wreck(newest / "lobby.db", 5, 6)
    house.wait(hours=1)
    house.touch("leave", ANA)
    house.scan(house.code(BEA))
    with house.session() as session:  # the server has taken all of it since
        session.execute(update(OutboxRow).values(state=State.SETTLED, settled_at=house.now))
        session.commit()
    ids = set(facts_of(house))
    house.engine.dispose()
    wreck(folder.database, 1, *pages_of(folder.database, "member"))
    house = reopened(house, folder)
    assert set(facts_of(house)) == ids
    assert set(standing_of(house).values()) == {State.SETTLED}
    assert house.present() == [BEA]
    assert house.scan(house.code(CARL)).verdict.answer is Answer.WELCOME


def test_a_damaged_store_of_nobody_is_left_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.database.write_bytes(b"\xff" * 3 * PAGE)
    with pytest.raises(StoreError, match="nothing says whose it was"):
        open_folder(folder)
    assert folder.database.read_bytes() == b"\xff" * 3 * PAGE
