"""Staff read a kiosk's folder while it is written to, and never write there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import StoreError
from kiosk.reports.desk import LOOK_ANYWAY, DeskReader
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.schema import bring_up_to_date
from tests.house import ANA, MONDAY_NINE, House


@pytest.fixture
def reader(house: House, tmp_path: Path) -> Iterator[DeskReader]:
    reader = DeskReader(tmp_path / "lobby.db")
    yield reader
    reader.close()


def test_a_second_look_says_nothing_until_something_happened(
    house: House, reader: DeskReader
) -> None:
    first = reader.look(house.now)
    assert first is not None
    assert first.present == 0
    assert reader.look(house.now) is None
    house.scan(house.code(ANA))
    after = reader.look(house.now)
    assert after is not None
    assert (after.present, after.waiting_facts) == (1, 1)


def test_time_alone_is_worth_a_look_now_and_then(house: House, reader: DeskReader) -> None:
    reader.look(house.now)
    assert reader.look(house.now + LOOK_ANYWAY) is not None


def test_a_folder_without_data_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="start a kiosk"):
        DeskReader(tmp_path / "nothing.db")


def test_a_folder_that_never_met_its_server_says_so(tmp_path: Path) -> None:
    engine = open_writer(sqlite_url(tmp_path / "new.db"))
    bring_up_to_date(engine)
    engine.dispose()
    reader = DeskReader(tmp_path / "new.db")
    with pytest.raises(StoreError, match="not met its server"):
        reader.look(MONDAY_NINE)
    reader.close()
