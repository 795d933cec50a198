"""Alembic's entry: runs the chain on the connection that schema.py hands over."""

from alembic import context

from kiosk.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
