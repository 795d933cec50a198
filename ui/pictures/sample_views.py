"""Views with real-looking people for pictures of the screens: the sample house on one morning."""

import csv
import importlib.resources
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.domain.facts import Via
from kiosk.domain.people import Member, Mode, Phrase, Profile, Visibility
from kiosk.domain.verdicts import Refusal
from kiosk.domain.views import (
    DeniedScan,
    Face,
    Featured,
    HourCount,
    Movement,
    PresentPerson,
    StaffView,
    WallPerson,
    WallView,
)
from kiosk.matching.overlap import meetings_among
from kiosk.reports.faces import own_face
from ui.pictures import pseudo
from ui.pictures.sample_photos import photo_named

NOW = datetime(2026, 11, 24, 10, 4, tzinfo=UTC)
OPENS = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
TIMEZONE = "Europe/Madrid"
SPACE = "Casa Norte"
CAPACITY = 40
WELCOME_LINE = {
    "en": "Come in. The long table has room and the coffee is upstairs.",
    "es": "Adelante. En la mesa larga hay sitio y el café está arriba.",
    pseudo.LANGUAGE: pseudo.stretched(
        "Come in. The long table has room and the coffee is upstairs."
    ),
}
LONG_NAME = "María de los Desamparados Fernández-Ruiz"


def members() -> list[Member]:
    """Return the sample house's members, in their file's order."""
    file = importlib.resources.files("resources") / "sample" / "members.csv"
    with file.open(encoding="utf-8") as rows:
        return [_member(number, row) for number, row in enumerate(csv.DictReader(rows))]


def _member(number: int, row: dict[str, str]) -> Member:
    profile = Profile(
        display_name=row["display_name"],
        first_name=row["first_name"],
        headline=row["headline"],
        offers=_phrases(row["offers"]),
        asks=_phrases(row["asks"]),
        languages=_listed(row["languages"]),
        links=_listed(row["links"]),
        seat=row["seat"],
        ask_about=row["ask_about"],
        photo=photo_named(row["photo"]),
    )
    visibility = Visibility(row["visibility"]) if row["visibility"] else None
    # Any id does for a picture; neighbours get different hues.
    handle = f"{number * 5 + 1:016x}"
    return Member(
        handle,
        profile,
        home_space="casa-norte",
        spaces=("casa-norte",),
        language=row["language"],
        visibility=visibility,
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())


def _phrases(cell: str) -> tuple[Phrase, ...]:
    texts = [text.removeprefix("mentoring:").strip() for text in _listed(cell)]
    return tuple(Phrase(text, text) for text in texts)


def seen(count: int) -> list[Member]:
    """Return so many members who chose to be seen; from the second round on they repeat."""
    willing = [m for m in members() if m.visibility in (Visibility.PROFILE, Visibility.FIRST_NAME)]
    return [
        replace(willing[number % len(willing)], handle=f"{number * 7 + 3:016x}")
        for number in range(count)
    ]


def wall_view(visible: int, present: int) -> WallView:
    """Return a wall with so many visible people of all who are in."""
    people = seen(visible)
    return WallView(
        space_name=SPACE,
        timezone=TIMEZONE,
        as_of=NOW,
        present=present,
        people=tuple(_on_wall(number, member) for number, member in enumerate(people)),
        featured=tuple(_featured(people)),
        welcome_line=WELCOME_LINE,
    )


def _on_wall(number: int, member: Member) -> WallPerson:
    profile = member.profile
    mode = Mode.HEADS_DOWN if number % 9 == 7 else Mode.HELLO
    arrived_at = NOW - timedelta(minutes=170 - number % 160)
    person = WallPerson(
        own_face(member.handle, member), mode, arrived_at, is_earlier=number % 13 == 12
    )
    if member.visibility is not Visibility.PROFILE:
        return person
    return replace(
        person,
        headline=profile.headline,
        offers=tuple(phrase.text for phrase in profile.offers),
        asks=tuple(phrase.text for phrase in profile.asks),
        seat=profile.seat,
        full_name=profile.display_name,
        ask_about=profile.ask_about,
        languages=profile.languages,
        links=profile.links,
    )


def _featured(people: Sequence[Member]) -> list[Featured]:
    return [
        Featured(
            ask=meeting.ask.text,
            asker=own_face(asker.handle, asker),
            offer=meeting.offer.text,
            helper=own_face(helper.handle, helper),
            helper_seat=helper.profile.seat,
        )
        # Beyond these people only repeat, and everybody would meet their own double.
        for asker, helper, meeting in meetings_among(people[:40], 6)
    ]


