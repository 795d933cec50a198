"""Scanners that are Linux input devices, played by pipes that hold what a kernel would say."""

import os
from dataclasses import dataclass

import pytest

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.burst import Suffix
from kiosk.scanning.usb.keyboards import KeyboardFinder
from kiosk.scanning.usb.listening import UsbScanners
from tests.scanning.usb.kernel import (
    ALT,
    CAPS,
    CONTROL,
    DELETE,
    ENTER,
    F4,
    KEY_OF,
    KEYBOARD,
    LEFT_SHIFT,
    SCANNER,
    TAB,
    VIRTUAL,
    KernelDevice,
    Plugged,
)
from tests.scanning.usb.waiting import until


@dataclass
class Bench:
    folder: os.PathLike
    texts: list
    reports: list
    devices: dict
    scanners: UsbScanners

    def plug(self, node="event0", **about):
        device = Plugged(self.folder / node, **about)
        self.devices[device.path] = device
        return device.plug()


@pytest.fixture
def bench(tmp_path, monkeypatch, request):
    monkeypatch.setattr("kiosk.scanning.usb.listening.LOOK_EVERY_S", 0.02)
    devices, texts, reports = {}, [], []
    finder = KeyboardFinder(
        named=getattr(request, "param", ""),
        folder=tmp_path,
        open_input=lambda path: KernelDevice(path, devices[path]),
    )
    scanners = UsbScanners([finder], is_pass_text)
    scanners.on_text, scanners.on_burst = texts.append, reports.append
    scanners.start()
    yield Bench(tmp_path, texts, reports, devices, scanners)
    assert scanners.stop(5.0)
    for device in devices.values():
        device.unplug()


@pytest.mark.parametrize("with_shift", [False, True], ids=["plain", "shift"])
@pytest.mark.parametrize(
    ("ending", "suffix"), [([ENTER], Suffix.ENTER), ([TAB], Suffix.TAB), ([], Suffix.NONE)]
)
def test_a_scanner_is_grabbed_and_read(bench, a_pass, ending, suffix, with_shift):
    scanner = bench.plug()
    until(lambda: scanner.is_grabbed)
    scanner.press(CAPS)
    scanner.type(a_pass, with_shift=with_shift)
    scanner.press(*ending)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]
    (report,) = bench.reports
    assert (report.device, report.suffix, report.layout) == (SCANNER, suffix, "us")
    assert report.characters_per_s == pytest.approx(250 if with_shift else 500)


def test_a_key_that_is_held_down_counts_once(bench, a_pass):
    scanner = bench.plug()
    for digit in a_pass:
        for value in (1, 2, 2, 0):
            scanner.key(KEY_OF[digit], value)
    scanner.press(ENTER)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]


def test_silence_parts_two_codes_also_when_they_are_read_late(bench, a_pass, other_pass):
    scanner = bench.plug()
    scanner.type(a_pass)
    scanner.clock_us += 150_000
    scanner.type(other_pass)
    until(lambda: len(bench.texts) == 2)
    assert bench.texts == [a_pass, other_pass]


def test_what_the_kernel_lost_makes_no_code_and_the_next_is_read(bench, a_pass):
    scanner = bench.plug()
    scanner.type(a_pass[:100])
    scanner.key(LEFT_SHIFT, 1)
    scanner.say(0, 3, 0)  # the rest did not fit into its buffer
    scanner.type(a_pass[150:])
    scanner.press(ENTER)
    scanner.type(a_pass)
    scanner.press(ENTER)
    until(lambda: a_pass in bench.texts)
    assert bench.texts == [a_pass[:100] + a_pass[150:], a_pass]


def test_a_keyboard_is_never_grabbed_and_nothing_of_it_is_told(bench, a_pass):
    keyboard, scanner = bench.plug(name=KEYBOARD), bench.plug("event1")
    keyboard.type("1234567890123", step_ms=60)
    keyboard.press(ENTER)
    keyboard.type(a_pass[:60])
    keyboard.press(ENTER)
    until(lambda: scanner.is_grabbed)
    scanner.type(a_pass)
    scanner.press(ENTER)
    until(lambda: bench.texts)
    assert (bench.texts, len(bench.reports)) == ([a_pass], 1)
    assert not keyboard.is_grabbed


def test_a_code_typed_as_slowly_as_people_type_proves_nothing(bench, a_pass, other_pass):
    keyboard = bench.plug(name=KEYBOARD)
    keyboard.type(a_pass, step_ms=60)
    keyboard.press(ENTER)
    scanner = bench.plug("event1")
    until(lambda: scanner.is_grabbed)
    scanner.type(other_pass)
    until(lambda: bench.texts)
    assert bench.texts == [other_pass]
    assert not keyboard.is_grabbed


