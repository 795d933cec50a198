"""Between sending a fact and noting that it arrived, nothing that goes wrong loses it."""

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import text

from kiosk.domain.facts import CheckedIn
from kiosk.errors import StoreError
from kiosk.store.outbox import State, Waiting
from kiosk.sync.once import push_and_pull_once
from tests.server.central import Central, Kiosk
from tests.sync.between import Between, standing_between
from tests.sync.test_lies import row_of


def test_a_fact_is_in_the_outbox_while_it_is_on_its_way(central: Central, kiosk: Kiosk) -> None:
    seen: list[int] = []

    def look(asked: Between) -> None:
        if asked.command == "POST":
            seen.append(kiosk.waiting().pending)
        answer = asked.pass_on(central.url)
        asked.say_as_lobby(answer.status_code, answer.content)

    kiosk.sync()
    kiosk.says(CheckedIn())
    with standing_between(look) as url:
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert seen == [1]
    assert kiosk.waiting().pending == 0


def test_a_lock_after_the_server_has_stored_a_fact_makes_a_duplicate_and_no_refusal(
    central: Central, kiosk: Kiosk, expected_log: Callable[[str], None]
) -> None:
    expected_log("ERROR kiosk.worker: a job of the core worker failed")
    kiosk.sync()
    fact = kiosk.says(CheckedIn())
    # To wait the usual five seconds proves no more.
    kiosk.do(lambda session: session.execute(text("PRAGMA busy_timeout=1")))
    other = sqlite3.connect(
        kiosk.folder / "lobby.db", isolation_level=None, check_same_thread=False
    )

    def lock(asked: Between) -> None:
        answer = asked.pass_on(central.url)
        if asked.command == "POST":
            other.execute("BEGIN IMMEDIATE")
        asked.say_as_lobby(answer.status_code, answer.content)

    with standing_between(lock) as url, pytest.raises(StoreError):
        push_and_pull_once(kiosk.core, kiosk.at(url))
    other.execute("ROLLBACK")
    other.close()
    assert central.facts() == [fact]
    assert row_of(kiosk, fact) == (State.PENDING, 0, "")
    assert kiosk.sync().pushed == 1
    assert central.facts() == [fact]
    assert kiosk.waiting() == Waiting(pending=0, quarantined=0, oldest=None)
