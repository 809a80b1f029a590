"""A phone number that somebody gave by mail waits for the unit's word."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("proposal", sa.Column("phone", sa.Text(), nullable=True))
