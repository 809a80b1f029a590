"""An item that the gateway can't show is known by its tries, however long ago it came."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("mailbox", sa.Column("failing_item", sa.Text(), nullable=True))
    op.add_column("mailbox", sa.Column("failing_tries", sa.Integer(), server_default="0", nullable=False))
