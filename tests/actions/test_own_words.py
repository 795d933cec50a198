"""What members change about themselves, whom they wave to, and how they are forgotten."""

from pathlib import Path

import pytest

from kiosk.actions.membership import import_members
from kiosk.actions.own_words import LONGEST_PHRASE, MOST_PHRASES, OwnEdit
from kiosk.domain.facts import ProfileEdited
from kiosk.domain.people import Mode, TextSize, Visibility
from kiosk.domain.verdicts import Answer, Refusal
from kiosk.domain.views import WallPerson
from kiosk.errors import InputError
from kiosk.pins import is_right
from kiosk.reports.wall import wall_view, wall_view_to_json
from kiosk.store.directory import member as member_in
from kiosk.store.directory import save_email
from kiosk.store.station import Said, say
from tests.house import ANA, BEA, House, member

STRANGER = "d" * 16


def edit(house: House, **changes: object) -> None:
    with house.session() as session:
        house.desk.edit(session, ANA, OwnEdit(**changes))  # type: ignore[arg-type]
        session.commit()


def on_the_wall(house: House) -> list[WallPerson]:
    with house.session() as session:
        return list(wall_view(session, house.space, house.now).people)


def key_of(house: House, name: str) -> str:
    return next(person.face.key for person in on_the_wall(house) if person.face.name == name)


def test_a_new_ask_is_on_the_wall_at_once(house: House) -> None:
    house.scan(house.code(ANA))
    edit(house, asks=("Reading a contract", "  A logo for\tthe garden "))
    (ana,) = on_the_wall(house)
    assert ana.asks == ("Reading a contract", "A logo for the garden")
    assert ana.offers == ("Drawing a logo",)


def test_what_stays_keeps_its_id_and_nothing_changed_is_not_said(house: House) -> None:
    before = len(house.kinds())
    edit(house, asks=("Reading a contract",), headline="")
    assert len(house.kinds()) == before
    edit(house, asks=())
    with house.session() as session:
        ana = member_in(session, ANA)
        assert ana is not None
        assert ana.profile.asks == ()
        assert [phrase.id for phrase in ana.profile.offers] == ["0"]


