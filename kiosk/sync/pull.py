"""State down: one page of the feed, stored together with its cursor."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.errors import WireError
from kiosk.store.contact import Acked, Contact, note_offered_again
from kiosk.store.feed import DirectoryRow
from kiosk.store.outbox import BEGINNING, Place, reoffer
from kiosk.store.replica import ReceivedPage, followed, start_over, store_page
from kiosk.store.station import station_of
from kiosk.sync.link import ServerLink
from kiosk.sync.push import Store
from kiosk.sync.refusals import ServerProblemError
from kiosk.wire.changes import ChangesPage, ChangesRequest
from kiosk.wire.facts import fact_from_plain
from kiosk.wire.problems import ProblemKind
from kiosk.wire.rows import value_of

MOST_AT_ONCE = 200  # a scan waits for a transaction of this size at most

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a page meant.

    Whether it brought news, whether the next one is there already, and whether there are facts to
    send again.
    """

    is_news: bool
    more: bool
    offers_again: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and up to where the server had settled our facts when it was put."""

    request: ChangesRequest
    acked_seq: int


def pull_page(
    store: Store, link: ServerLink, now: Callable[[], datetime], *, wait_s: int
) -> Pulled:
    """Fetch one page and store it, own later choices on top, in one transaction.

    Raises:
        ServerError: no usable answer; the next pull asks for the same page.
    """
    asked = store.submit(lambda session: _question(session, wait_s)).result()
    try:
        heard = link.changes(asked.request)
    except ServerProblemError as error:
        if error.kind != ProblemKind.CURSOR_EXPIRED or not asked.request.cursor:
            raise
        log.warning("the server's feed began anew; it is followed from its beginning")
        store.submit(partial(start_over, now=now())).result()
        return Pulled(is_news=False, more=True)
    page = _received(heard.reply, asked)
    contact = Contact(now(), heard.offset_ms)
    stored = store.submit(lambda session: store_page(session, page, contact)).result()
    if stored.has_forgotten:
        _offer_again(store, page)
    return Pulled(stored.is_news, page.more, stored.has_forgotten)


def _offer_again(store: Store, page: ReceivedPage) -> None:
    log.warning("the server was put back to an older state; what it had is offered again")
    after: Place | None = BEGINNING
    while after is not None:
        after = store.submit(partial(reoffer, after=after)).result()
    store.submit(
        lambda session: note_offered_again(session, page.stream_epoch, page.acked)
    ).result()


def _question(session: Session, wait_s: int) -> _Asked:
    here, so_far = station_of(session), followed(session)
    # What arrives anew is wanted whole before long, also where the last page happens to be empty.
    wait = 0 if so_far.is_arriving else wait_s
    request = ChangesRequest(cursor=so_far.cursor, epoch=here.epoch, wait=wait, limit=MOST_AT_ONCE)
    return _Asked(request, so_far.acked_seq)


def _received(page: ChangesPage, asked: _Asked) -> ReceivedPage:
    return ReceivedPage(
        rows=tuple(_rows(page)),
        facts=tuple(_facts(page)),
        cursor=page.cursor,
        acked=Acked(asked.request.epoch, page.acked_seq, asked.acked_seq),
        stream_epoch=page.stream_epoch,
        more=page.more,
    )


def _rows(page: ChangesPage) -> list[DirectoryRow]:
    rows = []
    for row in page.rows:
        try:
            rows.append(DirectoryRow(row.version, value_of(row)))
        except WireError as error:
            # A newer server may know more than we do; that must not hold up what we understand.
            log.warning("a row of the feed was left out: %s", error)
    return rows


def _facts(page: ChangesPage) -> list[Fact]:
    facts = []
    for plain in page.facts:
        try:
            facts.append(fact_from_plain(plain))
        except WireError as error:
            log.warning("a fact of the feed was left out: %s", error)
    return facts
