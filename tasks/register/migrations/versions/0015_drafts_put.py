"""A question about an agenda keeps the items that were put, so that the next draft says what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("question", sa.Column("draft", sa.JSON(), nullable=True))
