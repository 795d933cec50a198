"""Have imports looked through for Qt's own names no more: that keeps every module's source."""

import builtins

import PySide6  # noqa: F401  # where it is missing, this says so
import shiboken6  # noqa: F401  # which takes imports over

# It looks for modules that write Qt's names in Python's way, `from __feature__ import snake_case`,
# as none does here; and it reads, for each module that anybody imports, the source, which stays in
# `linecache`: a tenth of a kiosk's memory, and a part of every start.
if plain := getattr(builtins, "__orig_import__", None):
    builtins.__import__ = plain
