"""An answer on coming says whether it is proved, and an item that can't be shown since when it is tried."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0039"


def upgrade() -> None:
    op.add_column("mailbox", sa.Column("failing_since", sa.DateTime(), nullable=True))
    op.add_column("expected", sa.Column("is_proved", sa.Boolean(), server_default=sa.true(), nullable=False))
