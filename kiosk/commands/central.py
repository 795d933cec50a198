"""Opening the server's database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.domain.spaces import Space
from kiosk.errors import InputError, StoreError
from kiosk.server.founding import found_server, keys_folder
from kiosk.store.directory import all_spaces
from kiosk.store.engines import open_writer, store_error_of
from kiosk.store.schema import bring_up_to_date
from kiosk.store.tables import OperatorRow

_FILE = "sqlite:///"


def open_central(url: str, *, may_be_new: bool = False) -> Engine:
    """Open the server's database in the present schema; one that is new is founded.

    Raises:
        StoreError: it cannot be reached or written, or is new and may not be.
    """
    if not may_be_new:
        check_file_is_there(url)
    engine = open_writer(url, checkpoints=False)  # the server may be running beside us
    try:
        if not (may_be_new or inspect(engine).has_table(OperatorRow.__tablename__)):
            raise _not_there(url)
        bring_up_to_date(engine)
        with Session(engine) as session, session.begin():
            found_server(session, keys_folder(url))
    except (DBAPIError, OSError) as error:
        raise store_error_of(error, engine.url.render_as_string(hide_password=True)) from error
    return engine


def check_file_is_there(url: str) -> None:
    """Keep a mistyped file's name from being taken for a new house.

    Raises:
        StoreError: the database is a file that does not exist.
    """
    if url.startswith(_FILE) and not Path(make_url(url).database or "").exists():
        raise _not_there(url)


@contextmanager
def central(url: str, *, may_be_new: bool = False) -> Iterator[Session]:
    """Work on the server's database in one transaction."""
    engine = open_central(url, may_be_new=may_be_new)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
    except DBAPIError as error:
        raise store_error_of(error, engine.url.render_as_string(hide_password=True)) from error
    finally:
        engine.dispose()


def _not_there(url: str) -> StoreError:
    place = make_url(url).render_as_string(hide_password=True)
    return StoreError(f"There is no database at {place}; lobby space add makes one.")


def the_space(session: Session, wanted: str) -> Space:
    """Return the space that was named, or the only one there is.

    Raises:
        InputError: there is none, no such one, or several and none was named.
    """
    spaces = {space.id: space for space in all_spaces(session)}
    if wanted in spaces:
        return spaces[wanted]
    if wanted:
        known = ", ".join(spaces) or "none yet; add one with lobby space add"
        raise InputError(f"There is no space {wanted!r}; known spaces: {known}.")
    if len(spaces) == 1:
        return next(iter(spaces.values()))
    if spaces:
        raise InputError(f"Which space? Name one with --space: {', '.join(spaces)}.")
    raise InputError("There is no space yet; add one with lobby space add.")
