"""Opening the server's database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from kiosk.domain.spaces import Space
from kiosk.errors import InputError
from kiosk.server.founding import found_server, keys_folder
from kiosk.store.directory import all_spaces
from kiosk.store.engines import open_writer, store_error_of
from kiosk.store.schema import bring_up_to_date


def open_central(url: str) -> Engine:
    """Open the server's database in the present schema, founded if it is new.

    Raises:
        StoreError: it cannot be reached or written.
    """
    engine = open_writer(url)
    try:
        bring_up_to_date(engine)
        with Session(engine) as session, session.begin():
            found_server(session, keys_folder(url))
    except (DBAPIError, OperationalError, OSError) as error:
        raise store_error_of(error, engine.url.render_as_string(hide_password=True)) from error
    return engine


@contextmanager
def central(url: str) -> Iterator[Session]:
    """Work on the server's database in one transaction."""
    engine = open_central(url)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
    except DBAPIError as error:
        raise store_error_of(error, engine.url.render_as_string(hide_password=True)) from error
    finally:
        engine.dispose()


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
