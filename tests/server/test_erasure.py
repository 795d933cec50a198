"""What the server keeps of somebody who was erased: nothing that says who they were."""

from pathlib import Path

from sqlalchemy.orm import Session

from kiosk.actions.photo import choose_photo
from kiosk.domain.facts import Body, CheckedIn, HelloShown, PersonErased, ProfileEdited
from kiosk.domain.people import Phrase
from kiosk.server.main import open_database
from kiosk.store.directory import save_email, save_members, save_space
from kiosk.store.engines import sqlite_url
from kiosk.store.phones import new_link, use_link
from kiosk.store.station import Said, say
from tests.actions.test_forgetting import tables_with
from tests.house import MONDAY_NINE
from tests.pictures import RED, photo
from tests.server.central import ANA, BEA, NORTE, SUR, member

SECRETS = ("Hildegard", "Goldfish whisperer", "hilde@example.org")
JPEG = photo(RED)[1]


def says(session: Session, body: Body, person: str = ANA, space: str = NORTE.id) -> None:
    say(session, Said(body, space, person), MONDAY_NINE)


def live(session: Session) -> None:
    """Have Hildegard be here in every way there is, at two houses."""
    name, words, email = SECRETS
    for house in (NORTE, SUR):
        save_space(session, house)
    save_members(session, [member(ANA, name, NORTE.id, SUR.id), member(BEA, "Bea")])
    save_email(session, ANA, email)
    choose_photo(session, ANA, JPEG, MONDAY_NINE)
    code, _ = new_link(session, ANA, MONDAY_NINE)
    assert use_link(session, code, MONDAY_NINE)
    for space in (NORTE.id, SUR.id):
        says(session, CheckedIn(), ANA, space)
        says(session, CheckedIn(), BEA, space)
        says(session, ProfileEdited(headline=words, asks=(Phrase("1", words),)), ANA, space)
        says(session, HelloShown(ANA, "they_offer", words), BEA, space)
        says(session, HelloShown(BEA, "they_offer", "Bea's words"), ANA, space)


def test_nothing_that_says_who_they_were_is_in_any_table(db: str) -> None:
    database = open_database(db)
    database.write_now(live)
    found = database.write_now(lambda session: [tables_with(session, it) for it in SECRETS])
    assert [set(tables) for tables in found] == [{"member"}, {"member", "fact"}, {"member_contact"}]
    database.write_now(lambda session: says(session, PersonErased()))
    found = database.write_now(lambda session: [tables_with(session, it) for it in SECRETS])
    assert found == [[], [], []]
    kept = database.write_now(lambda session: tables_with(session, "Bea's words"))
    assert kept == ["fact", "fact"]
    theirs = ("member_photo", "member_link", "member_phone", "member_contact")
    holding = set(database.write_now(lambda session: tables_with(session, ANA)))
    assert holding.isdisjoint(theirs)
    database.close()


def test_nothing_of_them_is_in_the_files_of_the_database(tmp_path: Path) -> None:
    database = open_database(sqlite_url(tmp_path / "lobby.db"))
    database.write_now(live)

    def left() -> list[bytes]:
        content = b"".join(file.read_bytes() for file in tmp_path.glob("lobby.db*"))
        secrets = [*(secret.encode() for secret in SECRETS), JPEG[200:400]]
        return [secret for secret in secrets if secret in content]

    assert len(left()) == len(SECRETS) + 1
    database.write_now(lambda session: says(session, PersonErased()))
    assert left() == []
    database.close()
