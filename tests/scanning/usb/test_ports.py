"""Serial scanners, played by pseudo-terminals."""

import os
import termios
import threading
import time
import tty
from dataclasses import dataclass

import pytest
from serial.tools.list_ports_common import ListPortInfo

from kiosk.domain.passes import is_pass_text
from kiosk.scanning.usb.burst import SILENCE_S, Suffix
from kiosk.scanning.usb.identity import looks_like_scanner
from kiosk.scanning.usb.listening import UsbScanners
from kiosk.scanning.usb.ports import PortFinder
from kiosk.scanning.usb.reach import Barrier
from kiosk.scanning.usb.reading import MOST_TOLD_PER_S
from tests.scanning.usb.waiting import until


class PluggedScanner:
    """A serial scanner, from the side of its firmware."""

    def __init__(self, product="Honeywell Xenon", vendor=0x0C2E):
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.info = ListPortInfo(os.ttyname(self._theirs), skip_link_detection=True)
        self.info.product, self.info.vid = product, vendor

    def send(self, data):
        if isinstance(data, str):
            data = data.encode()
        while data:
            data = data[os.write(self._ours, data) :]

    def unplug(self):
        if self._ours >= 0:
            os.close(self._theirs)
            os.close(self._ours)
            self._ours = -1


@dataclass
class Bench:
    """The listening thread, what is plugged in, and what was heard."""

    plugged: list
    texts: list
    reports: list
    scanners: UsbScanners
    finder: PortFinder

    def plug(self):
        """Plug a scanner in, and wait until it is found: what was sent before is thrown away."""
        scanner = PluggedScanner()
        self.plugged.append(scanner)
        until(lambda: self.is_open(scanner))
        return scanner

    def is_open(self, scanner):
        return scanner.info.device in self.finder._open


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.setattr("kiosk.scanning.usb.listening.LOOK_EVERY_S", 0.02)
    plugged, texts, reports = [], [], []
    finder = PortFinder(list_ports=lambda: [one.info for one in plugged if one._ours >= 0])
    scanners = UsbScanners([finder], is_pass_text)
    scanners.on_text, scanners.on_burst = texts.append, reports.append
    scanners.start()
    yield Bench(plugged, texts, reports, scanners, finder)
    assert scanners.stop(5.0)
    for scanner in plugged:
        scanner.unplug()


@pytest.mark.parametrize(
    ("ending", "suffix"), [("\r", Suffix.ENTER), ("\t", Suffix.TAB), ("", Suffix.NONE)]
)
def test_a_serial_scanner_is_read_as_soon_as_it_is_plugged_in(bench, a_pass, ending, suffix):
    scanner = bench.plug()
    scanner.send(a_pass + ending)
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]
    (report,) = bench.reports
    assert (report.device, report.suffix, report.length) == ("Honeywell Xenon", suffix, 195)


def test_two_scanners_talk_at_the_same_time_and_neither_disturbs_the_other(
    bench, a_pass, other_pass
):
    one, other = bench.plug(), bench.plug()
    for mine, yours in zip(a_pass, other_pass, strict=True):
        one.send(mine)
        other.send(yours)
    one.send("\r")
    other.send("\r")
    until(lambda: len(bench.texts) == 2)
    assert sorted(bench.texts) == sorted([a_pass, other_pass])


def test_a_scanner_that_was_unplugged_is_forgotten_and_read_again_when_it_is_back(bench, a_pass):
    scanner = bench.plug()
    scanner.send(a_pass[:90])
    scanner.unplug()
    until(lambda: not bench.is_open(scanner))
    bench.plug().send(a_pass + "\r")
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]


def test_a_board_that_is_no_scanner_is_not_even_opened(bench):
    board = PluggedScanner("Arduino Uno", 0x2341)
    bench.plugged.append(board)
    bench.plug()
    assert not bench.is_open(board)


def test_a_port_is_opened_when_it_is_named(a_pass):
    scanner = PluggedScanner("Some UART", None)
    path = scanner.info.device
    for named, listed in [(path, []), (path, [scanner.info]), ("some uart", [scanner.info])]:
        (port,) = PortFinder(named=named, list_ports=lambda listed=listed: listed).find()
        scanner.send("71")
        assert "".join(character for character, _ in port.read()) == "71"
        port.close()
    scanner.unplug()


def test_a_port_that_another_program_has_is_left_to_it():
    scanner = PluggedScanner()
    finder, other = (PortFinder(list_ports=lambda: [scanner.info]) for _ in range(2))
    (port,) = finder.find()
    assert list(other.find()) == []
    assert other.out_of_reach == {"Honeywell Xenon": Barrier.TAKEN}
    port.close()
    (port,) = other.find()
    port.close()
    assert other.out_of_reach == finder.out_of_reach == {}
    scanner.unplug()


def test_a_port_that_is_unplugged_while_it_is_opened_is_tried_again(monkeypatch):
    scanner = PluggedScanner()
    finder = PortFinder(list_ports=lambda: [scanner.info])

    def gone(*_):
        raise termios.error(5, "Input/output error")

    with monkeypatch.context() as opening:
        opening.setattr(termios, "tcflush", gone)
        assert list(finder.find()) == []
    (port,) = finder.find()
    port.close()
    scanner.unplug()


