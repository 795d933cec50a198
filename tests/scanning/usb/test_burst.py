"""From characters to bursts: how they end, how long they may be, and what cannot disturb them."""

import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.usb.burst import LONGEST, SILENCE_S, Burst, Suffix, Typed

QUICK_S = 0.002


def typed_by(burst, characters, at_s=0.0, step_s=QUICK_S):
    """Type at a steady pace, with silence at the end."""
    finished = []
    for number, character in enumerate(characters):
        at_s += step_s if number else 0
        finished += [burst.silent(at_s), burst.add(character, at_s)]
    finished.append(burst.silent(at_s + SILENCE_S))
    return [one for one in finished if one is not None]


@pytest.mark.parametrize(
    ("ending", "suffix"),
    [("\r", Suffix.ENTER), ("\n", Suffix.ENTER), ("\t", Suffix.TAB), ("", Suffix.NONE)],
)
def test_a_burst_ends_on_enter_tab_or_silence(ending, suffix):
    (burst,) = typed_by(Burst(), "12345678" + ending)
    assert (burst.text, burst.suffix) == ("12345678", suffix)


def test_enter_with_line_feed_ends_one_burst_and_begins_none():
    assert [one.text for one in typed_by(Burst(), "1234\r\n5678\r\n")] == ["1234", "5678"]


def test_the_slowest_setting_of_a_scanner_is_no_silence():
    (burst,) = typed_by(Burst(), "12345678", step_s=0.03)
    assert burst.text == "12345678"
    assert burst.seconds == pytest.approx(7 * 0.03)


def test_silence_is_not_over_before_its_time():
    burst = Burst()
    burst.add("1", 10.0)
    assert burst.silent(10.0 + SILENCE_S - 0.001) is None
    assert burst.silent(10.0 + SILENCE_S) == Typed("1", 0.0, Suffix.NONE)


def test_what_was_not_listened_to_in_time_is_no_silence():
    burst = Burst()
    burst.add("1", 0.0)
    burst.add("2", 5.0)
    assert burst.silent(5.0 + SILENCE_S).text == "12"


def test_a_burst_too_long_is_dropped_whole_and_the_next_is_read():
    burst = Burst()
    finished = typed_by(burst, "7" * 10_000 + "\r") + typed_by(burst, "12345678\r", 60.0)
    assert [one.text for one in finished] == ["12345678"]


def test_the_longest_burst_is_still_read_and_one_more_is_not():
    assert [len(one.text) for one in typed_by(Burst(), "7" * LONGEST)] == [LONGEST]
    assert typed_by(Burst(), "7" * (LONGEST + 1)) == []


def test_an_endless_stream_takes_no_more_room_than_a_code():
    burst = Burst()
    sizes = set()
    for number in range(20_000):
        burst.add("7", number * QUICK_S)
        sizes.add(sys.getsizeof(burst._characters))
    assert max(sizes) < 16 * LONGEST
    assert burst.silent(20_000.0) is None
    assert [one.text for one in typed_by(burst, "12345678", 30_000.0)] == ["12345678"]


def test_control_characters_leave_no_trace():
    noise = "".join(chr(n) for n in range(32) if chr(n) not in "\r\n\t")
    assert [one.text for one in typed_by(Burst(), f"\x0212\x0034{noise}\x03\r")] == ["1234"]


LINES = st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=8)


@given(LINES)
def test_every_line_comes_out_once_and_in_order(lines):
    shown = ["".join(c for c in line if c >= " ") for line in lines]
    typed = "\r".join(line.translate({13: None, 10: None, 9: None}) for line in lines)
    finished = typed_by(Burst(), typed)
    assert [one.text for one in finished] == [line for line in shown if line]


@given(st.text(max_size=60), st.lists(st.floats(0.0, 0.2), min_size=60, max_size=60))
def test_nothing_is_added_lost_or_put_in_another_order(characters, pauses_s):
    burst, at_s, finished = Burst(), 0.0, []
    for character, pause_s in zip(characters, pauses_s, strict=False):
        at_s += pause_s
        finished += [burst.silent(at_s), burst.add(character, at_s)]
    finished.append(burst.silent(at_s + 1))
    text = "".join(one.text for one in finished if one is not None)
    assert text == "".join(c for c in characters if c >= " ")


@given(
    st.text("0123456789\r\t\0é", max_size=1500),
    st.lists(st.integers(0, 1500), max_size=6),
)
def test_where_a_stream_is_cut_into_chunks_makes_no_difference(stream, cuts):
    edges = [0, *sorted(cut for cut in cuts if cut < len(stream)), len(stream)]
    chunked, whole = Burst(), Burst()
    one_by_one = [whole.add(character, 0.0) for character in stream]
    in_chunks = []
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        in_chunks += [chunked.add(character, number * 0.05) for character in stream[start:end]]

    def texts(finished):
        return [(one.text, one.suffix) for one in finished if one is not None]

    assert texts(in_chunks) == texts(one_by_one)


@given(st.text(max_size=700), st.text("0123456789", min_size=1, max_size=195))
def test_whatever_came_before_the_next_scan_is_read(rubbish, text):
    burst = Burst()
    typed_by(burst, rubbish)
    assert [one.text for one in typed_by(burst, text + "\r", 60.0)] == [text]
