"""Bringing a database to the present schema, without paying for Alembic when it is there."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from kiosk.clock import utc_now
from kiosk.errors import StoreError
from kiosk.store.backups.making import backups_in, keep_newest, make_backup, name_at
from kiosk.store.in_use import make_alone

HEAD = "0004"


def bring_up_to_date(engine: Engine) -> None:
    """Run whatever migrations a database still lacks; cheap when it lacks none.

    A SQLite file that was in use before gets a verified backup first.

    Raises:
        StoreError: a newer program wrote it, or that backup cannot be made.
    """
    revision = revision_of(engine)
    if revision == HEAD:
        return
    if revision is not None and revision > HEAD:
        raise StoreError(
            "A newer Hello Lobby has written this database; use that one, or update this one."
        )
    if revision is not None and engine.dialect.name == "sqlite" and engine.url.database:
        home = Path(engine.url.database).parent
        now = utc_now()
        target = backups_in(home) / name_at(now)
        if not target.exists():  # there was a start in this very second
            make_backup(engine.url.render_as_string(hide_password=False), home, target)
            keep_newest(home, now)
    migrate(engine)


def migrate(engine: Engine) -> None:
    """Run all migrations that a database lacks, in one transaction."""
    from alembic import command  # Alembic costs a second; most starts need none of it.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        make_alone(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision_of(engine: Engine) -> str | None:
    """Return which schema a database has; None where there is none of ours."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if revision is None else str(revision)
