"""Incidents with personal data, and the hours in which each is reported."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("dispatch_id", sa.Uuid(), nullable=True),
        sa.Column("hold_id", sa.Uuid(), nullable=True),
        sa.Column("learnt_at", sa.DateTime(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("risk", sa.String(16), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("assessed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reported_at", sa.DateTime(), nullable=True),
        sa.Column("report_reference", sa.Text(), nullable=False),
        sa.Column("people_told_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"]),
        sa.ForeignKeyConstraint(["hold_id"], ["retention_hold.id"]),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.UniqueConstraint("reference", name="uq_incident_reference"),
    )
    is_open = sa.text("closed_on IS NULL")
    op.create_index(
        "ix_incident_open", "incident", ["group_id"], sqlite_where=is_open, postgresql_where=is_open
    )
