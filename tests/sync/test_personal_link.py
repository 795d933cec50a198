"""A kiosk gets links for phones, where phones can reach the server at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from kiosk.app import Core
from kiosk.errors import ServerError, ServerRefusedError, SetupError
from kiosk.sync import link as links
from kiosk.sync.link import ServerLink
from kiosk.sync.states import SyncStatus
from tests.server.central import ANA, SOON_S, Central, new_sqlite, wait_until
from tests.sync.tablet import Tablet

PUBLIC = "https://lobby.example.org"


@pytest.fixture
def public_central(tmp_path: Path) -> Iterator[Central]:
    """A server that knows by which address phones reach it."""
    central = Central(new_sqlite(tmp_path), public_url=PUBLIC)
    central.start()
    yield central
    central.close()


def tablet_of(central: Central, folder: Path) -> Tablet:
    """A kiosk that has met its server."""
    tablet = Tablet(folder, central)
    tablet.pair()
    with tablet.open() as core:
        core.sync_once()
    return tablet


def ask(core: Core, question: Callable[[ServerLink], str]) -> str:
    return core.asking.submit(question).result(SOON_S)


def test_a_link_opens_at_the_servers_public_address(
    public_central: Central, tmp_path: Path
) -> None:
    with tablet_of(public_central, tmp_path / "tablet").open() as core:
        url = ask(core, lambda link: link.personal_link(ANA))
    assert url.startswith(f"{PUBLIC}/me/link/")
    there = requests.get(url.replace(PUBLIC, public_central.url), timeout=10)
    assert there.status_code == 200


def test_without_one_phones_use_the_address_that_the_kiosk_uses(
    central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "is_this_machine", lambda url: False)
    with tablet_of(central, tmp_path / "tablet").open() as core:
        url = ask(core, lambda link: link.personal_link(ANA))
        assert ask(core, ServerLink.member_page) == f"{central.url}/me"
    assert requests.get(url, timeout=10).status_code == 200


def test_no_phone_is_sent_to_an_address_that_only_this_machine_reaches(
    central: Central, tmp_path: Path
) -> None:
    with tablet_of(central, tmp_path / "tablet").open() as core:
        with pytest.raises(SetupError, match="Phones cannot reach this server"):
            ask(core, lambda link: link.personal_link(ANA))
        assert ask(core, ServerLink.member_page) == ""


def test_nobody_gets_a_link_for_somebody_unknown(public_central: Central, tmp_path: Path) -> None:
    with (
        tablet_of(public_central, tmp_path / "tablet").open() as core,
        pytest.raises(ServerRefusedError, match="does not hold that member"),
    ):
        ask(core, lambda link: link.personal_link("f" * 16))


def test_without_a_server_the_kiosk_says_so_in_a_sentence(
    public_central: Central, tmp_path: Path
) -> None:
    tablet = tablet_of(public_central, tmp_path / "tablet")
    public_central.stop()
    with tablet.open() as core, pytest.raises(ServerError, match="cannot be reached"):
        ask(core, lambda link: link.personal_link(ANA))


def test_whoever_asks_after_the_end_gets_a_sentence(central: Central, tmp_path: Path) -> None:
    with tablet_of(central, tmp_path / "tablet").open() as core:
        pass
    with pytest.raises(ServerError, match="Sync has stopped"):
        ask(core, ServerLink.member_page)


def test_where_pages_are_is_known_also_after_a_start_without_the_server(
    public_central: Central, tmp_path: Path
) -> None:
    tablet = tablet_of(public_central, tmp_path / "tablet")
    with tablet.running() as core:
        assert core.member_page_url() == ""
        tablet.until(SyncStatus.SYNCED)
        wait_until(lambda: core.member_page_url() == f"{PUBLIC}/me")
        wait_until(lambda: tablet.folder.member_page() == f"{PUBLIC}/me")
    public_central.stop()
    with tablet.open() as core:
        assert core.member_page_url() == f"{PUBLIC}/me"


@pytest.mark.parametrize(
    ("url", "is_so"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://127.9.9.9", True),
        ("http://localhost:8080", True),
        ("http://[::1]:8080", True),
        ("http://192.168.1.4:8080", False),
        ("https://lobby.example.org", False),
    ],
)
def test_which_addresses_nobody_else_reaches(url: str, is_so: bool) -> None:
    assert links.is_this_machine(url) is is_so
