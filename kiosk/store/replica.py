"""Following a server: storing what its feed brings, with own later choices on top (kiosk side)."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Table, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from kiosk.domain.directory import ChosenMember, PublicKey
from kiosk.domain.facts import Fact, FactKind
from kiosk.domain.spaces import Space
from kiosk.store import arriving
from kiosk.store.base import Base
from kiosk.store.choices import CHOICES, apply_choices
from kiosk.store.contact import Acked, Contact, has_forgotten, note_contact, note_stream
from kiosk.store.dialect import table_of, upsert
from kiosk.store.directory import links_of, spaces_by_id
from kiosk.store.erasure import erased_among, take_words_of
from kiosk.store.feed import BEFORE_TODAY, DirectoryRow
from kiosk.store.leftovers import note_forgotten
from kiosk.store.member_tables import MemberRow, MemberSpaceRow
from kiosk.store.outbox import State
from kiosk.store.record import withdraw
from kiosk.store.rows import fact_of, row_of_member, row_of_space
from kiosk.store.salvage import Salvaged, record_as_told
from kiosk.store.station import renew_epoch, station_of
from kiosk.store.tables import ARRIVING, FactRow, OutboxRow, SigningKeyRow, SpaceRow, StationRow

_Tables = Mapping[type[Base], Table]

_LASTING: _Tables = {row_type: table_of(row_type) for row_type in ARRIVING}
_ARRIVING: _Tables = {row_type: ARRIVING[row_type] for row_type in ARRIVING}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """A page of the feed as it came, and where the next one goes on.

    `acked`: the rows take into account every own fact up to that number. `more` says that the
    next page is there already, `stream_epoch` which stream of the server they belong to.
    """

    rows: tuple[DirectoryRow, ...]
    facts: tuple[Fact, ...]
    cursor: str
    acked: Acked
    stream_epoch: UUID
    more: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page meant: whether it brought news, and whether the server lacks what it had."""

    is_news: bool
    has_forgotten: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """How far this installation has followed its server.

    While `is_arriving` it follows the feed from its beginning, beside what is here.
    """

    cursor: str
    acked_seq: int
    offset_ms: int | None
    last_contact_at: datetime | None
    is_arriving: bool


def followed(session: Session) -> Followed:
    """Return how far this installation has followed its server."""
    row = session.scalars(select(StationRow)).one()
    return Followed(row.cursor, row.acked_seq, row.offset_ms, row.last_contact_at, row.is_arriving)


def start_over(session: Session, now: datetime) -> None:
    """Follow the feed from its beginning at the next pull.

    The door works on with what is here until all of it has arrived; nothing of our own is touched.
    """
    arriving.clear(session)
    # Facts are recorded as they come, and that needs their space: without it there is nothing to
    # protect here yet either.
    here = station_of(session).space
    space = spaces_by_id(session, [here]).get(here)
    is_at_work = space is not None
    if space is not None:
        _withdraw_servers_word(session, space, space.day_of(now) - BEFORE_TODAY)
    session.execute(update(StationRow).values(cursor="", is_arriving=is_at_work))


def _withdraw_servers_word(session: Session, space: Space, first: date) -> None:
    """Forget who moved away, on the days that come again: the server says it anew, or not.

    One that was put back may never have said it, if what it followed from was undone since.
    """
    moved = and_(FactRow.kind == FactKind.MOVED_AWAY, FactRow.day >= first)
    ids = session.scalars(select(FactRow.id).where(FactRow.space_id == space.id, moved)).all()
    withdraw(session, space.id, or_(moved, FactRow.target.in_(ids)))


def store_page(session: Session, page: ReceivedPage, contact: Contact) -> Stored:
    """Store a page and its cursor in the caller's transaction."""
    is_arriving = followed(session).is_arriving
    _make_way_for_own(session, page.facts)
    handles = _save_rows(session, page.rows, _ARRIVING if is_arriving else _LASTING)
    salvaged = record_as_told(session, page.facts)
    _complain_of(salvaged)
    is_whole = not (is_arriving and page.more)
    if is_arriving and is_whole:
        arriving.swap_in(session)
    if is_whole:
        _forget_the_erased(session, None if is_arriving else handles)
        # A row written without knowing of a choice made here must not undo it.
        choices = _later_choices(session, page.acked, None if is_arriving else handles)
        apply_choices(session, choices, own=True)
    session.execute(
        update(StationRow).values(cursor=page.cursor, is_arriving=is_arriving and page.more)
    )
    note_contact(session, contact, page.acked)
    lacks = has_forgotten(session, page.stream_epoch, page.acked)
    if not lacks:
        note_stream(session, page.stream_epoch)
    has_rows = bool(page.rows) and not is_arriving
    has_swapped = is_arriving and is_whole
    return Stored(has_rows or has_swapped or bool(salvaged.recorded.new), lacks)


