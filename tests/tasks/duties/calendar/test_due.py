"""What is due is found by index: a day costs what is due then, not what has ever happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from flows.do_what_is_due import CALENDAR
from samples.task_group import commission_page
from tasks.duties.boards.report import plan_reports
from tasks.duties.task_groups.commission import propose_task_group
from tasks.register.papers import paper_of_item
from tasks.register.questions import authors_asked
from tasks.register.tables import AgendaItemRow, Base
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import Forum

Asked = list[tuple[str, Any]]

# "SCAN step", "SCAN step USING INDEX ix_step_open", or all that came before: "... ix_address_first (first<?)"
WHOLE_TABLE = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$")
ALL_UNTIL_A_DAY = re.compile(r"SEARCH (\w+) USING (?:COVERING )?INDEX (\w+) \(\w+<\?\)$")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite, which goes about an empty register as about a full one."""
    return sqlite_url


@stage
def with_all_subjects(forum: Forum) -> Forum:
    """A plan and two task groups that are proposed are there since 4 January, and on 10 May the reports to
    two boards, which meet in May and June."""
    import_sample(forum)
    for code in ("MISSING", "TAXIS"):
        do(propose_task_group, forum.office, commission_page(code=code), "page.toml")
    forum.on("Mon 10 May 2027")
    do(plan_reports, forum.office, forum.group)
    return forum


@pytest.mark.parametrize("date", ["Mon 4 Jan 2027", "Mon 3 May 2027"])  # details are asked for in May
def test_no_query_of_the_calendar_looks_through_what_has_ever_happened(
    with_all_subjects: Forum, date: str
) -> None:
    office, today = with_all_subjects.office, with_all_subjects.on(date)
    with statements_of(office.register.engine) as asked, office.register.reading() as session:
        for query in {work.due: None for works in CALENDAR.values() for work in works}:
            query(office, session, today, None)
    assert [one for one in plans_of(office.register.engine, asked) if looks_through_history(one)] == []


def test_the_paper_of_an_item_is_not_looked_for_among_all_papers(forum: Forum) -> None:
    forum.propose()
    with statements_of(forum.office.register.engine) as asked, forum.office.register.reading() as session:
        for item in session.scalars(select(AgendaItemRow)):
            assert paper_of_item(session, item) is not None
    of_papers = [one for one in asked if "FROM paper" in one[0]]
    plans = list(plans_of(forum.office.register.engine, of_papers))
    assert len(plans) == 1
    assert not looks_through_history(plans[0])


def test_the_authors_asked_for_a_paper_are_not_looked_for_among_all_questions(forum: Forum) -> None:
    forum.propose()
    engine, meeting = forum.office.register.engine, forum.meeting()
    with statements_of(engine) as asked, forum.office.register.reading() as session:
        assert authors_asked(session, meeting.id) == []
    assert [one for one in plans_of(engine, asked) if looks_through_history(one)] == []


def looks_through_history(plan: str) -> bool:
    """Say whether a step of a plan reads more of a table than what is open or current; groups and mailboxes
    are few."""
    found = WHOLE_TABLE.match(plan) or ALL_UNTIL_A_DAY.match(plan)
    if found is None:
        return False
    table, index = found.groups()
    return table not in ("forum_group", "lease") and index not in OF_WHAT_IS_OPEN


OF_WHAT_IS_OPEN = {
    index.name
    for table in Base.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}


@contextmanager
def statements_of(engine: Engine) -> Iterator[Asked]:
    """What a database is asked within the block."""
    asked: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def plans_of(engine: Engine, asked: Asked) -> Iterator[str]:
    """How SQLite goes about each query."""
    with engine.connect() as connection:
        for statement, parameters in asked:
            if statement.startswith("SELECT"):
                for *_, plan in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                    yield plan
