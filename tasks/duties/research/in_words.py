"""Requests for research in the words of the desk letter: what is asked, for what, by whom, how late it is."""

from __future__ import annotations

from collections.abc import Sequence

from forum.questions.kinds import QuestionKind
from forum.research.likeness import like_requests
from forum.research.requests import Check, Request, RequestStage, lateness
from forum.text.wording import short_date
from tasks.duties.base.group_context import GroupContext
from tasks.register.research import answered_requests, request_value
from tasks.register.tables import PersonRow, QuestionRow, ResearchRow


def earlier_in_words(forum: GroupContext, row: ResearchRow) -> str:
    """Name the group's earlier requests that ask something like this one, and how they stand; empty for
    none (own rule: an answer that is there is offered first)."""
    earlier = [
        request_value(other)
        for other in answered_requests(forum.tx.session, row.group_id)
        if (other.asked_on, other.reference) < (row.asked_on, row.reference)
    ]
    like = like_requests(row.question, earlier)
    return f"Asked before: {'; '.join(map(_with_outcome, like))}." if like else ""


def research_on_the_desk(forum: GroupContext, question: QuestionRow, row: ResearchRow) -> str:
    """Say what the unit needs to know to answer a question about a request."""
    late = lateness(request_value(row), forum.policy.research, forum.days, forum.on)
    return " ".join(filter(None, (f"It is {late}." if late else "", *_facts(forum, question, row))))


def _facts(forum: GroupContext, question: QuestionRow, row: ResearchRow) -> Sequence[str]:
    if question.kind is QuestionKind.ANSWER_RESEARCH:
        asked_by = forum.tx.session.get_one(PersonRow, row.asked_by_id).name
        asked = f"Asked by {asked_by}, for {row.decision}, by {short_date(row.by)}."
        return (asked, earlier_in_words(forum, row))
    if question.kind is QuestionKind.REPORT_RESEARCH and row.researcher_id and row.due:
        researcher = forum.tx.session.get_one(PersonRow, row.researcher_id).name
        check = "" if row.check is Check.NONE else f", and needs a {row.check} first"
        return (f"With {researcher}, due {short_date(row.due)}{check}.",)
    return ()


def _with_outcome(request: Request) -> str:
    outcome = f", and the group: {request.use.rstrip('.')}" if request.stage is RequestStage.USED else ""
    return f"{request.reference}, “{request.question}” ({request.stage}{outcome})"
