"""What goes on to the kiosk, and what is told about a scanner without telling the code."""

import pytest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.burst import Suffix, Typed
from kiosk.scanning.usb.reading import MOST_TOLD_PER_S, Ear, understand


def read(text, seconds=0.39, suffix=Suffix.ENTER):
    return understand(Typed(text, seconds, suffix), is_pass_text, "Sweep 2")


def test_a_code_goes_on_and_its_report_holds_nothing_of_it(a_pass, on_layout):
    reading = read("~" + on_layout(a_pass, "&é\"'(-è_çà"))
    assert reading.text == a_pass
    report = reading.report
    assert (report.device, report.length, report.suffix) == ("Sweep 2", 196, Suffix.ENTER)
    assert (report.layout, report.was_wanted) == ("fr", True)
    assert report.characters_per_s == pytest.approx(500)
    assert a_pass[4:] not in repr(report)


def test_what_came_all_at_once_has_no_speed(a_pass):
    assert read(a_pass, seconds=0.0).report.characters_per_s == 0


@pytest.mark.parametrize("digits", ["71" + "0" * 120, "4006381333931"])
def test_digits_that_are_no_whole_code_go_on_as_typed(digits):
    reading = read(digits)
    assert reading.text == digits
    assert (reading.report.layout, reading.report.was_wanted) == ("us", False)


@pytest.mark.parametrize(
    "text", ["https://example.org/", "hello", "١٢٣٤٥٦٧٨٩", "²²²²²²²²", "1234 5678 9012"]
)
def test_anything_else_is_dropped(text):
    reading = read(text)
    assert reading.text is None
    assert (reading.report.layout, reading.report.was_wanted) == ("", False)


def test_a_scanner_gone_mad_is_heard_no_more_than_people_could_scan(a_pass):
    ear = Ear(is_pass_text)
    rubbish = Typed("12345678", 0.01, Suffix.ENTER)
    told = [ear.hear(rubbish, "mad", number / 1000) for number in range(3000)]
    assert sum(reading is not None for reading in told) == 3 * MOST_TOLD_PER_S
    assert ear.hear(Typed(a_pass, 0.4, Suffix.ENTER), "mad", 3.1).text == a_pass


def test_a_few_keys_are_no_scan():
    assert Ear(is_pass_text).hear(Typed("1234567", 0.01, Suffix.ENTER), "somebody", 0.0) is None
