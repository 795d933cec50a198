"""What all tables have in common: how their values are kept and their constraints named."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase

from kiosk.store.instants import UtcDateTime


class Base(DeclarativeBase):
    """All tables, with names for every constraint so that migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - the shape SQLAlchemy asks for
        datetime: UtcDateTime,
        date: Date,
        UUID: Uuid,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON,
    }
