"""Names of members held ready to be compared with what somebody types, and right at any time.

To read them all from their rows takes half a second where there are 50,000, while scans wait.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from kiosk.domain.naming import Findable, Named, findable
from kiosk.domain.people import Status, Visibility
from kiosk.store.member_tables import MemberRow

_Chosen = Select[str, str | None, str, str]

AT_ONCE = 500
"""So many are read while a scan waits: some milliseconds."""
HELD = "names of members"
"""Where a connection's own things have them."""

# On the connection that writes, so nothing changes a row unnoticed; with a transaction that fails,
# they and what they noted are gone too.
_NOTICE = (
    "CREATE TEMP TABLE renamed (handle TEXT)",
    *(
        f"CREATE TEMP TRIGGER renamed_by_{change} AFTER {change} ON main.member "
        f"BEGIN INSERT INTO renamed (handle) VALUES ({row}.handle); END"
        for change, row in (("insert", "new"), ("update", "new"), ("delete", "old"))
    ),
)
_IS_NOTICED = text("SELECT count(*) FROM temp.sqlite_master WHERE name = 'renamed'")
_CHANGED = text("SELECT rowid, handle FROM temp.renamed ORDER BY rowid LIMIT :most")
_KNOWN = text("DELETE FROM temp.renamed WHERE rowid <= :last")
_NAMES = select(
    MemberRow.handle,
    MemberRow.visibility,
    MemberRow.profile["display_name"].as_string(),
    MemberRow.profile["first_name"].as_string(),
).where(MemberRow.status == Status.ACTIVE)


class _Names:
    """The names of active members, as far as they were read, by handle."""

    def __init__(self) -> None:
        self.held: dict[str, Findable] = {}
        self._until = ""

    def read_again(self, session: Session, handles: Collection[str]) -> None:
        """Take in what became of these people."""
        for handle in handles:
            self.held.pop(handle, None)
        self._read(session, _NAMES.where(MemberRow.handle.in_(handles)))

    def read_on(self, session: Session, most: int) -> bool:
        """Take in the next ones; True once there are no more."""
        following = _NAMES.where(MemberRow.handle > self._until)
        read = self._read(session, following.order_by(MemberRow.handle).limit(most))
        self._until = max(read, default=self._until)
        return len(read) < most

    def _read(self, session: Session, chosen: _Chosen) -> dict[str, Findable]:
        read = {
            handle: findable(Named(display_name, first_name, Visibility(seen) if seen else None))
            for handle, seen, display_name, first_name in session.execute(chosen)
        }
        self.held |= read
        return read


def read_names(session: Session, most: int = AT_ONCE) -> bool:
    """Take in so many names that changed or were not read yet; True once all are known."""
    session.flush()
    names = _names_of(session)
    changed = session.execute(_CHANGED, {"most": most}).all()
    if not changed:
        return names.read_on(session, most)
    names.read_again(session, {row.handle for row in changed})
    session.execute(_KNOWN, {"last": changed[-1].rowid})
    return False


def all_names(session: Session) -> Mapping[str, Findable]:
    """Return the names of all active members, by handle.

    Not in a transaction that changed members before and may still fail: those names would stay.
    """
    while not read_names(session):
        pass
    return _names_of(session).held


def _names_of(session: Session) -> _Names:
    connection = session.connection()
    if not connection.scalar(_IS_NOTICED):
        for statement in _NOTICE:
            connection.exec_driver_sql(statement)
        connection.info[HELD] = _Names()
    names: _Names = connection.info[HELD]
    return names
