"""The server's own certificate authority, for houses where nobody has a certificate."""

import ipaddress
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from filelock import FileLock

from kiosk.domain.pairing import fingerprint_of
from kiosk.errors import SetupError
from kiosk.server.founding import keys_folder
from kiosk.settings import OWNER_ONLY_FOLDER, replace_file

AUTHORITY_LIFE = timedelta(days=20 * 365)
LEAF_LIFE = timedelta(days=825)  # the most that Apple's browsers take
LEAF_LEFT = timedelta(days=400)  # no server runs longer than this without a restart
# A kiosk whose clock has lost its battery must still reach the server that tells it the time.
_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
_ONE_AT_A_TIME_S = 30.0


Names = frozenset[str]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OwnAuthority:
    """The folder `tls` beside a database's keys: an authority, and a certificate made by it.

    `ca.pem` and `ca-key.pem` are made once, and devices know the server by them for good;
    `server.pem` holds the server's certificate together with its key.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.server_file = folder, folder / "server.pem"
        self._file, self._key_file = folder / "ca.pem", folder / "ca-key.pem"

    def pem(self) -> bytes:
        """Return the authority's certificate; empty before the first start that needed it."""
        return self._file.read_bytes() if self._file.exists() else b""

    def fingerprint(self) -> str:
        """Return by what a pairing code names it; empty if there is none.

        Raises:
            SetupError: it is there, but cannot be read.
        """
        if not self._file.exists():
            return ""
        return fingerprint_of(self._certificate().public_bytes(Encoding.DER))

    def certify(self, names: Names, now: datetime) -> None:
        """Have a certificate for these names and addresses in `server_file`, made by `ca.pem`.

        Raises:
            SetupError: the folder cannot be written, or what is in it cannot be used.
        """
        try:
            self.folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            with FileLock(self.folder / "making.lock", timeout=_ONE_AT_A_TIME_S):
                if not self._file.exists():
                    self._make_authority(now)
                if not self._is_good(names, now):
                    self._make_leaf(names, now)
        except OSError as error:
            raise SetupError(
                f"{self.folder} cannot be written; make it writable for the server's user."
            ) from error

    def _make_authority(self, now: datetime) -> None:
        # The key first: a start that is interrupted between the two goes on with it.
        if not self._key_file.exists():
            replace_file(self._key_file, _key_pem(generate_private_key(SECP256R1())))
        key = self._key()
        name = _name(f"Hello Lobby {os.urandom(4).hex()}")
        building = _building(name, name, key.public_key(), now + AUTHORITY_LIFE)
        usage = _usage(key_cert_sign=True, crl_sign=True)
        building = (
            building.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(_key_id(key.public_key()), critical=False)
        )
        made = building.sign(key, hashes.SHA256())
        replace_file(self._file, made.public_bytes(Encoding.PEM))

    def _make_leaf(self, names: Names, now: datetime) -> None:
        authority, key = self._certificate(), generate_private_key(SECP256R1())
        until = min(now + LEAF_LIFE, authority.not_valid_after_utc)
        building = _building(_name("Hello Lobby"), authority.subject, key.public_key(), until)
        signer = self._key()
        server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        building = (
            building.add_extension(_alternative(names), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True), critical=True)
            .add_extension(server, critical=False)
            .add_extension(_key_id(key.public_key()), critical=False)
            .add_extension(issuer, critical=False)
        )
        made = building.sign(signer, hashes.SHA256())
        # Both in one file, which is replaced at once: they always belong together.
        replace_file(self.server_file, made.public_bytes(Encoding.PEM) + _key_pem(key))

    def _is_good(self, names: Names, now: datetime) -> bool:
        try:
            leaf = x509.load_pem_x509_certificate(self.server_file.read_bytes())
            leaf.verify_directly_issued_by(self._certificate())
            found = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except (OSError, ValueError, TypeError, x509.ExtensionNotFound, InvalidSignature):
            return False
        return found == _alternative(names) and leaf.not_valid_after_utc - now >= LEAF_LEFT

    def _certificate(self) -> x509.Certificate:
        try:
            return x509.load_pem_x509_certificate(self._file.read_bytes())
        except ValueError as error:
            raise SetupError(
                f"{self._file} cannot be read as a certificate; put the folder back from a backup, "
                "or remove it and pair every device again."
            ) from error

    def _key(self) -> EllipticCurvePrivateKey:
        try:
            key = load_pem_private_key(self._key_file.read_bytes(), password=None)
        except (OSError, ValueError) as error:
            raise SetupError(
                f"{self._key_file} is missing or cannot be read; put it back from a backup, or "
                f"remove {self.folder} and pair every device again."
            ) from error
        if not isinstance(key, EllipticCurvePrivateKey):
            raise SetupError(f"{self._key_file} is not a key of this server's authority.")
        return key


def own_authority_of(url: str) -> OwnAuthority:
    """Return the authority that belongs to a database: beside its keys."""
    return OwnAuthority(keys_folder(url).parent / "tls")


def address_of(text: str) -> Address | None:
    """Return an address; None if the text is a name or nothing at all."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _building(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=_SINCE,
        not_valid_after=until,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _alternative(names: Names) -> x509.SubjectAlternativeName:
    addresses = {name: address_of(name) for name in sorted(names)}
    return x509.SubjectAlternativeName(
        [
            x509.IPAddress(address) if address else x509.DNSName(name)
            for name, address in addresses.items()
        ]
    )


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _key_id(key: EllipticCurvePublicKey) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key)


def _key_pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
