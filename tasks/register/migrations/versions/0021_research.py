"""The register of requests for research, and papers that are wanted earlier than others."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

TEXTS = ("question", "decision", "because", "progress", "use")
DAYS = ("by", "asked_on")
LATER_DAYS = ("due", "accepted_on", "declined_on", "progress_on", "delivered_on", "used_on")


def upgrade() -> None:
    op.add_column("paper", sa.Column("due", sa.Date(), nullable=True))
    op.create_table(
        "research",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=True),
        sa.Column("purpose", sa.String(4), nullable=False),
        sa.Column("size", sa.String(1), nullable=True),
        sa.Column("check", sa.String(24), nullable=False),
        sa.Column("researcher_id", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Date(), nullable=False) for name in DAYS),
        *(sa.Column(name, sa.Date(), nullable=True) for name in LATER_DAYS),
        sa.PrimaryKeyConstraint("id", name="pk_research"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["researcher_id"], ["person.id"]),
        sa.UniqueConstraint("reference", name="uq_research_reference"),
    )
    open_requests = sa.text("used_on IS NULL AND declined_on IS NULL")
    op.create_index(
        "ix_research_open",
        "research",
        ["group_id"],
        sqlite_where=open_requests,
        postgresql_where=open_requests,
    )
    op.create_index("ix_research_group_id", "research", ["group_id"])
    op.add_column("agenda_item", sa.Column("research_id", sa.Uuid(), nullable=True))
    op.create_index("ix_agenda_item_research_id", "agenda_item", ["research_id"])
