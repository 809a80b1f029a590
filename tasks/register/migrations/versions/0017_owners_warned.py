"""An action keeps the day on which its owner was warned of a letter to their organisation."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("action", sa.Column("owner_warned_on", sa.Date(), nullable=True))
