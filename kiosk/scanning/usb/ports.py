"""Scanners that are serial ports: their bytes come as they are, whatever the layout."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kiosk.scanning.usb.identity import is_named, looks_like_scanner
from kiosk.scanning.usb.listening import FLOOD, Device
from kiosk.scanning.usb.reach import Barrier, barrier_of

if TYPE_CHECKING:
    from serial.tools.list_ports_common import ListPortInfo

ListPorts = Callable[[], Iterable["ListPortInfo"]]


def list_ports() -> "Iterable[ListPortInfo]":
    """Return the serial ports that this machine knows of."""
    from serial.tools.list_ports import comports

    return comports()


class Port:
    """An open serial port. It is ours alone as long as it is open."""

    is_scanner = True
    has_times = False

    def __init__(self, path: str, name: str) -> None:
        """Open a port; OSError if that fails. The speed means nothing to a port over USB."""
        import serial

        exclusive = True if os.name == "posix" else None  # elsewhere every port is
        try:
            self._port = serial.Serial(path, 9600, timeout=0, exclusive=exclusive)
        except OSError:
            raise
        except Exception as error:  # termios.error is none of the errors that pyserial promises
            raise OSError(f"{path} cannot be opened") from error
        self.path, self.name = path, name

    def fileno(self) -> int | None:
        """Return what a selector can wait for; None where it cannot wait for ports."""
        return self._port.fileno() if os.name == "posix" else None

    def read(self) -> list[tuple[str, float]]:
        """Return the characters that wait; OSError once the port is gone."""
        data, now_s = self._port.read(FLOOD), time.monotonic()
        return [(chr(byte), now_s) for byte in data if byte < 0x7F]

    def prove(self) -> None:
        """Nothing is to be proved: no port is opened that is not one of a scanner."""

    def close(self) -> None:
        """Give it back."""
        self._port.close()


class PortFinder:
    """Finds the serial ports of scanners.

    No other port is opened: to many a board that alone is the sign to start anew.
    """

    def __init__(self, *, named: str = "", list_ports: ListPorts = list_ports) -> None:
        """Make a finder; `named` is the path of a port, or part of its name."""
        self._named, self._list_ports = named, list_ports
        self._open: set[str] = set()
        self.out_of_reach: dict[str, Barrier] = {}

    def find(self) -> Iterator[Port]:
        """Return the scanners' ports that came, or became free, since the last time."""
        try:
            there = self._scanners()
        except (OSError, TypeError):
            return  # pyserial stumbles over a port that is unplugged while it looks at it
        barred = {}
        for path, name in there.items():
            if path in self._open:
                continue
            try:
                port = Port(path, name)
            except OSError as error:
                if (barrier := barrier_of(error)) is not None:
                    barred[name] = barrier
                continue
            self._open.add(path)
            yield port
        self.out_of_reach = barred

    def forget(self, device: Device) -> None:
        """The port is gone, or was taken away."""
        if isinstance(device, Port):
            self._open.discard(device.path)

    def _scanners(self) -> dict[str, str]:
        """Return names by paths."""
        found = {}
        for port in self._list_ports():
            words = [port.manufacturer, port.product, port.description, port.interface]
            names = " ".join(word for word in words if word)
            if looks_like_scanner(names, port.vid) or is_named(self._named, port.device, names):
                found[port.device] = port.product or port.description or port.device
        # A port that is no USB device is in no list, and may be named all the same.
        path = os.path.realpath(self._named)
        if self._named.startswith("/dev/") and path not in found and _is_port(path):
            found[path] = self._named
        return found


def _is_port(path: str) -> bool:
    return os.path.exists(path) and not path.startswith("/dev/input/")
