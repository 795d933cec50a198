"""A server with an authority of its own, and devices that trust that one and no other."""

import socket
import ssl
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.pairing import code_to_type
from kiosk.errors import InputError, ServerError
from kiosk.server.certificates import LEAF_LIFE, OwnAuthority, own_authority_of
from kiosk.settings import DataFolder
from kiosk.sync.link import ServerAddress, ServerLink, address_in
from kiosk.sync.pairing import is_open_to_others, meet
from kiosk.wire.changes import ChangesRequest
from tests.server.central import NORTE, SOON_S, Central, new_sqlite
from tests.sync.between import Between, standing_between
from tests.sync.test_pairing_again import lobby

ASKED = ChangesRequest(epoch=1, wait=0)


class Lobby(Central):
    """A server that is there for other machines."""

    def __init__(self, db: str) -> None:
        super().__init__(db, host="0.0.0.0")
        self.own = own_authority_of(db)

    def starts_again(self, **how: Any) -> None:
        self.stop()
        self.settings = replace(self.settings, **how)
        self.start()

    def whole_code(self, role: DeviceRole = DeviceRole.KIOSK) -> str:
        return code_to_type(self.code(role=role), self.own.fingerprint())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Lobby]:
    server = Lobby(new_sqlite(tmp_path))
    server.start()
    yield server
    server.close()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "device")


@pytest.fixture
def paired(server: Lobby, folder: DataFolder) -> DataFolder:
    pair(folder, server, server.whole_code())
    return folder


@pytest.fixture
def stranger(tmp_path: Path) -> OwnAuthority:
    """Somebody at the same address with an authority of their own."""
    stranger = OwnAuthority(tmp_path / "stranger")
    stranger.certify(frozenset({"127.0.0.1"}), utc_now())
    return stranger


def pair(folder: DataFolder, server: Lobby, code: str, role: DeviceRole = DeviceRole.KIOSK) -> None:
    met = meet(server.url, code, role, "door")
    folder.keep_pairing(met.pairing, met.authority)


def talk(folder: DataFolder, url: str = "") -> None:
    here = address_in(folder)
    link = ServerLink(ServerAddress(url or here.url, here.token, here.authority))
    try:
        link.changes(ASKED)
    finally:
        link.close()


def test_the_whole_code_that_the_command_prints_is_enough_for_every_command(
    server: Lobby, folder: DataFolder
) -> None:
    code = lobby("device", "code", "--space", NORTE.id, "--db", server.db).stdout.strip()
    words = ("pair", "--server", server.url, "--code", code, "--data", folder.path)
    answer = lobby(*words)
    assert (answer.returncode, answer.stderr) == (0, "")
    kept = folder.authority()
    assert kept is not None
    assert kept.read_bytes() == server.own.pem()
    assert lobby("sync", "--once", "--data", folder.path).returncode == 0
    assert f"{server.url} answers." in lobby("doctor", "--data", folder.path).stdout


def test_a_code_may_be_typed_without_its_groups_and_with_lookalikes(
    server: Lobby, folder: DataFolder
) -> None:
    typed = server.whole_code().lower().replace("-", " ")
    pair(folder, server, typed.replace("0", "o").replace("1", "l"))
    talk(folder)


def test_a_wall_elsewhere_pairs_the_same_way(server: Lobby, folder: DataFolder) -> None:
    pair(folder, server, server.whole_code(DeviceRole.WALL), DeviceRole.WALL)
    link = ServerLink(address_in(folder))
    tag, _ = link.wall("", wait_s=0)
    link.close()
    assert tag


def test_a_restart_and_new_addresses_keep_every_device(server: Lobby, paired: DataFolder) -> None:
    before = server.own.server_file.read_bytes()
    server.starts_again(public_url="https://lobby.example.org")
    assert server.own.server_file.read_bytes() != before
    talk(paired)


def test_a_device_of_plain_http_hears_that_its_server_speaks_https_now(
    server: Lobby, paired: DataFolder
) -> None:
    with pytest.raises(ServerError, match="pair this device again with its https:// address"):
        talk(paired, server.url.replace("https://", "http://"))


def test_the_short_code_alone_trusts_nobody(server: Lobby) -> None:
    with pytest.raises(ServerError, match="pair with the whole code"):
        meet(server.url, server.code(), DeviceRole.KIOSK, "door")


def test_a_code_with_a_part_missing_is_named(server: Lobby) -> None:
    with pytest.raises(InputError, match="A part of the code is missing"):
        meet(server.url, server.whole_code()[:-6], DeviceRole.KIOSK, "door")


def test_a_server_that_did_not_make_the_code_hears_nothing_of_it(
    server: Lobby, stranger: OwnAuthority
) -> None:
    both = server.own.pem() + stranger.pem()
    shown = (stranger.pem(), server.own.pem(), both, b"<html>welcome</html>", b"")
    for authority in shown:
        with hearing(stranger, authority) as (heard, url), pytest.raises(ServerError):
            meet(url, server.whole_code(), DeviceRole.KIOSK, "door")
        assert heard == ["GET /v1/ca"]


