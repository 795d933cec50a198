"""The bounds of an answer: how long it may take, and how large it may become."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from kiosk.errors import ServerError
from kiosk.sync.refusals import ServerProblemError
from kiosk.sync.tokens import Tokens
from kiosk.sync.transport import Patience, Question, Received, Transport
from tests.sync.between import Between, standing_between

HASTY = Patience(connect_s=5.0, silence_s=5.0, whole_s=0.5)
SMALL = Patience(most_bytes=100_000)
LONG_S = 60.0


def ask(url: str, patience: Patience, wait_s: int = 0) -> Received:
    transport = Transport(url, Tokens(), patience)
    try:
        return transport.ask(Question("/v1/wall", wait_s=wait_s))
    finally:
        transport.close()


def trickle(asked: Between, letters: bytes) -> None:
    """Send these again and again, well within the silence allowed, as long as somebody listens."""
    until = time.monotonic() + LONG_S
    while time.monotonic() < until:
        try:
            asked.wfile.write(letters)
        except OSError:
            break
        time.sleep(0.05)
    asked.hang_up()


def first_line(asked: Between) -> None:
    asked.wfile.write(b"HTTP/1.1 200 ")
    trickle(asked, b"O")


def headers(asked: Between) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    trickle(asked, b"X-More: more\r\n")


def one_header(asked: Between) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    trickle(asked, b"g")


def body(asked: Between) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lobby-Proto: 1\r\nContent-Length: 100000\r\n\r\n")
    trickle(asked, b"{")


def chunks(asked: Between) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lobby-Proto: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
    trickle(asked, b"1\r\n{\r\n")


def go_on(asked: Between) -> None:
    trickle(asked, b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("answer", [first_line, one_header, body, chunks, go_on])
def test_an_answer_that_trickles_ends_at_the_deadline(answer: Callable[[Between], None]) -> None:
    with standing_between(answer) as url, pytest.raises(ServerError, match="too slowly"):
        ask(url, HASTY)


def test_headers_without_end_are_not_taken_in() -> None:
    with standing_between(headers) as url, pytest.raises(ServerError):
        ask(url, HASTY)


def test_an_answer_that_was_asked_to_wait_has_that_much_more_time() -> None:
    def late(asked: Between) -> None:
        time.sleep(2 * HASTY.whole_s)
        asked.say_as_lobby(200, b"{}", ETag='"t"')

    with standing_between(late) as url:
        assert ask(url, HASTY, wait_s=25).body == b"{}"
        with pytest.raises(ServerError, match="too slowly"):
            ask(url, HASTY)


def test_each_question_has_its_own_deadline() -> None:
    def quick(asked: Between) -> None:
        asked.say_as_lobby(200, b"{}")

    with standing_between(quick) as url:
        transport = Transport(url, Tokens(), HASTY)
        until = time.monotonic() + 2 * HASTY.whole_s
        answers = 0
        while time.monotonic() < until:  # all of them over one connection
            answers += transport.ask(Question("/")).body == b"{}"
        transport.close()
    assert answers > 1


def deflated(plain: bytes) -> bytes:
    return zlib.compress(plain)


def zipped_twice(plain: bytes) -> bytes:
    return gzip.compress(gzip.compress(plain))


@pytest.mark.parametrize(
    ("pack", "encoding"),
    [(gzip.compress, "gzip"), (deflated, "deflate"), (zipped_twice, "gzip, gzip")],
)
def test_a_small_answer_that_unpacks_into_a_huge_one_is_stopped_on_the_way(
    pack: Callable[[bytes], bytes], encoding: str
) -> None:
    bomb = pack(bytes(50_000_000))

    def explode(asked: Between) -> None:
        asked.say_as_lobby(200, bomb, Content_Encoding=encoding)

    with standing_between(explode) as url:
        tracemalloc.start()
        try:
            with pytest.raises(ServerError, match="more than was asked"):
                ask(url, SMALL)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 5_000_000


def test_a_token_is_not_carried_along_to_where_a_redirect_points() -> None:
    heard: list[str] = []

    def elsewhere(asked: Between) -> None:
        heard.append(asked.path)
        asked.say(307, b"", "text/html", Location="/stolen")

    with standing_between(elsewhere) as url:
        transport = Transport(url, Tokens("secret"), Patience())
        with pytest.raises(ServerError) as caught:
            transport.ask(Question("/v1/wall"))
        transport.close()
    assert heard == ["/v1/wall"]
    assert not isinstance(caught.value, ServerProblemError)
