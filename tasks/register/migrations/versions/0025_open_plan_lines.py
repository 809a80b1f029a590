"""The open lines of action plans have an index: each morning looks for them, and most groups have none."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    is_open = sa.text("state = 'open'")
    op.create_index(
        "ix_plan_line_open",
        "plan_line",
        ["group_id", "lead_id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
