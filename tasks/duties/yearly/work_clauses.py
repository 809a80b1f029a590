"""What the terms ask of reports, the plan, actions, briefings and research, and how it was met over a period
(clauses 2, 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from forum.actions.history import SaidOfAction, action_as_at
from forum.boards.facts import facts_from_json, in_short
from forum.boards.steps import ReportStep
from forum.calendar.steps import OWN, StepVerdict, judge_step
from forum.plan.lines import Colour, LineState
from forum.plan.rag import Ground
from forum.questions.kinds import QuestionKind
from forum.research import Request, RequestStage, answer_due
from forum.task_groups.commission import commission_of
from forum.task_groups.stages import TaskStep
from forum.text.look_at import passages_to_look_at
from forum.text.wording import listed, long_date, short_date
from forum.yearly import Case, ClauseOverPeriod
from tasks.duties.base.group_context import GroupContext
from tasks.duties.meetings.remind import reminders_between, rules_kept
from tasks.duties.plan.rated import RatedLine, plan_on_record
from tasks.duties.yearly.period import Period
from tasks.register.audit.journal import events_until
from tasks.register.meetings import step_value
from tasks.register.other_bodies import report_steps, reports_of
from tasks.register.papers import paper_of_item
from tasks.register.research import all_requests, request_value
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    BoardReportRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
    ReportStepRow,
    ResearchRow,
    TaskGroupRow,
    TaskStepRow,
)
from tasks.register.task_groups import item_of_step, task_groups_of, task_steps

DATED = ("action opened", "action changed in the record")  # with the date that the meeting agreed
_STAYS_INSIDE = "see the register"  # a reason that may tell of a person or a place


def reports(period: Period) -> ClauseOverPeriod | None:
    """Return the reports to the boards, each sent by its deadline or not (clauses 2 and 3); None where no
    board gets any."""
    bodies = period.forum.policy.bodies
    if not bodies:
        return None
    return ClauseOverPeriod(
        number=listed(sorted({body.clause for body in bodies})),
        asks="A written report to each board before it meets",
        sheet="Reports",
        noun="report",
        cases=tuple(_report_cases(period, ReportStep.SENT)),
    )


def outcomes(period: Period) -> ClauseOverPeriod | None:
    """Return the reports that left, each with the board's receipt and its outcome heard or not (own rule);
    None where no board gets any."""
    if not period.forum.policy.bodies:
        return None
    return ClauseOverPeriod(
        number=OWN,
        asks="Receipt and outcome of each report heard from its board",
        sheet="Receipts",
        noun="answer",
        cases=tuple(_report_cases(period, ReportStep.RECEIVED, ReportStep.ANSWERED)),
    )


def _report_cases(period: Period, *kinds: ReportStep) -> Iterator[Case]:
    session = period.forum.tx.session
    for report in reports_of(session, period.forum.group.id):
        steps = report_steps(session, report.id)
        sent = period.report_step_done(steps[ReportStep.SENT])
        for kind in kinds:
            due = steps[kind].deadline
            in_period = due is not None and period.first <= due <= period.last
            is_wanted = steps[kind].verdict is not StepVerdict.NOT_NEEDED and (
                sent or kind is ReportStep.SENT
            )
            if in_period and is_wanted:
                yield _report_case(period, report, steps[kind])


def _report_case(period: Period, report: BoardReportRow, row: ReportStepRow) -> Case:
    done = period.report_step_done(row)
    step = replace(step_value(row), done=done)
    verdict = judge_step(step, meeting_date=report.date, as_of=period.last).verdict
    why = "planned too late for its deadline" if verdict is StepVerdict.NOT_POSSIBLE else ""
    if done and row.kind is ReportStep.SENT and report.facts:
        why = f"it tells of {in_short(facts_from_json(report.facts).reported) or 'nothing new'}"
    return Case(
        what=f"{report.body}, {short_date(report.date)}: {row.kind}",
        due=row.deadline,
        done=done,
        met=None if verdict is StepVerdict.NOT_POSSIBLE else verdict is StepVerdict.ON_TIME,
        why=why,
    )


def plan(period: Period) -> ClauseOverPeriod | None:
    """Return the lines of the action plan that ran in the period, each on course or not (clause 3: own,
    monitor and discharge); None for a group without a plan."""
    lines = plan_on_record(period.forum)
    if not lines:
        return None
    return ClauseOverPeriod(
        number=period.forum.policy.plan.clause,
        asks="Lines of the action plan green or amber, or discharged with evidence",
        sheet="Action plan",
        noun="line",
        cases=tuple(_line(period, each) for each in lines if _ran(period, each)),
    )


def _ran(period: Period, each: RatedLine) -> bool:
    return each.line.start <= period.last and (each.line.ended_on or period.last) >= period.first


def _line(period: Period, each: RatedLine) -> Case:
    """Return a line: red, or closed without having been achieved, it was not met. One that another supersedes
    does not count. Whose date was moved says so."""
    line, state, rating = each.line, each.line.state, each.rating
    moved = f"moved from {long_date(line.first_due)} by {line.due_by}" if line.due_by else ""
    reason = "; ".join(found.words for found in rating.findings if found.ground is not Ground.LATE)
    said = _fit_to_leave(period.forum, reason)
    is_kept = state is LineState.DISCHARGED or (state is LineState.OPEN and rating.colour is not Colour.RED)
    return Case(
        what=line.reference,
        due=line.due,
        done=line.ended_on,
        met=None if state is LineState.SUPERSEDED else is_kept,
        why=": ".join(filter(None, (rating.in_words, "; ".join(filter(None, (moved, said)))))),
    )


def actions(period: Period) -> ClauseOverPeriod:
    """Return the actions of part 1 that fell due in the period, each done by the day that the meeting agreed
    or not (clause 6, or own). The page leaves the group, and part 2's numbers would tell how many there are
    (own rule)."""
    return ClauseOverPeriod(
        number=period.forum.policy.actions.clause,
        asks="Actions of part 1 done by the day first agreed",
        sheet="Actions",
        noun="action",
        cases=tuple(_actions(period)),
    )


def _actions(period: Period) -> Iterator[Case]:
    forum, session = period.forum, period.forum.tx.session
    agreed = {
        UUID(about["action"]): dt.date.fromisoformat(about["due"])
        for _, about in events_until(session, period.last, DATED)
    }
    rows = session.scalars(
        select(ActionRow)
        .where(ActionRow.group_id == forum.group.id, ActionRow.part == 1, ActionRow.opened_on <= period.last)
        .order_by(ActionRow.reference)
    )
    due = {row: agreed.get(row.id, row.due) for row in rows}
    in_period = [row for row in due if period.first <= due[row] <= period.last]
    said = _said(period, in_period)
    for row in in_period:
        then = action_as_at(said.get(row.id, ()), period.last)
        is_met = then.done is not None and then.done <= due[row]
        yield Case(
            what=row.reference,
            due=due[row],
            done=then.done,
            met=None if then.done is None and due[row] == period.last else is_met,
            why="" if is_met else _fit_to_leave(forum, then.in_words),
        )


def _said(period: Period, rows: Sequence[ActionRow]) -> Mapping[UUID, Sequence[SaidOfAction]]:
    """Return what was said of each of these actions, as far as it was on record by the last day."""
    updates = select(ActionUpdateRow).where(ActionUpdateRow.action_id.in_([row.id for row in rows]))
    said: dict[UUID, list[SaidOfAction]] = {}
    for row in period.forum.tx.session.scalars(updates.order_by(ActionUpdateRow.on)):
        if not period.later.has(f"action: {row.said}", row.action_id, on=row.on):
            said.setdefault(row.action_id, []).append(SaidOfAction(row.on, row.said, row.text))
    return said


def briefings(period: Period) -> ClauseOverPeriod | None:
    """Return the briefings of partnerships, each acknowledged in time or not (clause 2); None for a group
    without partnerships."""
    forum = period.forum
    if not forum.policy.partnerships:
        return None
    asked = (
        select(QuestionRow, MeetingRow.reference, PersonRow.organisation)
        .join(MeetingRow, MeetingRow.id == QuestionRow.meeting_id)
        .join(PersonRow, PersonRow.id == QuestionRow.of_id)
        .where(
            QuestionRow.group_id == forum.group.id,
            QuestionRow.kind == QuestionKind.ACKNOWLEDGE_BRIEFING,
            QuestionRow.opened.between(period.first, period.last),
        )
        .order_by(QuestionRow.opened, PersonRow.organisation, QuestionRow.id)
    )
    return ClauseOverPeriod(
        number=forum.policy.briefings.clause,
        asks="Referrals to partnerships acknowledged",
        sheet="Partnerships",
        noun="briefing",
        cases=tuple(
            _briefing(period, question, f"{reference} to {organisation}")
            for question, reference, organisation in forum.tx.session.execute(asked)
        ),
    )


def _briefing(period: Period, question: QuestionRow, what: str) -> Case:
    done = period.by_then(question.answered, "question answered", question.id)
    withdrawn = period.by_then(question.withdrawn, "question withdrawn", question.id)
    is_open = done is None and (question.due >= period.last or withdrawn is not None)
    met = None if is_open else done is not None and done <= question.due
    return Case(what=what, due=question.due, done=done, met=met)


def research(period: Period) -> ClauseOverPeriod | None:
    """Return the requests for research, each answered and delivered by its day or not (clause 6); None where
    nothing was asked for."""
    requests = [
        _as_at(period, row)
        for row in all_requests(period.forum.tx.session, period.forum.group.id)
        if row.asked_on <= period.last
    ]
    if not requests:
        return None
    return ClauseOverPeriod(
        number=period.forum.policy.research.clause,
        asks="Research delivered by its day",
        sheet="Research",
        noun="request",
        cases=tuple(_request(period, each) for each in requests if _was_open(period, each)),
    )


def reminders(period: Period) -> ClauseOverPeriod | None:
    """Return what the terms ask for and no step sees to, each seen to by its day or not, as the unit says;
    None where they ask for nothing of the kind."""
    forum = period.forum
    if not forum.policy.reminders:
        return None
    return ClauseOverPeriod(
        number=listed(sorted({reminder.clause for reminder in forum.policy.reminders})),
        asks="What a person sees to by its day",
        sheet="Reminders",
        noun="reminder",
        cases=tuple(_reminders(period)),
    )


def _reminders(period: Period) -> Iterator[Case]:
    kept = rules_kept(period.forum)
    for due in sorted(reminders_between(period.forum, period.first, period.last), key=lambda due: due.day):
        row = kept.get(due.code)
        done = period.by_then(row.done_on, "rule kept", row.id) if row else None
        yield Case(
            what=f"{due.what} (clause {due.clause})",
            due=due.day,
            done=done,
            met=None if done is None and due.day == period.last else done is not None and done <= due.day,
            why=_fit_to_leave(period.forum, row.done) if row and done else "",
        )


def _as_at(period: Period, row: ResearchRow) -> Request:
    """Return a request as it stood on the last day."""
    return replace(
        request_value(row),
        accepted_on=period.by_then(row.accepted_on, "research accepted", row.id),
        declined_on=period.by_then(row.declined_on, "research declined", row.id),
        progress_on=period.by_then(row.progress_on, "research reported on", row.id),
        delivered_on=period.by_then(row.delivered_on, "research delivered", row.id),
        used_on=period.by_then(row.used_on, "research used", row.id),
    )


def _was_open(period: Period, request: Request) -> bool:
    end = request.used_on or request.declined_on or period.last
    return end >= period.first


def _request(period: Period, request: Request) -> Case:
    """Return a request: a product by its day, and before it is accepted an answer by its own."""
    forum = period.forum
    is_accepted = request.accepted_on is not None and request.due is not None
    due = request.due if is_accepted else answer_due(request.asked_on, forum.policy.research, forum.days)
    done = request.delivered_on
    words = {RequestStage.DECLINED: request.because, RequestStage.USED: request.use}.get(request.stage, "")
    why = ": ".join(filter(None, (str(request.stage), _fit_to_leave(forum, words))))
    is_judged = request.stage is not RequestStage.DECLINED and due is not None and (done or due < period.last)
    met = bool(done and due and done <= due) if is_judged else None
    return Case(what=request.reference, due=due, done=done, met=met, why=why)


def _fit_to_leave(forum: GroupContext, words: str) -> str:
    """Return people's words, unless they may tell of a person or a place: inspectors and boards read the
    page (own rule)."""
    return _STAYS_INSIDE if passages_to_look_at(words, forum.organisations) else words


def task_groups(period: Period) -> ClauseOverPeriod | None:
    """Return the steps of task and finish groups that were due, each done by its day or not (clause 6); None
    where none was commissioned."""
    session = period.forum.tx.session
    rows = [row for row in task_groups_of(session, period.forum.group.id) if row.proposed_on <= period.last]
    if not rows:
        return None
    return ClauseOverPeriod(
        number=period.forum.policy.task_groups.clause,
        asks="Task and finish groups scoped, reporting and closed by their days",
        sheet="Task groups",
        noun="step",
        cases=tuple(case for row in rows for case in _task_steps(period, row)),
    )


def _task_steps(period: Period, row: TaskGroupRow) -> Iterator[Case]:
    for kind, step in task_steps(period.forum.tx.session, row.id).items():
        due = _due_by_then(period, row, step)
        done = _done_by_then(period, row, step)
        if due and step.planned_on <= period.last and period.first <= due <= period.last:
            is_set_aside = step.verdict is StepVerdict.NOT_NEEDED
            met = None if is_set_aside else done is not None and done <= due
            yield Case(what=f"{row.code}, {kind}", due=due, done=done, met=met)


def _done_by_then(period: Period, row: TaskGroupRow, step: TaskStepRow) -> dt.date | None:
    """Return the day on which a step was done; a final report counts from its paper, though it is noted the
    next morning."""
    done = period.by_then(step.done, "task group step done", row.id, step=step.kind)
    found = item_of_step(period.forum.tx.session, step) if step.kind is TaskStep.FINAL else None
    paper = paper_of_item(period.forum.tx.session, found[0]) if found and not done else None
    return period.by_then(paper.filed_on, "paper filed", paper.id) if paper else done


def _due_by_then(period: Period, row: TaskGroupRow, step: TaskStepRow) -> dt.date | None:
    """Return the day by which a step was due as it stood on the last day: an extension was later."""
    if step.kind is TaskStep.FINAL and row.extended_on and row.extended_on > period.last:
        return commission_of(row.page).end
    return step.deadline
