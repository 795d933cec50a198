"""What moves, and who can stop it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ui.bridges import motion
from ui.bridges.motion import MotionWish, wants_less_motion


@pytest.fixture
def gsettings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A system that runs this script when it is asked."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(motion.sys, "platform", "linux")

    def answer(script: str) -> None:
        program = tmp_path / "gsettings"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    return answer


@pytest.mark.parametrize(
    ("script", "is_less"),
    [("echo false", True), ("echo true", False), ("echo No such schema >&2; exit 1", False)],
)
def test_the_system_is_asked(gsettings, script, is_less):
    gsettings(f'[ "$*" = "get org.gnome.desktop.interface enable-animations" ] || exit 2\n{script}')
    assert wants_less_motion() is is_less


@pytest.mark.usefixtures("gsettings")
def test_a_system_that_cannot_be_asked_wants_nothing():
    assert not wants_less_motion()


def test_the_answer_comes_without_anybody_waiting_for_it(qapp, qtbot, gsettings):
    gsettings("echo false")
    wish = MotionWish()
    with qtbot.waitSignal(wish.lessWanted):
        wish.ask()
