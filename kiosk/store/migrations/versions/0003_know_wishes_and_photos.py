"""Keep what members wish of the screens, their own edits, photos and phones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns of members' own wishes, and the server's tables for photos and links."""
    for table in ("member", "arriving_member"):
        op.add_column(
            table,
            sa.Column("text_size", sa.String(16), nullable=False, server_default="normal"),
        )
        op.add_column(table, sa.Column("pin", sa.String(200), nullable=False, server_default=""))
        stamps = sa.Column("edit_stamps", sa.JSON(), nullable=False, server_default="{}")
        op.add_column(table, stamps)
    op.create_table(
        "member_photo",
        sa.Column("handle", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("handle", name=op.f("pk_member_photo")),
    )
    op.create_index(op.f("ix_member_photo_digest"), "member_photo", ["digest"])
    op.create_table(
        "member_link",
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("handle", sa.String(16), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_member_link")),
    )
    op.create_index(op.f("ix_member_link_handle"), "member_link", ["handle"])
    op.create_table(
        "member_phone",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("handle", sa.String(16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_member_phone")),
    )
    op.create_index(op.f("ix_member_phone_handle"), "member_phone", ["handle"])
