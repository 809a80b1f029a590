"""What was said of children's needs, or by them, stands beside the note of an item."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("children", sa.Text(), nullable=True))
