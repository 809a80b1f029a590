"""A question keeps the day on which the unit rang about it and reached nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("question", sa.Column("rung", sa.Date(), nullable=True))
