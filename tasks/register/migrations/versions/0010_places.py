"""An item that every agenda has keeps its place, which was told by its title before."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

PLACES = {
    "Welcome and apologies": "welcome",
    "Declarations of interest": "interests",
    "Minutes of the last meeting": "last minutes",
    "Action log": "action log",
    "Items to and from boards and partnerships": "boards",
}
TO_RATIFY = re.compile(r"Decisions? of .+ to ratify")


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("place", sa.String(16), nullable=True))
    columns = (
        sa.column("title", sa.Text()),
        sa.column("standing", sa.Boolean()),
        sa.column("place", sa.String()),
    )
    item = sa.table("agenda_item", sa.column("id", sa.Uuid()), *columns)
    connection = op.get_bind()
    for id, title in connection.execute(sa.select(item.c.id, item.c.title).where(item.c.standing)).all():
        place = "ratify" if TO_RATIFY.fullmatch(title) else PLACES.get(title)
        if place:
            connection.execute(sa.update(item).where(item.c.id == id).values(place=place))
