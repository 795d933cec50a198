"""Starting and stopping the server as a process."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from sqlalchemy.orm import Session

from kiosk.errors import SetupError, StoreError
from kiosk.server.founding import found_server, keys_folder, load_signing_key, operator_of
from kiosk.server.main import ServerSettings, check_transport, listen, open_database
from kiosk.store.directory import public_keys
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.schema import bring_up_to_date
from kiosk.store.station import station


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_says_where_it_listens_and_stops_in_order(tmp_path: Path, how: int) -> None:
    url = sqlite_url(tmp_path / "lobby.db")
    command = [sys.executable, "-m", "kiosk", "server", "--port", "0", "--db", url]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        words = process.stdout.readline().split()
        assert words[:2] == ["Listening", "on"]
        assert requests.get(f"{words[2]}/readyz", timeout=10).status_code == 200
        process.send_signal(how)
        assert process.wait(timeout=10) == 0
        assert process.stdout.read() == ""
        assert process.stderr.read() == ""


def test_a_taken_port_is_named_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {port} .* --port"):
            listen("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_named_too() -> None:
    with pytest.raises(SetupError, match="cannot be used"):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "insecure", "scheme"),
    [
        ("127.0.0.1", False, "http"),
        ("::1", False, "http"),
        ("localhost", False, "http"),
        ("0.0.0.0", False, "https"),
        ("::", False, "https"),
        ("lobby.example.org", False, "https"),
        ("0.0.0.0", True, "http"),
    ],
)
def test_plain_http_beyond_this_machine_must_be_asked_for(
    host: str, insecure: bool, scheme: str
) -> None:
    settings = ServerSettings("", host=host, insecure_http=insecure)
    check_transport(settings)
    assert (settings.scheme, settings.certifies_itself) == (scheme, scheme == "https")


def test_a_certificate_that_is_given_wins_over_one_of_its_own(tmp_path: Path) -> None:
    settings = ServerSettings("", "0.0.0.0", tls_cert=tmp_path / "cert.pem")
    assert (settings.scheme, settings.certifies_itself) == ("https", False)


def test_a_public_address_that_is_none_is_named_before_the_start() -> None:
    with pytest.raises(SetupError, match="--public-url"):
        check_transport(ServerSettings("", public_url="lobby.example.org"))


def test_a_server_for_others_says_how_devices_pair_and_serves_its_authority(
    tmp_path: Path,
) -> None:
    url = sqlite_url(tmp_path / "lobby.db")
    command = [sys.executable, "-m", "kiosk", "server", "--port", "0", "--db", url]
    with subprocess.Popen(
        [*command, "--host", "0.0.0.0", "--public-url", "https://lobby.example.org"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        words = process.stdout.readline().split()
        assert words[2].startswith("https://0.0.0.0:")
        assert "lobby pair --server https://lobby.example.org" in process.stdout.readline()
        here = words[2].replace("0.0.0.0", "127.0.0.1")
        answer = requests.get(f"{here}/v1/ca", verify=str(tmp_path / "tls" / "ca.pem"), timeout=10)
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert answer.content == (tmp_path / "tls" / "ca.pem").read_bytes()
    assert answer.headers["X-Lobby-Proto"] == "1"


def test_a_certificate_comes_with_its_key(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="--tls-key"):
        check_transport(ServerSettings("", tls_cert=tmp_path / "cert.pem"))
    both = ServerSettings("", tls_cert=tmp_path / "cert.pem", tls_key=tmp_path / "key.pem")
    with pytest.raises(SetupError, match="not there"):
        check_transport(both)


def test_files_that_are_no_certificate_and_key_are_named(tmp_path: Path) -> None:
    both = ServerSettings("", tls_cert=tmp_path / "cert.pem", tls_key=tmp_path / "key.pem")
    for file in (both.tls_cert, both.tls_key):
        assert file is not None
        file.write_text("this is a diary")
    with pytest.raises(SetupError, match=r"cert.pem and .*key.pem are not a certificate"):
        check_transport(both)


def test_a_database_that_cannot_be_opened_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "lobby.db").write_text("this is a diary, not a database" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_database(sqlite_url(tmp_path / "lobby.db"))


def test_founding_twice_changes_nothing(tmp_path: Path) -> None:
    engine = open_writer(sqlite_url(tmp_path / "lobby.db"))
    bring_up_to_date(engine)
    seen = []
    for _ in range(2):
        with Session(engine) as session, session.begin():
            found_server(session, tmp_path / "keys")
            seen.append((operator_of(session), station(session), public_keys(session)))
    engine.dispose()
    assert seen[0] == seen[1]


def test_the_private_key_is_its_owners_alone_and_fits_the_public_one(tmp_path: Path) -> None:
    engine = open_writer(sqlite_url(tmp_path / "lobby.db"))
    bring_up_to_date(engine)
    keys = tmp_path / "keys"
    with Session(engine) as session, session.begin():
        found_server(session, keys)
        known = public_keys(session)
    engine.dispose()
    key_id, key = load_signing_key(keys)
    assert known == {key_id: key.public_key().public_bytes_raw()}
    (file,) = keys.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700


def test_a_database_without_its_private_key_is_not_served(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "lobby.db")
    open_database(url).close()
    (keys_folder(url) / "1.pem").unlink()
    with pytest.raises(SetupError, match="copy that folder"):
        open_database(url)


def test_a_start_that_was_interrupted_after_writing_the_key_goes_on_with_it(
    tmp_path: Path,
) -> None:
    first, second = sqlite_url(tmp_path / "a" / "lobby.db"), sqlite_url(tmp_path / "b" / "lobby.db")
    open_database(first).close()
    (tmp_path / "b").mkdir()
    os.rename(tmp_path / "a" / "keys", tmp_path / "b" / "keys")
    open_database(second).close()
    _, key = load_signing_key(tmp_path / "b" / "keys")
    engine = open_writer(second)
    with Session(engine) as session:
        assert list(public_keys(session).values()) == [key.public_key().public_bytes_raw()]
    engine.dispose()
