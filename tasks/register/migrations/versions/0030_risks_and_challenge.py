"""The risk register and the challenge log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def _id(name: str, of: str, *, nullable: bool = False) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    return (
        sa.Column(name, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint([name], [f"{of}.id"]),
    )


def upgrade() -> None:
    op.create_table(
        "risk",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_id("group_id", "forum_group"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("cause", "event", "effect")),
        sa.Column("purpose", sa.String(32), nullable=False),
        *_id("owner_id", "seat"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("controls", "told")),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_risk"),
        sa.UniqueConstraint("group_id", "number", name="uq_risk_group_id_number"),
    )
    op.create_table(
        "challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_id("group_id", "forum_group"),
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        *_id("raised_by_id", "seat", nullable=True),
        *_id("to_id", "seat", nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("due", "opened_on")),
        sa.Column("answered_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("answer", "changed")),
        sa.PrimaryKeyConstraint("id", name="pk_challenge"),
        sa.UniqueConstraint("group_id", "reference", name="uq_challenge_group_id_reference"),
    )
    op.create_index("ix_challenge_about_id", "challenge", ["about_id"])
    is_open = sa.text("answered_on IS NULL")
    op.create_index(
        "ix_challenge_open", "challenge", ["group_id"], sqlite_where=is_open, postgresql_where=is_open
    )
