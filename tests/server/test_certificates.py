"""The certificate that a server makes for itself."""

import os
import ssl
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.clock import utc_now
from kiosk.domain.pairing import fingerprint_of
from kiosk.errors import SetupError
from kiosk.server.certificates import AUTHORITY_LIFE, LEAF_LEFT, OwnAuthority
from kiosk.server.names import host_of, names_of_this_machine
from tests.server.handshake import speaks_with

NAMES = frozenset({"localhost", "127.0.0.1", "::1", "lobby.example.org", "192.0.2.7"})


@pytest.fixture
def own(tmp_path: Path) -> OwnAuthority:
    """An authority that has certified this machine."""
    own = OwnAuthority(tmp_path / "tls")
    own.certify(NAMES, utc_now())
    return own


def authority(own: OwnAuthority) -> x509.Certificate:
    return x509.load_pem_x509_certificate(own.pem())


def leaf(own: OwnAuthority) -> x509.Certificate:
    return x509.load_pem_x509_certificate(own.server_file.read_bytes())


@pytest.mark.parametrize("name", sorted(NAMES))
def test_its_names_and_addresses_stand_up_to_the_strictest_check(
    own: OwnAuthority, name: str
) -> None:
    assert speaks_with(own, name).startswith("TLSv1.")


@pytest.mark.parametrize("name", ["lobby.example.com", "example.org", "192.0.2.8"])
def test_another_name_does_not(own: OwnAuthority, name: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=r"mismatch|not valid for"):
        speaks_with(own, name)


def test_what_another_authority_made_does_not(own: OwnAuthority, tmp_path: Path) -> None:
    other = OwnAuthority(tmp_path / "other")
    other.certify(NAMES, utc_now())
    with pytest.raises(ssl.SSLCertVerificationError):
        speaks_with(own, "localhost", trusting=other)


def test_a_second_start_changes_nothing(own: OwnAuthority) -> None:
    before = {file.name: file.read_bytes() for file in own.folder.iterdir()}
    own.certify(NAMES, utc_now())
    assert {file.name: file.read_bytes() for file in own.folder.iterdir()} == before


def test_a_new_address_gets_a_new_certificate_of_the_same_authority(own: OwnAuthority) -> None:
    before = own.pem(), leaf(own), own.fingerprint()
    own.certify(NAMES | {"198.51.100.3"}, utc_now())
    assert (own.pem(), own.fingerprint()) == (before[0], before[2])
    assert leaf(own) != before[1]
    assert speaks_with(own, "198.51.100.3")


def test_a_certificate_near_its_end_is_made_anew(own: OwnAuthority) -> None:
    before = leaf(own)
    almost = before.not_valid_after_utc - LEAF_LEFT
    own.certify(NAMES, almost - timedelta(seconds=1))
    assert leaf(own) == before
    own.certify(NAMES, almost + timedelta(seconds=1))
    assert leaf(own).not_valid_after_utc > before.not_valid_after_utc


def test_no_certificate_outlives_its_authority(own: OwnAuthority) -> None:
    own.certify(NAMES, utc_now() + AUTHORITY_LIFE - timedelta(days=1))
    assert leaf(own).not_valid_after_utc == authority(own).not_valid_after_utc


def test_a_kiosk_whose_clock_lost_its_battery_still_gets_through(own: OwnAuthority) -> None:
    for certificate in (authority(own), leaf(own)):
        assert certificate.not_valid_before_utc.year == 2000


def test_the_authority_signs_servers_only_and_lasts_twenty_years(own: OwnAuthority) -> None:
    found = authority(own).extensions
    assert found.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(
        ca=True, path_length=0
    )
    assert found.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    years = (authority(own).not_valid_after_utc - utc_now()).days / 365
    assert 19.9 < years <= 20


def test_its_keys_are_their_owners_alone(own: OwnAuthority) -> None:
    for name in ("ca-key.pem", "server.pem"):
        assert stat.S_IMODE((own.folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700


def test_a_start_that_was_interrupted_after_the_key_goes_on_with_it(own: OwnAuthority) -> None:
    key = (own.folder / "ca-key.pem").read_bytes()
    (own.folder / "ca.pem").unlink()
    (own.folder / "server.pem").unlink()
    own.certify(NAMES, utc_now())
    assert (own.folder / "ca-key.pem").read_bytes() == key
    assert speaks_with(own, "localhost")


def test_a_lost_key_is_asked_for_when_it_is_needed_and_not_before(own: OwnAuthority) -> None:
    (own.folder / "ca-key.pem").unlink()
    own.certify(NAMES, utc_now())
    with pytest.raises(SetupError, match="put it back from a backup"):
        own.certify(NAMES | {"elsewhere.example.org"}, utc_now())


def test_what_is_no_certificate_is_named(own: OwnAuthority) -> None:
    (own.folder / "ca.pem").write_text("this is a diary")
    for using in (own.fingerprint, lambda: own.certify(NAMES, utc_now())):
        with pytest.raises(SetupError, match=r"ca\.pem cannot be read as a certificate"):
            using()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "tls").write_text("in the way")
    with pytest.raises(SetupError, match="cannot be written"):
        OwnAuthority(tmp_path / "tls").certify(NAMES, utc_now())


def test_the_fingerprint_is_that_of_the_authority(own: OwnAuthority) -> None:
    assert own.fingerprint() == fingerprint_of(authority(own).public_bytes(Encoding.DER))
    assert OwnAuthority(own.folder / "none").fingerprint() == ""


def test_two_servers_that_start_at_once_share_one_authority(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kiosk.clock import utc_now\n"
        "from kiosk.server.certificates import OwnAuthority\n"
        "own = OwnAuthority(Path(sys.argv[1])); input()\n"
        "own.certify(frozenset({'localhost'}), utc_now()); print(own.fingerprint())"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "tls")]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    first, second = (one.communicate(timeout=60)[0] for one in both)
    assert first == second != ""


def test_this_machines_names_are_its_own_and_what_it_is_told() -> None:
    names = names_of_this_machine("0.0.0.0", "Lobby.Example.ORG.", "192.0.2.9", "fe80::1%eth0")
    assert {"localhost", "127.0.0.1", "::1", "lobby.example.org", "192.0.2.9"} <= names
    assert not {"", "0.0.0.0", "fe80::1", "Lobby.Example.ORG."} & names
    assert os.uname().nodename.lower() in names


@pytest.mark.parametrize("url", ["lobby.example.org", "ftp://x", "https://", "http://["])
def test_what_is_no_public_address_is_refused_with_an_example(url: str) -> None:
    assert host_of("https://lobby.example.org:8443/x") == "lobby.example.org"
    with pytest.raises(SetupError, match=r"like https://lobby\.example\.org"):
        host_of(url)
