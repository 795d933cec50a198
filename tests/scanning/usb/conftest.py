"""Codes as a scanner would type them."""

import os
import random
from collections.abc import Callable

import pytest

from kiosk.domain.passes import is_pass_text

_ORDER = "1234567890"

# Virtual input devices need a kernel that has them and the right to make some.
collect_ignore = [] if os.access("/dev/uinput", os.W_OK) else ["test_uinput.py"]


def code(seed: int) -> str:
    """A text with the check digits of a pass."""
    body = "".join(random.Random(seed).choices("0123456789", k=191))
    (text,) = (t for n in range(100) if is_pass_text(t := f"71{n:02d}{body}"))
    return text


@pytest.fixture(scope="session")
def a_pass() -> str:
    return code(1)


@pytest.fixture(scope="session")
def other_pass() -> str:
    return code(2)


@pytest.fixture(scope="session")
def on_layout() -> Callable[[str, str], str]:
    """What arrives when a scanner presses the keys of these digits on a keyboard with this row."""

    def typed(text: str, row: str) -> str:
        return text.translate(str.maketrans(dict(zip(_ORDER, row, strict=True))))

    return typed
