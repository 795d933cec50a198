"""Find guests' registrations among all the facts, to forget them in time."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_IS_GUEST = sa.text("kind = 'guest_registered'")


def upgrade() -> None:
    """Add an index of these facts alone."""
    op.create_index(
        "ix_fact_guests",
        "fact",
        ["space_id", "day"],
        sqlite_where=_IS_GUEST,
        postgresql_where=_IS_GUEST,
    )
