"""Hours as people write them: a week's, `mon-fri 08:00-20:00, sat 10:00-14:00`, or quiet ones."""

import re
from datetime import time

from kiosk.domain.spaces import OpenClose
from kiosk.errors import InputError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY, _CLOCK = f"({'|'.join(DAYS)})", r"((?:[01]\d|2[0-3]):[0-5]\d)"
_HOURS = re.compile(rf"{_DAY}(?:-{_DAY})? +{_CLOCK}-{_CLOCK}")
_QUIET = re.compile(f"{_CLOCK}-{_CLOCK}")

Week = tuple[OpenClose | None, ...]


def read_week(text: str) -> Week:
    """Read opening hours; a day that is not named is closed.

    Raises:
        InputError: a part is not like `mon-fri 08:00-20:00`, or a day is named twice.
    """
    week: dict[int, OpenClose] = {}
    for part in text.lower().split(","):
        days, hours = _read_part(part.strip())
        if week.keys() & days:
            raise InputError(f"A day is named twice in {text!r}; name each day once.")
        week |= dict.fromkeys(days, hours)
    return tuple(week.get(day) for day in range(len(DAYS)))


def read_quiet(text: str) -> OpenClose | None:
    """Read quiet hours like `20:00-08:00`; None for `none`.

    Raises:
        InputError: it is neither.
    """
    if text.strip().lower() == "none":
        return None
    found = _QUIET.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text!r} are no quiet hours; write them like 20:00-08:00, or none.")
    begins, ends = map(time.fromisoformat, found.groups())
    return begins, ends


def _read_part(part: str) -> tuple[set[int], OpenClose]:
    found = _HOURS.fullmatch(part)
    if found is None:
        raise InputError(
            f"{part!r} are no opening hours; write them like mon-fri 08:00-20:00, sat 10:00-14:00."
        )
    first, last, opens, closes = found.groups()
    hours = (time.fromisoformat(opens), time.fromisoformat(closes))
    start = DAYS.index(first)
    more_days = (DAYS.index(last or first) - start) % len(DAYS)
    return {(start + day) % len(DAYS) for day in range(more_days + 1)}, hours
