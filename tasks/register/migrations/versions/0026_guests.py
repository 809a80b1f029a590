"""Guests are invited to one item of a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    links = {
        "group_id": "forum_group",
        "meeting_id": "meeting",
        "item_id": "agenda_item",
        "person_id": "person",
    }
    op.create_table(
        "guest",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in links),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_guest"),
        *(sa.ForeignKeyConstraint([name], [f"{table}.id"]) for name, table in links.items()),
    )
    op.create_index("ix_guest_meeting_id", "guest", ["meeting_id"])
    op.create_index("ix_guest_group_id", "guest", ["group_id"])