def test_a_port_that_is_unplugged_while_it_is_looked_at_disturbs_no_other(bench, a_pass):
    scanner = bench.plug()
    looks = []

    def without_vendor():
        looks.append(1)
        return [int(None, 16)]  # as pyserial reads what is no longer there

    bench.finder._list_ports = without_vendor
    until(lambda: len(looks) >= 2)
    scanner.send(a_pass + "\r")
    until(lambda: bench.texts == [a_pass])


def test_bytes_that_are_no_characters_leave_no_trace(bench, a_pass):
    noise = bytes([0, 2, 0x80, 0xFF, 0xC3, 0xA9, 3])
    bench.plug().send(b"".join(noise + c.encode() for c in a_pass) + noise + b"\r")
    until(lambda: bench.texts)
    assert bench.texts == [a_pass]


@pytest.mark.parametrize(
    "hostile",
    [
        b"7" * 10_000,
        bytes(range(256)) * 40,
        "7é\U0001f600".encode() * 2000,
        b"71" * 40 + b"\x1b[15~",
    ],
    ids=["10 kB", "every byte", "unicode", "function key"],
)
def test_after_a_hostile_stream_the_next_code_is_read(bench, a_pass, hostile):
    scanner = bench.plug()
    scanner.send(hostile + b"\r" + a_pass.encode() + b"\r")
    until(lambda: a_pass in bench.texts)
    assert bench.texts[-1] == a_pass
    assert set(bench.texts) <= {a_pass, "0123456789"}


def test_an_endless_stream_disturbs_no_other_scanner_and_ends_with_the_thread(bench, a_pass):
    mad, good = bench.plug(), bench.plug()
    stopped = threading.Event()

    def rave():
        while not stopped.is_set():
            mad.send(b"1234567890\r" * 100)

    raving = threading.Thread(target=rave)
    raving.start()
    until(lambda: len(bench.texts) >= MOST_TOLD_PER_S)
    good.send(a_pass + "\r")
    until(lambda: a_pass in bench.texts)
    stopped.set()
    raving.join()
    assert bench.scanners.stop(5.0)


def test_a_code_is_whole_although_the_thread_was_held_up_in_its_middle(bench, a_pass):
    scanner, other = bench.plug(), bench.plug()

    def hold_up(text):
        bench.texts.append(text)
        if text == "12345678":
            scanner.send(a_pass[90:])
            time.sleep(2 * SILENCE_S)

    bench.scanners.on_text = hold_up
    scanner.send(a_pass[:90])
    other.send("12345678\r")
    until(lambda: len(bench.texts) >= 2)
    assert bench.texts == ["12345678", a_pass]


def test_a_listener_that_fails_is_logged_and_the_next_code_is_read(bench, a_pass, expected_log):
    expected_log("ERROR kiosk.scanning: a listener of Honeywell Xenon failed")
    heard = []

    def fail_first(text):
        heard.append(text)
        if len(heard) == 1:
            raise RuntimeError("not in the mood")

    bench.scanners.on_text = fail_first
    bench.plug().send(f"12345678\r{a_pass}\r")
    until(lambda: len(heard) == 2)
    assert heard == ["12345678", a_pass]


def test_whatever_goes_wrong_is_logged_and_listening_begins_anew(bench, a_pass, expected_log):
    expected_log("ERROR kiosk.scanning: listening to scanners went wrong, and begins anew")
    listing, looks = bench.finder._list_ports, []

    def fail_first():
        looks.append(1)
        if len(looks) == 1:
            raise RuntimeError("nobody foresaw this")
        return listing()

    scanner = bench.plug()
    bench.finder._list_ports = fail_first
    until(lambda: len(looks) >= 3)
    scanner.send(a_pass + "\r")
    until(lambda: bench.texts == [a_pass])


def test_the_thread_has_a_name_and_stops_in_time_before_and_after_its_start():
    scanners = UsbScanners([], is_pass_text)
    assert scanners.stop(1.0)
    scanners = UsbScanners([], is_pass_text)
    scanners.start()
    assert "usb-scanner" in [thread.name for thread in threading.enumerate()]
    assert scanners.stop(5.0)
    assert scanners.stop(5.0)


@pytest.mark.parametrize(
    ("names", "vendor", "is_scanner"),
    [
        ("Symbol Technologies, Inc, 2008 Symbol Bar Code Scanner", 0x05E0, True),
        ("usb-Honeywell_Scanning___Mobility_1900-if00", None, True),
        ("Newland Auto-ID NLS-FM430", 0x1EAB, True),
        ("SM SM-2D PRODUCT HID KBW", 0xAC90, True),
        ("NETUM Barcode", None, True),
        ("Imaging & Mobility Xenon", 0x0C2E, True),
        ("Logitech USB Keyboard", 0x046D, False),
        ("Inateck KB01103", 0x05AC, False),
        ("Honeywell Wireless Keyboard", 0x3938, False),
        ("unitech Programmable Keyboard", 0x13BA, False),
        ("Yubico YubiKey OTP+FIDO+CCID", 0x1050, False),
        ("Arduino Uno", 0x2341, False),
        ("USB Serial", 0x1A86, False),
        ("Zebra Label Printer", 0x0A5F, False),
        ("HP Keyboard Interatterans", 0x03F0, False),
    ],
)
def test_scanners_are_known_by_their_names_and_makers(names, vendor, is_scanner):
    assert looks_like_scanner(names, vendor) is is_scanner
