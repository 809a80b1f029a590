"""A meeting's ruling and what it said of the last minutes, and a lease's mode, are words or none at all."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORDS = ("quorum_ruling", "last_minutes")


def upgrade() -> None:
    for name in WORDS:
        _make_word("meeting", name)
    connection = op.get_bind()
    _empty_to_none_in_meetings(connection)
    _empty_to_none_where_taken_back(connection)
    with op.batch_alter_table("lease") as lease:
        lease.alter_column("mode", existing_type=sa.String(8), nullable=True)
    mode = sa.table("lease", sa.column("mode", sa.String()))
    connection.execute(sa.update(mode).where(mode.c.mode == "").values(mode=None))


def _make_word(table: str, name: str) -> None:
    """Replace a column by a nullable one of the same name; other tables refer to this one, so that SQLite
    can't make it anew."""
    op.add_column(table, sa.Column(f"{name}_word", sa.String(16), nullable=True))
    columns = sa.table(table, sa.column(name, sa.Text()), sa.column(f"{name}_word", sa.String()))
    op.execute(sa.update(columns).values({f"{name}_word": columns.c[name]}))
    op.drop_column(table, name)
    op.alter_column(table, f"{name}_word", new_column_name=name)


def _empty_to_none_in_meetings(connection: sa.Connection) -> None:
    words = [sa.column(name, sa.String()) for name in WORDS]
    meeting = sa.table("meeting", sa.column("id", sa.Uuid()), *words)
    for id, *values in connection.execute(sa.select(meeting)).all():
        row = dict(zip(WORDS, values, strict=True))
        if "" in values:
            change = sa.update(meeting).where(meeting.c.id == id)
            connection.execute(change.values(_without_empty(row)))


def _empty_to_none_where_taken_back(connection: sa.Connection) -> None:
    """Have the consequences of a reply for a meeting undone by the same values after the upgrade."""
    received = sa.table("received", sa.column("id", sa.Uuid()), sa.column("made_of", sa.JSON()))
    for id, made_of in connection.execute(sa.select(received)).all():
        entries = [
            entry for made in made_of for entry in made["entries"] or () if entry["table"] == "meeting"
        ]
        for entry in entries:
            for side in ("before", "after"):
                entry[side] = entry[side] and _without_empty(entry[side])
        if entries:
            change = sa.update(received).where(received.c.id == id)
            connection.execute(change.values(made_of=made_of))


def _without_empty(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if name in WORDS and value == "" else value for name, value in row.items()}
