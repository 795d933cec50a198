"""Facts up, as the server takes them: on SQLite and on PostgreSQL."""

import gzip
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests

from kiosk.clock import utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import (
    CheckedIn,
    Denied,
    Fact,
    ModeSet,
    PersonErased,
    ProfileEdited,
    VisibilitySet,
    new_fact_id,
)
from kiosk.domain.people import Mode, Visibility
from kiosk.settings import Pairing
from kiosk.store.directory import member as member_in
from kiosk.store.directory import save_members
from kiosk.store.feed import heads
from kiosk.store.station import station_of
from kiosk.sync.link import ServerLink
from kiosk.sync.pairing import pair
from kiosk.wire.facts import fact_to_plain
from kiosk.wire.problems import Problem
from kiosk.wire.push import FactVerdict, PushReply, PushRequest, Status, VerdictCode
from tests.server.central import ANA, BEA, CARL, NORTE, SUR, Central, address_of, member

EPOCH = 7


class Device:
    """A paired device without a store, to send whatever a test likes."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.paired: Pairing = pair(central.url, central.code(), DeviceRole.KIOSK, "front door")
        self.link = ServerLink(address_of(self.paired))
        self.last_seq = 0

    def fact(self, person: str | None = ANA, **changes: Any) -> Fact:
        self.last_seq += 1
        at = utc_now()
        fact = Fact(
            id=new_fact_id(at),
            space=NORTE.id,
            device=self.paired.device,
            epoch=EPOCH,
            seq=self.last_seq,
            at=at,
            offset_ms=0,
            person=person,
            body=CheckedIn() if person else Denied("expired"),
        )
        return replace(fact, **changes)

    def request(self, *plain: dict[str, Any]) -> PushRequest:
        return PushRequest(
            batch_id=uuid4(), device=self.paired.device, epoch=EPOCH, facts=list(plain)
        )

    def push_plain(self, *plain: dict[str, Any]) -> PushReply:
        return self.link.push(self.request(*plain)).reply

    def push(self, *facts: Fact) -> PushReply:
        return self.push_plain(*map(fact_to_plain, facts))

    def post(self, body: bytes, **headers: str) -> requests.Response:
        authorization = f"Bearer {self.paired.token}"
        return requests.post(
            f"{self.central.url}/v1/sync/push",
            data=body,
            headers={"Authorization": authorization, **headers},
            timeout=10,
        )


@pytest.fixture
def device(central: Central) -> Iterator[Device]:
    device = Device(central)
    yield device
    device.link.close()


def statuses(reply: PushReply) -> dict[UUID, Status]:
    return {verdict.id: verdict.status for verdict in reply.results}


def only(reply: PushReply) -> FactVerdict:
    (verdict,) = reply.results
    return verdict


def test_facts_are_stored_once_however_often_they_come(central: Central, device: Device) -> None:
    first, second = device.fact(), device.fact(BEA)
    assert statuses(device.push(first, second)) == dict.fromkeys(
        (first.id, second.id), Status.ACCEPTED
    )
    again = device.push(second, first)
    assert statuses(again) == dict.fromkeys((first.id, second.id), Status.DUPLICATE)
    assert again.acked_seq == 2
    assert central.facts() == [first, second]
    assert central.present() == {ANA, BEA}


def test_every_kind_of_body_comes_back_as_it_went(central: Central, device: Device) -> None:
    until = utc_now() + timedelta(hours=2)
    facts = [
        device.fact(),
        device.fact(body=ModeSet(Mode.HEADS_DOWN, until)),
        device.fact(None),
        device.fact(actor="staff:núria"),
    ]
    device.push(*facts)
    assert central.facts() == facts


def test_the_same_batch_from_many_connections_at_once_has_one_effect(
    central: Central, device: Device
) -> None:
    facts = [device.fact(None) for _ in range(20)]
    body = device.request(*map(fact_to_plain, facts)).to_bytes()
    with ThreadPoolExecutor(10) as many:
        answers = list(many.map(lambda _: device.post(body), range(10)))
    verdicts = [verdict for a in answers for verdict in PushReply.read(a.content).results]
    assert sum(verdict.status is Status.ACCEPTED for verdict in verdicts) == 20
    assert sum(verdict.status is Status.DUPLICATE for verdict in verdicts) == 180
    assert central.facts() == facts


def test_a_fact_of_another_space_is_refused_and_the_rest_accepted(
    central: Central, device: Device
) -> None:
    good, foreign = device.fact(), device.fact(space=SUR.id)
    reply = device.push(foreign, good)
    assert statuses(reply) == {good.id: Status.ACCEPTED, foreign.id: Status.REJECTED}
    assert central.facts(SUR) == []


def test_a_fact_of_a_device_that_this_server_forgot_is_accepted(
    central: Central, device: Device
) -> None:
    left_over = device.fact(device=uuid4())
    assert only(device.push(left_over)).status is Status.ACCEPTED
    assert central.facts() == [left_over]


def test_a_fact_in_the_name_of_another_spaces_device_or_of_the_server_is_refused(
    central: Central, device: Device
) -> None:
    elsewhere = pair(central.url, central.code(SUR), DeviceRole.KIOSK, "another door")
    with central.session() as session:
        here = station_of(session).device
    good = device.fact()
    foreign, forged = device.fact(device=elsewhere.device), device.fact(device=here)
    by_id = {verdict.id: verdict for verdict in device.push(foreign, good, forged).results}
    assert by_id[good.id].status is Status.ACCEPTED
    for refused in (foreign, forged):
        assert by_id[refused.id].status is Status.REJECTED
        assert by_id[refused.id].reason == "this fact was made by no device of this space"


def test_a_kiosk_paired_anew_may_send_the_facts_of_its_former_self(
    central: Central, device: Device
) -> None:
    left_over = device.fact()
    again = Device(central)
    assert only(again.push(left_over)).status is Status.ACCEPTED
    assert central.facts() == [left_over]


def test_the_same_id_with_other_content_is_refused(central: Central, device: Device) -> None:
    fact = device.fact()
    device.push(fact)
    assert only(device.push(replace(fact, person=BEA))).status is Status.REJECTED
    assert central.facts() == [fact]


def codes(reply: PushReply) -> dict[UUID, tuple[Status, str]]:
    return {verdict.id: (verdict.status, verdict.code) for verdict in reply.results}


TAKEN = (Status.RETRY, VerdictCode.NUMBER_TAKEN)
ACCEPTED = (Status.ACCEPTED, "")


def test_a_fact_whose_number_is_taken_is_told_so_and_harms_no_other(
    central: Central, device: Device
) -> None:
    first = device.fact(None)
    device.push(first)
    twin, good = device.fact(None, seq=first.seq), device.fact(None)
    reply = device.push(twin, first, good)
    assert codes(reply) == {
        first.id: (Status.DUPLICATE, ""),
        twin.id: TAKEN,
        good.id: ACCEPTED,
    }
    assert central.facts() == [first, good]
    anew = replace(twin, epoch=EPOCH + 1, seq=1)
    assert codes(device.push(anew)) == {twin.id: ACCEPTED}
    assert central.facts() == [first, good, anew]


def test_a_number_is_given_once_within_one_batch_too(central: Central, device: Device) -> None:
    first = device.fact(None)
    twin = device.fact(None, seq=first.seq)
    assert codes(device.push(first, twin)) == {first.id: ACCEPTED, twin.id: TAKEN}
    assert central.facts() == [first]


def test_of_two_copies_of_one_database_that_push_at_once_each_number_goes_to_one(
    central: Central, device: Device
) -> None:
    mine = [device.fact(None) for _ in range(10)]
    others = [device.fact(None, seq=fact.seq) for fact in mine]
    bodies = [
        device.request(*map(fact_to_plain, facts)).to_bytes()
        for facts in (mine[:6], others[:6], mine[3:], others[3:])
    ]
    with ThreadPoolExecutor(len(bodies)) as copies:
        answers = list(copies.map(device.post, bodies))
    verdicts = [verdict for a in answers for verdict in PushReply.read(a.content).results]
    stored = central.facts()
    assert sorted(fact.seq for fact in stored) == [fact.seq for fact in mine]
    for verdict in verdicts:
        is_stored = verdict.id in {fact.id for fact in stored}
        assert is_stored == (verdict.status in (Status.ACCEPTED, Status.DUPLICATE))
        assert is_stored or (verdict.status, verdict.code) == TAKEN


def test_a_fact_that_was_numbered_anew_after_it_was_stored_is_the_same_fact(
    central: Central, device: Device
) -> None:
    first, second = device.fact(None), device.fact(None)
    device.push(first)
    anew = [replace(fact, epoch=EPOCH + 1, seq=seq) for seq, fact in enumerate((first, second), 1)]
    request = device.request(*map(fact_to_plain, anew)).model_copy(update={"epoch": EPOCH + 1})
    reply = device.link.push(request).reply
    assert codes(reply) == {first.id: (Status.DUPLICATE, ""), second.id: ACCEPTED}
    assert reply.acked_seq == 2
    assert central.facts() == [first, anew[1]]


def test_a_device_chooses_only_for_those_whom_its_space_has_met(
    central: Central, device: Device
) -> None:
    with central.session() as session:
        save_members(session, [member(CARL, "Carl", SUR.id)])
    hidden = VisibilitySet(Visibility.HIDDEN, 1, "en")
    of_ours, of_carl = device.fact(body=hidden), device.fact(CARL, body=hidden)
    reply = device.push(of_ours, of_carl)
    assert statuses(reply) == {of_ours.id: Status.ACCEPTED, of_carl.id: Status.RETRY}
    assert reply.acked_seq == of_ours.seq
    assert visibility(central, CARL) is None
    came, then, later = (
        device.fact(CARL),
        device.fact(CARL, body=hidden),
        device.fact(CARL, body=VisibilitySet(Visibility.PROFILE, 1, "en")),
    )
    assert set(statuses(device.push(came, then)).values()) == {Status.ACCEPTED}
    assert visibility(central, CARL) is Visibility.HIDDEN
    assert only(device.push(later)).status is Status.ACCEPTED
    assert visibility(central, CARL) is Visibility.PROFILE
    # The first one was asked at a door that somebody else let Carl in by, as it turns out.
    reply = device.push(of_carl)
    assert (only(reply).status, reply.acked_seq) == (Status.ACCEPTED, later.seq)
    assert visibility(central, CARL) is Visibility.PROFILE


@pytest.mark.parametrize("said", [ProfileEdited(pin=""), PersonErased()])
def test_a_device_edits_and_erases_only_those_whom_its_space_has_met(
    central: Central, device: Device, said: ProfileEdited | PersonErased
) -> None:
    with central.session() as session:
        save_members(session, [member(CARL, "Carl", SUR.id)])
    of_carl = device.fact(CARL, body=said)
    assert only(device.push(of_carl)).status is Status.RETRY
    with central.session() as session:
        assert member_in(session, CARL) == member(CARL, "Carl", SUR.id)
    assert statuses(device.push(device.fact(CARL), of_carl))[of_carl.id] is Status.ACCEPTED


def test_a_choice_that_is_heard_again_brings_its_row_down_again(
    central: Central, device: Device
) -> None:
    # The first answer was lost: until the second one the device holds the choice against the row.
    came, hidden = device.fact(), device.fact(body=VisibilitySet(Visibility.HIDDEN, 1, "en"))
    device.push(came, hidden)
    with central.session() as session:
        before = heads(session)["directory"]
    assert statuses(device.push(came, hidden))[hidden.id] is Status.DUPLICATE
    with central.session() as session:
        assert heads(session)["directory"] == before + 1


def visibility(central: Central, person: str) -> Visibility | None:
    with central.session() as session:
        found = member_in(session, person)
    assert found is not None
    return found.visibility


GUEST = {"name": "Nora Blum", "purpose": "tour", "badge": 1}
SPOILT: list[dict[str, Any]] = [
    {"kind": "levitated"},
    {"body": {"via": "broomstick"}},
    {"body": {"via": "pass", "reason": "x" * 5_000}},
    {"person": "Ana"},
    {"at": "yesterday"},
    {"at": "2026-03-02T09:00:00"},
    {"at": "9999-12-31T23:59:59Z"},
    {"offset_ms": 10**18},
    {"actor": "a\x00b"},
    {"space": ""},
    {"body": None},
    {"body": {"mode": "hello", "until": "9999-12-31T23:59:59-12:00"}, "kind": "mode_set"},
    {"body": {"reason": "\x00"}},
    {"kind": "guest_registered", "body": GUEST | {"name": "x" * 81}},
    {"kind": "guest_registered", "body": GUEST | {"name": " " * 60}},
    {"kind": "guest_registered", "body": GUEST | {"name": "Nora\nBlum"}},
    {"kind": "guest_registered", "body": GUEST | {"host": "Ana"}},
    {"kind": "guest_registered", "body": GUEST | {"badge": 0}},
    {"kind": "guest_registered", "body": GUEST | {"badge": 10**30}},
    {"kind": "waved", "body": {"other": "Bea"}},
    {"kind": "profile_edited", "body": {"pin": "x" * 201}},
    {"kind": "profile_edited", "body": {"language": "x" * 17}},
    {
        "kind": "profile_edited",
        "body": {"offers": [{"id": "x" * 201, "text": "", "kind": "skill"}]},
    },
]


def test_a_spoilt_fact_is_refused_with_a_reason_and_its_neighbours_accepted(
    device: Device,
) -> None:
    for spoilt in SPOILT:
        before, bad, after = device.fact(), device.fact(), device.fact(BEA)
        reply = device.push_plain(
            fact_to_plain(before), fact_to_plain(bad) | spoilt, fact_to_plain(after)
        )
        by_id = {verdict.id: verdict for verdict in reply.results}
        assert by_id[before.id].status is by_id[after.id].status is Status.ACCEPTED, spoilt
        assert by_id[bad.id].status is Status.REJECTED, spoilt
        assert by_id[bad.id].reason, spoilt
        assert reply.acked_seq == after.seq, spoilt


def test_what_cannot_even_be_addressed_gets_no_verdict(device: Device) -> None:
    good = device.fact()
    reply = device.push_plain({"id": "?"}, fact_to_plain(good), {})
    assert statuses(reply) == {good.id: Status.ACCEPTED}


def test_the_mark_stops_at_a_gap_and_jumps_once_it_is_filled(device: Device) -> None:
    first, second, third, fourth = (device.fact(None) for _ in range(4))
    bad = fact_to_plain(third) | {"kind": "levitated"}
    assert device.push_plain(fact_to_plain(first), bad, fact_to_plain(fourth)).acked_seq == 1
    assert device.push(second).acked_seq == 4


def test_a_zipped_body_is_taken(central: Central, device: Device) -> None:
    body = gzip.compress(device.request(fact_to_plain(device.fact())).to_bytes())
    assert device.post(body, **{"Content-Encoding": "gzip"}).status_code == 200
    assert len(central.facts()) == 1


NO_BATCHES = [
    (b"", "identity", 400),
    (b"{}", "identity", 400),
    (b"[" * 100_000, "identity", 400),
    (b"\xff\xfe", "identity", 400),
    (b"not gzip", "gzip", 400),
    (gzip.compress(b"{}")[:-4], "gzip", 400),
    (gzip.compress(bytes(50_000_000)), "gzip", 413),
    (bytes(2_000_000), "identity", 413),
    (b"{}", "br", 400),
]


def test_a_body_that_is_no_batch_is_a_problem_and_not_a_fault(device: Device) -> None:
    for body, encoding, status in NO_BATCHES:
        answer = device.post(body, **{"Content-Encoding": encoding})
        assert answer.status_code == status, body[:20]
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["X-Lobby-Proto"] == "1"
        assert Problem.read(answer.content).status == status


def test_more_than_two_hundred_facts_are_too_many(device: Device) -> None:
    plain = json.loads(device.request().to_bytes())
    plain["facts"] = [{}] * 201
    assert device.post(json.dumps(plain).encode()).status_code == 400


def test_a_batch_in_another_devices_name_is_refused(device: Device) -> None:
    request = device.request().model_copy(update={"device": uuid4()})
    answer = device.post(request.to_bytes())
    assert (answer.status_code, Problem.read(answer.content).kind) == (403, "wrong-device")
