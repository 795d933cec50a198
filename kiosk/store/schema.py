"""Bringing a database to the present schema, without paying for Alembic when it is there."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

HEAD = "0002"


def bring_up_to_date(engine: Engine) -> None:
    """Run whatever migrations a database still lacks; cheap when it lacks none."""
    if _revision(engine) == HEAD:
        return
    from alembic import command  # Alembic costs a second; most starts need none of it.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
