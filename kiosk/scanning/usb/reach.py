"""Why a scanner that is plugged in cannot be read, and what to do."""

import errno
from enum import StrEnum


class Barrier(StrEnum):
    """What stands between us and a scanner."""

    NO_RIGHT = "no_right"
    TAKEN = "taken"


WHAT_TO_DO = {
    Barrier.NO_RIGHT: (
        "scanner %s is there, but this account may not read it: add it to the groups input and "
        "dialout, or install packaging/70-hello-lobby-scanner.rules"
    ),
    Barrier.TAKEN: "scanner %s is there, but another program has it: close that one",
}
"""For the log, with the scanner's name to come."""
_BARRIERS = {
    errno.EACCES: Barrier.NO_RIGHT,
    errno.EPERM: Barrier.NO_RIGHT,
    errno.EBUSY: Barrier.TAKEN,
    errno.EAGAIN: Barrier.TAKEN,
}


def barrier_of(error: OSError) -> Barrier | None:
    """Say what kept a device from being opened; None where nobody can do anything about it."""
    return _BARRIERS.get(error.errno or 0)
