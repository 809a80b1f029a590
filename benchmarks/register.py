"""A register of many groups and many years, made from model groups by bulk inserts inside SQLite.

The first eight digits of an id tell the group and the next four the month: so ids stay unique, and a row
goes on naming the right ones, without being looked at one by one.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import JSON, Column, Date, DateTime, Table, Uuid

from benchmarks.groups import TODAY, Model
from forum.calendar.steps import StepVerdict
from forum.letters.members import Induction
from forum.letters.minutes import Minutes
from forum.members.joining import LOOK_BACK
from forum.members.membership import Role
from forum.outbox.states import OccasionKind
from tasks.register.audit.trail import SERVICE
from tasks.register.database.clock import SystemClock
from tasks.register.database.register import Register
from tasks.register.documents import CIRCULATED
from tasks.register.migrations import upgrade
from tasks.register.tables import Base

FOLK = ("forum_group", "person", "address", "appointment", "cover")  # not of one meeting
# Of no group, or come by mail, without which a model is played.
OF_THE_OFFICE = (
    "template",
    "document",
    "lease",
    "mailbox",
    "received",
    "proposed_reading",
    "waiting_words",
    "hold",
    "proposal",
    "research",
    "partnership_contact",
    "partnership_message",
    "briefing",
    "guest",
    "risk",
    "challenge",
    "retention_hold",
    "disposal_list",
    "disposal_line",
    "incident",
    "access_request",
    "concern",
    "look",
    "watch_fault",
    "morning_letter",
)
OF_THE_SUBJECTS = (  # which are played for a few months, and of which history has nothing
    "plan_line",
    "plan_event",
    "plan_version",
    "waiting_line_decision",
    "chair_note",
    "board_report",
    "report_step",
    "report_edition",
    "board_ask",
    "task_group",
    "task_step",
)
OF_TODAY = (*FOLK, "seat", *OF_THE_SUBJECTS)
PARENT = "(SELECT id FROM model.forum_group WHERE commission IS NULL)"  # not its task group
ABOUT_ANYTHING = ("about_id", "subject_id")
YEAR, TERM = 365, 912  # days; a member serves two and a half years
OCCASION = "substr(key, 76 + length(letter), length(key) - 112 - length(letter))"  # as it stands in the key
NEXT_ROW = "(SELECT coalesce(max(seq), 0) FROM main.audit) + row_number() OVER (ORDER BY seq)"
MONTHS_A_YEAR = 13  # of four weeks
OF_THE_MEETING: Mapping[str, str] = {
    "meeting": "id = :meeting",
    "action_update": "action_id IN (SELECT id FROM model.action WHERE meeting_id = :meeting)",
    "question": (
        "meeting_id = :meeting OR about_id IN (SELECT id FROM model.action WHERE meeting_id = :meeting)"
    ),
    "dispatch": "meeting_id = :meeting OR (meeting_id IS NULL AND queued_at BETWEEN :first AND :last)",
    "audit": "at BETWEEN :first AND :last",
}
SETTLED: Mapping[tuple[str, str], str] = {  # what all that is history has come to
    ("meeting", "state"): "'held'",
    ("step", "verdict"): f"coalesce(verdict, '{StepVerdict.ON_TIME}')",
    ("action", "state"): "'discharged'",
    ("question", "answered"): "coalesce(answered, date(due, :shift))",
    ("dispatch", "state"): "'sent'",
    ("dispatch", "text"): "''",  # nobody reads these again, and the register would only be longer to make
    ("dispatch", "html"): "''",
    ("dispatch", "conditions"): "'{}'",
    ("audit", "about"): "'{}'",
    ("meeting_document", "state"): f"replace(state, 'for the Chair', '{CIRCULATED}')",
}


def make_register(file: Path, models: Sequence[Model], groups: int, years: int) -> None:
    """``groups`` groups with so many years of history each, on TODAY, at every point of their month alike.

    Without years they stand as the models do, on the models' own day.
    """
    register = Register(f"sqlite:///{file}", SystemClock())
    upgrade(register)
    register.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.create_function("of_group", 3, _of_group, deterministic=True)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-300000"):
            database.execute(f"PRAGMA {pragma}")
        for number, model in enumerate(models):
            database.execute("ATTACH ? AS model", (str(model.file),))
            database.execute("BEGIN")
            database.execute("INSERT OR IGNORE INTO document SELECT * FROM model.document")
            for group in range(number, groups, len(models)):
                _add_group(database, model, group, years)
            database.execute("COMMIT")
            database.execute("DETACH model")
        database.execute("PRAGMA journal_mode=WAL")


def _add_group(database: sqlite3.Connection, model: Model, group: int, years: int) -> None:
    values = {
        "group": f"{group:08x}",
        "code": f"G{group:04}",
        "policy": model.policy.group.code,
        "model": model.file.name.partition("-")[0],  # with which each code and reference begins
    }
    behind = (TODAY - model.on).days if years else 0
    _copy(database, values | {"month": "0000", "shift": f"+{behind} days"})
    if years:
        _add_history(database, values, behind, years)
        _serve(database, values["group"], group, years)


def _add_history(database: sqlite3.Connection, values: Mapping[str, str], behind: int, years: int) -> None:
    """Repeat a settled meeting of the model every four weeks."""
    meeting, held = database.execute(
        "SELECT id, date FROM model.meeting "
        f"WHERE state = 'held' AND group_id = {PARENT} ORDER BY date LIMIT 1 OFFSET 1"
    ).fetchone()
    day = dt.date.fromisoformat(held)
    values = {
        **values,
        "meeting": meeting,
        "first": f"{day - dt.timedelta(days=26)}",
        "last": f"{day + dt.timedelta(days=2)}",
    }
    oldest = (day - min_date(database)).days // 28  # the model's own meetings, already there
    for month in range(1, years * MONTHS_A_YEAR):
        shift = behind - 28 * (month + oldest)
        _copy(database, values | {"month": f"{month:04x}", "shift": f"{shift} days"}, month=month)


def min_date(database: sqlite3.Connection) -> dt.date:
    (first,) = database.execute(f"SELECT min(date) FROM model.meeting WHERE group_id = {PARENT}").fetchone()
    return dt.date.fromisoformat(first)


def _copy(database: sqlite3.Connection, values: Mapping[str, str], month: int = 0) -> None:
    """Copy the whole model, or of its history one meeting with all that belongs to it."""
    for table in Base.metadata.sorted_tables:
        if table.name in OF_THE_OFFICE or (month and table.name in OF_TODAY):
            continue
        where = OF_THE_MEETING.get(table.name, "meeting_id = :meeting") if month else "1"
        columns = [_value(table, column, past=bool(month)) for column in table.columns]
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        database.execute(
            f'INSERT INTO main."{table.name}" ({names}) SELECT {", ".join(columns)} '
            f'FROM model."{table.name}" WHERE {where}',
            values,
        )


def _value(table: Table, column: Column[object], *, past: bool) -> str:
    """The SQL expression that gives a column of a copied row."""
    name = column.name
    if past and (table.name, name) in SETTLED:
        return SETTLED[table.name, name]
    match table.name, name:
        case "forum_group", "policy":
            return ":policy"
        case "dispatch", "key":
            parts = (
                _id("group_id", "0000"),
                _new_id(table, table.c.subject_id),
                "letter",
                f"{OCCASION} || :month" if past else OCCASION,
                _id("person_id", "0000"),
            )
            return " || '/' || ".join(_dashed(part) if "substr" in part else part for part in parts)
        case "invitation", "told":
            return "of_group(told, :group, '')"
        case "forum_group", "commission":
            return "of_group(commission, :group, :shift)"
        case "audit", "seq":
            return NEXT_ROW
        case "audit", "hash":
            return f"printf('%064x', {NEXT_ROW})"
        case "audit", "chain":
            return f"CASE chain WHEN '{SERVICE.hex}' THEN chain ELSE {_id('chain', '0000')} END"
        case "audit", "previous":
            return f"printf('f%063x', {NEXT_ROW})"  # whatever is no other row's, and no hash
        case "meeting", "reference" if past:
            return ":code || '/' || :month"
        case _, "reference" if past:
            of_meeting = "(SELECT reference FROM model.meeting WHERE id = meeting_id)"
            return f":code || '/' || :month || substr(reference, length({of_meeting}) + 1)"
        case "plan_line", "reference":
            return name
        case (_, "reference") | ("forum_group" | "task_group", "code"):
            return f":code || substr({name}, length(:model) + 1)"
    if isinstance(column.type, Uuid):
        return _new_id(table, column)
    if table.name in OF_THE_SUBJECTS and isinstance(column.type, JSON):
        return f'of_group("{name}", :group, :shift)'
    if isinstance(column.type, Date):
        return f'date("{name}", :shift)'
    if isinstance(column.type, DateTime):
        return f"strftime('%Y-%m-%d %H:%M:%f000', \"{name}\", :shift)"
    return f'"{name}"'


def _of_group(text: str | None, group: str, shift: str) -> str | None:
    """Return a text with the ids in it as they are in a group, and its days that much later or earlier."""
    if text is None:
        return None
    days = dt.timedelta(days=int(shift.partition(" ")[0] or 0))
    text = re.sub('"[0-9a-f]{12}([0-9a-f]{20})"', rf'"{group}0000\1"', text)
    text = re.sub('"[0-9a-f]{8}-[0-9a-f]{4}(-[-0-9a-f]{22})"', rf'"{group}-0000\1"', text)
    return re.sub(
        '"([0-9]{4}-[0-9]{2}-[0-9]{2})"', lambda day: f'"{dt.date.fromisoformat(day[1]) + days}"', text
    )


def _new_id(table: Table, column: Column[object]) -> str:
    name = column.name
    if name in ABOUT_ANYTHING:
        lasting = " UNION ALL ".join(f"SELECT id FROM model.{source}" for source in ("person", "forum_group"))
        return f"CASE WHEN {name} IN ({lasting}) THEN {_id(name, '0000')} ELSE {_id(name)} END"
    target = next((key.column.table.name for key in column.foreign_keys), table.name)
    return _id(name, "0000" if target in (*FOLK, "seat") else None)


def _id(name: str, month: str | None = None) -> str:
    return f':group || {":month" if month is None else repr(month)} || substr("{name}", 13)'


def _dashed(id: str) -> str:
    pieces = ", ".join(
        f"substr(x, {start}, {length})" for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    )
    return f"(SELECT printf('%s-%s-%s-%s-%s', {pieces}) FROM (SELECT {id} AS x))"


def _serve(database: sqlite3.Connection, group: str, number: int, years: int) -> None:
    """Give each member predecessors; the present ones began on any day of the last two and a half years."""
    (parent,) = database.execute(
        "SELECT id FROM forum_group WHERE id LIKE ? AND commission IS NULL", (f"{group}%",)
    ).fetchone()
    seated = database.execute(  # in an order that no random id decides: who joins when makes the day's work
        "SELECT appointment.id, person_id FROM appointment JOIN person ON person.id = person_id "
        "LEFT JOIN seat ON seat.id = seat_id WHERE appointment.group_id = ? AND role IN (?, ?) "
        "ORDER BY role, number, person.name",
        (parent, Role.CORE, Role.CO_OPTED),
    ).fetchall()
    began = f"{TODAY - dt.timedelta(days=years * YEAR + TERM)}"
    database.execute("UPDATE forum_group SET go_live = ? WHERE id = ?", (began, parent))
    database.execute("UPDATE seat SET created = ? WHERE group_id = ?", (began, parent))
    database.execute("UPDATE appointment SET first = ? WHERE group_id = ?", (began, parent))
    database.execute("UPDATE address SET first = ? WHERE id LIKE ?", (began, f"{group}%"))
    for place, (appointment, person) in enumerate(seated):
        since = TODAY - dt.timedelta(days=(number * 37 + place * 71) % TERM)
        for term in range(1, years * YEAR // TERM + 1):
            first, last = (
                since - dt.timedelta(days=TERM * term),
                since - dt.timedelta(days=TERM * (term - 1) + 1),
            )
            for table, id in (("person", "id"), ("address", "person_id"), ("appointment", "id")):
                _before(
                    database, table, id, appointment if table == "appointment" else person, term, first, last
                )
        database.execute("UPDATE appointment SET first = ? WHERE id = ?", (f"{since}", appointment))
        if since > TODAY - LOOK_BACK:
            _welcome(database, person, since)
        if since == TODAY:
            database.execute("DELETE FROM dispatch WHERE person_id = ?", (person,))
            database.execute(
                "UPDATE invitation SET told = replace(told, ?, ?) "
                "WHERE group_id = (SELECT group_id FROM appointment WHERE id = ?)",
                (person, "f" * 32, appointment),
            )


def _welcome(database: sqlite3.Connection, person: str, since: dt.date) -> None:
    """Note that people who began of late have had the letter of welcome, with the last minutes."""
    values = {
        "id": "substr(id, 1, 8) || 'e' || substr(id, 10)",
        "key": f"substr(key, 1, 37) || substr(key, -36) || '/{Induction.NAME}/{since}/' || substr(key, -36)",
        "subject_id": "person_id",
        "letter": f"'{Induction.NAME}'",
        "occasion_kind": f"'{OccasionKind.DAY}'",
        "occasion_day": f"'{since}'",
        "occasion_at": "NULL",
        "occasion_number": "NULL",
        "occasion_about": "NULL",
        "occasion_note": "NULL",
        "edition": "1",
        "meeting_id": "NULL",
        "queued_at": f"'{since} 09:00:00.000000'",
    }
    columns = [column.name for column in Base.metadata.tables["dispatch"].columns]
    chosen = ", ".join(values.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    database.execute(
        f"INSERT INTO dispatch ({names}) SELECT {chosen} FROM dispatch "
        "WHERE person_id = ? AND letter = ? ORDER BY queued_at DESC LIMIT 1",
        (person, Minutes.NAME),
    )


def _before(
    database: sqlite3.Connection, table: str, column: str, id: str, term: int, first: dt.date, last: dt.date
) -> None:
    values = {
        "id": f"substr(id, 1, 8) || 'f{term:03x}' || substr(id, 13)",
        "person_id": f"substr(person_id, 1, 8) || 'f{term:03x}' || substr(person_id, 13)",
        "first": f"'{first}'",
        "last": f"'{last}'",
        "address": f"'{term}.' || address",
    }
    columns = [column.name for column in Base.metadata.tables[table].columns]
    chosen = ", ".join(values.get(name, f'"{name}"') for name in columns)
    database.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE {column} = ?", (id,)
    )
