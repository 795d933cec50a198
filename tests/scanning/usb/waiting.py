"""Waiting for what other threads bring about."""

import time
from collections.abc import Callable

WITHIN_S = 10.0


def until(condition: Callable[[], object]) -> None:
    """Wait until something has come true."""
    give_up_s = time.monotonic() + WITHIN_S
    while not condition():
        assert time.monotonic() < give_up_s, "it did not happen"
        time.sleep(0.005)
