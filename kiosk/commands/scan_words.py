"""What a check of camera and scanner found, in English sentences for the command line."""

from kiosk.scanning.selftest.findings import CheckFinding, Says, Topic

TOPICS = {
    Topic.SIZE: "picture size",
    Topic.SPEED: "camera speed",
    Topic.FORMAT: "camera format",
    Topic.LIGHT: "light",
    Topic.SHARPNESS: "sharpness",
    Topic.READ: "read",
    Topic.REACH: "reach",
    Topic.SCANNER: "USB scanner",
    Topic.SCANNER_SPEED: "scanner speed",
    Topic.SCANNER_END: "scanner's end",
    Topic.SCANNER_LAYOUT: "scanner layout",
}
_SENTENCES = {
    Says.SIZE: "{value:.0f} × {other:.0f}.",
    Says.SIZE_SMALL: ("only {value:.0f} × {other:.0f}; choose a camera with at least 1280 × 720."),
    Says.SPEED: "{value:.0f} {pictures} a second.",
    Says.SPEED_SLOW: (
        "{value:.0f} {pictures} a second; choose one with MJPG or plug it into a USB 3 port."
    ),
    Says.SPEED_SLOW_DARK: (
        "{value:.0f} {pictures} a second, for want of light; put a lamp near the kiosk."
    ),
    Says.SPEED_SLOW_COMPRESSED: (
        "{value:.0f} {pictures} a second, though in MJPG; use a USB port without a hub."
    ),
    Says.FORMAT: "{name}, which is fast.",
    Says.FORMAT_RAW: "{name}, not MJPG, which would be faster; look for a camera that has it.",
    Says.LIGHT: "bright enough.",
    Says.LIGHT_DARK: "it is dark; put a lamp beside the kiosk that lights whoever stands there.",
    Says.LIGHT_BRIGHT: (
        "{value:.0f} % of the picture is plain white; turn the camera from window or lamp."
    ),
    Says.LIGHT_DARK_FILE: "it is dark.",
    Says.LIGHT_BRIGHT_FILE: "{value:.0f} % of the picture is plain white.",
    Says.SHARP: "the code's edges are sharp.",
    Says.SHARP_ROOM: "the room is sharp; a printed pass would tell about codes.",
    Says.BLURRED: "the code is blurred; clean the lens or focus it at arm's length.",
    Says.BLURRED_FILE: "the code is blurred.",
    Says.BLURRED_ROOM_FILE: "nothing in view is sharp.",
    Says.BLURRED_ROOM: "nothing in view is sharp; clean the lens or focus it at arm's length.",
    Says.READ: "{value:.0f} of {other:.0f} {others}, the first after {after_s:.1f} s.",
    Says.READ_SELDOM: (
        "{value:.0f} of {other:.0f} {others}, the first after {after_s:.1f} s; hold it still."
    ),
    Says.READ_STILLS: "a pass in {value:.0f} of {other:.0f} {others}.",
    Says.READ_STILLS_NONE: "no pass could be read.",
    Says.REACH: (
        "up to {value:.0f} cm away; the smallest code readable at 50 cm is {other:.1f} cm wide."
    ),
    Says.REACH_SHORT: (
        "a printed pass is readable up to {value:.0f} cm only; a sharper, larger picture helps."
    ),
    Says.REACH_UNREAD: "a pass was seen but never read; see to light and sharpness first.",
    Says.REACH_NO_CODE: "no printed pass was shown, so this could not be measured.",
    Says.CODE_SIZE: "the code's squares are {value:.1f} pixels wide; 2 are needed.",
    Says.SCANNER_NEEDED: "plug in a camera or a USB scanner: nobody can check in here.",
    Says.SCANNER_NONE: "none is plugged in; beside a camera none is needed.",
    Says.SCANNER_NO_RIGHT: (
        "{name} may not be read; add this account to the groups input, dialout."
    ),
    Says.SCANNER_TAKEN: "the kiosk or another program has {name}; close it for this check.",
    Says.SCANNER_SILENT: "{name} is there; scan a pass with it during the check.",
    Says.SCANNER: "{name} reads passes.",
    Says.SCANNER_OTHER_CODE: "{name} read something else; scan a pass, and allow QR codes only.",
    Says.SCANNER_FAST: "a pass takes {value:.1f} s.",
    Says.SCANNER_SLOW: (
        "a pass takes {value:.1f} s; set its delay between characters to 0, or USB serial."
    ),
    Says.SCANNER_ENDS: "it sends {name} after a code.",
    Says.SCANNER_ENDS_SILENT: "it sends nothing after a code; set it to send Enter.",
    Says.LAYOUT: "digits arrive as digits.",
    Says.LAYOUT_UNDONE: "it types for a {name} keyboard, undone here; set it to US or USB serial.",
    Says.LAYOUT_UNKNOWN: "what it typed makes no sense; set it to the US layout or USB serial.",
}
_NAMES = {"enter": "Enter", "tab": "Tab", "": "a format without a name"}


def sentence(finding: CheckFinding) -> str:
    """Return what was found, and what to change, in one line."""
    value, other = finding.value, finding.other
    name = _NAMES.get(finding.name, finding.name)
    words = _SENTENCES[finding.says].format(
        value=value,
        other=other,
        name=name,
        after_s=finding.after_s,
        pictures=_pictures(value),
        others=_pictures(other),
    )
    if finding.says is Says.SPEED and other:
        return f"{words.removesuffix('.')}; the camera promises {other:.0f}."
    return words


def _pictures(count: float) -> str:
    return "picture" if round(count) == 1 else "pictures"
