"""The occasion of a letter is a kind with its day, time, number or id; its text stands in the key alone."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

COLUMNS = (
    sa.Column("occasion_kind", sa.String(40), server_default="once", nullable=False),
    sa.Column("occasion_day", sa.Date(), nullable=True),
    sa.Column("occasion_at", sa.DateTime(), nullable=True),
    sa.Column("occasion_number", sa.Integer(), nullable=True),
    sa.Column("occasion_about", sa.Uuid(), nullable=True),
    sa.Column("occasion_note", sa.String(16), nullable=True),
    sa.Column("edition", sa.Integer(), server_default="1", nullable=False),
)
DAY, TIME = r"(?P<day>\d{4}-\d\d-\d\d)", r"(?P<at>\d{4}-\d\d-\d\d[ T][\d:]+)"
ID, NOTE = r"(?P<about>[0-9a-f-]{36})", r"(?: (?P<note>[a-z0-9 ]{1,16}))?"
FORMS = {
    "once": r"once",
    "month": r"(?P<day>\d{4}-\d\d)",
    "seat on a day": rf"{DAY} {ID}",
    "day": rf"{DAY}{NOTE}",
    "time of a meeting": rf"for {TIME}",
    "move from a time": rf"move (?P<number>\d+) from {TIME}",
    "question": rf"question {ID}{NOTE}",
    "edition of a document": r"edition (?P<number>\d+)",
    "supplement": r"supplement (?P<number>\d+)",
    "action log": r"action log",
    "minutes": r"minutes",
}
TYPES: Mapping[str, Callable[[str], Any]] = {
    "day": lambda text: dt.date.fromisoformat(f"{text}-01"[:10]),  # of a month the first
    "at": dt.datetime.fromisoformat,
    "number": int,
    "about": UUID,
    "note": str,
}
EDITION = re.compile(r"(.*), again (\d+)")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("dispatch", column)
    names = [sa.column(column.name, column.type) for column in COLUMNS]
    dispatch = sa.table("dispatch", sa.column("id", sa.Uuid()), sa.column("occasion", sa.String()), *names)
    connection = op.get_bind()
    for id, occasion in connection.execute(sa.select(dispatch.c.id, dispatch.c.occasion)).all():
        change = sa.update(dispatch).where(dispatch.c.id == id)
        connection.execute(change.values(_columns(occasion)))
    op.drop_column("dispatch", "occasion")


def _columns(occasion: str) -> dict[str, Any]:
    """The columns of an occasion; a text of no form that a version has written is "once"."""
    again = EDITION.fullmatch(occasion)
    first, edition = (again[1], int(again[2])) if again else (occasion, 1)
    for kind, form in FORMS.items():
        if match := re.fullmatch(form, first):
            facts = {name: TYPES[name](text) for name, text in match.groupdict().items() if text}
            columns = {f"occasion_{name}": value for name, value in facts.items()}
            return {"occasion_kind": kind, "edition": edition, **columns}
    return {"occasion_kind": "once", "edition": edition}
