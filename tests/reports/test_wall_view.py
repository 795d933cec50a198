"""What the wall may know: exactly what people agreed to, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.people import Mode, Visibility
from kiosk.domain.views import WallView
from kiosk.errors import WireError
from kiosk.reports.wall import wall_view, wall_view_from_json, wall_view_to_json
from kiosk.store.presence import open_visits
from tests.house import ANA, BEA, CARL, House, member


def view(house: House) -> WallView:
    with house.session() as session:
        return wall_view(session, house.space, house.now)


def names(house: House) -> list[str]:
    return [person.face.name for person in view(house).people]


def test_somebody_who_agreed_is_on_the_wall_with_offers_and_asks(house: House) -> None:
    house.scan(house.code(ANA))
    (person,) = view(house).people
    assert (person.face.name, person.face.initials) == ("Ana", "AT")
    assert (person.offers, person.asks) == (("Drawing a logo",), ("Reading a contract",))


@pytest.mark.parametrize("visibility", [None, Visibility.HIDDEN])
def test_hidden_people_count_and_nothing_more(house: House, visibility: Visibility | None) -> None:
    house.join(member(BEA, "Bea Secret", offers="Spying", visibility=visibility))
    house.scan(house.code(BEA))
    assert view(house).present == 1
    plain = wall_view_to_json(view(house)).decode()
    assert not any(word in plain for word in ("Bea", "Secret", "Spying", BEA))


def test_a_first_name_comes_without_the_rest(house: House) -> None:
    house.join(member(BEA, "Bea Secret", offers="Spying", visibility=Visibility.FIRST_NAME))
    house.scan(house.code(BEA))
    (person,) = view(house).people
    assert (person.face.name, person.face.initials) == ("Bea", "B")
    plain = wall_view_to_json(view(house)).decode()
    assert not any(word in plain for word in ("Secret", "Spying", BEA))


def test_a_profile_comes_whole(house: House) -> None:
    bea = member(BEA, "Bea Abad")
    told = {"ask_about": "Faros", "languages": ("es", "eu"), "links": ("https://example.org/bea",)}
    house.join(replace(bea, profile=replace(bea.profile, **told)))
    house.scan(house.code(BEA))
    (person,) = view(house).people
    assert person.full_name == "Bea Abad"
    assert {name: getattr(person, name) for name in told} == told


def test_a_first_name_comes_without_what_only_a_profile_tells(house: House) -> None:
    bea = member(BEA, "Bea Secret", visibility=Visibility.FIRST_NAME)
    profile = replace(bea.profile, ask_about="Spying", languages=("xx",), links=("secret.example",))
    house.join(replace(bea, profile=profile))
    house.scan(house.code(BEA))
    (person,) = view(house).people
    assert (person.full_name, person.ask_about, person.languages, person.links) == ("", "", (), ())


def test_invisible_today_beats_everything_and_ends_with_the_day(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("set_mode", ANA, Mode.INVISIBLE)
    assert names(house) == []
    assert view(house).present == 1
    house.wait(hours=24)
    house.scan(house.code(ANA))
    assert names(house) == ["Ana"]


def test_a_handle_is_never_on_the_wall(house: House) -> None:
    house.scan(house.code(ANA))
    assert ANA not in wall_view_to_json(view(house)).decode()


def test_heads_down_people_are_shown_but_not_featured(house: House) -> None:
    house.join(member(BEA, "Bea", asks="A logo"))
    house.scan(house.code(ANA))
    house.scan(house.code(BEA))
    assert len(view(house).featured) == 1
    house.touch("set_mode", ANA, Mode.HEADS_DOWN)
    assert view(house).featured == ()
    assert sorted(names(house)) == ["Ana", "Bea"]


def test_after_eight_hours_people_read_as_earlier_and_are_not_featured(house: House) -> None:
    house.join(member(BEA, "Bea", asks="A logo"))
    house.scan(house.code(ANA))
    house.scan(house.code(BEA))
    house.wait(hours=8)
    assert all(person.is_earlier for person in view(house).people)
    assert view(house).featured == ()
    assert view(house).present == 2


def test_whoever_left_is_gone_from_the_wall(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("leave", ANA)
    assert view(house).present == 0
    assert names(house) == []


def test_the_view_says_until_when_it_can_be_true(house: House) -> None:
    four_next_morning = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
    assert view(house).day_ends_at == four_next_morning
    house.now = four_next_morning
    assert view(house).day_ends_at == four_next_morning + timedelta(days=1)


def test_the_view_says_when_the_house_is_open(house: House) -> None:
    assert view(house).opens_at == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert view(house).closes_at == datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
    house.wait(hours=24 * 5)  # a Saturday
    assert view(house).opens_at == view(house).closes_at


def test_a_photo_comes_with_the_yes_to_a_profile_alone(house: House) -> None:
    photo = "c0ffee" + "0" * 58
    for person, visibility in ((BEA, Visibility.FIRST_NAME), (CARL, Visibility.PROFILE)):
        joining = member(person, "Bea Last", visibility=visibility)
        house.join(replace(joining, profile=replace(joining.profile, photo=photo)))
        house.scan(house.code(person))
    assert [person.face.photo for person in view(house).people] == ["", photo]


def test_a_view_survives_the_way_to_another_process(house: House) -> None:
    house.scan(house.code(ANA))
    assert wall_view_from_json(wall_view_to_json(view(house))) == view(house)


@pytest.mark.parametrize("plain", [b"", b"<html>", b"{}", b'{"space_name": 1}'])
def test_what_is_no_view_is_refused(plain: bytes) -> None:
    with pytest.raises(WireError):
        wall_view_from_json(plain)


SECRETS = {ANA: "Anaxxx", BEA: "Beaxxx", CARL: "Carlxxx"}
people = st.sampled_from(list(SECRETS))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("scan"), people),
        st.tuples(st.just("leave"), people),
        st.tuples(st.just("set_mode"), people, st.sampled_from(Mode)),
        st.tuples(
            st.just("set_visibility"),
            people,
            st.tuples(st.sampled_from(Visibility), st.just("en")),
        ),
    ),
    max_size=15,
)


@given(steps)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_history_puts_a_person_on_the_wall_who_does_not_want_it(house: House, steps) -> None:
    house.wait(hours=24)
    house.join(
        *[member(person, f"{name} Last", offers=f"by {name}") for person, name in SECRETS.items()]
    )
    for person in SECRETS:
        house.touch("set_visibility", person, (Visibility.PROFILE, "en"))
        house.scan(house.code(person))
    visibility = dict.fromkeys(SECRETS, Visibility.PROFILE)
    for what, person, *more in steps:
        house.wait(minutes=3)
        if what == "scan":
            house.scan(house.code(person))
        else:
            house.touch(what, person, *more)
        if what == "set_visibility":
            visibility[person] = more[0][0]
    with house.session() as session:
        visits = open_visits(session, house.space.id, house.now)
    invisible = {visit.person for visit in visits if visit.mode is Mode.INVISIBLE}
    plain = wall_view_to_json(view(house)).decode()
    for person, name in SECRETS.items():
        is_hidden = person in invisible or visibility[person] is Visibility.HIDDEN
        assert not (is_hidden and name in plain)
        assert visibility[person] is Visibility.PROFILE or f"by {name}" not in plain
