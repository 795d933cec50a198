"""The scanner thread: listens to every scanner that is plugged in, and to those still to come."""

import logging
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from kiosk.scanning.usb.burst import SILENCE_S, Burst, Typed
from kiosk.scanning.usb.reach import WHAT_TO_DO, Barrier
from kiosk.scanning.usb.reading import BurstReport, Ear, IsWanted

LOOK_EVERY_S = 1.0
LONGEST_PAUSE_S = 60.0
ASK_EVERY_S = 0.02
"""How often a device is asked that cannot say when something came."""
FLOOD = 1024
"""Characters read at once. Who has as many ready is no scanner, and is read with pauses."""
FLOOD_PAUSE_S = 0.01
NOBODY_TYPES_PER_S = 25

log = logging.getLogger("kiosk.scanning")


class Device(Protocol):
    """One thing that may be a scanner."""

    name: str
    is_scanner: bool
    """False for somebody's keyboard, of which nothing but whole codes is told."""
    has_times: bool
    """It says when each character was typed, even if it is read later."""

    def fileno(self) -> int | None:
        """Return what a selector can wait for; None where it has to be asked again and again."""
        ...

    def read(self) -> Sequence[tuple[str, float]]:
        """Return the characters that wait, with their times; OSError once it is gone."""
        ...

    def prove(self) -> None:
        """Learn that it typed a code faster than people can."""
        ...

    def close(self) -> None:
        """Give it back."""
        ...


class Finder(Protocol):
    """Knows one way in which scanners are plugged in."""

    @property
    def out_of_reach(self) -> Mapping[str, Barrier]:
        """Return the scanners that could not be read the last time, by their names."""
        ...

    def find(self) -> Iterable[Device]:
        """Return the devices that came since the last time."""
        ...

    def forget(self, device: Device) -> None:
        """The device is gone; one that comes in its place is a new one."""
        ...


def _ignore(*_: object) -> None:
    """Nobody is listening."""


class UsbScanners:
    """Reads all scanners on one thread, "usb-scanner", until it is stopped.

    Thread contract: the callables are set before `start`; they are called on that thread and must
    only hand over.
    """

    def __init__(self, finders: Sequence[Finder], is_wanted: IsWanted) -> None:
        self.on_text: Callable[[str], None] = _ignore
        """A code, or digits that may once have been one."""
        self.on_burst: Callable[[BurstReport], None] = _ignore
        """How a scanner sent something, whatever it was."""
        self._finders, self._is_wanted = finders, is_wanted
        self._lines: list[_Line] = []
        self._barred: set[tuple[str, Barrier]] = set()
        self._stopping = threading.Event()
        self._ours, self._theirs = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="usb-scanner", daemon=True)

    def start(self) -> None:
        """Start listening; once only."""
        self._thread.start()

    def stop(self, timeout_s: float) -> bool:
        """Stop listening and give every scanner back. False if it takes longer."""
        self._stopping.set()
        self._ours.close()  # wakes the thread
        if self._thread.ident is None:
            self._theirs.close()
        else:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        pause_s = LOOK_EVERY_S
        while not self._stopping.is_set():
            try:
                with selectors.DefaultSelector() as selector:
                    selector.register(self._theirs, selectors.EVENT_READ)
                    self._listen(selector)
            except Exception:
                log.exception("listening to scanners went wrong, and begins anew")
            finally:
                while self._lines:
                    self._give_back(self._lines[0])
            # Until this is stopped, only what went wrong leads here; and it may do so each time.
            self._stopping.wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
        self._theirs.close()

    def _listen(self, selector: selectors.BaseSelector) -> None:
        look_at_s = 0.0
        while not self._stopping.is_set():
            now_s = time.monotonic()
            if now_s >= look_at_s:
                look_at_s = now_s + LOOK_EVERY_S
                self._look(selector)
            until_s = min([look_at_s, *(line.due_at_s for line in self._lines)])
            ready = {key.data for key, _ in selector.select(max(0.0, until_s - time.monotonic()))}
            # Only what nobody had to say when the waiting ended counts as silence.
            now_s = time.monotonic()
            for line in list(self._lines):
                if line.is_asked or line in ready:
                    self._hear(line, now_s, selector)
                elif (typed := line.silent(now_s)) is not None:
                    self._tell(line, typed, now_s)

    def _look(self, selector: selectors.BaseSelector) -> None:
        for finder in self._finders:
            for device in finder.find():
                line = _Line(device, finder, Ear(self._is_wanted))
                self._lines.append(line)
                if (descriptor := device.fileno()) is not None:
                    selector.register(descriptor, selectors.EVENT_READ, line)
                if device.is_scanner:
                    log.info("scanner %s is there", device.name)
        barred = {one for finder in self._finders for one in finder.out_of_reach.items()}
        for name, barrier in sorted(barred - self._barred):
            log.info(WHAT_TO_DO[barrier], name)
        self._barred = barred

    def _hear(self, line: "_Line", now_s: float, selector: selectors.BaseSelector) -> None:
        try:
            characters = line.device.read()
        except OSError:
            if (descriptor := line.device.fileno()) is not None:
                selector.unregister(descriptor)
            self._give_back(line)
            if line.device.is_scanner:
                log.info("scanner %s is gone", line.device.name)
            return
        for typed in line.take(characters, now_s):
            self._tell(line, typed, now_s)
        if len(characters) >= FLOOD:
            self._stopping.wait(FLOOD_PAUSE_S)

    def _tell(self, line: "_Line", typed: Typed, now_s: float) -> None:
        device = line.device
        reading = line.ear.hear(typed, device.name, now_s)
        if reading is None:
            return
        if not device.is_scanner:
            if not _proves_scanner(reading.report):
                return
            device.prove()
        try:
            self.on_burst(reading.report)
            if reading.text is not None:
                self.on_text(reading.text)
        except Exception:
            log.exception("a listener of %s failed", device.name)

    def _give_back(self, line: "_Line") -> None:
        self._lines.remove(line)
        with suppress(OSError):  # it may go away at this very moment
            line.device.close()
        line.finder.forget(line.device)


class _Line:
    """A device and what it has said so far."""

    def __init__(self, device: Device, finder: Finder, ear: Ear) -> None:
        self.device, self.finder, self.ear = device, finder, ear
        self.is_asked = device.fileno() is None
        self._burst = Burst()
        self._heard_at_s = 0.0

    @property
    def due_at_s(self) -> float:
        """When to look at it at the latest."""
        if self.is_asked:
            return time.monotonic() + ASK_EVERY_S
        return self._heard_at_s + SILENCE_S if self._burst.is_open else float("inf")

    def take(self, characters: Sequence[tuple[str, float]], now_s: float) -> Iterable[Typed]:
        if not characters:
            if (typed := self.silent(now_s)) is not None:
                yield typed
            return
        self._heard_at_s = now_s
        for character, at_s in characters:
            if self.device.has_times and (typed := self._burst.silent(at_s)) is not None:
                yield typed
            if (typed := self._burst.add(character, at_s)) is not None:
                yield typed

    def silent(self, now_s: float) -> Typed | None:
        """End the burst if nothing was heard for long enough."""
        if self._burst.is_open and now_s >= self._heard_at_s + SILENCE_S:
            return self._burst.silent(self._burst.silence_at_s)
        return None


def _proves_scanner(report: BurstReport) -> bool:
    return report.was_wanted and report.characters_per_s > NOBODY_TYPES_PER_S
