"""The demo without a display: a whole morning through real frames, with pictures."""

import signal
from pathlib import Path

import psutil
import pytest

from kiosk.commands.options import INTERRUPTED
from tests.end_to_end.conftest import Programs, assert_plain, wait_for

TOUR_S = 240.0


@pytest.mark.timeout(2 * TOUR_S)
def test_the_tour_checks_ten_people_in_and_pictures_each_screen(
    programs: Programs, tmp_path: Path
) -> None:
    result = programs.ended(programs.start("demo", "--data", tmp_path / "demo"), TOUR_S)
    assert result.code == 0, result.err
    assert "There is no display here" in result.out
    said = dict(line.split(": ", 1) for line in result.out.splitlines() if ": " in line)
    assert int(said["people present"]) >= 10
    assert said["facts on the kiosk"] == said["facts on the server"]
    assert said["facts waiting"] == "0"
    pictures = {path.parent.name: path for path in tmp_path.glob("tour/*/*.png")}
    assert set(pictures) == {"kiosk", "wall", "staff"}
    idle = min(tmp_path.glob("tour/kiosk/*-idle.txt")).read_text()
    assert "Casa Norte" in idle


def test_a_demo_keeps_others_out_and_takes_its_programs_with_it(
    programs: Programs, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    ours = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which these tests may ignore, under nohup
    demo = programs.start("demo", "--tour", "--data", folder)
    signal.signal(signal.SIGHUP, ours)
    wait_for((folder / "kiosk" / "wall.json").exists, "the demo's kiosk to run")
    started = psutil.Process(demo.pid).children()
    assert len(started) == 4
    assert_plain(programs.run("demo", "--data", folder), "Another demo runs")
    demo.send_signal(signal.SIGHUP)  # as when its terminal is closed
    assert programs.ended(demo).code == INTERRUPTED
    assert [program for program in started if program.is_running()] == []


def test_a_demo_leaves_a_folder_alone_that_is_no_demo(programs: Programs, tmp_path: Path) -> None:
    letter = tmp_path / "letters" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("Dear Ana")
    assert_plain(programs.run("demo", "--data", letter.parent), "no demo")
    assert list(letter.parent.iterdir()) == [letter]
