"""Reports to one board that are under way together: what one tells for good, no other tells (clauses 2 and
3)."""

from __future__ import annotations

from forum.boards.account import overlap
from forum.boards.facts import facts_from_json
from forum.boards.steps import UNSENT, ReportState
from forum.calendar.steps import Verdict, judge_step
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.boards.plan import drop_report
from tasks.duties.boards.report import BoardContext
from tasks.duties.questions.ask import withdraw_question
from tasks.register.boards import open_reports, report_steps
from tasks.register.meetings import step_value
from tasks.register.tables import BoardReportRow


def let_others_give_way(board: BoardContext) -> None:
    """Have the other reports to a board give way to one that is agreed, or leaves as a draft: one with the
    Chair that tells the same is put anew without it, and one whose board has met is dropped. That its day
    was missed stays on record."""
    forum, reported = board.forum, board.facts.reported
    for other in open_reports(forum.tx.session, frozenset([forum.group.id])):
        if other.body != board.report.body or other.state not in UNSENT - {ReportState.AGREED}:
            continue
        if other.date < min(board.report.date, forum.on):
            _overtake(forum, other)
        elif other.facts and overlap(reported, facts_from_json(other.facts).reported):
            _put_anew(forum, other)


def _overtake(forum: GroupContext, report: BoardReportRow) -> None:
    for row in report_steps(forum.tx.session, report.id).values():
        judged = judge_step(step_value(row), meeting_date=report.date, as_of=forum.on).verdict
        if row.verdict is None and judged is Verdict.MISSED:
            row.verdict = judged
    drop_report(forum, report)


def _put_anew(forum: GroupContext, report: BoardReportRow) -> None:
    """Take a report back from the Chair: it is put the next morning, with its facts as they are then."""
    if report.state is ReportState.WITH_THE_CHAIR:
        for kind in (QuestionKind.AGREE_REPORT, QuestionKind.RELEASE_UNAGREED_REPORT):
            withdraw_question(forum.tx, report.id, kind, forum.on)
        report.state = ReportState.BACK
        forum.tx.audit("report to be put anew", report=report.id)
