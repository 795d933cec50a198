"""How instants are kept: aware UTC on every database."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite keeps it as text without a zone, which still sorts right."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(
        self, dialect: Dialect
    ) -> Callable[[datetime | None], str | datetime | None]:
        """Return what turns an aware instant into what the database keeps."""
        return _text_of if dialect.name == "sqlite" else _in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _in_utc(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


def _text_of(value: datetime | None) -> str | None:
    """Write an instant as SQLAlchemy reads it back, at a fraction of the price of writing it so."""
    instant = _in_utc(value)
    return (
        None if instant is None else instant.isoformat(" ", "microseconds").removesuffix("+00:00")
    )
