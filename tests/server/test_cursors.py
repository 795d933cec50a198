"""Where a device may go on from, and that it misses nothing on the way."""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import text

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import CheckedIn
from kiosk.domain.people import Member, Profile
from kiosk.server.api import changes
from kiosk.server.api.cursors import cursor_of
from kiosk.store.directory import save_members
from kiosk.store.feed import FeedPlace, stream_epoch
from kiosk.store.record import record
from kiosk.store.station import Said, say
from kiosk.sync.link import ServerLink
from kiosk.sync.pairing import pair
from kiosk.sync.transport import Patience
from kiosk.wire.changes import ChangesRequest
from kiosk.wire.problems import Problem
from tests.server.central import ANA, NORTE, SOON_S, SUR, Central, address_of
from tests.server.deeds import denied

FAR = FeedPlace(position=10**6)
SOON_PLACE = FeedPlace(version=10**6)


@dataclass(frozen=True, slots=True)
class Follower:
    """A kiosk of Casa Norte that only follows, and the server it follows."""

    central: Central
    link: ServerLink
    token: str

    def ask(self, cursor: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.central.url}/v1/sync/changes"
        return requests.get(url, {"cursor": cursor}, headers=headers, timeout=SOON_S)

    def kind(self, cursor: str) -> tuple[int, str]:
        answer = self.ask(cursor)
        is_good = answer.status_code == 200
        return answer.status_code, "" if is_good else Problem.read(answer.content).kind


@pytest.fixture
def follower(central: Central) -> Iterator[Follower]:
    paired = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
    link = ServerLink(address_of(paired))
    yield Follower(central, link, paired.token)
    link.close()


def stream_of(central: Central) -> UUID:
    with central.session() as session:
        return stream_epoch(session)


def written(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).decode()


def test_a_cursor_goes_on_until_it_lies_ahead_of_all_that_happened(follower: Follower) -> None:
    stream = stream_of(follower.central)
    now = follower.link.changes(ChangesRequest()).reply.cursor
    assert follower.kind(now) == (200, "")
    for place in (FAR, SOON_PLACE, FeedPlace(2**62, 2**62)):
        ahead = cursor_of(place, NORTE.id, stream)
        assert follower.kind(ahead) == (410, "cursor-expired")


def test_a_cursor_of_another_stream_or_space_or_form_has_expired(follower: Follower) -> None:
    stream = stream_of(follower.central)
    for cursor in (
        cursor_of(FeedPlace(), NORTE.id, uuid4()),
        cursor_of(FeedPlace(), SUR.id, stream),
        written(f"2:{stream.hex}:0:0:{NORTE.id}"),
    ):
        assert follower.kind(cursor) == (410, "cursor-expired")


def test_what_is_no_cursor_is_malformed(follower: Follower) -> None:
    stream = stream_of(follower.central).hex
    for plain in (
        "",
        "1",
        f"1:{stream}:-1:0:{NORTE.id}",
        f"1:{stream}:1_0:0:{NORTE.id}",
        f"1:{stream}: 1:0:{NORTE.id}",
        f"1:{stream}:٣:0:{NORTE.id}",
        f"1:{stream}:{'9' * 200}:0:{NORTE.id}",
        f"1:{stream}:0:0:",
        f"one:{stream}:0:0:{NORTE.id}",
    ):
        cursor = written(plain) or "=="
        assert follower.kind(cursor) == (400, "malformed-request"), plain
    for garbage in ("a", "====", "ÿ", "a" * 401, "a\n"):
        assert follower.kind(garbage) == (400, "malformed-request"), garbage


def test_a_server_put_back_to_before_a_cursor_says_that_it_expired(follower: Follower) -> None:
    with follower.central.session() as session:
        say(session, Said(CheckedIn(), NORTE.id, ANA), utc_now())
    cursor = follower.link.changes(ChangesRequest()).reply.cursor
    with follower.central.session() as session:  # as it was before that fact, in the same stream
        session.execute(text("DELETE FROM fact"))
        session.execute(text("UPDATE feed_head SET head = 0 WHERE feed <> 'directory'"))
    assert follower.kind(cursor) == (410, "cursor-expired")


WRITERS, EACH = 4, 12


def write_slowly(central: Central, seqs: range, has_read: Event) -> None:
    """Record facts one by one, each committed only after somebody has read in between."""
    device = uuid4()
    for seq in seqs:
        with central.session() as session:
            record(session, [denied(device, seq)])
            if session.get_bind().dialect.name == "postgresql":
                has_read.clear()
                assert has_read.wait(SOON_S)


def test_a_reader_who_pages_all_the_time_misses_no_late_commit(follower: Follower) -> None:
    central, has_read, seen = follower.central, Event(), list[UUID]()
    with ThreadPoolExecutor(WRITERS) as many:
        writing = [
            many.submit(write_slowly, central, range(1, EACH + 1), has_read) for _ in range(WRITERS)
        ]
        cursor = ""
        while not all(one.done() for one in writing):
            page = follower.link.changes(ChangesRequest(cursor=cursor, limit=5)).reply
            cursor = page.cursor
            seen += [UUID(fact["id"]) for fact in page.facts]
            has_read.set()
        for one in writing:
            one.result()
    while (page := follower.link.changes(ChangesRequest(cursor=cursor)).reply).facts:
        cursor = page.cursor
        seen += [UUID(fact["id"]) for fact in page.facts]
    assert len(seen) == WRITERS * EACH
    assert seen == [fact.id for fact in central.facts()]


def test_members_who_write_at_length_come_in_pages_that_a_device_takes_in(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Patience().most_bytes > changes.MOST_BYTES
    monkeypatch.setattr(changes, "MOST_BYTES", 10_000)
    long = Profile("Long", "Long", headline="x" * 3_000)
    members = [Member(f"{n:016x}", long, NORTE.id, (NORTE.id,)) for n in range(7)]
    longest = Member("f" * 16, replace(long, ask_about="x" * 20_000), NORTE.id, (NORTE.id,))
    with follower.central.session() as session:
        save_members(session, [*members[:5], longest, *members[5:]])
    came, asked, more = list[str](), ChangesRequest(), True
    while more:
        page = follower.link.changes(asked).reply
        assert len(page.to_bytes()) <= 10_000 or len(page.rows) == 1
        came += [row.id for row in page.rows if row.data.get("profile", {}).get("headline")]
        asked, more = ChangesRequest(cursor=page.cursor), page.more
    assert sorted(came) == sorted(one.handle for one in [*members, longest])
