"""A letter that stopped has a cause beside its reason, where the program acts on it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

CAUSES = {
    "The recipient has not signed the confidentiality agreement; once they have, it goes by itself.": (
        "agreement not signed"
    ),
    "Letters to this address come back; when the register has another, it goes by itself.": "address bounced",
    "It had gone already before the database was restored.": "sent before a restore",
}


def upgrade() -> None:
    op.add_column("dispatch", sa.Column("cause", sa.String(length=40), nullable=True))
    columns = sa.column("id", sa.Uuid()), sa.column("reason", sa.Text()), sa.column("cause", sa.String())
    dispatch = sa.table("dispatch", *columns)
    connection = op.get_bind()
    stopped = sa.select(dispatch.c.id, dispatch.c.reason).where(dispatch.c.reason.in_(CAUSES))
    for id, reason in connection.execute(stopped).all():
        change = sa.update(dispatch).where(dispatch.c.id == id)
        connection.execute(change.values(cause=CAUSES[reason]))
