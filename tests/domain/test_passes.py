"""The pass: frozen vectors for issuer and reader, every small damage, and any text at all."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.passes import (
    PassClaims,
    PassFault,
    is_pass_text,
    public_key_from_text,
    public_key_to_text,
    read_pass,
    sign_pass,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "pass_vectors.json").read_text())
OPERATOR = UUID(VECTORS["operator"])
PRIVATE = {
    key["id"]: Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key["seed"]))
    for key in VECTORS["keys"]
}
KNOWN = {key["id"]: public_key_from_text(key["public"]) for key in VECTORS["keys"] if key["known"]}
CARD: str = VECTORS["valid"][0]["text"]


def named(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in cases]


def claims_in(case: Mapping[str, Any]) -> PassClaims:
    expires_at = datetime.fromisoformat(case["expires_at"])
    return PassClaims(case["key_id"], case["handle"], case["generation"], expires_at)


def read(text: str) -> PassClaims | PassFault:
    return read_pass(text, keys=KNOWN, operator=OPERATOR)


def with_right_check_digits(number: int) -> str:
    """The one text for this number that passes the check, found by trying them all."""
    texts = (f"71{check:02d}{number:0191d}" for check in range(2, 99))
    return next(text for text in texts if int(text[4:] + text[:4]) % 97 == 1)


@pytest.mark.parametrize("case", named(VECTORS["valid"]))
def test_a_good_code_reads_as_the_claims_it_was_made_from(case: dict[str, Any]) -> None:
    assert read(case["text"]) == claims_in(case)


@pytest.mark.parametrize("case", named([case for case in VECTORS["valid"] if case["issued"]]))
def test_signing_the_same_claims_gives_the_same_digits_for_ever(case: dict[str, Any]) -> None:
    claims = claims_in(case)
    assert sign_pass(claims, key=PRIVATE[claims.key_id], operator=OPERATOR) == case["text"]


@pytest.mark.parametrize("case", named(VECTORS["invalid"]))
def test_a_bad_code_is_answered_with_its_own_fault(case: dict[str, Any]) -> None:
    assert read(case["text"]) is PassFault(case["fault"])


def test_the_vectors_show_every_fault_and_the_public_keys_of_their_seeds() -> None:
    assert {case["fault"] for case in VECTORS["invalid"]} == set(PassFault)
    for key in VECTORS["keys"]:
        assert public_key_to_text(PRIVATE[key["id"]].public_key()) == key["public"]


@pytest.mark.parametrize("case", named(VECTORS["valid"]))
def test_no_flipped_bit_is_admitted_even_with_the_check_digits_put_right(
    case: dict[str, Any],
) -> None:
    number = int(case["text"][4:])
    answers = [read(with_right_check_digits(number ^ 1 << bit)) for bit in range(79 * 8)]
    assert set(answers) == {PassFault.FORGED, PassFault.FOREIGN}
    # Only the four bits of the format, and those of the key id that name no known key, are foreign.
    assert set(answers[: 78 * 8]) == {PassFault.FORGED}
    assert set(answers[-4:]) == {PassFault.FOREIGN}


def test_every_wrong_digit_behind_the_prefix_is_a_misread() -> None:
    wrong = (
        CARD[:place] + digit + CARD[place + 1 :]
        for place in range(2, 195)
        for digit in "0123456789"
        if digit != CARD[place]
    )
    assert {read(text) for text in wrong} == {PassFault.MISREAD}


def test_every_swap_of_neighbours_behind_the_prefix_is_a_misread() -> None:
    swapped = (
        CARD[:place] + CARD[place + 1] + CARD[place] + CARD[place + 2 :]
        for place in range(2, 194)
        if CARD[place] != CARD[place + 1]
    )
    assert {read(text) for text in swapped} == {PassFault.MISREAD}


def test_only_a_whole_code_with_its_check_digits_looks_like_a_pass() -> None:
    wrong = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
    others = (wrong, CARD[:-1], CARD + "0", " " + CARD, "https://lobby.example", "")

    assert is_pass_text(CARD)
    assert not any(is_pass_text(text) for text in others)


def test_a_code_cut_short_or_doubled_is_a_misread_from_half_a_code_to_two() -> None:
    twice = CARD + CARD
    faults = {length: read(twice[:length]) for length in range(len(twice) + 1) if length != 195}
    misread = [length for length, fault in faults.items() if fault is PassFault.MISREAD]
    assert misread == [length for length in range(98, 391) if length != 195]
    assert {faults[length] for length in range(98)} == {PassFault.NOT_A_PASS}


def test_a_key_taken_off_the_list_makes_its_codes_foreign() -> None:
    rest = {key_id: key for key_id, key in KNOWN.items() if key_id != 0}
    assert read_pass(CARD, keys=rest, operator=OPERATOR) is PassFault.FOREIGN


def test_ten_million_characters_are_only_not_a_pass() -> None:
    for text in ("7" * 10_000_000, "71" * 5_000_000, "\N{ARABIC-INDIC DIGIT SEVEN}" * 10_000_000):
        assert read(text) is PassFault.NOT_A_PASS


digit_like = st.characters(categories=["Nd", "Nl", "No"])
unruly = st.sampled_from("\0\n\r\t\x1b\u200e\u200f\u202e\u2066\ufeff_+-., \ud800\U0010ffff")
near_lengths = st.sampled_from([0, 1, 2, 97, 98, 194, 195, 196, 390, 391])


@given(st.text(st.one_of(digit_like, unruly, st.characters()), max_size=420))
def test_no_text_is_admitted_and_none_raises(text: str) -> None:
    assert read(text) is PassFault.NOT_A_PASS
    assert read("71" + text) in (PassFault.NOT_A_PASS, PassFault.MISREAD)


@given(near_lengths, st.data())
def test_no_run_of_digits_is_admitted(length: int, data: st.DataObject) -> None:
    digits = data.draw(st.text("0123456789", min_size=length, max_size=length))
    assert isinstance(read(digits), PassFault)
    assert isinstance(read("71" + digits[2:]), PassFault)


@given(st.integers(min_value=0, max_value=10**191 - 1))
def test_no_number_is_admitted_whatever_its_size(number: int) -> None:
    assert read(with_right_check_digits(number)) in (PassFault.FORGED, PassFault.FOREIGN)


@given(st.integers(0, 194), st.one_of(digit_like, unruly, st.characters()))
def test_one_strange_character_anywhere_refuses_a_good_code(place: int, strange: str) -> None:
    if strange != CARD[place]:
        assert isinstance(read(CARD[:place] + strange + CARD[place + 1 :]), PassFault)
    assert isinstance(read(CARD[:place] + strange + CARD[place:]), PassFault)


@given(
    st.builds(
        PassClaims,
        key_id=st.sampled_from([0, 3, 15]),
        handle=st.binary(min_size=8, max_size=8).map(bytes.hex),
        generation=st.integers(0, 65535),
        expires_at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    )
)
def test_what_is_signed_is_what_is_read_to_the_minute(claims: PassClaims) -> None:
    text = sign_pass(claims, key=PRIVATE[claims.key_id], operator=OPERATOR)
    answer = read(text)
    assert isinstance(answer, PassClaims)
    assert (answer.key_id, answer.handle, answer.generation) == (
        claims.key_id,
        claims.handle,
        claims.generation,
    )
    assert timedelta(0) <= claims.expires_at - answer.expires_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "claims",
    [
        PassClaims(16, "9f3c1a7e55d20b84", 0, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(-1, "9f3c1a7e55d20b84", 0, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9f3c1a7e55d20b", 0, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9F3C1A7E55D20B84", 0, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9f3c1a7e55d20b84\n", 0, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9f3c1a7e55d20b84", 65536, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9f3c1a7e55d20b84", -1, datetime(2029, 3, 2, tzinfo=UTC)),
        PassClaims(0, "9f3c1a7e55d20b84", 0, datetime(1969, 12, 31, 23, 59, tzinfo=UTC)),
    ],
)
def test_claims_that_do_not_fit_the_layout_are_not_signed(claims: PassClaims) -> None:
    with pytest.raises(ValueError, match="do not fit into a pass"):
        sign_pass(claims, key=PRIVATE[0], operator=OPERATOR)


def test_a_public_key_survives_being_written_and_read() -> None:
    text = public_key_to_text(KNOWN[3])
    assert public_key_from_text(text).public_bytes_raw() == KNOWN[3].public_bytes_raw()
    assert isinstance(public_key_from_text(text), Ed25519PublicKey)


@pytest.mark.parametrize("text", ["", "AAAA", "not base64 at all", "A" * 44, "\N{SNOWMAN}"])
def test_what_is_no_public_key_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="32 bytes written in base64"):
        public_key_from_text(text)
