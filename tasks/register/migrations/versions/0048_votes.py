"""A decision has how the votes on it were; of those before nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.add_column("decision", sa.Column("vote", sa.Text(), nullable=True))
