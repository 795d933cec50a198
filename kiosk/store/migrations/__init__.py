"""The one Alembic chain, for SQLite and PostgreSQL alike."""
