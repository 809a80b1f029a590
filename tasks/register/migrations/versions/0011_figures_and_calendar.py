"""A meeting has the figures by which its steps were planned, a group the days off by which they were."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("forum_group", sa.Column("calendar", sa.String(64), nullable=True))
    op.add_column("meeting", sa.Column("figures", sa.JSON(), nullable=True))
