"""Key codes of Linux input devices, as a scanner set to a US keyboard means them."""

# From the kernel's input-event-codes.h: the first key's code, and what the keys from there on
# mean without and with shift.
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (15, "\tqwertyuiop[]\r", "\tQWERTYUIOP{}\r"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
    (71, "789", "789"),  # the number pad
    (75, "456", "456"),
    (79, "1230.", "1230."),
    (96, "\r", "\r"),
)
_PLAIN = {first + n: c for first, row, _ in _ROWS for n, c in enumerate(row)}
_SHIFTED = {first + n: c for first, _, row in _ROWS for n, c in enumerate(row)}
_SHIFTS = frozenset({42, 54})
_COMMANDS = frozenset({29, 56, 97, 100, 125, 126})
"""Control, Alt and Meta: with them, a key means no character."""
_UP, _DOWN = 0, 1

NEEDED = frozenset({*range(2, 12), 28})
"""The keys without which nothing can type a code: the digits and Enter."""


class Keys:
    """Which keys of one device are down, and the characters they make.

    A key that repeats is a key held down, or stuck: a scanner presses each digit anew. Caps Lock
    changes letters alone, and no code has any.
    """

    def __init__(self) -> None:
        self._down: set[int] = set()

    @property
    def all_up(self) -> bool:
        """Say whether no key is down."""
        return not self._down

    def change(self, code: int, value: int) -> str:
        """Take what the kernel says of a key; return the character it makes, or nothing."""
        if value == _UP:
            self._down.discard(code)
        if value != _DOWN:
            return ""
        self._down.add(code)
        if self._down & _COMMANDS:
            return ""
        return (_SHIFTED if self._down & _SHIFTS else _PLAIN).get(code, "")

    def forget(self) -> None:
        """Take every key for up: the kernel lost some of what happened."""
        self._down.clear()
