"""What a check of camera and scanner came to: values from closed lists, worded where they show."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What was looked at, in the order in which it is told."""

    SIZE = "size"
    SPEED = "speed"
    FORMAT = "format"
    LIGHT = "light"
    SHARPNESS = "sharpness"
    READ = "read"
    REACH = "reach"
    SCANNER = "scanner"
    SCANNER_SPEED = "scanner_speed"
    SCANNER_END = "scanner_end"
    SCANNER_LAYOUT = "scanner_layout"


class Verdict(StrEnum):
    """How something is."""

    GOOD = "good"
    NOTE = "note"  # works, but could be better
    BAD = "bad"  # members will have to try again, or go to the desk


class Says(StrEnum):
    """Which sentence tells it; the comments say what the values and `name` hold."""

    SIZE = "size"  # width, height
    SIZE_SMALL = "size_small"  # width, height
    SPEED = "speed"  # pictures a second: measured, promised (0 unknown)
    SPEED_SLOW = "speed_slow"  # the same; not compressed, or unknown
    SPEED_SLOW_DARK = "speed_slow_dark"  # the same; it exposes long
    SPEED_SLOW_COMPRESSED = "speed_slow_compressed"  # the same; so it is not the cable
    FORMAT = "format"  # name: MJPG
    FORMAT_RAW = "format_raw"  # name: YUYV, or empty where the system does not tell
    LIGHT = "light"  # middle brightness in percent
    LIGHT_DARK = "light_dark"  # the same
    LIGHT_BRIGHT = "light_bright"  # percent of the picture that is blown out
    LIGHT_DARK_FILE = "light_dark_file"  # the same of a file, where no lamp helps any more
    LIGHT_BRIGHT_FILE = "light_bright_file"
    SHARP = "sharp"
    SHARP_ROOM = "sharp_room"  # judged by the room, for want of a code
    BLURRED = "blurred"  # how many modules an edge of the code spreads over
    BLURRED_FILE = "blurred_file"
    BLURRED_ROOM = "blurred_room"  # pixels
    BLURRED_ROOM_FILE = "blurred_room_file"
    READ = "read"  # pictures in which a pass was read; in which it was seen; after so many seconds
    READ_SELDOM = "read_seldom"  # the same; or late
    READ_STILLS = "read_stills"  # pictures in which a pass was read; all of them
    READ_STILLS_NONE = "read_stills_none"
    REACH = "reach"  # cm up to which the pass can be read; cm of the smallest code at arm's length
    REACH_SHORT = "reach_short"  # the same
    REACH_UNREAD = "reach_unread"  # a code was seen but never read; pixels a module
    REACH_NO_CODE = "reach_no_code"  # nobody showed one
    CODE_SIZE = "code_size"  # pixels a module, where nobody knows from how far
    SCANNER_NONE = "scanner_none"
    SCANNER_NEEDED = "scanner_needed"  # there is no camera either
    SCANNER_NO_RIGHT = "scanner_no_right"  # name; it is there, and this account may not read it
    SCANNER_TAKEN = "scanner_taken"  # name; it is there, and another program has it
    SCANNER_SILENT = "scanner_silent"  # name
    SCANNER = "scanner"  # name
    SCANNER_OTHER_CODE = "scanner_other_code"  # name; what was scanned is no pass
    SCANNER_FAST = "scanner_fast"  # seconds for a pass
    SCANNER_SLOW = "scanner_slow"  # the same
    SCANNER_ENDS = "scanner_ends"  # name: enter, tab
    SCANNER_ENDS_SILENT = "scanner_ends_silent"
    LAYOUT = "layout"
    LAYOUT_UNDONE = "layout_undone"  # name: fr, cz, …
    LAYOUT_UNKNOWN = "layout_unknown"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that was found: which sentence says it, and with which values."""

    topic: Topic
    verdict: Verdict
    says: Says
    value: float = 0.0
    other: float = 0.0
    name: str = ""
    after_s: float = 0.0
