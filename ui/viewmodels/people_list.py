"""Rows for QML: replaced as a whole, announced row by row so that what stays stays in place."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

# Above this many differences one reset costs less than telling them one by one.
MOST_STEPS = 50
FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TOP = QModelIndex()


class Row(Protocol):
    """A frozen dataclass whose key is its own in a list; its fields are roles, in camelCase."""

    @property
    def key(self) -> str: ...


R = TypeVar("R", bound=Row)


class PeopleList(QAbstractListModel, Generic[R]):
    """A list of rows of one type, fed by `show` alone."""

    def __init__(self, row_type: type[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
        self._rows: list[R] = []
        self._steps = 0

    @property
    def rows(self) -> tuple[R, ...]:
        return tuple(self._rows)

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows from now on; their keys must differ."""
        before = {row.key for row in self._rows}
        after = {row.key for row in rows}
        self._steps = len(before - after) + len(after - before)
        if self._steps <= MOST_STEPS:
            self._remove_all_but(after)
            self._bring_in_and_order(rows, before)
        if self._steps > MOST_STEPS:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        else:
            self._change(rows)

    def _remove_all_but(self, keys: set[str]) -> None:
        for position in range(len(self._rows) - 1, -1, -1):
            if self._rows[position].key not in keys:
                self.beginRemoveRows(TOP, position, position)
                del self._rows[position]
                self.endRemoveRows()

    def _bring_in_and_order(self, rows: Sequence[R], known: set[str]) -> None:
        for position, row in enumerate(rows):
            if position < len(self._rows) and self._rows[position].key == row.key:
                continue
            if self._steps > MOST_STEPS:
                return
            if row.key not in known:
                self.beginInsertRows(TOP, position, position)
                self._rows.insert(position, row)
                self.endInsertRows()
            else:
                self._move(self._place_of(row.key, position), position)

    def _place_of(self, key: str, start: int) -> int:
        return next(i for i in range(start, len(self._rows)) if self._rows[i].key == key)

    def _move(self, source: int, target: int) -> None:
        self._steps += 1
        self.beginMoveRows(TOP, source, source, TOP, target)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    def _change(self, rows: Sequence[R]) -> None:
        changed = [i for i, row in enumerate(rows) if self._rows[i] != row]
        self._rows = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    # What Qt asks for.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = FIRST_ROLE) -> Any:
        field = role - FIRST_ROLE
        if not index.isValid() or not 0 <= field < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[field])

    def roleNames(self) -> dict[int, QByteArray]:
        names = enumerate(self._names, FIRST_ROLE)
        return {role: QByteArray(_camel_case(name).encode()) for role, name in names}


class PlaceList(PeopleList[R]):
    """A list whose rows change where they stand; only its end grows and shrinks.

    A search changes nearly every row. To fill a card anew takes far less than to make one.
    """

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows from now on."""
        before, after = len(self._rows), len(rows)
        if after < before:
            self.beginRemoveRows(TOP, after, before - 1)
            del self._rows[after:]
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(TOP, before, after - 1)
            self._rows += rows[before:]
            self.endInsertRows()
        self._change(rows)


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
