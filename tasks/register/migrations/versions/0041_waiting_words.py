"""The words of mail that waits for a person, until it waits no more."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.create_table(
        "waiting_words",
        sa.Column("received_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("may_answer", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["received_id"], ["received.id"]),
        sa.PrimaryKeyConstraint("received_id", name="pk_waiting_words"),
    )
