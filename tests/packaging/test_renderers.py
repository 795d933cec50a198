"""The kiosk on an X server, with a GPU's way of drawing and without. Only where Xvfb is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ENDS_WITHIN_S = 60.0
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.programs.kiosk import KioskProgram
from ui.programs.program import WindowOptions

program = KioskProgram(Path(sys.argv[1]), "none", WindowOptions(fullscreen=True))

def look():
    window = program.window
    if window.property("page") == "recovery":
        picture = window.grabWindow()
        print(window.rendererInterface().graphicsApi().name, window.isSceneGraphInitialized())
        print(picture.width(), picture.height(), picture.pixelColor(640, 20).name())
        program.leave()

watch = QTimer(interval=50)
watch.timeout.connect(look)
watch.start()
sys.exit(program.run())
"""


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of the test's own."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        with os.fdopen(ours) as said:
            yield f":{said.readline().strip()}"
        server.terminate()


@pytest.mark.parametrize(("wish", "drawn_by"), [("software", "Software"), ("", "OpenGL")])
def test_a_kiosk_covers_the_screen_and_draws_with_a_gpu_or_without(
    display: str, tmp_path: Path, wish: str, drawn_by: str
) -> None:
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": wish}
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "nothing"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=ENDS_WITHIN_S,
    )
    assert ended.stdout == f"{drawn_by} True\n1280 800 #faf0d7\n", ended.stderr
    assert "Traceback" not in ended.stderr