@pytest.mark.parametrize(
    "changes",
    [
        {"asks": ("x" * (LONGEST_PHRASE + 1),)},
        {"headline": "x" * (LONGEST_PHRASE + 1)},
        {"offers": tuple(f"offer {n}" for n in range(MOST_PHRASES + 1))},
        {"asks": tuple(chr(0x1F600 + n) * LONGEST_PHRASE for n in range(MOST_PHRASES))},
        {"pin": "12"},
        {"pin": "12a4"},
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(
    house: House, changes: dict[str, object]
) -> None:
    before = house.kinds()
    with pytest.raises(InputError):
        edit(house, **changes)
    assert house.kinds() == before


def test_language_size_and_pin_last(house: House) -> None:
    edit(house, language="es", text_size=TextSize.LARGEST, pin="4711")
    view = house.scan(house.code(ANA)).view
    assert view is not None
    assert (view.language, view.text_size) == ("es", TextSize.LARGEST)
    with house.session() as session:
        ana = member_in(session, ANA)
        assert ana is not None
        assert "4711" not in ana.pin
        assert is_right(ana.pin, "4711")
        assert not is_right(ana.pin, "4712")
        record = house.desk.own_record(session, ANA)
        assert record is not None
        assert record.has_pin
        assert record.visits == 1
    edit(house, pin="")
    with house.session() as session:
        record = house.desk.own_record(session, ANA)
        assert record is not None
        assert not record.has_pin


def test_a_file_does_not_overwrite_what_members_wrote_themselves(
    house: House, tmp_path: Path
) -> None:
    with house.session() as session:
        save_email(session, ANA, "ana@example.com")
        session.commit()
    edit(house, asks=("A walk at noon",), pin="4711", text_size=TextSize.LARGE)
    path = tmp_path / "members.csv"
    lines = ("email,display_name,asks,seat", "ana@example.com,Ana Torres,A logo,Upstairs")
    path.write_text("\n".join(lines), encoding="utf-8")
    with house.session() as session:
        import_members(session, house.space.id, path)
        session.commit()
        ana = member_in(session, ANA)
    assert ana is not None
    assert [phrase.text for phrase in ana.profile.asks] == ["A walk at noon"]
    assert ana.profile.seat == "Upstairs"
    assert ana.text_size is TextSize.LARGE
    assert is_right(ana.pin, "4711")


def test_nobody_is_erased_by_a_file(house: House, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("email,display_name,status\na@b.example,Ana,erased\n", encoding="utf-8")
    with house.session() as session, pytest.raises(InputError):
        import_members(session, house.space.id, path)


def test_a_wave_is_seen_at_the_other_s_next_scan_of_the_day(house: House) -> None:
    house.join(member(BEA, "Bea Ruiz"))
    house.scan(house.code(ANA))
    house.scan(house.code(BEA))
    outcome = house.touch("wave", ANA, key_of(house, "Bea"))
    house.touch("wave", ANA, key_of(house, "Bea"))
    assert house.kinds().count("waved") == 1
    assert outcome.view is not None
    assert outcome.view.waved == (key_of(house, "Bea"),)
    house.wait(minutes=1)
    seen = house.scan(house.code(BEA)).view
    assert seen is not None
    assert [face.name for face in seen.waves] == ["Ana"]
    house.wait(days=1)
    tomorrow = house.scan(house.code(BEA)).view
    assert tomorrow is not None
    assert tomorrow.waves == ()


def test_waves_wait_for_who_has_their_head_down_and_hide_with_who_sent_them(house: House) -> None:
    house.join(member(BEA, "Bea Ruiz"))
    house.scan(house.code(ANA))
    house.scan(house.code(BEA))
    house.touch("wave", ANA, key_of(house, "Bea"))
    head_down = house.touch("set_mode", BEA, Mode.HEADS_DOWN).view
    assert head_down is not None
    assert head_down.waves == ()
    talking = house.touch("set_mode", BEA, Mode.HELLO).view
    assert talking is not None
    assert len(talking.waves) == 1
    house.touch("set_mode", ANA, Mode.INVISIBLE)
    hidden = house.touch("stay", BEA).view
    assert hidden is not None
    assert hidden.waves == ()


def test_nobody_waves_to_themselves_or_to_who_is_not_there(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("wave", ANA, key_of(house, "Ana"))
    house.touch("wave", ANA, "nobody")
    assert "waved" not in house.kinds()


def test_whoever_is_erased_is_gone_from_every_view_and_still_counted(house: House) -> None:
    house.scan(house.code(ANA))
    edit(house, headline="Illustrator", pin="4711")
    house.touch("erase", ANA)
    with house.session() as session:
        view = wall_view(session, house.space, house.now)
        ana = member_in(session, ANA)
    assert view.present == 1
    assert view.people == ()
    assert b"Ana" not in wall_view_to_json(view)
    assert ana is not None
    assert "Ana" not in repr(ana)
    assert "Illustrator" not in repr(ana)
    assert ana.pin == ""
    assert ana.visibility is Visibility.HIDDEN


def test_nothing_comes_after_an_erasure(house: House) -> None:
    house.scan(house.code(ANA))
    house.touch("erase", ANA)
    house.touch("set_visibility", ANA, (Visibility.PROFILE, "en"))
    with pytest.raises(InputError):
        edit(house, headline="Back again")
    with house.session() as session, session.begin():  # at a door that has not heard of it
        said = Said(ProfileEdited(headline="Back again"), house.space.id, ANA)
        say(session, said, house.now)
    with house.session() as session:
        ana = member_in(session, ANA)
    assert ana is not None
    assert ana.profile.headline == ""
    assert ana.visibility is Visibility.HIDDEN


def test_an_erased_member_s_pass_is_refused_without_a_name(house: House) -> None:
    house.touch("erase", ANA)
    outcome = house.scan(house.code(ANA))
    assert outcome.verdict.answer is Answer.REFUSED
    assert outcome.verdict.refusal is Refusal.ENDED
    assert outcome.view is not None
    assert outcome.view.first_name == ""


def test_somebody_unknown_here_is_asked_to_the_desk(house: House) -> None:
    with house.session() as session:
        assert house.desk.own_record(session, STRANGER) is None
        with pytest.raises(InputError):
            house.desk.edit(session, STRANGER, OwnEdit(headline="Me"))
