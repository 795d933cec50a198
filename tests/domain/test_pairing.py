"""What is typed in to pair a device."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.pairing import TypedCode, code_to_type, fingerprint_of, typed_code

CODE, PRINT = "BCDFGHJK", fingerprint_of(b"a certificate")


@given(st.binary())
def test_a_fingerprint_is_the_first_hundred_bits_of_the_hash(certificate: bytes) -> None:
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = "".join(f"{digits.index(digit):05b}" for digit in fingerprint_of(certificate))
    assert bits == f"{int(hashlib.sha256(certificate).hexdigest(), 16):0256b}"[:100]


@given(st.binary())
def test_what_is_printed_is_read_again(certificate: bytes) -> None:
    fingerprint = fingerprint_of(certificate)
    assert typed_code(code_to_type(CODE, fingerprint)) == TypedCode(CODE, fingerprint)


@pytest.mark.parametrize(
    "text",
    [
        code_to_type(CODE, PRINT),
        code_to_type(CODE, PRINT).lower(),
        f"  {CODE}{PRINT} ",
        " ".join(CODE + PRINT),
        CODE + PRINT.replace("0", "O").replace("1", "l"),
        CODE + PRINT.replace("1", "i"),
    ],
)
def test_case_gaps_and_lookalikes_do_not_matter(text: str) -> None:
    assert typed_code(text) == TypedCode(CODE, PRINT)


def test_a_code_without_a_fingerprint_stays_as_it_is() -> None:
    assert code_to_type(CODE, "") == CODE
    assert typed_code(f" {CODE[:4].lower()}-{CODE[4:]} ") == TypedCode(CODE)


@pytest.mark.parametrize("length", [1, 5, 19, 21, 40])
def test_a_fingerprint_with_a_part_missing_is_not_taken_for_none(length: int) -> None:
    assert typed_code(CODE + (PRINT * 2)[:length]) is None


def test_nobody_sees_a_code_by_looking_at_it() -> None:
    assert CODE not in repr(TypedCode(CODE, PRINT))
