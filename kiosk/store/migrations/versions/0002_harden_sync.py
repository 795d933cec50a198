"""Room for what makes sync hard to break: stuck facts, new tokens, a stream that begins anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema. Columns are only added: facts and outbox are never copied over."""
    op.add_column("outbox", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("station", sa.Column("stream_epoch", sa.Uuid(), nullable=True))
    op.add_column(
        "station",
        sa.Column("is_arriving", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("station", sa.Column("floor_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("device", sa.Column("next_token_hash", sa.LargeBinary(length=32), nullable=True))
    op.create_index("ix_device_next_token_hash", "device", ["next_token_hash"], unique=True)
    _create_arriving_tables()


def _create_arriving_tables() -> None:
    op.create_table(
        "arriving_space",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arriving_space")),
    )
    op.create_table(
        "arriving_member",
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.Column("home_space", sa.String(length=64), nullable=False),
        sa.Column("spaces", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("visibility", sa.String(length=16), nullable=True),
        sa.Column("visibility_stamp", sa.String(length=96), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("handle", name=op.f("pk_arriving_member")),
    )
    op.create_table(
        "arriving_member_space",
        sa.Column("space_id", sa.String(length=64), nullable=False),
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "handle", name=op.f("pk_arriving_member_space")),
    )
    op.create_table(
        "arriving_signing_key",
        sa.Column("key_id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_arriving_signing_key")),
    )
