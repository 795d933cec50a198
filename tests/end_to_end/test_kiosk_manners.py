"""A kiosk in full screen: what it says where it cannot work, and who can end it."""

import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.conftest import PATIENCE_S, Programs, SampleHouse, wait_for
from tests.end_to_end.hasty_kiosk import CANARY
from ui.programs.kiosk import ENDED_BY_STAFF

HASTY = "tests.end_to_end.hasty_kiosk"
AT_THE_DESK = "AlertMessage: Please check in at the desk"
ASK = "AlertMessage: Please ask at the desk"


class Manager:
    """systemd's end of the line."""

    def __init__(self, path: Path) -> None:
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(str(path))
        self.ear.settimeout(PATIENCE_S)
        self.told: list[str] = []

    def until(self, line: str) -> list[str]:
        """Wait until it is told this; return what it was told until then."""
        while line not in self.told:
            self.told += self.ear.recv(4096).decode().splitlines()
        return self.told


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Manager]:
    manager = Manager(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    monkeypatch.setenv("WATCHDOG_USEC", "900000")
    yield manager
    manager.ear.close()


@pytest.fixture
def kiosk(programs: Programs, tmp_path: Path) -> Callable[..., object]:
    """Start a kiosk in full screen, without a camera unless it is told of one."""

    def start(data: Path, *, camera: object = "none") -> object:
        return programs.start(
            "kiosk", "--fullscreen", "--camera", camera, "--data", data,
            "--pictures", tmp_path / "seen", module=HASTY,
        )  # fmt: skip

    return start


def seen(folder: Path) -> str:
    """Return what the screen says now."""
    try:
        return (folder / "seen" / "latest.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def test_a_kiosk_that_cannot_start_stays_says_so_and_works_once_it_can(
    sample: SampleHouse, programs: Programs, tmp_path: Path, manager: Manager, kiosk
) -> None:
    clip = tmp_path / "clip.png"
    program = kiosk(sample.data, camera=clip)
    wait_for(lambda: AT_THE_DESK in seen(tmp_path), "nobody is sent to the desk")
    assert str(clip) in seen(tmp_path)
    assert "READY=1" not in manager.told
    made = programs.run(
        "pass", "ana.soto@example.com", "--png", "--db", sample.database, expecting="clip.png"
    )
    assert made.code == 0, made.err
    next(tmp_path.glob("*.png")).rename(clip)
    assert "EXTEND_TIMEOUT_USEC=61000000" in manager.until("READY=1")
    manager.until("WATCHDOG=1")
    wait_for(lambda: AT_THE_DESK not in seen(tmp_path), "the page stays for ever")
    ended = programs.stop(program)
    assert (ended.code, ended.err) == (0, "")
    manager.until("STOPPING=1")


@pytest.mark.usefixtures("sample")
def test_an_unpaired_kiosk_stays_too(programs: Programs, tmp_path: Path, kiosk) -> None:
    program = kiosk(tmp_path / "nothing")
    wait_for(lambda: AT_THE_DESK in seen(tmp_path), "nobody is sent to the desk")
    assert "is not paired yet; run lobby pair first." in seen(tmp_path)
    program.send_signal(signal.SIGINT)
    ended = programs.ended(program)
    assert ended.code == 0
    assert "Traceback" not in ended.err


def test_what_nobody_foresaw_is_a_page_and_then_idle_and_names_nobody_in_the_log(
    sample: SampleHouse, programs: Programs, tmp_path: Path, manager: Manager, kiosk
) -> None:
    program = kiosk(sample.data)
    manager.until("READY=1")
    program.send_signal(signal.SIGUSR1)
    wait_for(lambda: ASK in seen(tmp_path), "nobody is told")
    wait_for(lambda: ASK not in seen(tmp_path), "the page stays for ever")
    program.send_signal(signal.SIGUSR2)
    ended = programs.ended(program, expecting="nobody caught this")
    assert ended.code == ENDED_BY_STAFF
    assert CANARY not in ended.err
    written = (sample.data / "kiosk.log").read_text(encoding="utf-8")
    assert written.count("Traceback") == 1
    assert "in fail" in written
    assert CANARY not in written
