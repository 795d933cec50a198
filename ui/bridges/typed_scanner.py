"""Scanners that type into the window, kept apart from people who do."""

import time

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from kiosk.scanning.usb.burst import SILENCE_S, Burst, Suffix, Typed
from kiosk.scanning.usb.reading import SHORTEST, Ear, IsWanted
from ui.bridges.keys import ENDS, is_text, may_pass, takes_text

KEYBOARD = "keyboard"
"""Qt does not tell which of the keyboards a key belongs to."""

# Time is counted in turns of the event loop: after one that took long, keys are still waiting
# that were typed in time, and a timer that runs at once would take that for silence.
TICK_MS = 20
HELD_TICKS = 2
SILENT_TICKS = 5
LATE_END_S = 0.5
"""Scanners can be set to wait before Enter, and a wireless one sends late what it sends."""
IN_A_ROW_S = 0.04
"""Scanners can be set to 30 ms between two keys, and a keyboard is asked every 8 ms at worst."""
ROW_ON_PAGES = 2
ROW_IN_TEXTS = 6
"""Fingers that roll over the keys manage three or four in a row."""

_Key = Qt.Key
_SILENT_KEYS = {
    *(_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta),
    *(_Key.Key_CapsLock, _Key.Key_NumLock),
}


class TypedScanner(QObject):
    """Hears a scanner in every window of the application, and lets people's keys through.

    Only Tab, Enter, Space, Escape and the arrows reach a page. While an item has the focus that
    takes text (`ItemAcceptsInputMethod`: TextInput, TextField, …), characters and the keys that
    edit them do too. Whatever comes through waits until it is known to be no scanner's, which for
    a single key takes 40 ms; then it is sent on, in its order. Of a scan nothing comes through.
    """

    codeRead = Signal(str)
    burstRead = Signal(object)
    """A `BurstReport`: how a scanner sent something, not what."""

    def __init__(self, is_wanted: IsWanted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst, self._ear = Burst(), Ear(is_wanted)
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._passed: set[int] = set()
        self._last_at_s = 0.0
        self._row = self._ticks = 0
        self._is_scan = self._is_told = self._is_sending_on = self._awaits_end = False
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)

    def start(self, application: QGuiApplication) -> None:
        """Listen to the windows that are there and to those to come.

        Keys go to the window that has the focus. A filter on the application would be asked about
        every event of every object.
        """
        application.focusWindowChanged.connect(self._watch)
        for window in application.topLevelWindows():
            self._watch(window)

    def stop(self) -> None:
        """Listen to nothing any more."""
        self._clock.stop()
        self._held.clear()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._watch)
            for window in application.topLevelWindows():
                window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say whether a window shall not get this event."""
        if self._is_sending_on or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._released(watched, event)
        return False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        at_s = event.timestamp() / 1000 or time.monotonic()
        # No key repeats so soon: X11 takes what a scanner types twice in a millisecond for that.
        if event.isAutoRepeat() and abs(at_s - self._last_at_s) >= SILENCE_S:
            return _identity(event) not in self._passed
        if event.key() in _SILENT_KEYS:
            return True
        is_writing = takes_text(window)
        self._count(at_s)
        self._awaits_end = self._awaits_end and event.key() in ENDS
        if self._awaits_end:
            return True
        most = ROW_IN_TEXTS if is_writing else ROW_ON_PAGES
        # A slow scanner's Enter is its own all the same; on a page nobody else types characters.
        if self._row >= most or (self._burst.is_open and not is_writing):
            self._is_scan = True
            self._held.clear()
        self._is_told = self._is_scan or not is_writing
        self._add(event, at_s)
        if not self._is_scan and may_pass(event, takes_text=is_writing):
            self._held.append((window, _copy(event)))
        return True

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        key = _identity(event)
        if any(_identity(held) == key for _, held in self._held):
            self._held.append((window, _copy(event)))
            return True
        if key not in self._passed:
            return True
        if not event.isAutoRepeat():
            self._passed.discard(key)
        return False

    def _count(self, at_s: float) -> None:
        """Count how many keys came one right after the other."""
        pause_s = abs(at_s - self._last_at_s)
        if pause_s > IN_A_ROW_S:
            self._send_on()
            self._row = 0
        if pause_s >= SILENCE_S:
            self._tell(self._burst.silent(at_s))
            self._is_scan = False
        if pause_s > LATE_END_S:
            self._awaits_end = False
        self._row += 1
        self._ticks, self._last_at_s = 0, at_s
        self._clock.start()

    def _add(self, event: QKeyEvent, at_s: float) -> None:
        end = ENDS.get(Qt.Key(event.key()))
        for character in end or (event.text() if is_text(event) else ""):
            if end or character != " ":  # Space presses a button
                self._tell(self._burst.add(character, at_s))

    @Slot()
    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks >= HELD_TICKS:
            self._send_on()
        if self._ticks >= SILENT_TICKS:
            self._clock.stop()
            self._tell(self._burst.silent(self._burst.silence_at_s))
            self._is_scan, self._row = False, 0

    def _send_on(self) -> None:
        """Give the window what turned out to be somebody's own keys."""
        held, self._held = self._held, []
        for window, event in held:
            is_press = event.type() == QEvent.Type.KeyPress
            (self._passed.add if is_press else self._passed.discard)(_identity(event))
            if shiboken6.isValid(window):
                self._is_sending_on = True
                try:
                    QCoreApplication.sendEvent(window, event)
                finally:
                    self._is_sending_on = False

    def _tell(self, typed: Typed | None) -> None:
        if typed is None or not self._is_told:
            return
        self._awaits_end = typed.suffix is Suffix.NONE and len(typed.text) >= SHORTEST
        # Not the time of the keys: the window system's may begin anew, after 49 days or at once.
        reading = self._ear.hear(typed, KEYBOARD, time.monotonic())
        if reading is not None:
            self.burstRead.emit(reading.report)
            if reading.text is not None:
                self.codeRead.emit(reading.text)


def _identity(event: QKeyEvent) -> int:
    # The key itself may change while it is down: by Shift that is let go first.
    return event.nativeScanCode() or event.key()


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
