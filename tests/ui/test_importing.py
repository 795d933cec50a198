"""Importing with Qt costs what importing costs; in a fresh process."""

import subprocess
import sys

SHOW = """
import linecache
import ui.programs.kiosk
import kiosk.app
ours = ("kiosk/worker.py", "ui/application.py")
print(*(name for name in linecache.cache if name.endswith(ours)))
"""


def test_the_source_of_what_is_imported_does_not_stay_in_memory():
    command = [sys.executable, "-c", SHOW]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""
