"""The kiosk's pages of who is here, for pictures and for the check of every page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.domain.people import Mode
from kiosk.domain.views import WallPerson, WallView
from ui.pictures import sample_views
from ui.pictures.scenes import Scene
from ui.pictures.writing import write
from ui.viewmodels.kiosk import KioskModel

WORDY = "A very patient photographer who also knows how to retouch, for a week in December"


def people_scenes(
    model: KioskModel, idle: Callable[[WallView], None], scanned: Callable[[str], None]
) -> tuple[Scene, ...]:
    """Return the scenes; `idle` brings up a house, `scanned` somebody's own page."""
    house = sample_views.wall_view
    rooms: Any = model.rooms

    def listed(view: WallView, text: str = "", *, writes: bool = False) -> None:
        idle(view)
        model.timedOut()
        model.pageAsked("whos_here")
        if text or writes:
            write(text, goes_on=writes)

    def opened(person: WallPerson, scan: str = "", *, leaves: bool = False) -> None:
        idle(_with(person))
        model.timedOut()
        if scan:
            scanned(scan)
        model.pageAsked("whos_here")
        rooms.whosHere.openPerson(person.face.key)
        if leaves:
            model.showHouse(house(0, 23))

    full, silent = _full(), _silent()
    return (
        Scene("kiosk-whos_here", partial(listed, house(14, 23))),
        Scene("kiosk-whos_here-nobody", partial(listed, house(0, 23))),
        Scene("kiosk-whos_here-one", partial(listed, house(1, 1))),
        Scene("kiosk-whos_here-200", partial(listed, house(200, 230))),
        Scene("kiosk-whos_here-1000", partial(listed, house(1000, 1040))),
        Scene("kiosk-whos_here-long", partial(listed, sample_views.long_wall_view())),
        Scene("kiosk-whos_here-keyboard", partial(listed, house(42, 50), "logo", writes=True)),
        Scene("kiosk-whos_here-found", partial(listed, house(42, 50), "nunez")),
        Scene("kiosk-whos_here-none", partial(listed, house(14, 23), "zzz")),
        Scene("kiosk-whos_here-none-keyboard", partial(listed, house(14, 23), "zzz", writes=True)),
        Scene("kiosk-profile", partial(opened, full)),
        Scene("kiosk-profile-wave", partial(opened, full, "welcome")),
        Scene("kiosk-profile-empty", partial(opened, silent)),
        Scene("kiosk-profile-long", partial(opened, _long(full), "welcome")),
        Scene("kiosk-profile-heads-down", partial(opened, replace(full, mode=Mode.HEADS_DOWN))),
        Scene("kiosk-profile-gone", partial(opened, full, leaves=True)),
    )


def _with(person: WallPerson) -> WallView:
    view = sample_views.wall_view(14, 23)
    return replace(view, people=(person, *view.people))


def _full() -> WallPerson:
    (carmen,) = (p for p in sample_views.wall_view(14, 23).people if p.face.name == "Carmen")
    face = replace(carmen.face, key="carmen")
    return replace(carmen, face=face, links=("https://example.org/carmen",))


def _silent() -> WallPerson:
    face = replace(_full().face, key="priya", name="Priya", initials="P", hue=4)
    return WallPerson(face, Mode.HELLO, sample_views.NOW)


def _long(person: WallPerson) -> WallPerson:
    return replace(
        person,
        face=replace(person.face, name="Maximiliano"),
        full_name=sample_views.LONG_NAME,
        headline=WORDY,
        offers=(WORDY,) * 4,
        asks=(WORDY,) * 3,
        seat=WORDY,
        ask_about=WORDY,
        languages=("es", "en", "fr", "de", "pt", "ca", "eu", "gl"),
        links=("https://example.org/" + "a-very-long-address/" * 4,) * 2,
    )
