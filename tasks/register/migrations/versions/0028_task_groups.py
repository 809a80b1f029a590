"""Task and finish groups: their pages and steps, the group of each, and the items that they bring."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

TEXTS = ("page", "standing")
DECISIONS = ("decision", "extended_by", "ended_by")
DAYS = ("declined_on", "extended_on", "stopped_on", "heard_on", "finished_on")


def upgrade() -> None:
    op.add_column("forum_group", sa.Column("commission", sa.Text(), nullable=True))
    op.add_column("agenda_item", sa.Column("task_step_id", sa.Uuid(), nullable=True))
    op.create_index("ix_agenda_item_task_step_id", "agenda_item", ["task_step_id"])
    op.create_table(
        "task_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("course", sa.String(8), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.String(32), nullable=False) for name in DECISIONS),
        *(sa.Column(name, sa.Date(), nullable=True) for name in DAYS),
        sa.PrimaryKeyConstraint("id", name="pk_task_group"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["child_id"], ["forum_group.id"]),
        sa.UniqueConstraint("code", name="uq_task_group_code"),
        sa.UniqueConstraint("child_id", name="uq_task_group_child_id"),
    )
    unfinished = sa.text("finished_on IS NULL")
    op.create_index(
        "ix_task_group_open",
        "task_group",
        ["group_id"],
        sqlite_where=unfinished,
        postgresql_where=unfinished,
    )
    op.create_index("ix_task_group_group_id", "task_group", ["group_id"])
    op.create_table(
        "task_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_group_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("clause", sa.String(16), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task_step"),
        sa.ForeignKeyConstraint(["task_group_id"], ["task_group.id"]),
        sa.UniqueConstraint("task_group_id", "kind", name="uq_task_step_task_group_id_kind"),
    )
