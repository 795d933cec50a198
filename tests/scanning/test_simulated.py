"""The simulated lobby: what its camera sees can be read, in order and again."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from kiosk.errors import SetupError
from kiosk.scanning.decoder import read_codes
from kiosk.scanning.simulated import HeldCode, Rhythm, SimulatedLobby, read_queue, write_queue
from kiosk.scanning.sources import open_source


def texts_in_order(frames) -> list[str]:
    return list(dict.fromkeys(text for frame in frames for text in read_codes(frame)))


def test_everybody_is_read_one_after_the_other(lobby_frames, digits, other_digits):
    codes = [HeldCode(digits, "phone", "Núria"), HeldCode(other_digits, "card", "James")]
    assert texts_in_order(lobby_frames(*codes)) == [digits, other_digits]


def test_a_poster_or_a_longer_text_can_be_held_up_as_well(lobby_frames):
    url = "https://example.org/" + "a" * 300
    assert texts_in_order(lobby_frames(HeldCode(url))) == [url]


def test_frames_are_what_a_720p_webcam_delivers(lobby_frames, digits):
    frames = lobby_frames(HeldCode(digits))
    assert {(frame.shape, frame.dtype) for frame in frames} == {((720, 1280, 3), np.dtype("u1"))}
    assert not np.array_equal(frames[0], frames[1]), "a sensor is never without noise"


def test_a_lobby_with_the_same_seed_shows_the_same_frames(lobby_frames, digits):
    one, other = (lobby_frames(HeldCode(digits)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_without_loop_it_ends_when_the_last_member_has_left(lobby_frames, digits):
    assert read_codes(lobby_frames(HeldCode(digits))[-1]) == []


def test_with_loop_it_starts_over(digits):
    rhythm = Rhythm(frames_per_s=5, hold_s=0.4, pause_s=0.2, first_after_s=0.0, paced=False)
    lobby = SimulatedLobby([HeldCode(digits)], rhythm=rhythm)
    seen = [bool(read_codes(frame.bgr())) for _ in range(40) if (frame := lobby.read())]
    arrivals = sum(now and not before for before, now in itertools.pairwise(seen))
    assert arrivals >= 2
    assert not lobby.ended


def test_a_code_shown_on_demand_comes_next(digits, other_digits):
    rhythm = Rhythm(frames_per_s=5, hold_s=0.4, pause_s=0.2, loop=False, paced=False)
    lobby = SimulatedLobby([HeldCode(digits)], rhythm=rhythm)
    lobby.show(HeldCode(other_digits, "card"))
    frames = [frame.bgr() for frame in iter(lobby.read, None)]
    assert texts_in_order(frames) == [other_digits, digits]


def test_a_closed_lobby_has_ended(digits):
    lobby = SimulatedLobby([HeldCode(digits)])
    lobby.close()
    assert lobby.ended
    assert lobby.read() is None


def test_the_simulated_lobby_opens_as_a_live_camera(digits):
    source = open_source("simulated", cards=[HeldCode(digits)])
    assert source.live
    assert source.name == "simulated lobby"
    frame = source.read()
    assert frame is not None
    assert frame.bgr().shape == (720, 1280, 3)


def test_a_queue_is_held_up_as_it_was_left_in_the_folder(tmp_path: Path) -> None:
    queue = (HeldCode("1", "card", "Ana Beltrán"), HeldCode("2"))
    write_queue(tmp_path, queue)
    assert read_queue(tmp_path) == queue


def test_a_folder_without_a_queue_names_the_demo(tmp_path: Path) -> None:
    with pytest.raises(
        SetupError, match="run lobby demo, which makes some, and name its kiosk: --data "
    ):
        read_queue(tmp_path)
