"""What a reply may mean is put to its writer, and recorded once they reply YES."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "proposed_reading",
        sa.Column("received_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sayings", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["received.id"]),
        sa.ForeignKeyConstraint(["received_id"], ["received.id"]),
        sa.PrimaryKeyConstraint("received_id"),
    )
