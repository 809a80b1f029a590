"""What the unit did of what the terms ask for and no step sees to."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "rule_kept",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_rule_kept"),
        sa.UniqueConstraint("group_id", "code", name="uq_rule_kept_group_id_code"),
    )
    op.create_index("ix_rule_kept_meeting_id", "rule_kept", ["meeting_id"])
