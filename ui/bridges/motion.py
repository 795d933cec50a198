"""Whether this machine's user wants things to move less."""

import shutil
import subprocess
import sys
import threading
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

ANSWERS_WITHIN_S = 5.0
# What tells it, and what it then says.
ASK = {
    "linux": (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"),
    "darwin": (("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),
}
SPI_GETCLIENTAREAANIMATION = 0x1042


class MotionWish(QObject):
    """Asks the system once, on a thread; Qt does not know this of any system yet."""

    lessWanted = Signal()

    def ask(self) -> None:
        threading.Thread(target=self._ask, name="motion", daemon=True).start()

    def _ask(self) -> None:
        if wants_less_motion():
            with suppress(RuntimeError):  # the program may be over by now
                self.lessWanted.emit()


def wants_less_motion() -> bool:
    """Say whether it does; it may take a while to answer."""
    if sys.platform == "win32":
        import ctypes

        is_animated = ctypes.c_int(1)
        ask = ctypes.windll.user32.SystemParametersInfoW
        ask(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_animated), 0)
        return not is_animated.value
    command, yes = ASK.get(sys.platform, ((), ""))
    if not command or shutil.which(command[0]) is None:
        return False
    try:
        said = subprocess.run(
            command, capture_output=True, text=True, timeout=ANSWERS_WITHIN_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return said.stdout.strip() == yes
