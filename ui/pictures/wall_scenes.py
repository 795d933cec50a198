"""The wall with sample people, for pictures and for the check of every page."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from kiosk.domain.views import WallView
from ui.pictures import sample_views
from ui.pictures.scenes import Scene, Show, code_of
from ui.viewmodels.wall import WallModel

TURNS = 4  # of the panel, until it tells the same kind of thing again
SMALLEST_TEXT = 3.5  # units; it is read from three metres


def wall_show(language: str) -> Show:
    """Return the wall's window in this language."""
    model = WallModel(code_of(language), lambda: sample_views.NOW)

    def show(view: WallView, *, told: int = 0) -> None:
        """Let people have their turn, or the panel for the time it says."""
        while model.property("storiesTold") % TURNS != told:
            model.turnFeatured()
        if model.property("isTelling") and not told:
            model.turn()
        model.showView(sample_views.wall_view(0, 0))
        model.showView(view)

    scenes = (
        *(Scene(name, partial(show, view)) for name, view in _views().items()),
        Scene("wall-told", partial(show, sample_views.wall_view(14, 23), told=1)),
        Scene("wall-told-long", partial(show, sample_views.long_wall_view(), told=1)),
        Scene("wall-told-how-to-be-seen", partial(show, sample_views.wall_view(14, 23), told=3)),
    )
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
        "wall-people-1000": house(700, 1_000),
        "wall-guest": _awaited(house(14, 23), 1),
        "wall-guests": _awaited(house(7, 12), 3),
        "wall-guest-long": _awaited(sample_views.long_wall_view(), 2),
        "wall-people-long": sample_views.long_wall_view(),
        "wall-people-old": _old(house(14, 23)),
    }


def _old(view: WallView) -> WallView:
    return replace(view, as_of=sample_views.NOW - timedelta(minutes=12))


def _awaited(view: WallView, hosts: int) -> WallView:
    return replace(view, awaited=tuple(person.face for person in view.people[:hosts]))
