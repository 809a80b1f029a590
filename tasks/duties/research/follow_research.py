"""Follow a request: put its decision on an agenda, ask how it stands, show its product, ask for its use.

The register of research, as the unit looks at it and takes it away.

Requests for research in the words of the desk letter: what is asked, for what, by whom, how late it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.working_days import WorkingDays
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.papers.papers import IN_CIRCULATION
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply
from forum.research import Check, Lateness, Request, RequestStage, lateness, like_requests, progress_is_due
from forum.terms.parts.duties import Research
from forum.text.checks import checked_text
from forum.text.columns import Column, Kind, to_read
from forum.text.problem import Problem
from forum.text.wording import short_date
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import ask, ask_chairs, questions_about, withdraw_question
from tasks.duties.research.accept_research import meeting_that_decides, put_decision_on_agenda
from tasks.mail.sending.queue import Enclosure
from tasks.register.groups import Groups, chosen_group, groups_by_id
from tasks.register.meetings import HELD
from tasks.register.papers import paper_of_item
from tasks.register.research import all_requests, answered_requests, item_of, open_requests, request_value
from tasks.register.tables import (
    AgendaItemRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    QuestionRow,
    ResearchRow,
)

ANSWERED_WITHIN = 5  # working days
OF_PROGRESS = (QuestionKind.REPORT_RESEARCH, QuestionKind.TELL_PROGRESS)


class ResearchStep(Enum):
    """The steps of a request that follow by themselves."""

    PUT_ON_AGENDA = auto()
    ASK_PROGRESS = auto()
    SHOW_PRODUCT = auto()
    ASK_USE = auto()


def groups_with_research(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with a request for which something is to be done: a superset, the duty looks closer."""
    requests = open_requests(session, only)
    if not requests:  # as in most groups
        return []
    at_work = {group.id: group for group in groups_by_id(session, only)}
    due = [
        row.group_id
        for row in requests
        if (group := at_work.get(row.group_id))
        and office.days(group).is_working(as_of)
        and any(_steps(session, row, office.policy(group).research, office.days(group), as_of))
    ]
    return list(dict.fromkeys(due))


def see_to_research(work: UnitOfWork, group_id: UUID) -> None:
    """Do what is due for each request of a group."""
    forum = group_context(work, group_id)
    for row in open_requests(work.session, frozenset([group_id])):
        for step in _steps(work.session, row, forum.policy.research, forum.days, forum.on):
            _DO[step](forum, row)


def record_progress(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record how the work stands."""
    row = work.session.get_one(ResearchRow, question.about_id)
    row.progress_on, row.progress = work.on, _text(row, reply, "PROGRESS how it stands")
    work.audit("research reported on", research=row.id)


def record_use(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record what the group did with the research, which ends the request."""
    row = work.session.get_one(ResearchRow, question.about_id)
    row.used_on, row.use = work.on, _text(row, reply, "USED what the group did with it")
    work.audit("research used", research=row.id)


def put_product(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the question that was looked into and by whom; ``late_papers`` encloses the
    product."""
    session = forum.tx.session
    paper = session.get_one(PaperRow, question.about_id)
    item = session.get_one(AgendaItemRow, paper.item_id)
    row = session.get_one(ResearchRow, item.research_id)
    author = session.get_one(PersonRow, paper.author_id).name
    of_research = replace(ask, reference=item.number, title=row.question, person=author)
    return of_research, ()


def _steps(
    session: Session, row: ResearchRow, rules: Research, days: WorkingDays, on: dt.date
) -> Iterator[ResearchStep]:
    """Yield what is to be done for a request today."""
    if row.accepted_on is None:
        return
    item = item_of(session, row)
    if item is None:
        if meeting_that_decides(session, row, on):
            yield ResearchStep.PUT_ON_AGENDA
    elif session.get_one(MeetingRow, item.meeting_id).state is HELD:
        if not questions_about(session, row.id, QuestionKind.USE_RESEARCH):
            yield ResearchStep.ASK_USE
        return
    elif row.delivered_on is None and _product(session, item):
        yield ResearchStep.SHOW_PRODUCT
        return
    is_asked = any(questions_about(session, row.id, kind) for kind in OF_PROGRESS)
    if progress_is_due(request_value(row), rules, days, on) and not is_asked:
        yield ResearchStep.ASK_PROGRESS


def _product(session: Session, item: AgendaItemRow) -> PaperRow | None:
    """Return the product of a request, once it is filed as the paper of its item."""
    paper = paper_of_item(session, item)
    return paper if paper and paper.document and paper.state in IN_CIRCULATION else None


def _show_product(forum: GroupContext, row: ResearchRow) -> None:
    """Note that the product is in, and show it to the Chair before it goes to the group."""
    item = item_of(forum.tx.session, row)
    paper = _product(forum.tx.session, item) if item else None
    if item is None or paper is None:
        return
    row.delivered_on = paper.filed_on
    for kind in OF_PROGRESS:
        withdraw_question(forum.tx, row.id, kind, forum.on)
    meeting = forum.tx.session.get_one(MeetingRow, item.meeting_id)
    due = min(forum.days.add(forum.on, ANSWERED_WITHIN), meeting.date)
    ask_chairs(forum, QuestionKind.SEE_RESEARCH, about=paper.id, due=due, meeting_id=meeting.id)
    forum.tx.audit("research delivered", research=row.id)


def _ask_unit(forum: GroupContext, kind: QuestionKind, row: ResearchRow, due: dt.date) -> None:
    ask(forum.tx, kind, group_id=row.group_id, about=row.id, of=forum.unit().id, on=forum.on, due=due)


def _text(row: ResearchRow, reply: Reply, how: str) -> str:
    text = checked_text(reply.text, f"answer about {row.reference}").strip()
    if not text:
        raise Problem(f"{row.reference}: say after {how}.")
    return text


def _ask_progress(forum: GroupContext, row: ResearchRow) -> None:
    """Ask whoever does the research, in the digest; the unit where it does it itself or they have left."""
    researcher, due = row.researcher_id, row.due or forum.on
    is_there = researcher is not None and forum.membership.is_appointed(researcher, forum.on)
    if researcher is None or not is_there or forum.offices.is_unit(researcher, forum.on):
        _ask_unit(forum, QuestionKind.REPORT_RESEARCH, row, due)
        return
    ask(
        forum.tx,
        QuestionKind.TELL_PROGRESS,
        group_id=row.group_id,
        about=row.id,
        of=researcher,
        on=forum.on,
        due=due,
    )


def _ask_use(forum: GroupContext, row: ResearchRow) -> None:
    _ask_unit(forum, QuestionKind.USE_RESEARCH, row, forum.days.add(forum.on, ANSWERED_WITHIN))


_DO: Mapping[ResearchStep, Callable[[GroupContext, ResearchRow], None]] = {
    ResearchStep.PUT_ON_AGENDA: put_decision_on_agenda,
    ResearchStep.ASK_PROGRESS: _ask_progress,
    ResearchStep.SHOW_PRODUCT: _show_product,
    ResearchStep.ASK_USE: _ask_use,
}


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
