"""What was decided of a line of the plan waits while the decision is to be ratified."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "waiting_line_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("decided", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("colour", sa.String(8), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.ForeignKeyConstraint(["line_id"], ["plan_line.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_line_decision"),
        sa.UniqueConstraint("meeting_id", "line_id", name="uq_waiting_line_decision_meeting_id_line_id"),
    )
    op.create_index("ix_waiting_line_decision_group_id", "waiting_line_decision", ["group_id"])
