"""The facts of other subjects for a report to a board, which knows none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forum.boards.facts import Account, InReport, Reported, SubjectFacts, SubjectHeading
from forum.challenge import WHO_ANSWERS, Stage
from forum.plan.lines import LineState, measured_for_outside
from forum.plan.rag import Ground, is_exception
from forum.questions.kinds import QuestionKind
from forum.research import ResearchKind
from forum.risks import Risk, open_risks_at, over_tolerance
from forum.text.wording import capital, count, day_month, listed, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.boards.facts import FactsOfSubject
from tasks.duties.challenge import seat_named
from tasks.duties.matters import matters_of_group
from tasks.duties.plan.rated import RatedLine, rated_plan, standings
from tasks.duties.questions.ask import questions_about
from tasks.duties.task_groups.in_words import stages_in_words
from tasks.register.actions import plan_of
from tasks.register.papers import heard_of_children
from tasks.register.registers import challenges_of_period, risks_of
from tasks.register.research import requests_between
from tasks.register.tables import ChallengeRow


def plan_for_report(forum: GroupContext, account: Account) -> SubjectFacts:
    """Return the colours of the action plan, its exceptions, and the lines ended that are new to the
    board."""
    plan = rated_plan(forum)
    running = [each for each in plan if each.line.state is LineState.OPEN]
    ended = [each for each in plan if account.owes(InReport.LINE, each.line.reference, each.line.ended_on)]
    exceptions = [each for each in running if is_exception(each.rating, account.last, forum.policy.plan)]
    return SubjectFacts(
        SubjectHeading.ACTION_PLAN,
        (*map(_exception, exceptions), *map(_ended, ended)),
        noun="line",
        standings=standings(running),
        reported=tuple(Reported(InReport.LINE, each.line.reference) for each in ended),
    )


def research_for_report(forum: GroupContext, account: Account) -> SubjectFacts:
    """Return the research delivered that is new to the board, and what the group did with it; what children
    said stands under the difference made to them."""
    requests = requests_between(forum.tx.session, forum.group.id, account.since, account.last)
    delivered = [
        each for each in requests if account.owes(InReport.DELIVERED, each.reference, each.delivered_on)
    ]
    used = [each for each in requests if account.owes(InReport.USED, each.reference, each.used_on)]
    lines = [f"{count(len(delivered), 'product')} delivered."] if delivered else []
    lines += [
        f"{each.question.rstrip('?')}? {capital(each.use.rstrip('.'))}."
        for each in used
        if each.kind is not ResearchKind.CHILDRENS_VIEWS
    ]
    return SubjectFacts(
        SubjectHeading.RESEARCH,
        tuple(lines),
        reported=(
            *(Reported(InReport.DELIVERED, each.reference) for each in delivered),
            *(Reported(InReport.USED, each.reference) for each in used),
        ),
    )


def task_groups_for_report(forum: GroupContext, account: Account) -> SubjectFacts:
    """Return the task groups by the stage that they had reached at the end of the period."""
    words = stages_in_words(forum.tx.session, forum.group.id, account.first, account.last)
    return SubjectFacts(SubjectHeading.TASK_GROUPS, tuple(words))


def difference_for_report(forum: GroupContext, account: Account) -> SubjectFacts:
    """Return what lines of the plan measure, what came of asking children for their views, and what the
    last meeting that heard of their needs and voice heard: a report has one voice (own rule)."""
    session, group_id = forum.tx.session, forum.group.id
    lines = [
        f"{measured_for_outside(line)} ({line.action})."
        for line in plan_of(session, group_id)
        if line.measure
        and line.latest
        and (line.ended_on is None or account.owes(InReport.LINE, line.reference, line.ended_on))
    ]
    views = [
        f"Children were asked: {each.question} {capital(each.use)}"
        for each in requests_between(session, group_id, account.since, account.last)
        if each.kind is ResearchKind.CHILDRENS_VIEWS
        and account.owes(InReport.USED, each.reference, each.used_on)
    ]
    heard = [
        f"Heard on {day_month(meeting.date)}: {of_children}"
        for meeting, of_children in heard_of_children(session, group_id, account.since, account.last)
        if account.owes(InReport.HELD, meeting.reference, meeting.date)
    ]
    return SubjectFacts(SubjectHeading.CHILDREN, (*lines, *views, *heard[-1:]))


def risks_for_report(forum: GroupContext, account: Account) -> SubjectFacts:
    """Return the risks over the tolerance, the challenges of the period that reached a chief officer or
    changed something, and what goes on though the Chair was asked of it before."""
    risks = open_risks_at(risks_of(forum.tx.session, forum.group.id), account.last)
    lines = [_risk(forum, risk) for risk in over_tolerance(risks, forum.policy.risks.tolerance)]
    rows = challenges_of_period(forum.tx.session, forum.group.id, account.first, account.last)
    if rows:
        open_ones = sum(row.answered_on is None for row in rows)
        lines.append(f"{count(len(rows), 'challenge')} between organisations, {open_ones} without an answer.")
    lines += [
        _challenge(forum, row)
        for row in rows
        if row.changed or (row.answered_on is None and row.stage in (Stage.CHIEF, Stage.BOARD))
    ]
    return SubjectFacts(SubjectHeading.RISKS, (*lines, *_left_undone(forum)))


FACTS: Sequence[FactsOfSubject] = (
    plan_for_report,
    difference_for_report,
    research_for_report,
    task_groups_for_report,
    risks_for_report,
)


def _left_undone(forum: GroupContext) -> Iterator[str]:
    """Yield what goes on though it came back to the Chair: the board is above the Chair (own rule)."""
    for matter in matters_of_group(forum):
        earlier = questions_about(forum.tx.session, matter.about, QuestionKind.SETTLE_MATTER)
        asked = [
            long_date(day) for day in dict.fromkeys(row.opened for row in earlier) if day >= matter.since
        ]
        if len(asked) > 1:
            since = long_date(matter.since)
            yield f"{matter.title}: unsettled since {since}; the Chair was asked on {listed(asked)}."


def _risk(forum: GroupContext, risk: Risk) -> str:
    owner = forum.membership.seat(risk.owner_id).present_name
    controls = f" {risk.controls.rstrip('.')}." if risk.controls else ""
    return (
        f"Risk {risk.number}, {risk.score.value} of 25, {risk.trend}: {risk.event.rstrip('.')}, because "
        f"{risk.cause.rstrip('.')}; for children: {risk.effect.rstrip('.')}. {owner} answers for "
        f"it.{controls}"
    )


def _challenge(forum: GroupContext, row: ChallengeRow) -> str:
    said = (
        f"{row.answer.rstrip('.')}. For children: {row.changed.rstrip('.')}."
        if row.changed
        else f"No answer yet; it is with their {WHO_ANSWERS[row.stage]}."
    )
    return f"{seat_named(forum, row.to_id)} was challenged: {row.what.rstrip('.')}. {said}"


def _exception(each: RatedLine) -> str:
    line, rating = each.line, each.rating
    # The due date stands beside it: a count of days would be another each morning.
    reasons = (
        "past its date" if finding.ground is Ground.LATE else finding.words for finding in rating.findings
    )
    stands = f"{rating.in_words}, {'; '.join(reasons)}"
    return f"{line.action.rstrip('.')}: {stands}; due {long_date(line.due)}."


def _ended(each: RatedLine) -> str:
    line = each.line
    impact = f": {line.impact}" if line.impact else ""
    return f"{line.action.rstrip('.')}, {line.state}{impact}".rstrip(".") + "."
