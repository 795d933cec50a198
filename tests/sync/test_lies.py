"""Whatever answers in the server's place, no fact leaves the outbox for it."""

import gzip
import json
from collections.abc import Callable

import pytest
import requests
from sqlalchemy import select

from kiosk.domain.facts import CheckedIn, Fact
from kiosk.errors import ServerError, ServerRefusedError
from kiosk.store.outbox import MOST_TRIES, State
from kiosk.store.tables import OutboxRow
from kiosk.sync.once import push_and_pull_once
from kiosk.sync.refusals import ServerBusyError
from kiosk.wire.push import PushReply
from tests.server.central import BEA, Central, Kiosk
from tests.sync.between import Between, standing_between

PORTAL = b"<html><body>Welcome to the hotel's network</body></html>"


def portal(asked: Between) -> None:
    asked.body()
    asked.say(200, PORTAL, "text/html")


def portal_that_redirects(asked: Between) -> None:
    asked.body()
    asked.say(302, b"", "text/html", Location="/signed-in")


def unknown_application(asked: Between) -> None:
    asked.body()
    asked.say(404, b"application not found", "text/plain")


def bad_gateway(asked: Between) -> None:
    asked.body()
    asked.say(502, b"", "text/html")


def stranger_who_wants_a_token(asked: Between) -> None:
    asked.body()
    asked.say(401, b"{}", "application/json")


def header_with_html(asked: Between) -> None:
    asked.body()
    asked.say_as_lobby(200, PORTAL)


def not_found_by_a_lobby(asked: Between) -> None:
    asked.body()
    asked.say_as_lobby(404, b"{}")


def gateway_timeout(asked: Between) -> None:
    asked.body()
    asked.say(504, b"<html>too late</html>", "text/html")


def too_much_for_now(asked: Between) -> None:
    asked.body()
    asked.say(413, b"", "text/html", Retry_After="1")


def slow_down(asked: Between) -> None:
    asked.body()
    asked.say(429, b"", "text/html", Retry_After="1")


def nobody(asked: Between) -> None:
    asked.body()
    asked.hang_up()


def cut_short(asked: Between) -> None:
    asked.body()
    asked.send_response(200)
    asked.send_header("X-Lobby-Proto", "1")
    asked.send_header("Content-Length", "1000")
    asked.end_headers()
    asked.wfile.write(b'{"batch_id":')
    asked.hang_up()


@pytest.mark.parametrize(
    "answer",
    [
        portal,
        portal_that_redirects,
        unknown_application,
        bad_gateway,
        gateway_timeout,
        too_much_for_now,
        slow_down,
        stranger_who_wants_a_token,
        header_with_html,
        not_found_by_a_lobby,
        nobody,
        cut_short,
    ],
)
def test_no_answer_but_a_lobbys_retires_a_fact_or_counts_against_it(
    kiosk: Kiosk, answer: Callable[[Between], None]
) -> None:
    kiosk.sync()
    fact = kiosk.says(CheckedIn())
    with standing_between(answer) as url:
        for _ in range(MOST_TRIES + 1):
            with pytest.raises(ServerError) as caught:
                push_and_pull_once(kiosk.core, kiosk.at(url))
            assert not isinstance(caught.value, ServerRefusedError)
    assert row_of(kiosk, fact) == (State.PENDING, 0, "")
    kiosk.sync()
    assert kiosk.waiting().pending == 0


def row_of(kiosk: Kiosk, fact: Fact) -> tuple[str, int, str]:
    of_fact = select(OutboxRow).where(OutboxRow.fact_id == fact.id)
    row = kiosk.do(lambda session: session.scalars(of_fact).one())
    return State(row.state), row.tries, row.reason


def test_a_sign_in_page_is_named_in_one_plain_sentence(kiosk: Kiosk) -> None:
    with standing_between(portal) as url, pytest.raises(ServerError) as caught:
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert "not as a Hello Lobby server" in str(caught.value)
    assert "hotel" not in str(caught.value)


