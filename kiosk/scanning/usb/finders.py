"""The ways in which scanners are plugged into this machine."""

import sys

from kiosk.scanning.usb.listening import Finder
from kiosk.scanning.usb.ports import PortFinder


def finders_here(named: str = "") -> list[Finder]:
    """Return what finds scanners here, and the one that somebody named: a path or part of a name.

    Input devices can be read on Linux only. Elsewhere a scanner that is a keyboard types.
    """
    if sys.platform != "linux":
        return [PortFinder(named=named)]
    from kiosk.scanning.usb.keyboards import KeyboardFinder

    return [KeyboardFinder(named=named), PortFinder(named=named)]
