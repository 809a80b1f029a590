"""A fault that the watcher found has how many things it covered when it was told last."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.add_column("watch_fault", sa.Column("extent", sa.Integer(), nullable=False, server_default="1"))
