"""Windows and macOS: what Linux alone has is not asked for before it is used."""

import subprocess
import sys
from pathlib import Path

WITHOUT = """
import importlib, pkgutil, sys
for name in ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "evdev"):
    sys.modules[name] = None
import kiosk.scanning
for module in pkgutil.walk_packages(kiosk.scanning.__path__, "kiosk.scanning."):
    importlib.import_module(module.name)
    print(module.name)
"""


def test_all_of_scanning_can_be_imported_where_linux_s_own_modules_are_missing():
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert {"kiosk.scanning.camera.v4l2", "kiosk.scanning.usb.keyboards"} <= set(ran.stdout.split())