def test_a_keyboard_that_types_a_code_like_a_scanner_is_one_once_its_keys_are_up(bench, a_pass):
    keyboard = bench.plug(name=KEYBOARD)
    keyboard.type(a_pass)
    keyboard.key(ENTER, 1)
    until(lambda: bench.texts == [a_pass])
    keyboard.key(LEFT_SHIFT, 1)
    scanner = bench.plug("event1")  # when it is heard, that key was heard too
    scanner.type("40063813")
    until(lambda: bench.texts[1:] == ["40063813"])
    assert not keyboard.is_grabbed
    keyboard.key(LEFT_SHIFT, 0)
    keyboard.key(ENTER, 0)
    until(lambda: keyboard.is_grabbed)
    keyboard.type("12345678")
    until(lambda: bench.texts[2:] == ["12345678"])


def test_a_scanner_that_proved_to_be_one_is_grabbed_before_its_next_code(bench, a_pass):
    keyboard = bench.plug(name=KEYBOARD)
    keyboard.type(a_pass)
    until(lambda: keyboard.is_grabbed)
    until(lambda: bench.texts == [a_pass])


@pytest.mark.parametrize("bench", ["k120"], indirect=True)
def test_a_keyboard_that_somebody_named_is_a_scanner(bench):
    keyboard = bench.plug(name=KEYBOARD, bus=VIRTUAL)
    until(lambda: keyboard.is_grabbed)


def test_a_scanner_may_be_named_by_a_path_that_stays(tmp_path):
    device = Plugged(tmp_path / "event7", name="No Name").plug()
    (tmp_path / "by-id").mkdir()
    link = tmp_path / "by-id" / "usb-No_Name-event-kbd"
    link.symlink_to(device.path)
    finder = KeyboardFinder(
        named=str(link), folder=tmp_path, open_input=lambda path: KernelDevice(path, device)
    )
    (keyboard,) = finder.find()
    assert device.is_grabbed
    keyboard.close()
    device.unplug()


@pytest.mark.parametrize(
    "about",
    [{"keys": frozenset({113, 114, 115})}, {"bus": VIRTUAL, "name": KEYBOARD}],
    ids=["volume keys", "not plugged in"],
)
def test_what_cannot_be_a_scanner_is_left_alone(tmp_path, about):
    device = Plugged(tmp_path / "event0", **about).plug()
    asked = []

    def open_input(path):
        asked.append(path)
        return KernelDevice(path, device)

    finder = KeyboardFinder(folder=tmp_path, open_input=open_input)
    assert list(finder.find()) == list(finder.find()) == []
    assert len(asked) == 1
    device.unplug()


def test_a_scanner_that_was_unplugged_is_read_again_when_it_is_back(bench, a_pass):
    scanner = bench.plug()
    until(lambda: scanner.is_grabbed)
    scanner.type(a_pass[:50])
    scanner.unplug()
    until(lambda: not scanner.is_grabbed)
    back = bench.plug()
    back.type(a_pass)
    back.press(ENTER)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]


def test_a_scanner_that_another_program_has_is_taken_once_it_is_free(bench):
    scanner = bench.plug(is_taken=True)
    keyboard = bench.plug("event1", name="Scanner too")
    until(lambda: keyboard.is_grabbed)
    assert not scanner.is_grabbed
    scanner.is_taken = False
    until(lambda: scanner.is_grabbed)


def test_a_name_that_is_no_text_keeps_nobody_from_reading_the_others(bench, a_pass):
    bench.plug("event0", name="Lector de códigos".encode()[:12])  # as a kernel cuts long names
    scanner = bench.plug("event1")
    until(lambda: scanner.is_grabbed)
    scanner.type(a_pass)
    until(lambda: bench.texts == [a_pass])


@pytest.mark.parametrize(
    "keys",
    [[CONTROL, ALT, DELETE], [ALT, F4], [CONTROL, KEY_OF["1"]], [F4], [LEFT_SHIFT, TAB], [0xFFFF]],
    ids=["secure attention", "close", "command", "function key", "back", "no key"],
)
def test_a_hostile_scanner_presses_keys_in_vain(bench, keys):
    scanner = bench.plug()
    scanner.press(*keys)
    scanner.type("40063813")
    scanner.press(*keys)
    scanner.press(ENTER)
    until(lambda: bench.texts)
    assert bench.texts == ["40063813"]


def test_after_10_kb_the_next_code_is_read(bench, a_pass):
    scanner = bench.plug()
    scanner.type("7" * 10_000)
    scanner.press(ENTER)
    scanner.type(a_pass)
    scanner.press(ENTER)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]
