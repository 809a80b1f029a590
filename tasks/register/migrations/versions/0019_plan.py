"""The action plan: its lines, their history, and the versions that are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

TEXTS = (
    *("strand", "outcome", "action", "measure", "baseline", "target", "latest", "board", "source"),
    *("progress", "why", "evidence", "impact"),
)
DECISIONS = ("due_by", "agreed_by", "ended_by")
DAYS = ("start", "first_due", "due", "added_on")
LATER_DAYS = ("heard_on", "said_since", "said_on", "agreed_on", "put_forward_on", "ended_on")
COLOURS = ("said", "agreed_colour")
LISTS = ("supporting", "moved", "purposes")


def upgrade() -> None:
    op.create_table(
        "plan_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(8), nullable=False),
        sa.Column("lead_seat_id", sa.Uuid(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.String(32), nullable=False) for name in DECISIONS),
        *(sa.Column(name, sa.Date(), nullable=False) for name in DAYS),
        *(sa.Column(name, sa.Date(), nullable=True) for name in LATER_DAYS),
        *(sa.Column(name, sa.String(8), nullable=True) for name in COLOURS),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in LISTS),
        sa.PrimaryKeyConstraint("id", name="pk_plan_line"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["lead_seat_id"], ["seat.id"]),
        sa.ForeignKeyConstraint(["lead_id"], ["person.id"]),
        sa.UniqueConstraint("group_id", "reference", name="uq_plan_line_group_id_reference"),
    )
    op.create_table(
        "plan_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("event", sa.String(24), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_event"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["line_id"], ["plan_line.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"]),
    )
    op.create_index("ix_plan_event_line_id", "plan_event", ["line_id"])
    op.create_index("ix_plan_event_group_id", "plan_event", ["group_id"])
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(24), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_version"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.UniqueConstraint("group_id", "name", name="uq_plan_version_group_id_name"),
    )
