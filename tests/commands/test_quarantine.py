"""What the server refused is seen at the desk, without names, and decided there."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from kiosk.app import open_folder
from kiosk.cli import app
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.errors import InputError, StoreError
from kiosk.settings import DataFolder, Pairing
from kiosk.store.directory import save_space
from kiosk.store.outbox import (
    MOST_TRIES,
    Failure,
    Waiting,
    next_facts,
    note_failure,
    quarantine,
    waiting,
)
from kiosk.store.quarantine import resend
from kiosk.store.settling import settle_in
from kiosk.store.station import Said, say
from kiosk.sync.push import Answer
from tests.house import ANA, BEA, KIOSK, MONDAY_NINE, OPERATOR
from tests.server.central import NORTE


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A kiosk's folder that knows its space."""
    folder = DataFolder(tmp_path)
    change(folder, lambda session: settle_in(session, KIOSK, NORTE.id, OPERATOR))
    change(folder, lambda session: save_space(session, NORTE))
    folder.keep_pairing(Pairing("http://x", "t", KIOSK, NORTE.id, OPERATOR, DeviceRole.KIOSK))
    return folder


def change(folder: DataFolder, job: Callable[[Session], Answer]) -> Answer:
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        answer = job(session)
    engine.dispose()
    return answer


def came_in(folder: DataFolder, person: str) -> Fact:
    said = Said(CheckedIn(), NORTE.id, person)
    return change(folder, lambda session: say(session, said, MONDAY_NINE))


def told(folder: DataFolder, *words: str) -> str:
    words = ("quarantine", words[0], "--data", str(folder.path), *words[1:])
    return CliRunner().invoke(app, words, catch_exceptions=False).output


@pytest.fixture
def refused(folder: DataFolder) -> Fact:
    """Ana's check-in, which the server refused."""
    fact = came_in(folder, ANA)
    change(folder, lambda session: quarantine(session, {fact.id: "no such day"}))
    return fact


@pytest.fixture
def stuck(folder: DataFolder) -> Fact:
    """Bea's check-in, which the server cannot take."""
    fact, failure = came_in(folder, BEA), Failure(MONDAY_NINE, "it went wrong")
    for _ in range(MOST_TRIES):
        change(folder, lambda session: note_failure(session, [fact.id], failure))
    return fact


def test_what_did_not_get_through_is_listed_without_anybodys_name(
    folder: DataFolder, refused: Fact, stuck: Fact
) -> None:
    lines = [json.loads(line) for line in told(folder, "list", "--json").splitlines()]
    common = {"made_at": "2026-03-02T08:00:00+00:00", "kind": "checked_in"}
    assert {line["id"]: line for line in lines} == {
        str(refused.id): common
        | {"id": str(refused.id), "state": "quarantined", "reason": "no such day", "failures": 0},
        str(stuck.id): common
        | {"id": str(stuck.id), "state": "stuck", "reason": "it went wrong", "failures": 5},
    }
    words = told(folder, "list")
    assert "refused: no such day" in words
    assert "stuck, tried 5 times in vain: it went wrong" in words
    assert ANA not in words


def test_where_all_is_well_the_list_says_so(folder: DataFolder) -> None:
    assert told(folder, "list").startswith("Nothing here")


def test_what_is_sent_again_waits_as_if_it_were_new(
    folder: DataFolder, refused: Fact, stuck: Fact
) -> None:
    assert told(folder, "resend", "--all") == "2 facts will be sent again.\n"
    assert change(folder, waiting) == Waiting(2, 0, MONDAY_NINE)
    assert [fact.id for fact in change(folder, lambda session: next_facts(session, 10))] == [
        refused.id,
        stuck.id,
    ]


def test_what_is_set_aside_stays_and_is_no_longer_counted(
    folder: DataFolder, refused: Fact, stuck: Fact
) -> None:
    assert told(folder, "set-aside", "--all") == "1 fact set aside.\n"
    assert change(folder, waiting) == Waiting(0, 0, MONDAY_NINE, stuck=1, set_aside=1)
    assert "set aside: no such day" in told(folder, "list")
    assert told(folder, "resend", str(refused.id)) == "1 fact will be sent again.\n"
    assert change(folder, waiting).pending == 1


@pytest.mark.parametrize("words", [(), ("--all", "6e0d5f4e-2f3c-4f0e-9d4c-000000000002")])
def test_it_is_said_plainly_which_facts_are_meant(
    folder: DataFolder, refused: Fact, words: tuple[str, ...]
) -> None:
    with pytest.raises(InputError, match="or --all"):
        told(folder, "resend", *words)


def test_a_fact_that_cannot_be_decided_leaves_all_as_they_were(
    folder: DataFolder, refused: Fact, stuck: Fact
) -> None:
    with pytest.raises(InputError, match="lobby quarantine list"):
        told(folder, "set-aside", str(refused.id), str(stuck.id))
    assert change(folder, waiting).quarantined == 1


def test_beside_a_running_kiosk_nothing_is_decided(folder: DataFolder, refused: Fact) -> None:
    with folder.lock(), pytest.raises(StoreError, match="in use by another program"):
        told(folder, "resend", "--all")
    assert change(folder, waiting).quarantined == 1


def test_all_are_decided_however_many_they_are(folder: DataFolder) -> None:
    facts = [came_in(folder, f"{person:016x}") for person in range(12)]
    change(folder, lambda session: quarantine(session, {fact.id: "no" for fact in facts}))

    def decide(session: Session) -> int:
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 10)  # many, as SQLite sees it
        return resend(session, None)

    assert change(folder, decide) == len(facts)
    assert change(folder, waiting).pending == len(facts)
