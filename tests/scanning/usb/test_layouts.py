"""Codes typed on other keyboards are read all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.layouts import AS_TYPED, find_wanted

# As X11's keyboard descriptions have them: what the keys from 1 to 0 give, with and without shift.
KEYBOARDS = {
    "fr": "&é\"'(-è_çà",
    "fr-caps": "&É\"'(-È_ÇÀ",
    "be": "&é\"'(§è!çà",
    "it-mac": "&\"'(çè)£àé",
    "cz": "+ěščřžýáíé",
    "cz-caps": "+ĚŠČŘŽÝÁÍÉ",
    "sk": "+ľščťžýáíé",
    "hu": "123456789ö",
    "hu-shift": "'\"+!%/=()Ö",
    "lt": "ąčęėįšųū„“",
    "lt-windows": "ąčęėįšųū90",
    "vn": "ăâêô\u0300\u0309\u0303\u0301\u0323đ",
    "mn": '№-"₮:._,%?',
    "kz": '"әіңғ,.үұқ',
    "th": "ๅ/-ภถุึคตจ",
    "us-programmer": "&[{}(=*)+]",
    "us-shift": "!@#$%^&*()",
    "de-shift": '!"§$%&/()=',
    "gb-shift": '!"£$%^&*()',
    "es-shift": '!"·$%&/()=',
    "it-shift": '!"£$%&/()=',
    "ru-shift": '!"№;%:?*()',
    "arabic": "١٢٣٤٥٦٧٨٩٠",
    "persian": "۱۲۳۴۵۶۷۸۹۰",
    "hindi": "१२३४५६७८९०",
}
AFFIXES = [
    ("~", ""),
    ("]Q1", ""),
    ("\x02", "\x03"),
    ("", "#"),
    ("$A&", ""),
    ("QR:", "~~"),
    ("00", ""),
]


@pytest.mark.parametrize("row", KEYBOARDS.values(), ids=KEYBOARDS)
def test_the_digit_row_of_another_layout_is_undone(a_pass, on_layout, row):
    found = find_wanted(on_layout(a_pass, row), is_pass_text)
    assert found is not None
    assert found[0] == a_pass


@pytest.mark.parametrize("name", ["fr", "be", "cz", "sk", "hu", "lt", "th"])
def test_the_layout_is_named(a_pass, on_layout, name):
    assert find_wanted(on_layout(a_pass, KEYBOARDS[name]), is_pass_text) == (a_pass, name)


def test_digits_that_arrive_as_digits_need_no_layout(a_pass):
    assert find_wanted(a_pass, is_pass_text) == (a_pass, AS_TYPED)


@pytest.mark.parametrize("row", ["1234567890", KEYBOARDS["fr"], KEYBOARDS["cz"]])
@pytest.mark.parametrize(("before", "after"), AFFIXES)
def test_what_a_scanner_adds_before_and_after_is_left_out(a_pass, on_layout, before, after, row):
    found = find_wanted(before + on_layout(a_pass, row) + after, is_pass_text)
    assert found is not None
    assert found[0] == a_pass


def test_a_single_wrong_digit_fits_no_layout(a_pass, on_layout):
    for at in range(len(a_pass)):
        wrong = a_pass[:at] + str((int(a_pass[at]) + 1) % 10) + a_pass[at + 1 :]
        assert find_wanted(wrong, is_pass_text) is None


@given(st.text(max_size=512))
def test_no_other_text_becomes_a_code(text):
    assert find_wanted(text, is_pass_text) is None
