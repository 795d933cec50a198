"""Bad input: one plain sentence that says what to do, nothing lost, and the next scan works."""

import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import qrcode

from tests.end_to_end.conftest import Programs, SampleHouse, assert_plain, film, wait_for

ANA = "Ana Beltrán Soto"
COMMANDS = (
    *("demo", "kiosk", "wall", "staff", "scan", "status", "sync", "facts", "server", "pair"),
    *("pass", "screens", "doctor"),
)


def qr_picture(path: Path, text: str) -> Path:
    qrcode.make(text, error_correction=qrcode.ERROR_CORRECT_L).save(str(path))
    return path


@pytest.fixture
def unreadable(tmp_path: Path) -> dict[str, Path]:
    """Files that are not what a scanner wants."""
    files = {name: tmp_path / name for name in ("notes.jpg", "empty.png", "zeros.png", "cut.avi")}
    files["notes.jpg"].write_text("not a picture")
    files["empty.png"].touch()
    cv2.imwrite(str(files["zeros.png"]), np.zeros((720, 1280, 3), np.uint8))
    whole = film(tmp_path / "whole.avi", "https://example.org").read_bytes()
    files["cut.avi"].write_bytes(whole[:2000])
    return files


def test_files_that_cannot_be_scanned_are_named_and_the_next_scan_works(
    sample: SampleHouse, unreadable: dict[str, Path], tmp_path: Path
) -> None:
    scan = sample.programs.run
    assert_plain(scan("scan", unreadable["notes.jpg"], "--data", sample.data), "not a picture")
    assert_plain(scan("scan", unreadable["empty.png"], "--data", sample.data), "empty.png")
    assert_plain(scan("scan", unreadable["cut.avi"], "--data", sample.data), "cut.avi")
    assert_plain(scan("scan", tmp_path / "none.png", "--data", sample.data), "not found")
    assert_plain(scan("scan", "n" * 300 + ".png", "--data", sample.data), "check the name")
    zeros = scan("scan", unreadable["zeros.png"], "--data", sample.data)
    assert zeros.code == 1
    assert "no code was read" in zeros.out
    good = film(tmp_path / "ana.avi", sample.code(ANA))
    assert "Ana, checked in" in scan("scan", good, "--data", sample.data).out


