"""A window's life from its opening to its end, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable

import pytest

RUNS_AT_MOST_S = 60
BEGIN = """
import threading
from datetime import UTC, datetime
from kiosk.errors import LobbyError, SetupError
from ui.programs.program import Program, WindowOptions
from ui.translation import GettextTranslator
from ui.viewmodels.wall import WallModel
"""
STARTS_WITH = """
def foreseen():
    raise SetupError("Plug it in.")

def unforeseen():
    raise RuntimeError("a trouble nobody foresaw")

program = Program("test", WindowOptions())
program.bring_up({work})
try:
    program.run()
except LobbyError as error:
    print(error)
"""
ASKS_FOR_WORDS = """
asked = []
answer = GettextTranslator.translate

def noted(*arguments):
    asked.append(threading.current_thread() is threading.main_thread())
    return answer(*arguments)

GettextTranslator.translate = noted
program = Program("test", WindowOptions(language="es"))
model = WallModel("es", lambda: datetime.now(UTC))
window = program.open("WallWindow", {"model": model})
print(window.title(), all(asked))
window.close()
"""


@pytest.fixture
def run() -> Callable[[str], "subprocess.CompletedProcess[str]"]:
    """Run a short program and return what it said."""

    def run(script: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", BEGIN + script]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=RUNS_AT_MOST_S
        )

    return run


def test_an_error_of_ours_ends_the_program_with_its_sentence(run):
    ended = run(STARTS_WITH.format(work="foreseen"))
    assert (ended.stdout, ended.stderr) == ("Plug it in.\n", "")


@pytest.mark.parametrize("work", ["unforeseen", "lambda: unforeseen"])
def test_any_other_error_ends_it_too_and_is_logged(run, work):
    ended = run(STARTS_WITH.format(work=work))
    assert ended.stdout == "Hello Lobby could not start here; its log says why.\n"
    assert "a trouble nobody foresaw" in ended.stderr


def test_only_the_screen_s_own_thread_asks_for_words(run):
    assert run(ASKS_FOR_WORDS).stdout == "Hello Lobby: quién está True\n"


IS_STOPPED_AT_ONCE = """
import os
import signal
program = Program("test", WindowOptions())
window = program.open("WallWindow", {"model": WallModel("en", lambda: datetime.now(UTC))})
os.kill(os.getpid(), signal.SIGTERM)
print(program.run())
"""


def test_a_stop_that_comes_before_the_first_event_is_not_lost(run):
    assert run(IS_STOPPED_AT_ONCE).stdout == "0\n"


SHOWS_MOTION = """
from PySide6.QtCore import QTimer
from ui.bridges import motion
motion.wants_less_motion = lambda: {system}
program = Program("test", WindowOptions(still={still}))
window = program.open("WallWindow", {{"model": WallModel("en", lambda: datetime.now(UTC))}})

def look():
    if window.property("reducedMotion") is {is_still}:
        window.close()

watch = QTimer(interval=20)
watch.timeout.connect(look)
watch.start()
program.run()
print("so it is")
"""


@pytest.mark.parametrize(
    ("still", "system", "is_still"),
    [(True, False, True), (False, True, False), (None, True, True)],
)
def test_somebody_s_word_on_motion_counts_for_more_than_the_system_s(run, still, system, is_still):
    script = SHOWS_MOTION.format(still=still, system=system, is_still=is_still)
    assert run(script).stdout == "so it is\n"


ERRS_IN_QML = """
import logging
from PySide6.QtCore import QObject, QTimer, Slot

class Teller(QObject):
    @Slot(str)
    def tell(self, name):
        raise ValueError(name)

logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
program = Program("test", WindowOptions())
teller = Teller()
program.engine.setInitialProperties({"teller": teller})
program.engine.loadData(b'''
import QtQuick
Window {
    required property var teller
    Timer { running: true; interval: 1; onTriggered: missing.word = 1 }
    Timer { running: true; interval: 1; onTriggered: teller.tell("Canary Wren") }
}''')
QTimer.singleShot(50, program.application.exit)
program.run()
"""


def test_what_goes_wrong_in_qml_is_logged_without_what_somebody_entered(run):
    said = run(ERRS_IN_QML).stderr
    warnings = [line for line in said.splitlines() if line.startswith("WARNING ui.qt")]
    assert any("ReferenceError: missing is not defined" in line for line in warnings)
    assert any(line.endswith(": Error") for line in warnings)
    assert not any("Canary" in line for line in warnings)
