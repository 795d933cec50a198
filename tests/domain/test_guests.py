"""Day passes: digits that only the house's own guests have, read back or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.codes import is_our_text
from kiosk.domain.guests import (
    called,
    free_badge,
    guest_code,
    is_guest_text,
    is_name_of_guest,
    read_guest_code,
)
from kiosk.domain.passes import PassFault, is_pass_text, read_pass
from tests.house import KEY, OPERATOR, House

HANDLES = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@given(HANDLES)
def test_a_day_pass_is_24_digits_and_read_back(handle: str) -> None:
    code = guest_code(handle)
    assert len(code) == 24
    assert code.isdigit()
    assert code.startswith("72")
    assert read_guest_code(code) == handle
    assert is_our_text(code)
    assert not is_pass_text(code)


@given(HANDLES, st.integers(2, 23), st.integers(1, 9))
def test_one_wrong_digit_is_a_misread(handle: str, place: int, more: int) -> None:
    code = guest_code(handle)
    wrong = str((int(code[place]) + more) % 10)
    assert read_guest_code(code[:place] + wrong + code[place + 1 :]) is PassFault.MISREAD


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(read_guest_code(text), PassFault)
    assert isinstance(read_guest_code("72" + text), PassFault)


def test_a_code_that_was_cut_or_doubled_is_a_misread_and_a_barcode_is_no_pass() -> None:
    code = guest_code("0123456789abcdef")
    assert read_guest_code(code[:-1]) is PassFault.MISREAD
    assert read_guest_code(code * 2) is PassFault.MISREAD
    assert read_guest_code("7290000000015") is PassFault.NOT_A_PASS
    assert (
        read_guest_code(code.translate({ord("7"): "\N{ARABIC-INDIC DIGIT SEVEN}"}))
        is PassFault.NOT_A_PASS
    )


def test_a_number_no_handle_has_is_foreign() -> None:
    too_large = guest_code(f"{2**64:x}")
    assert read_guest_code(too_large) is PassFault.FOREIGN
    assert not is_guest_text(too_large)


def test_a_pass_is_no_day_pass(house: House) -> None:
    code = house.code("a" * 16)
    assert is_our_text(code)
    assert read_guest_code(code) is PassFault.NOT_A_PASS
    reading = read_pass(guest_code("a" * 16), keys={1: KEY.public_key()}, operator=OPERATOR)
    assert reading is PassFault.NOT_A_PASS


@pytest.mark.parametrize("name", ["Ó", "Nora Blum", "李明", "x" * 80])
def test_people_have_names_with_letters(name: str) -> None:
    assert is_name_of_guest(name)


@pytest.mark.parametrize("name", ["", "   ", "123", "x" * 81, "Nora\nBlum", "Nora\x1b[2J"])
def test_what_has_no_letters_or_steers_a_terminal_is_no_name(name: str) -> None:
    assert not is_name_of_guest(name)


def test_the_smallest_badge_is_given_that_nobody_has() -> None:
    assert free_badge([]) == 1
    assert free_badge([1, 2, 4]) == 3


def test_a_guest_with_a_very_long_name_is_called_by_its_first_word() -> None:
    assert called("Nora Blum") == "Nora Blum"
    assert called("Hildegard " + "Wolfeschlegelstein" * 3) == "Hildegard"
