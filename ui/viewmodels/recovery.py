"""The page that stands where the kiosk could not start: what to do, and why."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Lobby.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class RecoveryModel(QObject):
    """Why the kiosk cannot work at the moment, and when it tries again."""

    changed = Signal()

    def __init__(self, again_s: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._again_s = again_s
        self._reason = ""

    @Property(str, notify=changed)
    def reason(self) -> str:
        """The error's own sentence, for the staff; empty while all is well."""
        return self._reason

    @Property(int, notify=changed)
    def againSeconds(self) -> int:
        return self._again_s

    def show(self, reason: str) -> bool:
        """Say why it does not work; with an empty reason, that it does. False if it said so."""
        if reason == self._reason:
            return False
        self._reason = reason
        self.changed.emit()
        return True
