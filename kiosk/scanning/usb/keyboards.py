"""Scanners that are keyboards, read as Linux input devices: by themselves, whatever the layout."""

import logging
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.scanning.usb.identity import is_named, looks_like_scanner
from kiosk.scanning.usb.keys import NEEDED, Keys
from kiosk.scanning.usb.listening import Device
from kiosk.scanning.usb.reach import Barrier, barrier_of

if TYPE_CHECKING:
    from evdev import InputDevice

INPUTS = Path("/dev/input")
ABOUT = Path("/sys/class/input")

# From the kernel's input.h and input-event-codes.h.
_EV_SYN, _EV_KEY, _EV_MSC, _SYN_DROPPED = 0, 1, 4, 3
_USB, _BLUETOOTH = 3, 5
_SET_CLOCK, _SET_MASK = 0x400445A0, 0x40104593

OpenInput = Callable[[Path], "InputDevice[Any]"]

log = logging.getLogger("kiosk.scanning")


def open_input(path: Path) -> "InputDevice[Any]":
    """Open an input device, with times of a clock that nobody sets; OSError if that fails.

    The kernel keeps 64 events for us. A fast scanner makes six in 2 ms; without the raw scan codes,
    which nobody needs here, it makes four, and the thread may come half as late again.
    """
    import fcntl

    from evdev import InputDevice

    device = InputDevice(path, readonly=True)
    fcntl.ioctl(device.fd, _SET_CLOCK, struct.pack("i", time.CLOCK_MONOTONIC))
    fcntl.ioctl(device.fd, _SET_MASK, struct.pack("IIQ", _EV_MSC, 0, 0))
    return device


class Keyboard:
    """An input device with digits and Enter: a scanner, or somebody's keyboard.

    A scanner is grabbed: from then on it types into no window. A keyboard is only listened to,
    until it proves to be a scanner.
    """

    has_times = True

    def __init__(self, path: Path, device: "InputDevice[Any]", *, is_scanner: bool) -> None:
        """Take over an open device. A scanner that cannot be grabbed raises OSError."""
        self.path, self.name, self.is_scanner = path, device.name, is_scanner
        self._device = device
        self._keys = Keys()
        self._is_grabbed = False
        if is_scanner:
            self._grab()

    def fileno(self) -> int:
        """Return what a selector can wait for."""
        return self._device.fd

    def read(self) -> list[tuple[str, float]]:
        """Return the characters that wait, with their times; OSError once it is gone."""
        try:
            events = list(self._device.read())
        except BlockingIOError:
            return []
        characters = []
        for event in events:
            if event.type == _EV_KEY and (typed := self._keys.change(event.code, event.value)):
                characters.append((typed, event.timestamp()))
            elif event.type == _EV_SYN and event.code == _SYN_DROPPED:
                # What is left of the code fails by its check digits, and is answered so.
                self._keys.forget()
        self._grab_if_quiet()
        return characters

    def prove(self) -> None:
        """Grab it, as soon as no key is down: it typed a code faster than people can."""
        if not self.is_scanner:
            log.info("%s types like a scanner and is taken for one", self.name)
        self.is_scanner = True
        self._grab_if_quiet()  # now, and not amid the keys of the next code

    def close(self) -> None:
        """Give it back to everybody."""
        self._device.close()

    def _grab_if_quiet(self) -> None:
        # A key that is down while it is grabbed would stay down for all other programs.
        if self.is_scanner and not self._is_grabbed and self._keys.all_up:
            with suppress(OSError):  # another program has it; the next key may go better
                self._grab()

    def _grab(self) -> None:
        self._device.grab()
        self._is_grabbed = True


class KeyboardFinder:
    """Finds the keyboards in /dev/input that this account may read."""

    def __init__(
        self,
        *,
        named: str = "",
        folder: Path = INPUTS,
        about: Path = ABOUT,
        open_input: OpenInput = open_input,
    ) -> None:
        """Make a finder; `named` is the path of a scanner, or part of its name."""
        self._named, self._folder, self._about, self._open = named, folder, about, open_input
        self._known: dict[Path, int] = {}
        self.out_of_reach: dict[str, Barrier] = {}

    def find(self) -> Iterator[Keyboard]:
        """Return the keyboards that came, or became readable, since the last time."""
        there = {path: _identity(path) for path in self._folder.glob("event*")}
        self._known = {p: i for p, i in self._known.items() if there.get(p) == i}
        barred = {}
        for path in sorted(there.keys() - self._known.keys()):
            try:
                keyboard = self._try(path)
            except UnicodeDecodeError:
                continue  # the kernel cut its name in the middle of a character
            except OSError as error:
                barrier, name = barrier_of(error), self._scanner_at(path)
                if barrier is not None and name:
                    barred[name] = barrier
                continue
            self._known[path] = there[path]
            if keyboard is not None:
                yield keyboard
        self.out_of_reach = barred

    def forget(self, device: Device) -> None:
        """The keyboard is gone: look again at what has its place."""
        if isinstance(device, Keyboard):
            self._known.pop(device.path, None)

    def _try(self, path: Path) -> Keyboard | None:
        device = self._open(path)
        try:
            keyboard = self._judge(path, device)
        except OSError:
            device.close()
            raise
        if keyboard is None:
            device.close()
        return keyboard

    def _judge(self, path: Path, device: "InputDevice[Any]") -> Keyboard | None:
        if not NEEDED.issubset(device.capabilities().get(_EV_KEY, ())):
            return None
        names = " ".join([device.name, *self._links_to(path)])
        named = is_named(self._named, str(path), names)
        is_plugged = device.info.bustype in (_USB, _BLUETOOTH)
        if not (named or is_plugged):
            return None
        is_scanner = named or looks_like_scanner(names, device.info.vendor)
        return Keyboard(path, device, is_scanner=is_scanner)

    def _scanner_at(self, path: Path) -> str:
        """Return the name of the scanner that cannot be opened; empty if it is none.

        What a device says of itself can be read without any right.
        """
        about, links = self._about / path.name / "device", self._links_to(path)
        try:
            name = (about / "name").read_text(errors="replace").strip()
            vendor = int((about / "id" / "vendor").read_text(), base=16)
        except (OSError, ValueError):
            return ""
        names = " ".join([name, *links])
        is_keyboard = any(link.endswith("-event-kbd") for link in links)
        is_scanner = is_keyboard and looks_like_scanner(names, vendor)
        return name if is_scanner or is_named(self._named, str(path), names) else ""

    def _links_to(self, path: Path) -> Sequence[str]:
        links = self._folder.glob("by-id/*")
        return [link.name for link in links if link.resolve() == path.resolve()]


def _identity(path: Path) -> int:
    """Tell a device from another one that came in its place."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
