"""What the C library may hold back of memory that is free again: little."""

import ctypes
import sys

# Of malloc.h.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
LARGE_BYTES = 4 << 20
ARENAS = 2


def give_back_memory() -> None:
    """Have pictures go back to the system when they are done with, and threads share what is free.

    A freed picture of the screen makes glibc keep all later ones in its heap, between which small
    things come to lie; and each thread gets a heap of its own. A tenth of a kiosk's memory was
    that. Other C libraries do not do so.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "gnu_get_libc_version"):
        libc.mallopt(_ARENA_MAX, ARENAS)
        libc.mallopt(_MMAP_THRESHOLD, LARGE_BYTES)
