"""Scanners that are plugged in but cannot be read: who they are, and what to do."""

import errno
import logging
import os

import pytest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.keyboards import KeyboardFinder
from kiosk.scanning.usb.listening import UsbScanners
from kiosk.scanning.usb.reach import Barrier
from tests.scanning.usb.kernel import KEYBOARD, SCANNER
from tests.scanning.usb.waiting import until


class Counting:
    """Finds nothing, and counts how often it was asked."""

    def __init__(self, looks):
        self._looks, self.out_of_reach = looks, {}

    def find(self):
        self._looks.append(1)
        return []


@pytest.fixture
def barred(tmp_path):
    """A finder among input devices that cannot be opened, as the kernel tells of them."""

    def finder(error, name, vendor="046d", link="-event-kbd"):
        inputs, about = tmp_path / "dev", tmp_path / "sys" / "event3" / "device"
        (inputs / "by-id").mkdir(parents=True)
        (about / "id").mkdir(parents=True)
        (inputs / "event3").touch()
        (inputs / "by-id" / f"usb-Some_Device{link}").symlink_to(inputs / "event3")
        (about / "name").write_text(f"{name}\n")
        (about / "id" / "vendor").write_text(f"{vendor}\n")

        def open_input(path):
            raise OSError(error, os.strerror(error), str(path))

        return KeyboardFinder(folder=inputs, about=tmp_path / "sys", open_input=open_input)

    return finder


@pytest.mark.parametrize(
    ("error", "barrier"), [(errno.EACCES, Barrier.NO_RIGHT), (errno.EBUSY, Barrier.TAKEN)]
)
@pytest.mark.parametrize(("name", "vendor"), [(SCANNER, "ffff"), ("Xenon 1900", "0c2e")])
def test_a_scanner_that_cannot_be_opened_is_named_with_the_reason(
    barred, name, vendor, error, barrier
):
    finder = barred(error, name, vendor)
    assert list(finder.find()) == []
    assert finder.out_of_reach == {name: barrier}


def test_the_log_says_once_what_to_do_about_it(barred, caplog, monkeypatch):
    monkeypatch.setattr("kiosk.scanning.usb.listening.LOOK_EVERY_S", 0.01)
    caplog.set_level(logging.INFO)
    finder, looks = barred(errno.EACCES, SCANNER), []
    scanners = UsbScanners([finder, Counting(looks)], is_pass_text)
    scanners.start()
    until(lambda: len(looks) >= 3)
    assert scanners.stop(5.0)
    (message,) = caplog.messages
    assert SCANNER in message
    assert "add it to the groups input and dialout" in message


@pytest.mark.parametrize(
    ("error", "about"),
    [
        (errno.EACCES, {"name": KEYBOARD}),
        (errno.EACCES, {"name": SCANNER, "link": "-event-mouse"}),
        (errno.ENODEV, {"name": SCANNER}),
    ],
    ids=["keyboard", "no keys", "gone"],
)
def test_of_other_devices_that_cannot_be_opened_nothing_is_said(barred, error, about):
    finder = barred(error, **about)
    assert list(finder.find()) == []
    assert finder.out_of_reach == {}
