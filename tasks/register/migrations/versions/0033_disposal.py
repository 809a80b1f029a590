"""Holds on disposal, and the lists by which records are disposed of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def _ref(name: str, of: str, key: str = "id", *, nullable: bool = True) -> tuple[Any, ...]:
    kind = sa.Uuid() if key == "id" else sa.String(64)
    return sa.Column(name, kind, nullable=nullable), sa.ForeignKeyConstraint([name], [f"{of}.{key}"])


def _dates(*names: str, nullable: bool = True) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Date(), nullable=nullable) for name in names)


def upgrade() -> None:
    op.create_table(
        "retention_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_ref("group_id", "forum_group"),
        sa.Column("kind", sa.String(40), nullable=True),
        *_ref("person_id", "person"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("ground", "authority")),
        *_dates("placed_on", nullable=False),
        *_dates("lifted_on"),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention_hold"),
    )
    op.create_index("ix_retention_hold_person_id", "retention_hold", ["person_id"])
    op.create_table(
        "disposal_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_ref("group_id", "forum_group", nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        *_ref("reviewer_id", "person", nullable=False),
        *_dates("made_on", nullable=False),
        *_dates("decided_on", "replaced_on", "carried_out_on"),
        *_ref("carried_out_by_id", "person"),
        *_ref("certificate", "document", "sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_disposal_list"),
        sa.UniqueConstraint("reference", name="uq_disposal_list_reference"),
    )
    op.create_index("ix_disposal_list_group_id", "disposal_list", ["group_id"])
    op.create_table(
        "disposal_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_ref("list_id", "disposal_list", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        *_dates("closed_on", "kept_until", nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("row_count", "document_count")),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(16), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_disposal_line"),
        sa.UniqueConstraint("list_id", "kind", "record", name="uq_disposal_line_list_id_kind_record"),
    )
    op.create_index("ix_disposal_line_kind_disposal_line_record", "disposal_line", ["kind", "record"])
