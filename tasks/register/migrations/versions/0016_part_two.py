"""The record says who stayed for part 2; of meetings recorded before nothing is known of that."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    for table in ("attendance", "attendee"):
        op.add_column(table, sa.Column("part_two", sa.Boolean(), nullable=True))
