"""An update that moves the date of an action keeps the old one: what was overdue on a day can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("action_update", sa.Column("old_due", sa.Date(), nullable=True))