def long_wall_view() -> WallView:
    """Return a wall of people with long names and long words."""
    view = wall_view(9, 14)
    wordy = "A very patient photographer who also knows how to retouch, for a week in December"
    people = [
        replace(
            person,
            face=replace(person.face, name=LONG_NAME if number % 2 else "Maximiliano"),
            offers=() if number % 3 else (wordy,),
            asks=(wordy,) if number % 3 else (),
        )
        for number, person in enumerate(view.people)
    ]
    pair = Featured(wordy, people[1].face, wordy, people[3].face, "Upstairs, at the back, " * 3)
    return replace(view, people=tuple(people), featured=(pair,), space_name=SPACE + " " + LONG_NAME)


def staff_view(count: int, *, is_calm: bool = False) -> StaffView:
    """Return a staff's morning with so many people in; a calm one has nothing odd."""
    everybody = members()
    people = [everybody[number % len(everybody)] for number in range(count)]
    rows = tuple(_in_house(number, member, is_calm) for number, member in enumerate(people))
    curve = _curve(count)
    most = max(curve, key=lambda counted: counted.people)
    return StaffView(
        space_name=SPACE,
        timezone=TIMEZONE,
        as_of=NOW,
        opens_at=OPENS,
        closes_at=CLOSES,
        present=count,
        capacity=CAPACITY,
        visits_today=count + count // 5,
        peak=most.people,
        peak_at=most.at,
        curve=curve,
        people=rows,
        movements=_movements(rows, everybody[::-1][: count // 5]),
        denied=() if is_calm else _denied(),
        waiting_facts=0 if is_calm else 12,
        waiting_since=None if is_calm else NOW - timedelta(minutes=21),
        stuck_facts=0 if is_calm else 1,
        quarantined_facts=0 if is_calm else 2,
        complete_until=NOW if is_calm else NOW - timedelta(minutes=22),
    )


def long_staff_view() -> StaffView:
    """Return a house over its capacity where everybody has a long name."""
    view = staff_view(47)
    named = tuple(replace(person, name=LONG_NAME) for person in view.people)
    moved = tuple(replace(movement, name=LONG_NAME) for movement in view.movements)
    denied = tuple(replace(scan, name=LONG_NAME, tries=12) for scan in view.denied)
    long = replace(view, space_name=SPACE + " " + LONG_NAME, people=named, movements=moved)
    return replace(long, denied=denied)


def _in_house(number: int, member: Member, is_calm: bool) -> PresentPerson:
    modes = (Mode.HELLO, Mode.HELLO, Mode.HEADS_DOWN, Mode.HELLO, Mode.INVISIBLE)
    key = f"{number:x}-{member.handle}"
    arrived_at = NOW - timedelta(minutes=176 - number * 5 % 170)
    if number == 5 and not is_calm:
        nobody = Face(key, "", "", 0)
        return PresentPerson(nobody, "", arrived_at, Mode.HELLO, None, is_unknown=True)
    face = own_face(key, member)
    mode = modes[number % len(modes)]
    person = PresentPerson(face, member.profile.display_name, arrived_at, mode, member.visibility)
    if number == 3:
        return replace(person, via=Via.GUEST, host="Carmen Iglesias Vega", visibility=None)
    return replace(person, via=Via.NAME) if number == 7 else person


def _movements(people: Sequence[PresentPerson], gone: Sequence[Member]) -> tuple[Movement, ...]:
    """Return the newest arrivals of those who are in, and the departures of others."""
    came = [Movement(person.arrived_at, person.face, person.name, came=True) for person in people]
    left = [
        Movement(
            NOW - timedelta(minutes=8 + 13 * number),
            own_face(f"gone-{member.handle}", member),
            member.profile.display_name,
            came=False,
        )
        for number, member in enumerate(gone)
    ]
    return tuple(sorted(came + left, key=lambda moved: moved.at, reverse=True)[:14])


def _denied() -> tuple[DeniedScan, ...]:
    return (
        DeniedScan(NOW - timedelta(minutes=9), Refusal.ENDED, "Ana Torres", 3),
        DeniedScan(NOW - timedelta(minutes=95), Refusal.FOREIGN),
    )


def _curve(count: int) -> tuple[HourCount, ...]:
    shape = (2, 4, 8, 12, 17, 19, 22, 25, 26, 29, 28, 30, 31)
    steps = [OPENS + timedelta(minutes=15 * step) for step in range(len(shape) - 1)]
    at = [*steps, NOW]
    return tuple(
        HourCount(instant, round(people * count / shape[-1]))
        for instant, people in zip(at, shape, strict=True)
    )
