"""How Alembic runs here: on the connection it is given, in one transaction."""

from alembic import context

from service.storage import account_rows, work_rows  # noqa: F401 - their tables are part of the whole
from service.storage.rows import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
