"""A mail from outside says whether our mail system examined it; of those read before nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.add_column("received", sa.Column("examination", sa.String(length=16), nullable=True))
