"""A mail that waits keeps which of its files the unit may vouch for."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("received", sa.Column("to_vouch_for", sa.JSON(), nullable=True))
