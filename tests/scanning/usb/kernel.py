"""The kernel's side of an input device, played by a pipe."""

import errno
import os
import struct
from dataclasses import dataclass, field
from types import SimpleNamespace

from evdev import InputEvent

from kiosk.scanning.usb.keys import NEEDED

EVENT = struct.Struct("llHHi")
KEY_OF = {digit: code for code, digit in enumerate("1234567890", start=2)}
ENTER, TAB, LEFT_SHIFT, CONTROL, ALT, DELETE, F4, CAPS = 28, 15, 42, 29, 56, 111, 62, 58
USB, VIRTUAL = 3, 6
SCANNER, KEYBOARD = "Symbol Bar Code Scanner", "Logitech K120"


class KernelDevice:
    """One end of a pipe, which answers as `evdev.InputDevice` does."""

    def __init__(self, path, about):
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.name = about.name if isinstance(about.name, str) else about.name.decode()
        self.about = about
        self.info = SimpleNamespace(bustype=about.bus, vendor=about.vendor)

    def capabilities(self):
        return {0: [], 1: sorted(self.about.keys)}

    def read(self):
        data = os.read(self.fd, 64 * EVENT.size)  # as many as the kernel keeps
        if not data:
            raise OSError(errno.ENODEV, "No such device")
        for sec, usec, kind, code, value in EVENT.iter_unpack(data):
            yield InputEvent(sec, usec, kind, code, value)

    def grab(self):
        if self.about.is_taken:
            raise OSError(errno.EBUSY, "Device or resource busy")
        self.about.is_grabbed = True

    def close(self):
        self.about.is_grabbed = False
        os.close(self.fd)


@dataclass
class Plugged:
    """A device from the side of its firmware."""

    path: os.PathLike
    name: str | bytes = SCANNER
    bus: int = USB
    vendor: int = 0
    keys: frozenset = NEEDED
    is_taken: bool = False
    is_grabbed: bool = False
    clock_us: int = 10_000_000
    _pipe: int = field(default=-1)

    def plug(self):
        os.mkfifo(self.path)
        self._pipe = os.open(self.path, os.O_RDWR)
        return self

    def unplug(self):
        if self._pipe >= 0:
            os.unlink(self.path)
            os.close(self._pipe)
            self._pipe = -1

    def say(self, kind, code, value):
        sec, usec = divmod(self.clock_us, 1_000_000)
        os.write(self._pipe, EVENT.pack(sec, usec, kind, code, value))

    def key(self, code, value):
        self.say(1, code, value)
        self.say(0, 0, 0)
        self.clock_us += 1_000

    def press(self, *codes):
        """Press keys together."""
        for code in codes:
            self.key(code, 1)
        for code in reversed(codes):
            self.key(code, 0)

    def type(self, digits, *, with_shift=False, step_ms=2):
        for digit in digits:
            self.press(*([LEFT_SHIFT] if with_shift else []), KEY_OF[digit])
            self.clock_us += (step_ms - 2) * 1_000