def test_the_answer_to_another_batch_retires_nothing(central: Central, kiosk: Kiosk) -> None:
    def swap_batches(asked: Between) -> None:
        answer = asked.pass_on(central.url)
        plain = json.loads(answer.content)
        plain["batch_id"] = "00000000-0000-4000-8000-000000000000"
        asked.say_as_lobby(200, json.dumps(plain).encode())

    kiosk.sync()
    kiosk.says(CheckedIn())
    with standing_between(swap_batches) as url, pytest.raises(ServerError):
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert kiosk.waiting().pending == 1


def test_a_reply_lost_after_the_commit_makes_a_duplicate_and_nothing_twice(
    central: Central, kiosk: Kiosk
) -> None:
    def lose_the_reply(asked: Between) -> None:
        assert asked.pass_on(central.url).status_code == 200
        asked.hang_up()

    kiosk.sync()
    fact = kiosk.says(CheckedIn())
    with standing_between(lose_the_reply) as url, pytest.raises(ServerError):
        push_and_pull_once(kiosk.core, kiosk.at(url))
    assert central.facts() == [fact]
    assert kiosk.waiting().pending == 1
    exchanged = kiosk.sync()
    assert (exchanged.pushed, exchanged.waiting.pending) == (1, 0)
    assert central.facts() == [fact]


def test_a_fact_without_a_verdict_waits_on(central: Central, kiosk: Kiosk) -> None:
    def forget_one(asked: Between) -> None:
        answer = asked.pass_on(central.url)
        if asked.path == "/v1/sync/push":
            reply = PushReply.read(answer.content)
            answer._content = reply.model_copy(update={"results": reply.results[1:]}).to_bytes()
        asked.say_as_lobby(200, answer.content)

    kiosk.sync()
    kiosk.says(CheckedIn())
    with standing_between(forget_one) as url:
        exchanged = push_and_pull_once(kiosk.core, kiosk.at(url))
    assert exchanged.waiting.pending == 1


def test_a_server_restarted_in_between_gets_every_fact_once(central: Central, kiosk: Kiosk) -> None:
    kiosk.sync()
    for _ in range(3):
        kiosk.says(CheckedIn())
        kiosk.sync()
        central.stop()
        kiosk.says(CheckedIn())
        with pytest.raises(ServerError):
            kiosk.sync()
        central.start()
    kiosk.sync()
    assert central.facts() == kiosk.ledger


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("Wed, 21 Oct 2099 07:28:00 GMT", 900), ("soon", None)]
)
def test_retry_after_is_heard_in_both_forms_and_capped(
    kiosk: Kiosk, header: str, seconds: float | None
) -> None:
    def too_busy(asked: Between) -> None:
        asked.body()
        asked.say(503, b"", "text/html", Retry_After=header)

    with standing_between(too_busy) as url, pytest.raises(ServerError) as caught:
        push_and_pull_once(kiosk.core, kiosk.at(url))
    heard = caught.value.retry_after_s if isinstance(caught.value, ServerBusyError) else None
    assert heard == seconds


def test_an_endless_answer_is_not_taken_in(kiosk: Kiosk) -> None:
    def endless(asked: Between) -> None:
        asked.body()
        asked.say_as_lobby(200, gzip.compress(bytes(40_000_000)), Content_Encoding="gzip")

    with standing_between(endless) as url, pytest.raises(ServerError, match="more than was asked"):
        push_and_pull_once(kiosk.core, kiosk.at(url))


def test_an_earlier_answer_again_counts_for_nothing(
    central: Central, kiosk: Kiosk, new_kiosk: Callable[..., Kiosk]
) -> None:
    kept: dict[str, requests.Response] = {}

    def cache(asked: Between) -> None:
        answer = kept.setdefault(asked.path.partition("?")[0], asked.pass_on(central.url))
        asked.say_as_lobby(200, answer.content, X_Lobby_Echo=answer.headers["X-Lobby-Echo"])

    with standing_between(cache) as url:
        push_and_pull_once(kiosk.core, kiosk.at(url), kiosk.clock)
        other = new_kiosk()
        other.sync()
        other.says(CheckedIn(), BEA)
        other.sync()
        with pytest.raises(ServerError, match="not as a Hello Lobby server"):
            push_and_pull_once(kiosk.core, kiosk.at(url), kiosk.clock)
    kiosk.sync()
    assert kiosk.present() == {BEA}
