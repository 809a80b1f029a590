"""The contacts of partnerships, the briefings for them, and what they send."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def _id(name: str, of: str, *, nullable: bool = False) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    return (
        sa.Column(name, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint([name], [f"{of}.id"]),
    )


def upgrade() -> None:
    op.create_table(
        "partnership_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_id("group_id", "forum_group"),
        sa.Column("partnership", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *_id("person_id", "person"),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_partnership_contact"),
    )
    op.create_index("ix_partnership_contact_group_id", "partnership_contact", ["group_id"])
    op.create_index("ix_partnership_contact_person_id", "partnership_contact", ["person_id"])
    op.create_table(
        "briefing",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_id("group_id", "forum_group"),
        *_id("meeting_id", "meeting"),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("of_digest", sa.String(64), nullable=False),
        sa.Column("partnership", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("opened", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("decided", "why", "ask", "pass_on")),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_digest", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_briefing"),
        sa.UniqueConstraint("reference", name="uq_briefing_reference"),
    )
    op.create_index("ix_briefing_meeting_id", "briefing", ["meeting_id"])
    op.create_table(
        "partnership_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_id("contact_id", "partnership_contact"),
        *_id("meeting_id", "meeting", nullable=True),
        *_id("item_id", "agenda_item"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partnership_message"),
    )
    op.create_index("ix_partnership_message_contact_id", "partnership_message", ["contact_id"])
