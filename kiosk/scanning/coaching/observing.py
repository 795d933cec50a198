"""Looking at one picture after the other for what somebody shows. Cheap: a few milliseconds."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from kiosk.scanning.brightness import bright_rectangles
from kiosk.scanning.coaching.background import THUMBNAIL, Background, Mask
from kiosk.scanning.coaching.finders import MODULES, find_finders, has_covered_corner
from kiosk.scanning.coaching.grain import fills_the_picture, find_patches
from kiosk.scanning.coaching.observation import Observation, Symbol
from kiosk.scanning.coaching.straightened import (
    SMEARED_FROM,
    SQUARE,
    WASHED_OUT_FROM,
    is_code,
    is_glaring,
    is_washed_out,
    modules_of,
    smear,
    straightened,
)
from kiosk.scanning.frames import Corner, Image, Sighting, any_text

FRESH_SHARE = 0.3
"""Of a symbol or screen: what of it has to be new before the room."""
HELD_SHARE = 0.15
"""Of what lies around a bright screen: the hand and the person. A door that opens has neither."""
SOMETHING_NEW = 0.004
ALL_NEW = 0.97
"""Of the picture: then the light was switched or the camera was moved."""
FILLS = 0.92
"""Of the picture's height; a larger code loses its quiet zone."""
AT_EDGE_FROM = 0.5
"""Of the picture's height: a smaller code that leaves the picture is beside it, not too near."""
LARGE_FINDER = 0.16
"""Of the picture's height: seven modules this large make a code that does not fit in."""
FULL_OF_IT = 0.4
"""Of the picture, new before the room: less is not too near."""
AROUND_A_POSTER = 1.15
MOST_PIXELS = 640 * 360
FEWEST_PX_A_SIDE = 120
"""No camera gives less, and nothing could be told from it."""
MOST_SYMBOLS = 3


class Observer:
    """Knows the room and looks at what is new before it. Not for more than one thread."""

    def __init__(self, is_wanted: Callable[[str], bool] = any_text) -> None:
        self._background = Background()
        self._is_wanted = is_wanted

    def observe(self, grey: Image, sightings: Sequence[Sighting], at_s: float) -> Observation:
        """Return what one picture shows beyond the room."""
        if min(grey.shape) < FEWEST_PX_A_SIDE:
            return Observation()
        fresh = self._background.fresh(grey, at_s)
        if not SOMETHING_NEW <= fresh.mean() <= ALL_NEW:
            return Observation()
        new = [s for s in sightings if _share(fresh, s.corners, grey) >= FRESH_SHARE]
        if any(self._is_wanted(sighting.text) for sighting in new if sighting.text):
            return Observation(is_read=True)
        if fresh.mean() >= FULL_OF_IT and fills_the_picture(grey):
            return Observation(is_too_near=True)
        for poster in (sighting for sighting in sightings if sighting.text):
            fresh = fresh & ~_inside(_grown(poster.corners, AROUND_A_POSTER), grey)
        located = (_symbol(grey, sighting) for sighting in new if not sighting.text)
        symbols = sorted(filter(None, located), key=lambda s: s.side_px, reverse=True)
        if symbols:
            return Observation(symbols=tuple(symbols[:MOST_SYMBOLS]))
        if fresh.mean() < SOMETHING_NEW:
            return Observation()
        return _without_symbols(grey, fresh, is_readable=any(sighting.text for sighting in new))


def _symbol(grey: Image, sighting: Sighting) -> Symbol | None:
    """A located symbol; None for what readers take for one in glasses and letters."""
    modules = sighting.modules or MODULES
    if _side_px(sighting.corners) < modules:
        return None
    front = straightened(grey, sighting.corners, modules)
    return _spoilt(grey, sighting.corners, front) if is_code(front) else None


def _spoilt(grey: Image, corners: Sequence[Corner], front: Image) -> Symbol:
    side_px = _side_px(corners)
    return Symbol(
        middle=_middle(corners),
        side_px=side_px,
        module_px=side_px / modules_of(front),
        is_cut_off=_is_cut_off(corners, side_px, grey),
        is_smeared=smear(front) >= SMEARED_FROM,
        is_glaring=is_glaring(front),
        is_washed_out=is_washed_out(front),
    )


def _is_cut_off(corners: Sequence[Corner], side_px: float, grey: Image) -> bool:
    height, width = grey.shape
    leaves = any(not (0 < x < width - 1 and 0 < y < height - 1) for x, y in corners)
    return side_px >= FILLS * height or (leaves and side_px >= AT_EDGE_FROM * height)


