"""A report that is agreed or has left has on record what its board heard by it: until now it owned days, so
meetings and decisions by its words, and all else by its days."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0041"

report = sa.table(
    "board_report",
    sa.column("id", sa.Uuid()),
    sa.column("group_id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("facts", sa.JSON()),
)
meeting = sa.table(
    "meeting",
    sa.column("id", sa.Uuid()),
    sa.column("group_id", sa.Uuid()),
    sa.column("reference", sa.String()),
    sa.column("state", sa.String()),
    sa.column("date", sa.Date()),
)
decision = sa.table(
    "decision", sa.column("meeting_id", sa.Uuid()), sa.column("reference"), sa.column("text", sa.Text())
)
NOT_HELD = ("cancelled", "no meeting, agreed")
BY_DAYS = {
    "action discharged": ("action", "discharged_on"),
    "line of the plan ended": ("plan_line", "ended_on"),
    "piece of research delivered": ("research", "delivered_on"),
    "piece of research used": ("research", "used_on"),
}


def upgrade() -> None:
    connection = op.get_bind()
    final = report.c.state.in_(["agreed", "sent", "received", "answered"]) & report.c.facts.is_not(None)
    for id, group, facts in connection.execute(
        sa.select(report.c.id, report.c.group_id, report.c.facts).where(final)
    ).all():
        if facts and "first" in facts:
            own = [{"matter": matter, "reference": reference} for matter, reference in _heard(group, facts)]
            change = sa.update(report).where(report.c.id == id)
            connection.execute(change.values(facts={**facts, "own": own}))


def _heard(group: Any, facts: dict[str, Any]) -> list[tuple[str, str]]:
    connection = op.get_bind()
    first, last = (dt.date.fromisoformat(facts[day]) for day in ("first", "last"))
    held = {dt.date.fromisoformat(day) for day in facts.get("meetings", ())}
    said = {(dt.date.fromisoformat(each["on"]), each["text"]) for each in facts.get("decisions", ())}
    rows = connection.execute(sa.select(meeting).where(meeting.c.group_id == group)).all()
    days = {row.id: row.date for row in rows}
    heard = [("meeting held", row.reference) for row in rows if row.state == "held" and row.date in held]
    heard += [
        ("meeting not held", row.reference)
        for row in rows
        if row.state in NOT_HELD and first <= row.date <= last
    ]
    heard += [
        ("decision", row.reference)
        for row in connection.execute(sa.select(decision).where(decision.c.meeting_id.in_([*days])))
        if (days[row.meeting_id], row.text) in said
    ]
    for matter, (name, day) in BY_DAYS.items():
        table = sa.table(
            name, sa.column("group_id", sa.Uuid()), sa.column("reference"), sa.column(day, sa.Date())
        )
        of_group = sa.select(table.c.reference).where(table.c.group_id == group)
        references = connection.scalars(of_group.where(table.c[day].between(first, last)))
        heard += [(matter, reference) for reference in references]
    month = first if first.day == 1 else _next(first)
    while _next(month) <= last + dt.timedelta(days=1):
        heard.append(("month without a meeting", f"{month:%Y-%m}"))
        month = _next(month)
    return heard


def _next(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
