"""A group can end, and pauses while no policy file has its code."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("forum_group", sa.Column("ended", sa.Date(), nullable=True))
    op.add_column("forum_group", sa.Column("paused", sa.Date(), nullable=True))
