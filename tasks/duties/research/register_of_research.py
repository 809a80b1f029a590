"""The register of research, as the unit looks at it and takes it away.

Requests for research in the words of the desk letter: what is asked, for what, by whom, how late it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.questions.kinds import QuestionKind
from forum.research import Check, Lateness, Request, RequestStage, lateness, like_requests
from forum.text.columns import Column, Kind, to_read
from forum.text.wording import short_date
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.register.groups import chosen_group
from tasks.register.research import all_requests, answered_requests, open_requests, request_value
from tasks.register.tables import GroupRow, PersonRow, QuestionRow, ResearchRow

SHEET = to_read(
    "Research",
    Column("Reference", 12, name="reference"),
    Column("Question", 44, name="question"),
    Column("Asked by", 24, name="asked_by"),
    Column("Asked on", 13, kind=Kind.DATE, name="asked_on"),
    Column("For the decision", 36, name="decision"),
    Column("To be taken by", 14, kind=Kind.DATE, name="by"),
    Column("Kind", 18, name="kind"),
    Column("Purpose", 10, name="purpose"),
    Column("Size", 7, name="size"),
    Column("Check", 18, name="check"),
    Column("Researcher", 24, name="researcher"),
    Column("Due", 13, kind=Kind.DATE, name="due"),
    Column("Stage", 13, name="stage"),
    Column("Late", 10, name="late"),
    Column("How it stands, or why it was declined", 40, name="progress"),
    Column("What the group did with it", 40, name="use"),
)


@dataclass(frozen=True)
class ResearchEntry:
    """A request of a group, with the row's people and how late it is today."""

    request: Request
    row: ResearchRow
    late: Lateness


def research_of(office: Office, session: Session, group: GroupRow) -> Sequence[ResearchEntry]:
    """Return all requests of a group, the oldest first."""
    return _entries(office, group, all_requests(session, group.id))


def late_research(office: Office, session: Session, group: GroupRow) -> Sequence[ResearchEntry]:
    """Return the requests of a group of which something is late."""
    return [
        entry
        for entry in _entries(office, group, open_requests(session, frozenset([group.id])))
        if entry.late
    ]


def _entries(office: Office, group: GroupRow, rows: Sequence[ResearchRow]) -> Sequence[ResearchEntry]:
    rules, days, today = office.policy(group).research, office.days(group), office.clock.now().date()
    requests = [(request_value(row), row) for row in rows]
    return [ResearchEntry(request, row, lateness(request, rules, days, today)) for request, row in requests]


def research_workbook(office: Office, code: str | None) -> bytes:
    """Return the register of a group as a workbook. Problem for an unknown group."""
    with office.register.reading() as session:
        group = chosen_group(session, code)
        rows = [
            research_cells(
                entry.request,
                session.get_one(PersonRow, entry.row.asked_by_id).name,
                session.get_one(PersonRow, entry.row.researcher_id).name if entry.row.researcher_id else "",
                entry.late.value,
            )
            for entry in research_of(office, session, group)
        ]
        title = f"{office.policy(group).group.short_name}: register of research"
        return write_workbook(title, (SHEET, rows))


def research_cells(request: Request, asked_by: str, researcher: str, late: str) -> Sequence[object]:
    """Return a request as it stands in the columns: who asked, who does it, and how late it is."""
    others: dict[str, object] = {
        "asked_by": asked_by,
        "researcher": researcher,
        "late": late,
        "check": request.check if request.accepted_on else "",
        "progress": request.because or request.progress,
    }
    names = [column.name for column in SHEET.columns]
    return [others[name] if name in others else getattr(request, name) or "" for name in names]


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
