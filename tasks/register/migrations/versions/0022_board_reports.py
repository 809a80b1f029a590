"""Reports to boards: their steps, their versions, and the ledger of what was asked and answered."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

OPEN = "state NOT IN ('answered', 'dropped')"
UNANSWERED = "answered IS NULL"


def upgrade() -> None:
    op.create_table(
        "board_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("secretary_id", sa.Uuid(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("agreed", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board_report"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["secretary_id"], ["person.id"]),
        sa.UniqueConstraint("group_id", "body", "date", name="uq_board_report_group_id_body_date"),
    )
    op.create_index(
        "ix_board_report_open",
        "board_report",
        ["group_id"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    op.create_table(
        "report_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("clause", sa.String(16), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_report_step"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["board_report.id"]),
        sa.UniqueConstraint("report_id", "kind", name="uq_report_step_report_id_kind"),
    )
    op.create_index("ix_report_step_group_id_report_step_deadline", "report_step", ["group_id", "deadline"])
    op.create_table(
        "report_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_edition"),
        sa.ForeignKeyConstraint(["report_id"], ["board_report.id"]),
        sa.ForeignKeyConstraint(["sha256"], ["document.sha256"]),
        sa.UniqueConstraint("report_id", "number", name="uq_report_edition_report_id_number"),
    )
    op.create_table(
        "board_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked", sa.Date(), nullable=False),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board_ask"),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["board_report.id"]),
        sa.UniqueConstraint("report_id", "number", name="uq_board_ask_report_id_number"),
    )
    op.create_index(
        "ix_board_ask_open",
        "board_ask",
        ["group_id"],
        sqlite_where=sa.text(UNANSWERED),
        postgresql_where=sa.text(UNANSWERED),
    )
