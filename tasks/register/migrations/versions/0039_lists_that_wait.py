"""The lists of records past their time that nobody has carried out are found without looking through all."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    waits = sa.text("carried_out_on IS NULL AND replaced_on IS NULL")
    op.create_index(
        "ix_disposal_list_waiting", "disposal_list", ["group_id"], sqlite_where=waits, postgresql_where=waits
    )