def _bright_screen(grey: Image, fresh: Mask) -> tuple[Corner, ...] | None:
    """The largest blown-out screen that somebody holds: new, and so is what is around it."""
    for corners in bright_rectangles(grey):
        grown = _grown(corners, 1.4)
        around = fresh & ~_inside(corners, grey)
        ring = _inside(grown, grey) & ~_inside(_grown(corners, 1.05), grey)
        is_held = bool(ring.any()) and float(around[ring].mean()) >= HELD_SHARE
        if is_held and _share(fresh, corners, grey) >= FRESH_SHARE:
            return corners
    return None


def _without_symbols(grey: Image, fresh: Mask, *, is_readable: bool) -> Observation:
    """What there is to see of a code in which no reader finds three corners.

    Args:
        is_readable: some other code that is shown can be read, so there is not too much light.
    """
    (left, top), part, scale = _fresh_part(grey, fresh)
    finders = [
        finder
        for finder in find_finders(part)
        if _is_fresh(fresh, (finder.middle[0] / scale + left, finder.middle[1] / scale + top), grey)
    ]
    large_px = LARGE_FINDER * grey.shape[0] * scale
    if any(SQUARE * finder.module_px >= large_px for finder in finders):
        return Observation(is_too_near=True)
    if has_covered_corner(part, finders):
        return Observation(is_corner_covered=True)
    # Where squares can be told apart, a grainy patch is but a part of the code.
    patch = None if finders else _fresh_patch(grey, fresh, part, ((left, top), scale))
    if patch:
        return Observation(symbols=(_spoilt(grey, patch, straightened(grey, patch, MODULES)),))
    # Where something of a code is dark, the light is not what keeps it from being read.
    is_dark = is_readable or any(finder.level < WASHED_OUT_FROM for finder in finders)
    screen = None if is_dark else _bright_screen(grey, fresh)
    if screen is None:
        return Observation()
    return Observation(bright_middle=_middle(screen), bright_side_px=_side_px(screen))


def _fresh_part(grey: Image, fresh: Mask) -> tuple[tuple[int, int], Image, float]:
    """Where what is new begins, and the part that holds all of it, reduced to a bounded size."""
    left, top, width, height = cv2.boundingRect(fresh.astype(np.uint8))
    per_x, per_y = np.array(grey.shape[::-1]) / THUMBNAIL
    x, y = int(left * per_x), int(top * per_y)
    part = grey[y : int((top + height) * per_y), x : int((left + width) * per_x)]
    scale = min(1.0, (MOST_PIXELS / part.size) ** 0.5)
    if scale < 1.0:
        # Down to a half this averages all there is, and takes a tenth of the time.
        method = cv2.INTER_LINEAR if scale >= 0.5 else cv2.INTER_AREA
        small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=method)
        part = small.astype(np.uint8, copy=False)
    return (x, y), np.ascontiguousarray(part), scale


def _fresh_patch(
    grey: Image, fresh: Mask, part: Image, place: tuple[tuple[int, int], float]
) -> list[Corner] | None:
    """The outline of what looks like a code from afar, or in motion."""
    (left, top), scale = place
    for patch in find_patches(part):
        corners = [(x / scale + left, y / scale + top) for x, y in patch]
        if _share(fresh, corners, grey) >= FRESH_SHARE:
            return corners
    return None


def _is_fresh(fresh: Mask, point: Corner, grey: Image) -> bool:
    x, y = (np.array(point) * THUMBNAIL / grey.shape[::-1]).astype(int)
    near = fresh[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2]
    return bool(near.any())


def _share(fresh: Mask, corners: Sequence[Corner], grey: Image) -> float:
    inside = _inside(corners, grey)
    return float(fresh[inside].mean()) if inside.any() else 0.0


def _inside(corners: Sequence[Corner], grey: Image) -> Mask:
    to_small = np.array(THUMBNAIL) / grey.shape[::-1]
    mask = np.zeros(THUMBNAIL[::-1], np.uint8)
    cv2.fillPoly(mask, [np.round(np.array(corners) * to_small).astype(np.int32)], 1)
    return mask.astype(bool)


def _grown(corners: Sequence[Corner], factor: float) -> tuple[Corner, ...]:
    x, y = _middle(corners)
    return tuple((x + (cx - x) * factor, y + (cy - y) * factor) for cx, cy in corners)


def _middle(corners: Sequence[Corner]) -> Corner:
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def _side_px(corners: Sequence[Corner]) -> float:
    return float(abs(cv2.contourArea(np.array(corners, np.float32))) ** 0.5)