def test_every_picture_of_a_folder_gets_a_line_of_its_own(
    sample: SampleHouse, unreadable: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("1.png", "2.png"):
        qr_picture(folder / name, sample.code(ANA))
    unreadable["zeros.png"].rename(folder / "3.png")
    unreadable["notes.jpg"].rename(folder / "4.png")
    qr_picture(folder / "5.png", "https://example.org")
    result = sample.programs.run("scan", folder, "--data", sample.data)
    assert result.code == 1
    assert [line.removeprefix(f"{folder}/") for line in result.out.splitlines()] == [
        "1.png: Ana, checked in",
        "2.png: Ana, checked in already",
        "3.png: no code was read",
        "5.png: not a pass of this house (https://example.org)",
    ]
    assert_plain(result, "4.png is not a picture")


@pytest.mark.parametrize(
    "text",
    ["https://example.org/menu", "'; DROP TABLE fact; --", "4" * 4000, "\x1b[2J\x07\r\nBEGIN"],
    ids=["URL", "SQL", "4,000 characters", "control characters"],
)
def test_other_codes_are_not_a_pass_of_this_house(
    sample: SampleHouse, tmp_path: Path, text: str
) -> None:
    picture = qr_picture(tmp_path / "code.png", text)
    result = sample.programs.run("scan", picture, "--data", sample.data)
    assert result.code == 1
    assert "not a pass of this house" in result.out
    assert "\x1b" not in result.out
    assert sample.facts("--data", sample.data) == []


def test_a_dry_run_records_nothing(sample: SampleHouse, tmp_path: Path) -> None:
    clip = film(tmp_path / "ana.avi", sample.code(ANA))
    result = sample.programs.run("scan", clip, "--data", sample.data, "--dry-run", "--json")
    assert [answer["answer"] for answer in result.json] == ["welcome"]
    assert sample.facts("--data", sample.data) == []


def test_a_folder_in_use_is_left_alone(sample: SampleHouse, tmp_path: Path) -> None:
    clip = film(tmp_path / "ana.avi", "https://example.org")
    first = sample.programs.start("kiosk", "--data", sample.data, "--camera", clip)
    wait_for((sample.data / "wall.json").exists, "the first kiosk to run")
    second = sample.programs.start("kiosk", "--data", sample.data, "--camera", clip)
    assert_plain(sample.programs.ended(second), "in use")
    assert_plain(sample.programs.run("scan", clip, "--data", sample.data), "in use")
    assert sample.programs.stop(first).code == 0


def test_a_folder_that_cannot_be_written_is_named(programs: Programs) -> None:
    # Not a mode bit: the superuser, whom tests often run as, may write anywhere but here.
    assert_plain(programs.run("kiosk", "--data", "/proc/lobby", "--camera", "0"), "/proc/lobby")
    assert_plain(programs.run("scan", "x.png", "--data", "/proc/lobby"), "/proc/lobby")
    assert os.path.isdir("/proc")


def test_an_unpaired_folder_says_what_to_do(programs: Programs, tmp_path: Path) -> None:
    assert_plain(programs.run("kiosk", "--data", tmp_path / "new"), "lobby pair")
    assert_plain(programs.run("wall", "--data", tmp_path / "new"), "lobby pair")
    assert_plain(programs.run("staff", "--data", tmp_path / "new"), "lobby pair")
    assert_plain(programs.run("scan", "x.png", "--data", tmp_path / "new"), "lobby pair")
    assert_plain(programs.run("sync", "--once", "--data", tmp_path / "new"), "lobby pair")
    assert_plain(programs.run("status", "--data", tmp_path / "new"), "no data")
    assert not (tmp_path / "new").exists()


def test_a_folder_is_used_for_what_it_was_paired_as(sample: SampleHouse, tmp_path: Path) -> None:
    run, wall, desk = sample.programs.run, tmp_path / "wall", tmp_path / "desk"
    sample.pair(wall, "wall")
    sample.pair(desk, "desk")
    for command in ("kiosk", "staff"):
        assert_plain(run(command, "--data", wall), "a wall's folder", "lobby wall")
    assert_plain(run("sync", "--once", "--data", wall), "a wall's folder")
    assert_plain(run("kiosk", "--data", desk), "a desk's folder", "lobby staff")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\nAna\n", "no column email"),
        ("email,display_name\nñ@x.org,Peña\n".encode("latin-1"), "UTF-8"),
        (b"email,display_name\na@x.org,A\na@x.org,B\n", "Lines 2 and 3"),
    ],
    ids=["missing column", "wrong encoding", "duplicate e-mail"],
)
def test_a_wrong_csv_changes_nothing(
    sample: SampleHouse, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes(content)
    result = sample.programs.run("members", "import", file, "--db", sample.database)
    assert_plain(result, words)
    left = sample.programs.run("members", "list", "--json", "--db", sample.database)
    assert len(left.json) == len(sample.handles)


class _Portal(http.server.BaseHTTPRequestHandler):
    """A captive portal: everything is a friendly page."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html>Welcome to our wifi</html>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def portal() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Portal)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_that_answers_html_is_not_ours(
    sample: SampleHouse, portal: str, tmp_path: Path
) -> None:
    run = sample.programs.run
    new = tmp_path / "new"
    assert_plain(run("pair", "--server", portal, "--code", "BCDFGHJK", "--data", new), "127.0.0.1")
    run("scan", film(tmp_path / "ana.avi", sample.code(ANA)), "--data", sample.data)
    device = sample.data / "device.json"
    device.write_text(device.read_text().replace(sample.url, portal))
    assert_plain(run("sync", "--once", "--data", sample.data), "127.0.0.1")
    assert sample.status()["pending"] == len(sample.facts("--data", sample.data)) > 0


def test_a_server_says_when_its_port_is_taken(sample: SampleHouse) -> None:
    port = sample.url.rsplit(":", 1)[-1]
    result = sample.programs.run("server", "--db", sample.database, "--port", port)
    assert_plain(result, port)


def test_every_command_explains_itself_with_an_example(programs: Programs) -> None:
    listed = programs.run("--help").out
    for command in COMMANDS:
        assert command in listed
        helped = programs.run(command, "--help")
        assert helped.code == 0
        assert "Example: lobby" in helped.out


def test_a_wall_that_gets_no_news_of_a_wall_notes_it_and_stays(sample: SampleHouse) -> None:
    (sample.data / "wall.json").write_text('{"space_name": "Casa Norte"}')
    wall = sample.programs.start("wall", "--data", sample.data)
    log = sample.data / "wall.log"
    wait_for(lambda: log.exists() and "not news" in log.read_text(), "the wall to note it")
    stopped = sample.programs.stop(wall, expecting="WARNING .* wall.json is not news of a wall")
    assert (stopped.code, stopped.err) == (0, "")


def test_the_log_of_a_kiosk_tells_what_was_saved_from_a_damaged_database(
    sample: SampleHouse, tmp_path: Path
) -> None:
    with (sample.data / "lobby.db").open("r+b") as file:
        file.write(b"\xff" * 4096)
    words = ("kiosk", "--data", sample.data, "--camera", tmp_path / "none.avi")
    result = sample.programs.run(*words, expecting="ERROR kiosk.store.backups.restoring: ")
    assert_plain(result, "none.avi")  # where that sentence stands alone
    assert "saving what can be read" in (sample.data / "kiosk.log").read_text(encoding="utf-8")
