"""Run by Alembic for each migration, on the connection that ``upgrade`` opened."""

from alembic import context

from tasks.register.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
