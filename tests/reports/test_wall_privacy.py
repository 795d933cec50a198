"""No history of facts, through the real store, shows what somebody did not agree to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.facts import (
    Body,
    CheckedIn,
    CheckedOut,
    GuestRegistered,
    ModeSet,
    PersonErased,
    ProfileEdited,
    Purpose,
    Undone,
    Via,
    VisibilitySet,
    Waved,
)
from kiosk.domain.people import Member, Mode, Phrase, Profile, Visibility
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.store.station import Said, say
from tests.house import House

CAST = ("ana", "bea", "cai")
GUEST = "zqguest"
_numbers = count(1)


@dataclass
class Person:
    """Somebody all of whose words begin with `mark`, and what they said so far."""

    mark: str
    handle: str
    visibility: Visibility | None
    said: dict[UUID, Body] = field(default_factory=dict)
    edits: Iterator[int] = field(default_factory=lambda: count(1))
    is_erased: bool = False

    @property
    def photo(self) -> str:
        return self.handle[::-1] * 2

    def member(self) -> Member:
        profile = Profile(
            display_name=f"{self.mark}first {self.mark}last",
            first_name=f"{self.mark}first",
            headline=f"{self.mark}headline",
            offers=self.phrases("logo"),
            asks=self.phrases("grant"),
            seat=f"{self.mark}seat",
            ask_about=f"{self.mark}about",
            photo=self.photo,
        )
        home = "casa-norte"
        return Member(self.handle, profile, home, (home,), visibility=self.visibility)

    def phrases(self, what: str) -> tuple[Phrase, ...]:
        return (Phrase("1", f"{self.mark}{what} a logo for a grant"),)

    def edit(self) -> ProfileEdited:
        number = next(self.edits)
        return ProfileEdited(
            headline=f"{self.mark}headline{number}",
            offers=self.phrases(f"offer{number}"),
            asks=self.phrases(f"ask{number}"),
            seat=f"{self.mark}seat{number}",
        )

    def is_in_openly(self) -> bool:
        """Say by what they said themselves whether they are in, and not invisible today."""
        undone = {body.fact for body in self.said.values() if isinstance(body, Undone)}
        is_in, mode = False, Mode.HELLO
        for body in (body for fact, body in self.said.items() if fact not in undone):
            match body:
                case CheckedIn():
                    is_in = True
                case CheckedOut():
                    is_in = False
                case ModeSet(mode=chosen) if is_in:
                    mode = chosen
        return is_in and mode is not Mode.INVISIBLE


who = st.sampled_from(CAST)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("in"), who),
        st.tuples(st.just("out"), who),
        st.tuples(st.just("mode"), who, st.sampled_from(Mode)),
        st.tuples(st.just("visibility"), who, st.sampled_from(Visibility)),
        st.tuples(st.just("edit"), who),
        st.tuples(st.just("undo"), who, st.integers(0, 9)),
        st.tuples(st.just("wave"), who, who),
        st.tuples(st.just("guest"), who),
        st.tuples(st.just("erase"), who),
    ),
    min_size=8,
    max_size=20,
)
choices = st.lists(st.sampled_from([None, *Visibility]), min_size=3, max_size=3)


def tell(house: House, person: Person, step: tuple[Any, ...], cast: dict[str, Person]) -> None:
    """Record a step as the facts it makes."""
    bodies: dict[str, Body] = {"in": CheckedIn(), "out": CheckedOut(), "erase": PersonErased()}
    match step:
        case ("mode", _, mode):
            body: Body = ModeSet(mode)
        case ("visibility", _, visibility):
            body = VisibilitySet(visibility, 1, "en")
            person.visibility = visibility
        case ("edit", _):
            body = person.edit()
        case ("wave", _, other):
            body = Waved(cast[other].handle)
        case ("undo", _, number):
            presence = (CheckedIn, CheckedOut, ModeSet)
            facts = [fact for fact, said in person.said.items() if isinstance(said, presence)]
            if not facts:
                return
            body = Undone(facts[-1 - number % len(facts)])
        case (kind, _):
            body = bodies[kind]
            person.is_erased |= kind == "erase"
    person.said[record(house, body, person.handle)] = body


def receive_guest(house: House, host: Person) -> None:
    number = next(_numbers)
    handle = f"{number:016x}"
    record(house, GuestRegistered(f"{GUEST}{number}", Purpose.MEETING, number, host.handle), handle)
    record(house, CheckedIn(Via.GUEST), handle)


def record(house: House, body: Body, person: str) -> UUID:
    with house.session() as session, session.begin():
        return say(session, Said(body, house.space.id, person), house.now).id


def check(house: House, cast: dict[str, Person]) -> None:
    """Look for everybody's words in what the wall may know."""
    with house.session() as session:
        view = wall_view(session, house.space, house.now)
    plain = wall_view_to_json(view).decode()
    assert GUEST not in plain
    for person in cast.values():
        assert person.handle not in plain
        agreed = None if person.is_erased else person.visibility
        if not person.is_in_openly() or agreed not in (Visibility.FIRST_NAME, Visibility.PROFILE):
            assert person.mark not in plain
            assert person.photo not in plain
            continue
        assert f"{person.mark}first" in plain
        if agreed is Visibility.FIRST_NAME:
            assert person.mark not in plain.replace(f"{person.mark}first", "")
            assert person.photo not in plain


@given(choices, steps)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_history_of_facts_shows_what_somebody_did_not_agree_to(
    house: House, visibilities: list[Visibility | None], steps: list[tuple[Any, ...]]
) -> None:
    house.wait(hours=48)
    house.now = house.now.replace(hour=8, minute=0)  # a day of their own
    cast: dict[str, Person] = {}
    for name, visibility in zip(CAST, visibilities, strict=True):
        number = next(_numbers)
        person = Person(f"zq{number}x{name}", f"{number + 0xABCD0000:016x}", visibility)
        cast[name] = person
        house.join(person.member())
        tell(house, person, ("in", name), cast)
    check(house, cast)
    for step in steps:
        house.wait(minutes=3)
        if step[0] == "guest":
            receive_guest(house, cast[step[1]])
        else:
            tell(house, cast[step[1]], step, cast)
        check(house, cast)
