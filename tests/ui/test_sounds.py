"""What is heard at the door, with players that write down what they were to play."""

import threading
import wave
from array import array
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.people import Mode, Visibility
from kiosk.domain.spaces import Space
from kiosk.domain.verdicts import Answer, Refusal
from tests.ui.conftest import ana, outcome
from ui.bridges.sounds import OF_PAGE, SOUNDS, ScaledFiles, Sounds, find_player
from ui.viewmodels.states import Page

WELCOME = outcome(Answer.WELCOME, ana())
CASA_NORTE = Space("casa-norte", "Casa Norte", "Europe/Madrid")
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def sounds_of(play, space: Space | None = CASA_NORTE, now: datetime = NOON) -> Sounds:
    sounds = Sounds(play, lambda: now)
    if space is not None:
        sounds.adopt(space)
    return sounds


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A machine with a sound card."""
    file = tmp_path / "cards"
    file.write_text(" 0 [PCH ]: HDA-Intel - HDA Intel PCH\n", encoding="utf-8")
    return file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are those that a test puts into this folder."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def put(machine: Path, name: str, script: str) -> Path:
    """Install a player, and return the file it may write to."""
    heard = machine.parent / f"heard-by-{name}"
    program = machine / name
    program.write_text(f"#!/bin/sh\n{script}\n".replace("HEARD", str(heard)), encoding="utf-8")
    program.chmod(0o755)
    return heard


def test_the_first_player_there_is_plays_the_file(machine, cards):
    heard = put(machine, "aplay", "echo $1 >> HEARD")
    better = put(machine, "paplay", "echo $1 >> HEARD")
    play = find_player(cards)
    play(SOUNDS / "welcome.wav")
    assert better.read_text(encoding="utf-8") == f"{SOUNDS / 'welcome.wav'}\n"
    assert not heard.exists()


@pytest.mark.parametrize("words", [None, "--- no soundcards ---\n"])
def test_without_a_sound_card_there_is_no_player(machine, cards, words):
    put(machine, "aplay", "exit 0")
    cards.unlink() if words is None else cards.write_text(words, encoding="utf-8")
    assert find_player(cards) is None


def test_without_a_player_there_is_silence(machine, cards):
    assert find_player(cards) is None


def test_a_player_that_fails_is_told_once_and_the_kiosk_goes_on(
    qapp, machine, cards, expected_log, caplog
):
    expected_log("WARNING ui.bridges.sounds: welcome.wav could not be played")
    tries = put(machine, "aplay", "echo tried >> HEARD; exit 1")
    sounds = sounds_of(find_player(cards))
    for _ in range(2):
        sounds.answer("welcome")
        until_silence()
    sounds.stop()
    assert tries.read_text(encoding="utf-8") == "tried\n" * 2
    assert len(caplog.messages) == 1


def test_nobody_waits_for_a_sound(qapp):
    may_end = threading.Event()
    sounds = sounds_of(lambda _: may_end.wait())
    sounds.answer("welcome")
    may_end.set()
    until_silence()
    sounds.stop()


def until_silence() -> None:
    for thread in threading.enumerate():
        if thread.name == "sound":
            thread.join()


@pytest.mark.parametrize("page", list(OF_PAGE))
def test_every_page_that_answers_somebody_has_a_sound(page):
    assert (SOUNDS / f"{OF_PAGE[page]}.wav").read_bytes().startswith(b"RIFF")


def test_no_two_verdicts_sound_alike():
    welcomes = (Page.FIRST_TIME, Page.DAY_PASS)
    verdicts = [OF_PAGE[page] for page in OF_PAGE if page not in welcomes]
    assert len(set(verdicts)) == len(verdicts)


def test_nobody_there_is_silent(qapp):
    assert heard_of(CASA_NORTE, NOON, "idle") == []


def heard_of(space: Space | None, now: datetime, page: str = "welcome") -> list[array]:
    """Return the samples of what is played then."""
    played: list[array] = []
    sounds = sounds_of(lambda file: played.append(samples(file)), space, now)
    sounds.answer(page)
    until_silence()
    sounds.stop()
    return played


def samples(file: Path) -> array:
    with wave.open(str(file)) as sound:
        return array("h", sound.readframes(sound.getnframes()))


def test_a_house_nobody_knows_yet_and_one_that_wants_no_sounds_are_silent(qapp):
    assert heard_of(None, NOON) == heard_of(replace(CASA_NORTE, volume=0), NOON) == []


def test_half_a_volume_is_a_quarter_of_the_swing_and_the_same_sound(qapp):
    (full,) = heard_of(replace(CASA_NORTE, volume=100), NOON)
    (half,) = heard_of(replace(CASA_NORTE, volume=50), NOON)
    original = samples(SOUNDS / "welcome.wav")
    assert max(map(abs, full)) == pytest.approx(32_767, abs=1)
    assert max(map(abs, half)) == pytest.approx(32_767 / 4, abs=1)
    assert len(full) == len(half) == len(original)
    ratio = max(map(abs, half)) / max(map(abs, original))
    assert all(abs(h - o * ratio) < 2 for h, o in zip(half, original, strict=True))


def test_a_sound_is_made_once_for_each_volume_and_nothing_is_left_of_it():
    files = ScaledFiles()
    at_70 = files.at(70, SOUNDS / "welcome.wav")
    at_70.write_bytes(b"made already")
    assert files.at(70, SOUNDS / "welcome.wav").read_bytes() == b"made already"
    assert files.at(60, SOUNDS / "welcome.wav") != at_70
    files.close()
    assert not at_70.parent.exists()


@pytest.mark.parametrize(
    ("quiet", "hour", "is_heard"),
    [
        ((20, 8), 19, True),
        ((20, 8), 20, False),
        ((20, 8), 3, False),
        ((20, 8), 8, True),
        ((13, 15), 12, True),
        ((13, 15), 14, False),
        ((13, 15), 15, True),
    ],
)
def test_quiet_hours_are_the_house_s_own_also_across_midnight(qapp, quiet, hour, is_heard):
    space = replace(CASA_NORTE, quiet=(time(quiet[0]), time(quiet[1])))
    now = datetime(2026, 7, 24, hour, tzinfo=ZoneInfo("Europe/Madrid")).astimezone(UTC)
    assert bool(heard_of(space, now)) is is_heard


def test_a_player_whose_server_is_not_there_gives_way_to_the_next(machine, cards):
    put(machine, "pw-play", "exit 1")
    heard = put(machine, "aplay", "echo $1 >> HEARD")
    find_player(cards)(SOUNDS / "welcome.wav")
    assert heard.exists()


@pytest.fixture
def answered(model) -> list[str]:
    pages: list[str] = []
    model.answered.connect(pages.append)
    return pages


@pytest.mark.parametrize(
    ("told", "page"),
    [
        (WELCOME, "welcome"),
        (outcome(Answer.WELCOME, ana(visibility=None)), "first_time"),
        (outcome(Answer.ASK_LEAVING, ana()), "leaving"),
        (outcome(Answer.GOODBYE, ana()), "goodbye"),
        (outcome(Answer.REFUSED, None, Refusal.FOREIGN), "refused"),
        (outcome(Answer.MISREAD), "misread"),
        (outcome(Answer.TROUBLE), "trouble"),
    ],
)
def test_every_answer_to_a_scan_is_announced(scan, answered, told, page):
    scan(told)
    assert answered == [page]


def test_a_second_refusal_is_announced_too_but_a_blur_only_once(scan, answered):
    for told in (Answer.MISREAD, Answer.MISREAD, Answer.REFUSED, Answer.REFUSED):
        scan(outcome(told))
    assert answered == ["misread", "refused", "refused"]


def test_what_is_no_pass_and_a_card_that_lies_there_are_silent(model, scan, answered):
    scan(outcome(Answer.NOT_A_PASS))
    scan(WELCOME)
    scan(outcome(Answer.MISREAD))  # a glimpse of a moving code
    model.timedOut()
    assert answered == ["welcome"]


def test_leaving_is_announced_and_small_wishes_are_not(model, scan, desk, answered):
    scan(WELCOME)
    model.modeChosen(Mode.HEADS_DOWN.value)
    desk.answer(WELCOME)
    model.visibilityChosen(Visibility.HIDDEN.value)
    desk.answer(WELCOME)
    model.leaveChosen()
    desk.answer(outcome(Answer.GOODBYE, ana()))
    assert answered == ["welcome", "goodbye"]


def test_a_failing_core_is_announced(model, desk, answered, expected_log):
    expected_log("ERROR ui.kiosk: the core could not answer a scan")
    model.codeRead("71")
    desk.fail(RuntimeError("broken"))
    assert answered == ["trouble"]
