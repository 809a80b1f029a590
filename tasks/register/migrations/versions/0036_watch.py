"""The register keeps each look at what is due, the faults of the service, and the morning letters."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "flow", name="pk_look"),
    )
    op.create_table(
        "watch_fault",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about", sa.String(320), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("tried", sa.DateTime(), nullable=True),
        sa.Column("told", sa.DateTime(), nullable=True),
        sa.Column("settled", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_watch_fault"),
    )
    still = sa.text("settled IS NULL")
    op.create_index(
        "ix_watch_fault_open", "watch_fault", ["kind"], sqlite_where=still, postgresql_where=still
    )
    op.create_table(
        "morning_letter",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mailbox", sa.String(320), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("begun", sa.DateTime(), nullable=False),
        sa.Column("handed_over", sa.DateTime(), nullable=True),
        sa.Column("sent", sa.DateTime(), nullable=True),
        sa.Column("back", sa.DateTime(), nullable=True),
        sa.Column("refused", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("day", "mailbox", name="pk_morning_letter"),
    )
