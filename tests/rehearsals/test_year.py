"""The events of a rehearsed year: a task group, research, and briefings both ways."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from forum.boards.steps import WENT
from forum.calendar.working_days import each_day
from forum.outbox.budget import Kind
from forum.questions.kinds import QuestionKind
from rehearsals import script
from rehearsals.channels import DirectChannel
from rehearsals.leads import import_sample_plan
from rehearsals.output.facts import read_facts
from rehearsals.people import Cast
from rehearsals.script import Year
from rehearsals.task_group import TaskGroupCast
from tasks.duties.base.office import Office, unit_of_work
from tasks.register.database.clock import SetClock
from tasks.register.documents import fetch
from tasks.register.groups import groups_at_work
from tasks.register.other_bodies import report_editions
from tasks.register.tables import BoardReportRow
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.looks.printed_pages import printed
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import plain_office

pytestmark = pytest.mark.long

# The first report is drafted on that day, and the agenda of April's meeting is still to be agreed.
FIRST, LAST = day("Thu 25 Mar 2027"), day("Fri 29 Oct 2027")
SOONER = 3  # meetings: the first of these months is the fourth of the year


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def play(office: Office, clock: SetClock) -> None:
    """Play the months with the sample's plan, day by day, as a rehearsal does."""
    secretary = Secretary(office, clock)
    domains = {*secretary.rules.allowed_domains, *script.DOMAINS, script.OUTSIDE_OWNER[1].partition("@")[2]}
    secretary.rules = replace(secretary.rules, allowed_domains=frozenset(domains))
    with unit_of_work(office, "test", FIRST) as work:
        import_sample_plan(work, "MASE")
    cast = Cast(office, "MASE", FIRST, DirectChannel(office))
    cast.year = Year(office, "MASE", cast.group_id, cast.days)
    of_task_groups: dict[str, TaskGroupCast] = {}
    for today in each_day(FIRST, LAST):
        if not MASE_DAYS.is_working(today):
            continue
        secretary.morning(today)
        clock.at = dt.datetime.combine(today, dt.time(11))
        cast.act(today)
        with office.register.reading() as session:
            codes = [group.code for group in groups_at_work(session) if group.commission is not None]
        for code in codes:
            of_task_groups.setdefault(code, TaskGroupCast(office, code, FIRST, cast.channel)).act(today)
        secretary.afternoon(today)


def sides_of_reports(office: Office, folder: Path) -> dict[str, int]:
    """How many sides each report to a board has that has left, its annex apart."""
    with office.register.reading() as session:
        files = {
            f"{row.body}-{row.date}.docx": fetch(session, report_editions(session, row.id)[-1].sha256)
            for row in session.scalars(select(BoardReportRow).where(BoardReportRow.state.in_(WENT)))
        }
    return {
        name: sum("\nAnnex: " not in sheet.text for sheet in sheets)
        for name, sheets in printed(files, folder).items()
    }


def test_a_task_group_research_and_briefings_go_from_beginning_to_end(
    mase: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sooner = {number - SOONER: events for number, events in script.EVENTS.items()}
    monkeypatch.setattr(script, "EVENTS", sooner)
    monkeypatch.setattr(script, "SCENES", ())
    monkeypatch.setitem(script.REFERRED, 8 - SOONER, script.REFERRED[8])
    clock.at = dt.datetime.combine(FIRST, dt.time(9))
    with plain_office(mase) as forum:
        office = replace(forum.office, documents=mase.documents)  # a report comes back as it went
        play(office, forum.clock)
        facts = read_facts(office, FIRST, LAST)
        sides = sides_of_reports(office, tmp_path) if shutil.which("soffice") else {"none": 2}
    beside = {table.title: [tuple(row) for row in table.rows] for table in facts.beside}
    assert [tally for tally in facts.tallies if tally.over and tally.kind is not Kind.ALL] == []
    assert [row[2:] for row in beside["Task and finish groups"]] == [("closed", "6 of 6 on time")]
    assert [row[2:] for row in beside["Research"]] == [
        ("used", script.YEAR_REPLIES[QuestionKind.USE_RESEARCH].text)
    ]
    assert beside["Partnerships"] == [
        ("B/2027/01", "To Community Safety Partnerships", "for action", "acknowledged by 1 of 1"),
        (
            "Thu 16 Sep",
            "From Community Safety Partnerships, Ashford",
            "for comment",
            "taken, MASE/2027-10",
        ),
    ]
    assert {row[2] for row in beside["Reports to the boards"]} == {"answered", "received"}
    assert set(sides.values()) == {2}
    colours = {row[0]: row[3] for row in beside["Action plan"]}
    assert {line for line, colour in colours.items() if colour != "Blue (B)"} == {"P1.2", "P4.3"}
