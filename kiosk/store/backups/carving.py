"""Reading rows out of the pages of a damaged SQLite file, without SQLite.

A page that is whole gives its rows, whatever became of the others: of the first one, of the
indexes, of the way that leads to it. What is read follows https://sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

Values = tuple[int | float | str | bytes | None, ...]

_PAGE = 4096  # SQLite's own default since 2016, and ours
_LEAF = 0x0D
_FILE_HEADER, _PAGE_HEADER = 100, 8
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = {bytes.fromhex("377f0682"): "<", bytes.fromhex("377f0683"): ">"}  # order of its sums
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Carving:
    """A damaged database and its log, as pages."""

    def __init__(self, database: Path) -> None:
        """Note where each page's newest committed content lies."""
        self._file = database
        self._log = database.with_name(f"{database.name}-wal")
        self._count = database.stat().st_size // _PAGE if database.exists() else 0
        self._in_log = _committed_pages(self._log)

    def rows(self, columns: range) -> Iterator[Values]:
        """Return every row that can still be read, of every table with so many columns."""
        for number in range(1, max([self._count, *self._in_log]) + 1):
            page = self._page(number)
            start = _FILE_HEADER if number == 1 else 0
            if len(page) == _PAGE and page[start] == _LEAF:
                yield from self._rows_of(page, start, columns)

    def _rows_of(self, page: bytes, start: int, columns: range) -> Iterator[Values]:
        (count,) = struct.unpack_from(">H", page, start + 3)
        pointers = start + _PAGE_HEADER
        for place in range(min(count, (_PAGE - pointers) // 2)):
            (cell,) = struct.unpack_from(">H", page, pointers + 2 * place)
            try:
                yield _values(self._payload(page, cell), columns)
            except (IndexError, ValueError, struct.error):
                continue  # damaged, or not asked for

    def _payload(self, page: bytes, cell: int) -> bytes:
        size, at = _varint(page, cell)
        _, at = _varint(page, at)  # the row's number
        here = _local_size(size)
        payload = page[at : at + here]
        if here < size:
            (following,) = struct.unpack_from(">I", page, at + here)
            payload += self._overflow(following, size - here)
        if len(payload) != size:
            raise ValueError("cut off")
        return payload

    def _overflow(self, number: int, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            page = self._page(number)
            if len(page) != _PAGE:
                raise ValueError("cut off")
            (number,) = struct.unpack_from(">I", page)
            parts += page[4:]
        return bytes(parts[:size])

    def _page(self, number: int) -> bytes:
        file, at = self._file, (number - 1) * _PAGE
        if number in self._in_log:
            file, at = self._log, self._in_log[number]
        try:
            with file.open("rb") as stream:
                stream.seek(at)
                return stream.read(_PAGE)
        except OSError:
            return b""  # a broken place of the disk


def _committed_pages(log: Path) -> dict[int, int]:
    """Return where in a log the newest committed content of each page lies."""
    committed, pending = dict[int, int](), dict[int, int]()
    if not log.exists():
        return committed
    with log.open("rb") as stream:
        header = stream.read(_LOG_HEADER)
        order = _LOG_MAGIC.get(header[:4], "<")
        sums = _sums(header[:24], (0, 0), order)
        salts = header[16:24]
        if header[:4] not in _LOG_MAGIC or header[24:] != struct.pack(">II", *sums):
            return committed
        while len(frame := stream.read(_FRAME_HEADER + _PAGE)) == _FRAME_HEADER + _PAGE:
            sums = _sums(frame[:8] + frame[_FRAME_HEADER:], sums, order)
            if frame[8:_FRAME_HEADER] != salts + struct.pack(">II", *sums):
                break  # left over from before, or torn
            number, size_after_commit = struct.unpack(">II", frame[:8])
            pending[number] = stream.tell() - _PAGE
            if size_after_commit:
                committed |= pending
                pending.clear()
    return committed


def _sums(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second


def _local_size(size: int) -> int:
    """Return how much of a row lies on its own page."""
    most, least = _PAGE - 35, (_PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return size
    wanted = least + (size - least) % (_PAGE - 4)
    return wanted if wanted <= most else least


def _values(payload: bytes, columns: range) -> Values:
    header_size, at = _varint(payload, 0)
    kinds = list[int]()
    while at < header_size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) not in columns:
        raise ValueError("another table's")
    body, values = header_size, list[int | float | str | bytes | None]()
    for kind in kinds:
        value, size = _value(kind, payload, body)
        values.append(value)
        body += size
    if body != len(payload):
        raise ValueError("not a row")
    return tuple(values)


def _value(kind: int, payload: bytes, at: int) -> tuple[int | float | str | bytes | None, int]:
    if kind == 0:
        return None, 0
    if kind in _INTEGER_BYTES:
        size = _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at : at + size], "big", signed=True), size
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], 8
    if kind in (8, 9):
        return kind - 8, 0
    if kind < 12:
        raise ValueError("no such kind of value")
    size = (kind - 12) // 2
    raw = payload[at : at + size]
    return (raw.decode() if kind % 2 else raw), size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = data[at]
    if value < 0x80:  # as nearly all are
        return value, at + 1
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
