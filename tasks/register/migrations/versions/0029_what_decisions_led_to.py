"""A decision may take the place of an earlier one, and an action may serve a line of the plan."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("decision", sa.Column("supersedes", sa.String(32), nullable=True))
    op.add_column("action", sa.Column("plan_line", sa.String(8), nullable=True))
