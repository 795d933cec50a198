"""The file that members are imported from: CSV whose first line names the columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import InputError

REQUIRED = ("email", "display_name")
KNOWN = frozenset(
    {
        *REQUIRED,
        *("first_name", "language", "headline", "offers", "asks", "languages", "links", "seat"),
        *("ask_about", "photo"),
        *("visibility", "consent_date", "status", "valid_from", "valid_until"),
    }
)
# Where a comma stands in numbers, spreadsheets part the cells of their CSV by semicolons.
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One member's cells by column, and where they stand, for a complaint to begin with."""

    number: int
    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Every line of a file, and the columns that mean nothing to us."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...]


def read_member_file(path: Path) -> MemberFile:
    """Read a file of members.

    Raises:
        InputError: it cannot be read, is no CSV, or lacks a column.
    """
    text = _text(path)
    heading = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(_DELIMITERS, key=heading.count))
    try:
        columns = [name.strip().casefold() for name in reader.fieldnames or ()]
        _check_columns(path, columns)
        reader.fieldnames = columns
        lines = tuple(_lines(path, reader))
    except csv.Error as error:
        raise InputError(
            f"Line {reader.reader.line_num} of {path} is not CSV; save it as 'CSV UTF-8' again."
        ) from error
    left_out = tuple(name for name in columns if name and name not in KNOWN)
    return MemberFile(lines, left_out)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path} was not found; check the name and the folder.") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text; save it as 'CSV UTF-8' and try again."
        ) from error
    except OSError as error:
        raise InputError(f"{path} cannot be read; check that it is a file of yours.") from error


def _check_columns(path: Path, columns: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise InputError(
            f"Line 1 of {path} names no column {' and no column '.join(missing)}; "
            f"it must name the columns, at least {' and '.join(REQUIRED)}."
        )


def _lines(path: Path, reader: "csv.DictReader[str]") -> Iterator[Line]:
    for cells in reader:
        where = f"Line {reader.line_num} of {path}: "
        # The cells that no column is named for come as a list under None.
        named = {name: cell or "" for name, cell in cells.items() if isinstance(name, str)}
        if any(cells.get(None, ())):
            parted_by = reader.reader.dialect.delimiter
            raise InputError(
                f"{where}there are more cells than columns; "
                f"put a cell that holds {parted_by!r} in double quotes."
            )
        stripped = {name: cell.strip() for name, cell in named.items()}
        yield Line(reader.line_num, where, stripped)
