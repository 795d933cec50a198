"""What members say about themselves at one door is known at every other, and so is an erasure."""

from collections.abc import Callable

from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, PersonErased, ProfileEdited
from kiosk.domain.people import Member, Phrase, Status
from kiosk.store.directory import emails, member, save_email
from tests.server.central import ANA, NORTE, Central, Kiosk
from tests.sync.test_cursor_expired import pull_all
from tests.sync.test_several_kiosks import Building, building, says

__all__ = ["building"]  # a fixture

NewKiosk = Callable[..., Kiosk]


def at(kiosk: Kiosk) -> Member:
    ana = kiosk.do(lambda session: member(session, ANA))
    assert ana is not None
    return ana


def edits(kiosk: Kiosk, minutes_ago: float = 0, **changes: str) -> None:
    says(kiosk, ProfileEdited(**changes), minutes_ago)  # type: ignore[arg-type]


def test_edits_of_two_fields_at_two_doors_are_both_kept(building: Building) -> None:
    edits(building.front, headline="Illustrator")
    edits(building.back, seat="By the window")
    building.comes_to_rest()
    for kiosk in building.kiosks:
        assert (at(kiosk).profile.headline, at(kiosk).profile.seat) == (
            "Illustrator",
            "By the window",
        )


def test_of_two_edits_of_a_field_the_later_stays_whichever_arrives_last(
    building: Building,
) -> None:
    edits(building.front, 1, headline="Later")
    edits(building.back, 5, headline="Earlier")
    for kiosk in (building.front, building.back):
        kiosk.sync()
    building.comes_to_rest()
    assert {at(kiosk).profile.headline for kiosk in building.kiosks} == {"Later"}


def test_an_edit_made_offline_stays_on_top_of_a_row_that_does_not_know_it(
    central: Central, new_kiosk: NewKiosk
) -> None:
    front, back = new_kiosk(), new_kiosk()
    for kiosk in (front, back):
        kiosk.sync()
    asks = (Phrase("p1", "A logo"),)
    says(front, ProfileEdited(asks=asks), 0)
    edits(back, 1, seat="Upstairs")
    back.sync()
    pull_all(front)
    assert at(front).profile.asks == asks
    assert at(front).profile.seat == "Upstairs"


def test_an_erasure_reaches_every_door_and_the_server_whatever_else_was_on_its_way(
    building: Building,
) -> None:
    with building.central.session() as session:
        save_email(session, ANA, "ana@example.com")
    building.front.says(CheckedIn())
    building.comes_to_rest()
    edits(building.back, headline="Illustrator")
    says(building.front, PersonErased(), 1)  # before that edit, and it wins all the same
    building.comes_to_rest()
    with building.central.session() as session:
        here = member(session, ANA)
        assert ANA not in emails(session).values()
    for ana in (here, *(at(kiosk) for kiosk in building.kiosks)):
        assert ana is not None
        assert ana.status is Status.ERASED
        assert ana.profile.display_name == ana.profile.headline == ""
    assert building.visit(NORTE).is_open(utc_now())  # still counted until they go
