"""The duties beside the months on the page, each with its rows, and none that the months had not."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.inbox.sayings import ResearchAsked
from rehearsals.leads import import_sample_plan
from rehearsals.output.facts import tables_beside
from rehearsals.script import Year
from samples.task_group import CODE
from tasks.duties.base.office import Office, read_only, unit_of_work
from tasks.duties.research.accept_research import ask_for_research
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.tasks.duties.secretariat import NURSE, Forum

TODAY = day("Mon 11 Jan 2027")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def titles(office: Office, on: dt.date = TODAY) -> dict[str, list[tuple[str, ...]]]:
    with read_only(office, "test", on) as work:
        tables = tables_beside(work, group_by_code(work.session, "MASE"))
    return {table.title: [tuple(row) for row in table.rows] for table in tables}


def test_each_duty_of_the_group_has_a_table_with_its_rows(mase: Office, clock: SetClock) -> None:
    forum = Forum(mase, clock)
    forum.on("Mon 11 Jan 2027")
    assert titles(forum.office) == {}
    year = Year(forum.office, "MASE", forum.group, MASE_DAYS)
    asked = ResearchAsked(question="What works?", decision="training", by=day("Tue 9 Mar 2027"))
    with unit_of_work(forum.office, "test", TODAY) as work:
        import_sample_plan(work, "MASE")
        ask_for_research(work, forum.group, asked, forum.person(NURSE))
        year.propose_task_group(work)
    tables = titles(forum.office)
    assert len(tables["Action plan"]) == 15
    assert tables["Action plan"][1] == (
        "P1.2",
        "Agree one risk assessment tool",
        "30 November 2026",
        "Red (R)",
        "42 days past its date",
    )
    assert tables["Research"] == [("R/2027/01", "What works?", "asked", "")]
    assert [row[2] for row in tables["Task and finish groups"]] == ["proposed"], CODE
    (compliance,) = titles(forum.office, day("Thu 15 Apr 2027")).keys() - tables.keys()
    assert compliance.startswith("Compliance as at 31 March 2027: ")
    clauses = titles(forum.office, day("Thu 15 Apr 2027"))[compliance]
    assert ("3", "In part") in {(clause, outcome) for clause, *_, outcome in clauses}
