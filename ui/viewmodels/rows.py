"""A list model over frozen rows that changes row by row."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

MOST_CHANGES = 50
"""Above this many changed rows one reset costs less than telling them one by one."""


class Rows(QAbstractListModel):
    """Rows of one frozen dataclass; each field is a role of the same name, in camelCase.

    The field `key` tells rows apart, so that a view can move and fade what really changed.
    """

    def __init__(self, row_type: type[Any]) -> None:
        super().__init__()
        self._names = [field.name for field in fields(row_type)]
        self._rows: list[Any] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        roles = enumerate(self._names, Qt.ItemDataRole.UserRole)
        return {role: QByteArray(_camel_case(name).encode()) for role, name in roles}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = role - Qt.ItemDataRole.UserRole
        if not self.checkIndex(index) or not 0 <= place < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[place])

    def show(self, rows: Sequence[Any]) -> None:
        """Replace what is listed, telling views only what is different."""
        wanted = list(rows)
        if [row.key for row in wanted] == [row.key for row in self._rows]:
            self._update(wanted)
        elif abs(len(wanted) - len(self._rows)) > MOST_CHANGES:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
        else:
            self._remove_gone({row.key for row in wanted})
            self._place(wanted)
            self._update(wanted)

    def _remove_gone(self, staying: set[str]) -> None:
        for at in reversed(range(len(self._rows))):
            if self._rows[at].key not in staying:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()

    def _place(self, wanted: list[Any]) -> None:
        for at, row in enumerate(wanted):
            keys = [shown.key for shown in self._rows]
            if at < len(keys) and keys[at] == row.key:
                continue
            if row.key in keys:
                was = keys.index(row.key)
                self.beginMoveRows(QModelIndex(), was, was, QModelIndex(), at)
                self._rows.insert(at, self._rows.pop(was))
                self.endMoveRows()
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()

    def _update(self, wanted: list[Any]) -> None:
        for at, (old, new) in enumerate(zip(self._rows, wanted, strict=True)):
            if old != new:
                self._rows[at] = new
                self.dataChanged.emit(self.index(at), self.index(at))


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
