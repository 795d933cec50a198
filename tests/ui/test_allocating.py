"""Large pieces of memory go back to the system, also after one was freed; in a fresh process."""

import platform
import subprocess
import sys

SHOW = """
import ctypes, sys
from ui.programs.allocating import LARGE_BYTES, give_back_memory

class Standing(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd",
        "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")]

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
libc.mallinfo2.restype = Standing
if sys.argv[1] == "yes":
    give_back_memory()
libc.free(libc.malloc(2 * LARGE_BYTES))
before = libc.mallinfo2().hblks
libc.malloc(2 * LARGE_BYTES)
print(libc.mallinfo2().hblks - before)
"""


def mapped(wanted: str) -> str:
    """Return how many of one large piece, after an earlier one was freed, are the system's own."""
    command = [sys.executable, "-c", SHOW, wanted]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_large_piece_is_the_system_s_own_and_goes_back_to_it():
    if platform.libc_ver()[0] == "glibc":  # elsewhere there is nothing to change
        assert (mapped("no"), mapped("yes")) == ("0", "1")
