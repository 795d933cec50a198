"""Guests, and members without a code, for the pictures of the kiosk."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from kiosk.domain.by_name import BadgeAnswer, BadgeFault, NameAnswer, NameFault
from kiosk.domain.guests import GuestPass, guest_code
from kiosk.domain.naming import Found, FoundPerson, folded
from kiosk.domain.people import Member
from kiosk.domain.spaces import ByName
from kiosk.domain.verdicts import Answer, Verdict
from kiosk.domain.views import PersonView, ScanOutcome
from kiosk.reports.faces import own_face
from ui.pictures import sample_views
from ui.pictures.sample_kiosk import STRANGER, SampleDesk
from ui.pictures.sample_views import LONG_NAME, seen
from ui.pictures.scenes import Scene
from ui.pictures.writing import write
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.kiosk_by_name import ByNameRoom
from ui.viewmodels.kiosk_guest import GuestRoom
from ui.viewmodels.kiosk_room import Room
from ui.viewmodels.states import HouseRules

Idle = Callable[..., None]
R = TypeVar("R", bound=Room)
MEMBER_PAGE = "https://lobby.casanorte.example/me"
HANDLE = "0123456789abcdef"
TYPED = "mar"


def guest_scenes(
    model: KioskModel, desk: SampleDesk, rules: HouseRules, idle: Idle
) -> tuple[Scene, ...]:
    """Return every step of a guest, and of somebody who is let in by name.

    Args:
        idle: brings up the idle page of a house with these people and rules.
    """
    house = sample_views.wall_view(14, 23)
    by_name = replace(rules, by_name=ByName.PIN, member_page=MEMBER_PAGE)
    bare = replace(by_name, member_page="")
    stage = _Stage(model, desk, partial(idle, house))
    return (
        Scene("kiosk-guest-name", stage.guest),
        Scene("kiosk-guest-no-name", partial(stage.guest, "other")),
        Scene("kiosk-guest-purpose", partial(stage.guest, "rest")),
        Scene("kiosk-guest-host", partial(stage.host, _found(14))),
        Scene("kiosk-guest-host-60", partial(stage.host, _found(60))),
        Scene("kiosk-guest-host-long", partial(stage.host, _long())),
        Scene("kiosk-guest-host-nobody", partial(stage.host, Found())),
        Scene("kiosk-guest-badge", stage.badge),
        Scene("kiosk-guest-badge-twice", partial(stage.badge, BadgeFault.TWICE)),
        Scene("kiosk-day_pass", partial(stage.registered, "Nora Blum", "Carmen Iglesias")),
        Scene("kiosk-day_pass-long", partial(stage.registered, LONG_NAME, LONG_NAME)),
        Scene("kiosk-day_pass-again", partial(stage.registered, "Nora Blum", "", code="")),
        Scene("kiosk-by_name", partial(stage.by_name, bare, Found())),
        Scene("kiosk-by_name-phone", partial(stage.by_name, by_name, Found())),
        Scene("kiosk-by_name-found", partial(stage.by_name, by_name, _meant())),
        Scene("kiosk-by_name-writing", partial(stage.by_name, by_name, _meant(), writes=True)),
        Scene("kiosk-by_name-long", partial(stage.by_name, by_name, _long())),
        Scene("kiosk-by_name-pin", partial(stage.pin, bare)),
        Scene("kiosk-by_name-wrong", partial(stage.pin, bare, NameFault.WRONG_PIN)),
        Scene("kiosk-by_name-no-pin", partial(stage.pin, bare, NameFault.NO_PIN)),
        Scene("kiosk-by_name-too-often", partial(stage.pin, bare, NameFault.TOO_OFTEN)),
    )


class _Stage:
    """A kiosk where a guest, or somebody without a code, does one thing after the other."""

    def __init__(self, model: KioskModel, desk: SampleDesk, idle: Callable[..., None]) -> None:
        self._model, self._desk, self._idle = model, desk, idle

    def _guest(self) -> GuestRoom:
        return one_of(self._model, GuestRoom)

    def _by_name(self) -> ByNameRoom:
        return one_of(self._model, ByNameRoom)

    def guest(self, then: str = "") -> None:
        self._idle()
        self._model.pageAsked("guest")
        if then == "rest":
            self.host(_found(14))
            self._guest().back()
        elif then:
            self._guest().purposeChosen(then)

    def host(self, found: Found) -> None:
        self._desk.found = found
        self._idle()
        self._model.pageAsked("guest")
        write("Nora Blum")
        self._guest().purposeChosen("meeting")

    def badge(self, fault: BadgeFault | None = None) -> None:
        self._idle()
        self._model.pageAsked("guest")
        self._guest().leavingAsked()
        if fault:
            self._desk.left = BadgeAnswer(fault=fault)
            self._guest().badgeGiven("7")

    def registered(self, name: str, host: str, code: str = guest_code(HANDLE)) -> None:
        self._idle()
        shown = GuestPass(7, has_host=bool(host), host=host, code=code)
        view = replace(STRANGER, person=HANDLE, first_name=name, guest=shown)
        self._model.answer(_outcome(view))

    def by_name(self, rules: HouseRules, found: Found, *, writes: bool = False) -> None:
        self._desk.found = found
        self._idle(rules=rules)
        self._model.pageAsked("by_name")
        if found.people:  # the field asks once the hand pauses
            write(TYPED, goes_on=writes)
            self._by_name().look()

    def pin(self, rules: HouseRules, fault: NameFault | None = None) -> None:
        self.by_name(rules, _meant())
        self._by_name().personChosen("0")
        if fault:
            self._desk.named = NameAnswer(fault=fault, tries_left=3)
            self._by_name().pinGiven("0000")


def one_of(model: KioskModel, room_type: type[R]) -> R:
    """Return the kiosk's room of this type."""
    room = model.findChild(room_type)
    assert isinstance(room, room_type)
    return room


def _outcome(view: PersonView) -> ScanOutcome:
    return ScanOutcome(Verdict(Answer.WELCOME, view.person), view)


def _found(many: int) -> Found:
    return _rows(seen(many))


def _meant() -> Found:
    """Return those of the house whom the letters mean that are typed here."""
    return _rows(member for member in seen(40) if TYPED in folded(member.profile.display_name))


def _rows(members: Iterable[Member]) -> Found:
    people = []
    for number, member in enumerate(members):
        face = own_face("", member)
        name = member.profile.display_name
        people.append(FoundPerson(str(number), name, face.initials, face.hue, face.photo))
    return Found(tuple(people))


def _long() -> Found:
    return Found(tuple(FoundPerson(str(at), LONG_NAME, "HW", at) for at in range(3)))
