"""The doctor finds what is wrong, and says what to do."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.clock import utc_now
from kiosk.commands.doctor import backups, data_folder, server
from kiosk.commands.findings import Finding, Health
from kiosk.settings import DataFolder, Pairing
from kiosk.store.backups.making import name_at
from tests.house import MONDAY_NINE
from tests.server.central import Central, new_sqlite
from tests.sync.between import Between, standing_between
from tests.sync.tablet import Tablet


def paired(path: Path, url: str) -> DataFolder:
    """Return a folder that believes in a server at this address."""
    folder = DataFolder(path / "kiosk")
    folder.keep_pairing(Pairing(url, "token", UUID(int=1), "casa-norte", UUID(int=2), "kiosk"))
    return folder


def test_a_server_of_ours_answers(tmp_path: Path) -> None:
    central = Central(new_sqlite(tmp_path))
    central.start()
    try:
        found = server(paired(tmp_path, central.url))
    finally:
        central.close()
    assert found == Finding("server", Health.GOOD, f"{central.url} answers.")


@pytest.mark.parametrize(
    ("public_url", "health"), [("", Health.NOTE), ("https://lobby.example.org", Health.GOOD)]
)
def test_a_server_that_phones_cannot_reach_is_worth_a_note(
    tmp_path: Path, public_url: str, health: Health
) -> None:
    central = Central(new_sqlite(tmp_path), public_url=public_url)
    central.start()
    try:
        tablet = Tablet(tmp_path / "kiosk", central)
        tablet.pair()
        found = server(tablet.folder)
    finally:
        central.close()
    assert found.health is health
    assert ("start the server with --public-url" in found.words) is (health is Health.NOTE)


def test_a_page_of_somebody_else_is_no_server_of_ours(tmp_path: Path) -> None:
    def welcome_to_our_wifi(between: Between) -> None:
        between.say(200, b"<html>Welcome to our wifi</html>", "text/html")

    with standing_between(welcome_to_our_wifi) as url:
        found = server(paired(tmp_path, url))
    assert found.health is Health.BAD
    assert "not as a Hello Lobby server" in found.words


def test_a_server_that_is_not_there_is_bad(tmp_path: Path) -> None:
    found = server(paired(tmp_path, "http://127.0.0.1:9"))
    assert found.health is Health.BAD
    assert "cannot be reached" in found.words


def test_a_folder_that_cannot_be_written_is_bad() -> None:
    # Not a mode bit: the superuser, whom tests often run as, may write anywhere but here.
    found = data_folder(DataFolder(Path("/proc/self")))
    assert found.health is Health.BAD
    assert "/proc/self cannot be written" in found.words


def test_a_paired_folder_is_good(tmp_path: Path) -> None:
    found = data_folder(paired(tmp_path, "http://127.0.0.1:9"))
    assert found.words.endswith("is a kiosk of casa-norte.")
    assert list((tmp_path / "kiosk").iterdir()) == [tmp_path / "kiosk" / "device.json"]


def test_a_damaged_database_that_was_put_aside_stays_visible(tmp_path: Path) -> None:
    folder = paired(tmp_path, "http://127.0.0.1:9")
    assert backups(folder).health is Health.NOTE
    made = folder.path / "backups" / name_at(utc_now())
    made.mkdir(parents=True)
    assert backups(folder) == Finding("backups", Health.GOOD, f"the newest is {made}.")
    made.rename(made.with_name(name_at(utc_now() - timedelta(days=3))))
    assert "The newest backup is" in backups(folder).words
    (folder.path / f"damaged-{name_at(MONDAY_NINE)}").mkdir()
    found = backups(folder)
    assert found.health is Health.BAD
    assert "A damaged database lies in" in found.words
