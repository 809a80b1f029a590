from __future__ import annotations

import pytest

from forum.boards.facts import Account
from forum.research import ResearchKind
from tasks.duties.answers.facts_for_reports import (
    difference_for_report,
    plan_for_report,
    research_for_report,
)
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import Office, read_only
from tasks.register.database.clock import SetClock
from tasks.register.tables import ResearchRow
from tests.english import day
from tests.stages import Stages
from tests.tasks.duties.plan_ahead import cells, import_sample
from tests.tasks.duties.secretariat import UNIT, Forum

FIRST, LAST = day("Tue 1 Dec 2026"), day("Mon 4 Jan 2027")
ACCOUNT = Account(FIRST, FIRST, LAST)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def forum(mase: Office, clock: SetClock, stages: Stages) -> Forum:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    forum = Forum(mase, clock)
    stages.reach(forum.plan_from_december)
    return forum


def test_a_report_counts_the_plans_colours_and_names_what_is_red(forum: Forum) -> None:
    with read_only(forum.office, "test") as work:
        facts = plan_for_report(group_context(work, forum.group), ACCOUNT)
    assert (facts.standings, facts.lines) == ((), ())
    staff = cells(Measure="Staff trained", Baseline="40%", Latest="62%", Target="90%")
    missed = cells(Measure="Interviews after three days", Baseline="9", Latest="3")
    import_sample(forum, {"P1.1": staff, "P3.2": missed})
    with read_only(forum.office, "test") as work:
        context = group_context(work, forum.group)
        facts = plan_for_report(context, ACCOUNT)
        difference = difference_for_report(context, ACCOUNT)
    assert difference.lines == (
        "Staff trained: 40% at first, 62% now, target 90% (Train all front-line staff).",
        "Interviews after three days: 9 at first, fewer than 5 now (Offer a return interview within "
        "72 hours).",
    )
    assert [(each.part, each.in_words) for each in facts.standings] == [
        ("Prepare", "1 red and 3 green"),
        ("Prevent", "1 amber and 3 green"),
        ("Protect", "4 green"),
        ("Pursue", "3 green"),
    ]
    assert "Agree one risk assessment tool: Red (R), past its date; due 30 November 2026." in facts.lines


def test_a_report_has_the_research_of_its_period_and_what_was_done_with_it(forum: Forum) -> None:
    with forum.office.register.transaction("test") as tx:
        for number, delivered in ((1, FIRST), (2, day("Mon 30 Nov 2026")), (3, FIRST)):
            tx.session.add(
                ResearchRow(
                    group_id=forum.group,
                    reference=f"R/2026/{number:02}",
                    question="What do others do on hotels?",
                    decision="Whether to train hotels",
                    by=LAST,
                    asked_by_id=forum.person(UNIT),
                    asked_on=FIRST,
                    delivered_on=delivered,
                    used_on=LAST if number == 1 else FIRST,
                    purpose="",
                    use="hotels are trained.",
                    kind=ResearchKind.CHILDRENS_VIEWS if number == 3 else None,
                )
            )
    with read_only(forum.office, "test") as work:
        context = group_context(work, forum.group)
        assert difference_for_report(context, ACCOUNT).lines == (
            "Children were asked: What do others do on hotels? Hotels are trained.",
        )
        assert research_for_report(context, ACCOUNT).lines == (
            "2 products delivered.",
            "What do others do on hotels? Hotels are trained.",
            "What do others do on hotels? Hotels are trained.",
        )
