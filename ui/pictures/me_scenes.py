"""The kiosk's pages of one's own and of its staff, for pictures and for the check of every page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from kiosk.actions.staff_door import KioskStanding, StaffAnswer
from kiosk.domain.people import Mode, Phrase, Profile, TextSize, Visibility
from kiosk.domain.views import WallView
from kiosk.errors import ServerError, SetupError
from kiosk.reports.own_record import OwnRecord
from ui.pictures import sample_views
from ui.pictures.sample_kiosk import SampleDesk
from ui.pictures.sample_views import LONG_NAME, NOW, seen
from ui.pictures.scenes import Scene
from ui.viewmodels.kiosk import KioskModel
from ui.viewmodels.kiosk_me import MeRoom
from ui.viewmodels.kiosk_staff import StaffRoom

WORDY = "A very patient photographer who also knows how to retouch, for a week in December, every"
LONGEST = WORDY + " single morning of a long, long winter"
LINK = "https://lobby.casa-norte.example/me/3f9c2a7d41b86e5092d1c7a8f0b34e6d"
AWAY, CLOSED = ServerError("Nobody answers."), SetupError("No phone reaches it.")
SHUT = StaffAnswer("casa-norte", has_pin=True)
OPEN = replace(SHUT, standing=KioskStanding("0.1.0", NOW - timedelta(minutes=3)))


def me_scenes(
    model: KioskModel, desk: SampleDesk, scanned: Callable[[str], None]
) -> tuple[Scene, ...]:
    """Return the scenes of one's own page; `scanned` brings up somebody's welcome."""
    rooms: Any = model.rooms
    page: Any = model.page
    me: MeRoom = rooms.me

    def opened(
        record: OwnRecord | None,
        stage: str = "overview",
        *more: Callable[[], None],
        link: str = LINK,
        no_link: Exception = AWAY,
    ) -> None:
        scanned("welcome")
        desk.record = record and _called(record, page.name)
        desk.link, desk.no_link = link, no_link
        model.pageAsked("me")
        me.stageAsked(stage)
        for step in more:
            step()

    def pin(*given: str) -> Callable[[], None]:
        def type_them() -> None:
            for digits in given:
                me.pinGiven(digits)

        return type_them

    def scene(name: str, *how: Any, **more: Any) -> Scene:
        return Scene(f"kiosk-{name}", partial(opened, *how, **more))

    ana, nobody, long = _record(), _empty(), _long()
    writing = partial(me.writingAsked, "ask", -1)
    changing = partial(me.writingAsked, "offer", 0)
    return (
        scene("me", ana),
        scene("me-empty", nobody),
        scene("me-long", long),
        scene("me-unknown", None),
        scene("me-offers", ana, "offers"),
        scene("me-offers-full", long, "offers"),
        scene("me-asks-none", nobody, "asks"),
        scene("me-writing", ana, "asks", writing),
        scene("me-changing", ana, "offers", changing),
        scene("me-saved", ana, "offers", changing, partial(me.textGiven, "Starting a garden")),
        scene("me-reading", ana, "reading"),
        scene("me-pin", ana, "pin"),
        scene("me-pin-again", ana, "pin", pin("2040")),
        scene("me-pin-differs", ana, "pin", pin("2040", "2041")),
        scene("me-pin-has", replace(ana, has_pin=True), "pin"),
        scene("me-phone", ana, "phone"),
        scene("me-phone-away", ana, "phone", link=""),
        scene("me-phone-closed", ana, "phone", link="", no_link=CLOSED),
        scene("me-stored", ana, "stored"),
        scene("me-stored-long", long, "stored"),
        scene("me-erase", ana, "erase"),
        scene("me-erase-surely", ana, "erase_surely"),
        scene("erased", ana, "erase_surely", me.eraseChosen),
    )


def staff_door_scenes(
    model: KioskModel, desk: SampleDesk, idle: Callable[[WallView], None]
) -> tuple[Scene, ...]:
    """Return the scenes of the staff's page; `idle` brings up a house."""
    rooms: Any = model.rooms
    room: StaffRoom = rooms.staff

    def knocked(answer: StaffAnswer, pin: str = "", *, ends: bool = False) -> None:
        desk.staff = answer
        idle(sample_views.wall_view(14, 23))
        model.timedOut()
        model.pageAsked("staff")
        if pin:
            room.pinGiven(pin)
        if ends:
            room.endAsked()

    return (
        Scene("kiosk-staff", partial(knocked, SHUT)),
        Scene("kiosk-staff-wrong", partial(knocked, SHUT, "0000")),
        Scene("kiosk-staff-waits", partial(knocked, replace(SHUT, waits_s=240))),
        Scene("kiosk-staff-no-pin", partial(knocked, StaffAnswer("casa-norte", has_pin=False))),
        Scene("kiosk-staff-open", partial(knocked, OPEN)),
        Scene("kiosk-staff-ending", partial(knocked, OPEN, ends=True)),
    )


def _record() -> OwnRecord:
    profile = Profile(
        display_name="",
        first_name="",
        headline="Runs a school-garden project",
        offers=_phrases("Starting a garden in a yard", "Compost that does not smell"),
        asks=_phrases("A logo for school gardens"),
        languages=("Spanish", "English", "Galician"),
        seat="Upstairs, by the window",
        ask_about="Beekeeping on a balcony",
    )
    return OwnRecord(
        profile=profile,
        language="en",
        text_size=TextSize.NORMAL,
        visibility=Visibility.PROFILE,
        mode=Mode.HELLO,
        has_pin=False,
        valid_until=date(2027, 6, 30),
        visits=42,
        first_day=date(2026, 8, 31),
        records=131,
    )


def _called(record: OwnRecord, first_name: str) -> OwnRecord:
    """Return the record with the name of whom this language's pictures are of, if it has none."""
    if record.profile.display_name:
        return record
    (name,) = (
        member.profile.display_name
        for member in seen(12)
        if member.profile.first_name == first_name
    )
    return replace(record, profile=replace(record.profile, display_name=name))


def _empty() -> OwnRecord:
    profile = Profile("Yuki", "Yuki")
    return replace(_record(), profile=profile, valid_until=None, visits=1, records=1)


def _long() -> OwnRecord:
    phrases = _phrases(*(f"{LONGEST}: {number}" for number in range(8)))
    profile = Profile(
        display_name=LONG_NAME,
        first_name=LONG_NAME,
        headline=LONGEST,
        offers=phrases,
        asks=phrases,
        languages=("Spanish", "English", "Galician", "Portuguese", "Catalan", "Basque"),
        links=("https://www.a-very-long-name-of-a-small-association.example/about/us/all",),
        seat=LONGEST,
        ask_about=LONGEST,
    )
    return replace(_record(), profile=profile, visits=12345, records=98765)


def _phrases(*texts: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(str(number), text) for number, text in enumerate(texts))
