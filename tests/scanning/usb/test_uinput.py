"""Scanners as virtual devices of the kernel. Collected only where /dev/uinput can be written:
conftest.py of this folder sees to that. The same stories are in test_keyboards.py for everywhere.
"""

import select
import time
from types import SimpleNamespace

import pytest
from evdev import InputDevice, UInput, ecodes

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.finders import finders_here
from kiosk.scanning.usb.keyboards import open_input
from kiosk.scanning.usb.listening import UsbScanners
from tests.scanning.usb.waiting import WITHIN_S, until

SCANNER, KEYBOARD = "Hello Lobby Bar Code Scanner", "Hello Lobby Keys"
KEYS = [*range(1, 128)]
KEY_OF = {digit: getattr(ecodes, f"KEY_{digit}") for digit in "0123456789"}


class Plugged:
    """A keyboard of the kernel's own making."""

    def __init__(self, name):
        can = {ecodes.EV_KEY: KEYS, ecodes.EV_MSC: [ecodes.MSC_SCAN]}
        self._device = UInput(can, name=name, bustype=ecodes.BUS_USB)
        self.path = self._device.device.path

    def press(self, *codes):
        for value, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                self._device.write(ecodes.EV_MSC, ecodes.MSC_SCAN, code)
                self._device.write(ecodes.EV_KEY, code, value)
                self._device.syn()

    def type(self, digits, *, ends_with=ecodes.KEY_ENTER):
        for at, digit in enumerate(digits):
            self.press(KEY_OF[digit])
            if at % 8 == 7:
                select.select([], [], [], 0.016)  # at a scanner's pace: the kernel keeps 64 events
        self.press(ends_with)

    def is_grabbed(self):
        with_it = InputDevice(self.path)
        try:
            with_it.grab()
        except OSError:
            return True
        finally:
            with_it.close()
        return False

    def unplug(self):
        self._device.close()


@pytest.fixture
def bench():
    texts, reports, plugged = [], [], []
    scanners = UsbScanners(finders_here(), is_pass_text)
    scanners.on_text, scanners.on_burst = texts.append, reports.append
    scanners.start()

    def plug(name=SCANNER):
        plugged.append(Plugged(name))
        return plugged[-1]

    yield SimpleNamespace(texts=texts, reports=reports, plug=plug)
    assert scanners.stop(5.0)
    for device in plugged:
        device.unplug()


@pytest.mark.parametrize(
    ("ends_with", "suffix"), [(ecodes.KEY_ENTER, Suffix.ENTER), (ecodes.KEY_TAB, Suffix.TAB)]
)
def test_a_scanner_is_grabbed_when_it_is_plugged_in_and_read(bench, a_pass, ends_with, suffix):
    scanner = bench.plug()
    until(scanner.is_grabbed)
    scanner.type(a_pass, ends_with=ends_with)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]
    (report,) = bench.reports
    assert (report.device, report.suffix, report.layout) == (SCANNER, suffix, "us")
    assert report.characters_per_s > 25


def test_a_scanner_that_was_unplugged_is_read_again_when_it_is_back(bench, a_pass):
    scanner = bench.plug()
    until(scanner.is_grabbed)
    scanner.type(a_pass[:60])
    scanner.unplug()
    back = bench.plug()
    until(back.is_grabbed)
    back.type(a_pass)
    until(lambda: a_pass in bench.texts)


def test_a_hostile_scanner_presses_keys_in_vain(bench, a_pass):
    scanner = bench.plug()
    until(scanner.is_grabbed)
    for key in (ecodes.KEY_F4, ecodes.KEY_ESC, ecodes.KEY_Q):
        scanner.press(ecodes.KEY_LEFTCTRL, ecodes.KEY_LEFTALT, key)
    for _ in range(10):
        scanner.type("7" * 1000, ends_with=ecodes.KEY_F1)
    scanner.press(ecodes.KEY_ENTER)
    scanner.type(a_pass)
    until(lambda: a_pass in bench.texts)
    # On a slow machine it pauses now and then; what is between two pauses may be short enough.
    assert set("".join(bench.texts[:-1])) <= {"7"}
    assert bench.texts[-1] == a_pass


def test_a_keyboard_is_grabbed_only_once_it_typed_a_code_like_a_scanner(bench, a_pass):
    keyboard = bench.plug(KEYBOARD)
    scanner = bench.plug()
    until(scanner.is_grabbed)
    assert not keyboard.is_grabbed()
    keyboard.type(a_pass)
    until(lambda: bench.texts == [a_pass])
    # It is taken once its keys are up, and at a moment at which this test does not try it out.
    until(lambda: keyboard.press(ecodes.KEY_LEFTSHIFT) or keyboard.is_grabbed())


def test_the_kernel_keeps_keys_for_us_and_their_times_but_no_scan_codes():
    plugged = Plugged(KEYBOARD)
    device = open_input(plugged.path)
    before_s = time.monotonic()
    plugged.press(ecodes.KEY_1)
    select.select([device.fd], [], [], WITHIN_S)
    events = list(device.read())
    assert {event.type for event in events} == {ecodes.EV_KEY, ecodes.EV_SYN}
    assert all(before_s <= event.timestamp() <= time.monotonic() for event in events)
    device.close()
    plugged.unplug()
