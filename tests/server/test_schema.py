"""The migrations make the tables, on SQLite and on PostgreSQL."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kiosk.store.engines import open_writer
from kiosk.store.schema import bring_up_to_date
from kiosk.store.tables import METADATA


def test_the_chain_of_migrations_ends_in_exactly_these_tables(db: str) -> None:
    engine = open_writer(db)
    bring_up_to_date(engine)
    bring_up_to_date(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    assert differences == []
