"""An answer on coming is proved or not, an item is tried since a time, and research has its assessment."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0039"


def upgrade() -> None:
    op.add_column("mailbox", sa.Column("failing_since", sa.DateTime(), nullable=True))
    op.add_column("research", sa.Column("assessed_on", sa.Date(), nullable=True))
    op.add_column("expected", sa.Column("is_unproved", sa.Boolean(), nullable=True))
