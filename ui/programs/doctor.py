"""What `lobby doctor` looks at on the screen's side."""

import os
import sys

from kiosk.commands.findings import Finding, Health
from kiosk.errors import SetupError
from kiosk.settings import DataFolder
from ui.application import make_application
from ui.programs.display import has_display


def display(_: DataFolder) -> Finding:
    """Look for a display."""
    if has_display():
        return Finding("display", Health.GOOD, "windows can be shown.")
    words = "none here; windows run offscreen, and lobby demo makes a tour with pictures."
    return Finding("display", Health.NOTE, words)


def typeface(_: DataFolder) -> Finding:
    """Load the bundled typeface."""
    if not has_display() and sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        make_application("lobby-doctor")
    except SetupError as error:
        return Finding("typeface", Health.BAD, str(error))
    return Finding("typeface", Health.GOOD, "the bundled typeface can be read.")


screen_checks = (display, typeface)
