"""A correction to minutes has a number, and what the meeting that confirmed them made of it."""

from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"

correction = sa.table(
    "correction",
    sa.column("id", sa.Uuid()),
    sa.column("meeting_id", sa.Uuid()),
    sa.column("on", sa.Date()),
    sa.column("number", sa.Integer()),
)


def upgrade() -> None:
    op.add_column("correction", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("correction", sa.Column("made", sa.Boolean(), nullable=True))
    op.add_column("correction", sa.Column("because", sa.Text(), nullable=False, server_default=""))
    op.add_column("correction", sa.Column("settled_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    numbers: Counter[object] = Counter()
    in_order = sa.select(correction).order_by(correction.c.on, correction.c.id)
    for row in connection.execute(in_order).all():
        numbers[row.meeting_id] += 1
        change = sa.update(correction).where(correction.c.id == row.id)
        connection.execute(change.values(number=numbers[row.meeting_id]))
