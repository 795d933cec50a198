"""The wall with sample people, for pictures and for the check of every page."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from kiosk.domain.views import WallView
from ui.pictures import sample_views
from ui.pictures.scenes import Scene, Show, code_of
from ui.viewmodels.wall import WallModel

SMALLEST_TEXT = 3.5  # units; it is read from three metres


def wall_show(language: str) -> Show:
    """Return the wall's window in this language."""
    model = WallModel(code_of(language), lambda: sample_views.NOW)
    scenes = tuple(Scene(name, partial(model.showView, view)) for name, view in _views().items())
    return Show("WallWindow", {"model": model}, scenes, smallest_text=SMALLEST_TEXT)


def _views() -> dict[str, WallView]:
    house = sample_views.wall_view
    return {
        "wall-people": house(14, 23),
        "wall-nobody": house(0, 0),
        "wall-nobody-visible": house(0, 9),
        "wall-nobody-visible-many": house(0, 123),
        "wall-nobody-visible-old": _old(house(0, 9)),
        **{f"wall-people-{count}": house(count, count + 5) for count in range(1, 8)},
        "wall-people-40": house(40, 61),
        "wall-people-200": house(200, 230),
        "wall-people-long": sample_views.long_wall_view(),
        "wall-people-old": _old(house(14, 23)),
    }


def _old(view: WallView) -> WallView:
    return replace(view, as_of=sample_views.NOW - timedelta(minutes=12))