def _forget_the_erased(session: Session, people: Sequence[str] | None) -> None:
    """Forget what was known of those of these people, or of all, who were erased elsewhere."""
    if erased := erased_among(session, people):
        note_forgotten(session)  # with their rows went their names
        take_words_of(session, erased)


def _make_way_for_own(session: Session, facts: Sequence[Fact]) -> None:
    """Take a new epoch before facts of the present one are stored that were never made here.

    A store has whatever it made, unless it was put back or copied. The numbers of those facts are
    taken, whatever the server says that it has settled: nobody here may get them.
    """
    here = station_of(session)
    own = {f.id for f in facts if (f.device, f.epoch) == (here.device, here.epoch)}
    if not own:
        return
    known = select(FactRow.id).where(FactRow.space_id == here.space, FactRow.id.in_(own))
    if own - set(session.scalars(known)):
        log.warning("the feed has facts of this store that it does not; it takes a new epoch")
        renew_epoch(session)


def _complain_of(salvaged: Salvaged) -> None:
    recorded = salvaged.recorded
    if recorded.conflicting or recorded.homeless or salvaged.unstorable:
        log.error(
            "the feed disagrees with this store: %d facts of other content, %d without a space, "
            "%d that cannot be stored",
            len(recorded.conflicting),
            len(recorded.homeless),
            len(salvaged.unstorable),
        )


def _save_rows(session: Session, rows: Sequence[DirectoryRow], into: _Tables) -> list[str]:
    """Save rows there, and return which members are among them."""
    spaces, members, keys, people = [], [], [], []
    for row in rows:
        match row.value:
            case Space():
                spaces.append(row_of_space(row.value, version=row.version))
            case ChosenMember(member=member, visibility_stamp=stamp, edit_stamps=edits):
                members.append(
                    row_of_member(
                        member,
                        version=row.version,
                        visibility_stamp=stamp,
                        edit_stamps=dict(edits),
                    )
                )
                people.append(member)
            case PublicKey():
                keys.append(asdict(row.value) | {"version": row.version})
    upsert(session, into[SpaceRow], spaces)
    upsert(session, into[SigningKeyRow], keys)
    upsert(session, into[MemberRow], members)
    upsert(session, into[MemberSpaceRow], links_of(people))
    return [member.handle for member in people]


def _later_choices(session: Session, acked: Acked, people: Sequence[str] | None) -> list[Fact]:
    """Return the own choices about these people, or all, that a page knows nothing of."""
    here = station_of(session)
    known_seq = acked.seq if acked.epoch == here.epoch else 0
    # What is offered again was in the server's rows once; there the order of choices decides.
    never_settled = exists().where(
        OutboxRow.space_id == FactRow.space_id,
        OutboxRow.fact_id == FactRow.id,
        OutboxRow.settled_at.is_(None),
    )
    waits = exists().where(
        OutboxRow.space_id == FactRow.space_id,
        OutboxRow.fact_id == FactRow.id,
        OutboxRow.state != State.SETTLED,
    )
    # A settled one above the page's mark: the page was on its way before. Where it is above the
    # mark that we know as well, a gap holds the mark down, and nothing can be told by it.
    is_overtaken = FactRow.seq <= followed(session).acked_seq
    unknown_there = or_(
        (FactRow.device_id == here.device)
        & (FactRow.epoch == here.epoch)
        & (FactRow.seq > known_seq)
        & or_(waits, is_overtaken),
        never_settled,  # made by a former self, maybe: before it was paired anew
    )
    choices = select(FactRow, unknown_there).where(
        FactRow.space_id == here.space, FactRow.kind.in_(CHOICES)
    )
    if people is not None:
        choices = choices.where(FactRow.person.in_(people))
    # The last of each maker counts. SQL could tell which, and would look at every fact for it.
    latest = {}
    others = []
    for row, is_unknown in sorted(session.execute(choices), key=lambda choice: choice[0].seq):
        if row.kind == FactKind.VISIBILITY_SET:
            latest[row.person, row.device_id, row.epoch] = (row, is_unknown)
        else:  # stamped field by field, or for ever: to say it again changes nothing
            others.append(fact_of(row))
    later = others + [fact_of(row) for row, is_unknown in latest.values() if is_unknown]
    return sorted(later, key=lambda fact: (fact.epoch == here.epoch, fact.seq))
