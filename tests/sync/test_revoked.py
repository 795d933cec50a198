"""A device whose access staff ended: it forgets the house's people and keeps what it recorded."""

import queue
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.app import Core
from kiosk.clock import utc_now
from kiosk.domain.facts import CheckedIn, Fact
from kiosk.domain.passes import PassClaims, sign_pass
from kiosk.domain.verdicts import Answer
from kiosk.errors import ServerError
from kiosk.reports.wall import wall_view_from_json
from kiosk.server.founding import keys_folder, load_signing_key
from kiosk.store.backups.making import backups_in
from kiosk.store.directory import member
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.outbox import waiting
from kiosk.store.replica import followed
from kiosk.store.station import Said, say
from kiosk.store.tables import ARRIVING, FactRow, OperatorRow, SigningKeyRow
from kiosk.sync.states import SyncStatus
from kiosk.wire.problems import Problem, ProblemKind, type_of
from tests.server.central import ANA, BEA, NORTE, Central
from tests.sync.between import Between, standing_between
from tests.sync.tablet import Tablet, do

REVOKED = "WARNING kiosk.app: staff ended this device's access"
YEAR = timedelta(days=365)


def problem(kind: ProblemKind) -> bytes:
    return Problem(type=type_of(kind), title="No", status=401, server_time=utc_now()).to_bytes()


REVOCATION = problem(ProblemKind.DEVICE_REVOKED)


@pytest.fixture
def tablet(central: Central, tmp_path: Path) -> Tablet:
    """A kiosk that has met its server, let Ana in, and has a backup."""
    tablet = Tablet(tmp_path / "tablet", central)
    tablet.pair()
    with tablet.open() as core:
        core.sync_once()
        come_in(core, ANA)
        core.sync_once()
    kept = backups_in(tablet.folder.path) / "20260302T080000Z"
    kept.mkdir(parents=True)
    (kept / "lobby.db").write_bytes(b"names")
    return tablet


def come_in(core: Core, person: str) -> Fact:
    said = Said(CheckedIn(), NORTE.id, person)
    return do(core, lambda session: say(session, said, utc_now()))


def scan(core: Core, text: str) -> Answer:
    return do(core, lambda session: core.desk.scan(session, text)).verdict.answer


def people(core: Core) -> int:
    """Count the rows that say who belongs to the house."""
    rows = (MemberRow, MemberSpaceRow, SigningKeyRow, *ARRIVING.values())
    counts = [select(func.count()).select_from(table) for table in rows]
    return do(core, lambda session: sum(session.scalars(count).one() for count in counts))


def tells_of_people(folder: Path) -> bool:
    """Whether one of the files tells; a backup that is made after all is none of them."""
    kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(b"Ana" in content or b"names" in content for content in kept)


def facts(core: Core) -> int:
    return do(core, lambda session: session.scalars(select(func.count(FactRow.id))).one())


def pass_of(central: Central, person: str) -> str:
    key_id, key = load_signing_key(keys_folder(central.db))
    claims = PassClaims(key_id=key_id, handle=person, generation=0, expires_at=utc_now() + YEAR)
    with central.session() as session:
        operator = session.scalars(select(OperatorRow.id)).one()
    return sign_pass(claims, key=key, operator=operator)


def test_a_revoked_kiosk_forgets_people_and_keeps_what_it_recorded(
    tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log(REVOKED)
    with tablet.open() as core:
        come_in(core, BEA)
        before = facts(core)
        assert people(core)
    tablet.is_revoked()
    with tablet.running() as core:
        tablet.until(SyncStatus.REVOKED)
        assert people(core) == 0
        assert (facts(core), do(core, waiting).pending) == (before, 1)
        assert do(core, followed).cursor == ""
        log = tablet.folder.database.with_name("lobby.db-wal")
        assert b"Ana" not in log.read_bytes() + tablet.folder.database.read_bytes()
    view = wall_view_from_json(tablet.folder.wall_file.read_bytes())
    assert (view.present, view.people, view.featured) == (0, (), ())
    assert view.day_ends_at == view.as_of
    assert not tells_of_people(backups_in(tablet.folder.path))
    assert b"Ana" not in tablet.folder.database.read_bytes()


def test_an_exchange_by_hand_forgets_them_too(
    tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log(REVOKED)
    tablet.is_revoked()
    with tablet.open() as core:
        with pytest.raises(ServerError, match="ended this device's access"):
            core.sync_once()
        assert people(core) == 0
    assert not tells_of_people(backups_in(tablet.folder.path))


def test_paired_again_it_knows_everybody_and_delivers_what_waited(
    central: Central, tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log(REVOKED)
    tablet.is_revoked()
    with tablet.running() as core:
        fact = come_in(core, BEA)
        tablet.until(SyncStatus.REVOKED)
    tablet.pair()
    with tablet.open() as core:
        core.sync_once()
        assert people(core)
        assert do(core, lambda s: member(s, BEA)) is not None
        assert (do(core, waiting).pending, fact in central.facts()) == (0, True)
        assert scan(core, pass_of(central, BEA)) is Answer.WELCOME_AGAIN


def test_whoever_holds_up_a_pass_at_a_revoked_kiosk_is_sent_to_the_desk(
    central: Central, tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log(REVOKED)
    tablet.is_revoked()
    with tablet.running() as core:
        tablet.until(SyncStatus.REVOKED)
        before = facts(core)
        assert scan(core, pass_of(central, BEA)) is Answer.TROUBLE
        assert scan(core, "no pass at all") is Answer.NOT_A_PASS
        assert facts(core) == before


def test_a_revoked_kiosk_asks_seldom(
    central: Central, tablet: Tablet, expected_log: Callable[[str], None]
) -> None:
    expected_log(REVOKED)
    tablet.is_revoked()
    asked: queue.Queue[str] = queue.Queue()

    def counting(between: Between) -> None:
        asked.put(between.path)
        answer = between.pass_on(central.url)
        between.say_as_lobby(answer.status_code, answer.content)

    with standing_between(counting) as url:
        tablet.goes_through(url)
        with tablet.running() as core:
            state = tablet.until(SyncStatus.REVOKED)
            assert state.until is not None
            assert state.until - utc_now() > timedelta(seconds=50)
            for _ in range(20):
                come_in(core, BEA)
                core.recorded()
    assert asked.qsize() <= 2  # the feed once, and the facts once


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: asked.say(401, b"Unauthorized", "text/plain"),
        lambda asked: asked.say(401, REVOCATION, "application/problem+json"),
        lambda asked: asked.say_as_lobby(401, b"<h1>device-revoked</h1>"),
        lambda asked: asked.say_as_lobby(401, problem(ProblemKind.TOKEN_UNKNOWN)),
        lambda asked: asked.say_as_lobby(403, problem(ProblemKind.WRONG_ROLE)),
    ],
    ids=["proxy", "no-lobby-header", "no-problem", "token-unknown", "wrong-role"],
)
def test_any_other_refusal_wipes_nothing(tablet: Tablet, answer: Callable[[Between], None]) -> None:
    with standing_between(answer) as url:
        tablet.goes_through(url)
        with tablet.open() as core:
            before = people(core)
            with pytest.raises(ServerError):
                core.sync_once()
            assert people(core) == before > 0
    assert backups_in(tablet.folder.path).exists()
