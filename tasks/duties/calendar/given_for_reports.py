"""The facts that the action plan and research give for a report to a board; boards know neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forum.boards.facts import Given, GivenHeading
from forum.plan.exceptions import is_exception
from forum.plan.lines import LineState
from forum.plan.measures import measured_for_outside
from forum.research.requests import ResearchKind
from forum.text.wording import capital, count, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.boards.facts import Giver
from tasks.duties.plan.rated import RatedLine, rated_plan, standings
from tasks.duties.task_groups.in_words import stages_in_words
from tasks.register.plan import plan_of
from tasks.register.research import requests_between


def plan_for_report(forum: GroupContext, first: dt.date, last: dt.date) -> Given:
    """Return the colours of the action plan, its exceptions, and what was ended in the period."""
    plan = rated_plan(forum)
    running = [each for each in plan if each.line.state is LineState.OPEN]
    lines = [_exception(each) for each in running if is_exception(each.rating, last, forum.policy.plan)]
    lines += [_ended(each) for each in plan if each.line.ended_on and first <= each.line.ended_on <= last]
    return Given(GivenHeading.ACTION_PLAN, tuple(lines), noun="line", standings=standings(running))


def research_for_report(forum: GroupContext, first: dt.date, last: dt.date) -> Given:
    """Return the research that was delivered in the period, and what the group did with it; what children
    said stands under the difference made to them."""
    requests = requests_between(forum.tx.session, forum.group.id, first, last)
    delivered = [each for each in requests if each.delivered_on and first <= each.delivered_on <= last]
    used = [each for each in requests if each.used_on and first <= each.used_on <= last]
    lines = [f"{count(len(delivered), 'product')} delivered."] if delivered else []
    lines += [
        f"{each.question.rstrip('?')}: {each.use}"
        for each in used
        if each.kind is not ResearchKind.CHILDRENS_VIEWS
    ]
    return Given(GivenHeading.RESEARCH, tuple(lines))


def task_groups_for_report(forum: GroupContext, first: dt.date, last: dt.date) -> Given:
    """Return the task groups by the stage that they had reached at the end of the period."""
    words = stages_in_words(forum.tx.session, forum.group.id, first, last)
    return Given(GivenHeading.TASK_GROUPS, tuple(words))


def difference_for_report(forum: GroupContext, first: dt.date, last: dt.date) -> Given:
    """Return what lines of the plan measure, and what came of asking children for their views."""
    lines = [
        f"{measured_for_outside(line)} ({line.reference})."
        for line in plan_of(forum.tx.session, forum.group.id)
        if line.measure and line.latest and (line.ended_on is None or first <= line.ended_on <= last)
    ]
    views = [
        f"Children were asked: {each.question} {capital(each.use)}"
        for each in requests_between(forum.tx.session, forum.group.id, first, last)
        if each.kind is ResearchKind.CHILDRENS_VIEWS and each.used_on and first <= each.used_on <= last
    ]
    return Given(GivenHeading.CHILDREN, (*lines, *views))


GIVERS: Sequence[Giver] = (
    plan_for_report,
    difference_for_report,
    research_for_report,
    task_groups_for_report,
)


def _exception(each: RatedLine) -> str:
    line, rating = each.line, each.rating
    stands = f"{rating.in_words}, {rating.reason}"
    return f"{line.reference}, {line.action}: {stands}; due {long_date(line.due)}."


def _ended(each: RatedLine) -> str:
    line = each.line
    impact = f": {line.impact}" if line.impact else ""
    return f"{line.reference}, {line.action}, {line.state}{impact}".rstrip(".") + "."
