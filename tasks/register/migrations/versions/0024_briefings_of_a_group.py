"""Briefings are looked for by group."""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_index("ix_briefing_group_id", "briefing", ["group_id"])
