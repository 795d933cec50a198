"""How a device is, in words that somebody at the desk understands."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from kiosk.app import open_folder
from kiosk.cli import app
from kiosk.commands import standing
from kiosk.commands.doctor import members
from kiosk.commands.findings import Health
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.settings import DataFolder, Pairing
from kiosk.store.contact import Acked, Contact, note_contact
from kiosk.store.directory import save_public_key, save_space
from kiosk.store.outbox import MOST_TRIES, Failure, next_facts, note_failure, quarantine
from kiosk.store.settling import forget_people, settle_in
from kiosk.store.station import Said, say
from tests.house import ANA, BEA, KIOSK, MONDAY_NINE, OPERATOR
from tests.server.central import NORTE


def told(folder: DataFolder, *words: str) -> str:
    done = CliRunner().invoke(app, ["status", "--data", str(folder.path), *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A paired folder that never met its server, at ten past nine in Madrid."""
    monkeypatch.setattr(standing, "utc_now", lambda: MONDAY_NINE + timedelta(minutes=10))
    folder = DataFolder(tmp_path)
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        settle_in(session, KIOSK, NORTE.id, OPERATOR)
    engine.dispose()
    return folder


def meet_server(folder: DataFolder, *came: str, clock_ahead_ms: int = 0) -> None:
    """Let the folder hear of its space the evening before, and people come in at nine."""
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        save_space(session, NORTE)
        save_public_key(session, 1, bytes(32), retired=False)
        met_at = MONDAY_NINE - timedelta(hours=12)
        note_contact(session, Contact(met_at, -clock_ahead_ms), Acked(0, 0))
        for person in came:
            say(session, Said(CheckedIn(), NORTE.id, person), MONDAY_NINE)
    engine.dispose()


def test_a_device_that_never_met_its_server_says_so(folder: DataFolder) -> None:
    assert told(folder).splitlines() == [
        "Nothing of the house is here yet; a kiosk or desk fetches it by lobby sync --once.",
        "Nothing waits for the server.",
        "Last contact with the server: never.",
    ]


def test_a_quiet_kiosk_is_told_in_local_time(folder: DataFolder) -> None:
    meet_server(folder)
    assert told(folder).splitlines() == [
        "Casa Norte: 0 people present, 0 visits today.",
        "Nothing waits for the server.",
        "Last contact with the server: 2026-03-01 21:00.",
    ]


def test_a_device_whose_access_was_ended_says_that_it_judges_no_code(folder: DataFolder) -> None:
    folder.keep_pairing(Pairing("http://x", "-", KIOSK, NORTE.id, OPERATOR, DeviceRole.KIOSK))
    meet_server(folder)
    assert members(folder).health is Health.GOOD
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        forget_people(session)
    engine.dispose()
    assert told(folder).splitlines()[1].startswith("Nobody of the house is known here")
    assert members(folder).health is Health.BAD


def test_what_waits_is_told_with_since_when_and_a_wrong_clock(folder: DataFolder) -> None:
    meet_server(folder, ANA, clock_ahead_ms=9_000)
    assert told(folder).splitlines() == [
        "Casa Norte: 1 person present, 1 visit today.",
        "1 fact waits for the server since 09:00.",
        "Last contact with the server: 2026-03-01 21:00.",
        "This clock is 9 s ahead of the server's.",
    ]


def test_what_needs_a_hand_is_told_with_where_to_look(folder: DataFolder) -> None:
    meet_server(folder, ANA, BEA)
    engine = open_folder(folder)
    with Session(engine) as session, session.begin():
        (ana, bea), failure = next_facts(session, 2), Failure(MONDAY_NINE, "it went wrong")
        for _ in range(MOST_TRIES):
            note_failure(session, [ana.id], failure)
        quarantine(session, {bea.id: "no such day"})
    engine.dispose()
    assert told(folder).splitlines()[1:4] == [
        "1 fact waits for the server since 09:00.",
        "1 of them failed again and again and is tried once an hour; "
        "lobby quarantine list tells why.",
        "The server refused 1 fact; lobby quarantine list tells why.",
    ]


def test_scripts_get_the_same_in_numbers(folder: DataFolder) -> None:
    meet_server(folder, ANA, BEA)
    assert json.loads(told(folder, "--json")) == {
        "space": "casa-norte",
        "present": 2,
        "visits_today": 2,
        "pending": 2,
        "stuck": 0,
        "quarantined": 0,
        "set_aside": 0,
        "oldest_pending_s": 600,
        "cursor": "",
        "clock_offset_ms": 0,
        "last_contact_at": "2026-03-01T20:00:00+00:00",
    }
