"""An item of a mailbox says when it was deleted there."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("received", sa.Column("left_mailbox_on", sa.Date(), nullable=True))
