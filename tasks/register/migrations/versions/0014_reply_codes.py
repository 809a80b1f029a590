"""A letter is found by the code that its links give a reply; older letters have no links."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("dispatch", sa.Column("code", sa.String(length=6), nullable=True))
    op.create_index(op.f("ix_dispatch_code"), "dispatch", ["code"])