def test_another_server_is_named_in_one_sentence(
    server: Lobby, folder: DataFolder, stranger: OwnAuthority
) -> None:
    with hearing(stranger, stranger.pem()) as (_, url):
        words = ("pair", "--server", url, "--code", server.whole_code(), "--data", folder.path)
        answer = lobby(*words)
    assert (answer.returncode, len(answer.stderr.splitlines())) == (1, 1)
    assert "is not the server that made this code" in answer.stderr
    assert folder.pairing() is None


def test_a_device_does_not_talk_to_a_server_set_up_anew(
    paired: DataFolder, stranger: OwnAuthority
) -> None:
    with (
        hearing(stranger, b"") as (heard, url),
        pytest.raises(ServerError, match="not the server that this device was paired with"),
    ):
        talk(paired, url)
    assert heard == []


@pytest.mark.parametrize(
    ("names", "age", "complaint"),
    [
        ({"lobby.example.org"}, timedelta(), "for another name"),
        ({"192.0.2.1"}, timedelta(), "for another name"),
        ({"127.0.0.1"}, -2 * LEAF_LIFE, "has ended"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(
    server: Lobby, paired: DataFolder, names: set[str], age: timedelta, complaint: str
) -> None:
    server.own.certify(frozenset(names), utc_now() + age)
    with hearing(server.own, b"") as (heard, url), pytest.raises(ServerError, match=complaint):
        talk(paired, url)
    assert heard == []


def test_a_server_without_https_is_not_told_to_have_a_bad_certificate(
    server: Lobby, paired: DataFolder, expected_log: Callable[[str], None]
) -> None:
    server.starts_again(insecure_http=True)
    expected_log("Invalid HTTP request")
    with pytest.raises(ServerError, match="does not answer over HTTPS"):
        talk(paired, server.url.replace("http:", "https:"))


@pytest.mark.parametrize("damage", [b"", b"a diary", b"-----BEGIN CERTIFICATE-----"])
def test_a_damaged_authority_trusts_nobody(paired: DataFolder, damage: bytes) -> None:
    kept = paired.authority()
    assert kept is not None
    kept.write_bytes(damage)
    with pytest.raises(ServerError):
        talk(paired)
    kept.unlink()
    with pytest.raises(ServerError, match="pair with the whole code"):
        talk(paired)


def test_no_environment_turns_the_check_off(
    paired: DataFolder, stranger: OwnAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(stranger.folder / "ca.pem"))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with hearing(stranger, b"") as (heard, url), pytest.raises(ServerError):
        talk(paired, url)
    assert heard == []
    talk(paired)


def test_nothing_older_than_tls_1_2_is_spoken(server: Lobby) -> None:
    context = ssl.create_default_context(cadata=server.own.pem().decode())
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        pytest.raises((ssl.SSLError, ConnectionError)),
        socket.create_connection(("127.0.0.1", server.port), SOON_S) as plain,
    ):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_a_code_with_a_fingerprint_also_pairs_over_plain_http_on_this_machine(
    server: Lobby, paired: DataFolder
) -> None:
    assert paired.authority() is not None
    server.starts_again(insecure_http=True)
    assert requests.get(f"{server.url}/v1/ca", timeout=SOON_S).status_code == 404
    pair(paired, server, server.whole_code())
    assert paired.authority() is None
    talk(paired)


def test_a_device_does_not_pair_over_plain_http_beyond_this_machine(folder: DataFolder) -> None:
    words = ("pair", "--server", "http://192.0.2.1:8080", "--code", "BCDFGHJK")
    answer = lobby(*words, "--data", folder.path)
    assert (answer.returncode, "say --insecure-http" in answer.stderr) == (1, True)
    assert not folder.path.exists()


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("https://lobby.example.org", False),
        ("http://127.0.0.1:8080", False),
        ("http://[::1]:8080", False),
        ("http://localhost:8080", False),
        ("http://192.168.1.2", True),
        ("http://lobby.example.org", True),
        ("http://localhost.example.org", True),
    ],
)
def test_plain_http_is_for_this_machine(url: str, is_open: bool) -> None:
    assert is_open_to_others(url) is is_open


@contextmanager
def hearing(own: OwnAuthority, authority: bytes) -> Iterator[tuple[list[str], str]]:
    """Be a server with this certificate, and note what one is asked."""
    heard: list[str] = []

    def answer(asked: Between) -> None:
        asked.body()
        heard.append(f"{asked.command} {asked.path}")
        if asked.path == "/v1/ca" and authority:
            asked.say_as_lobby(200, authority)
        else:
            asked.say_as_lobby(404, b"{}")

    with standing_between(answer, own.server_file) as url:
        yield heard, url
