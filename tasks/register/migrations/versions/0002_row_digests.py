"""The digests of the rows that a transaction writes, in the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("audit", sa.Column("wrote", sa.JSON(), server_default="{}", nullable=False))
