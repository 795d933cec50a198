"""State down: one page of the feed, stored together with its cursor."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.domain.facts import Fact
from kiosk.errors import WireError
from kiosk.store.feed import DirectoryRow
from kiosk.store.replica import Contact, ReceivedPage, followed, start_over, store_page
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
    """Whether a page brought news, and whether the next one is there already."""

    is_news: bool
    more: bool


def pull_page(
    store: Store, link: ServerLink, now: Callable[[], datetime], *, wait_s: int
) -> Pulled:
    """Fetch one page and store it, own later choices on top, in one transaction.

    Raises:
        ServerError: no usable answer; the next pull asks for the same page.
    """
    asked = store.submit(lambda session: _question(session, wait_s)).result()
    try:
        heard = link.changes(asked)
    except ServerProblemError as error:
        if error.kind != ProblemKind.CURSOR_EXPIRED:
            raise
        store.submit(start_over).result()
        return Pulled(is_news=False, more=True)
    page = _received(heard.reply)
    contact = Contact(now(), heard.offset_ms)
    is_news = store.submit(lambda session: store_page(session, page, contact)).result()
    return Pulled(is_news, heard.reply.more)


def _question(session: Session, wait_s: int) -> ChangesRequest:
    here = station_of(session)
    cursor = followed(session).cursor
    return ChangesRequest(cursor=cursor, epoch=here.epoch, wait=wait_s, limit=MOST_AT_ONCE)


def _received(page: ChangesPage) -> ReceivedPage:
    return ReceivedPage(
        rows=tuple(_rows(page)),
        facts=tuple(_facts(page)),
        cursor=page.cursor,
        acked_seq=page.acked_seq,
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
