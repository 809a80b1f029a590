"""The papers of the next two meetings, which the Chair agrees with an agenda (own rule): so authors hear five
weeks ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.agenda.items import Item
from forum.agenda.purpose import Purpose
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.forward_plan.months import ItemAhead
from forum.letters.parts import Ask, PaperAhead
from forum.members.membership import Person
from forum.papers.papers import PaperState
from forum.questions.words import Reply, Word
from forum.text.checks import folded
from tasks.documents.papers.media_types import WORD
from tasks.duties.agenda.agenda import add_item, agree_or_amend_agenda, leads_of_items, minutes_left
from tasks.duties.agenda.ask_author import ask_author
from tasks.duties.agenda.fit import fit_agenda
from tasks.duties.agenda.put_agenda import put_agenda
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import enclose
from tasks.duties.forward_plan.ahead import items_of_meetings
from tasks.duties.forward_plan.document import OFFICES, forward_plan
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import planned_from, step_of
from tasks.register.papers import agenda_items, item_value, paper_rows
from tasks.register.tables import MeetingRow, QuestionRow

AGREED_AHEAD = 2  # meetings
MINUTES = 15  # for an item in depth
KEPT_FREE = 20  # minutes, for what members propose until the agenda is drafted


@dataclass(frozen=True)
class PaperToAgree:
    """A paper of the forward plan that is on no agenda yet, and who is to write it."""

    meeting: MeetingRow
    item: ItemAhead
    author: UUID


def put_agenda_and_papers(
    forum: GroupContext, question: QuestionRow, ask: Ask, reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the draft agenda, the papers that are agreed with it, and the forward plan behind
    it."""
    ask, enclosures = put_agenda(forum, question, ask, reader)
    document = forward_plan(forum)
    if document is None or ask.draft is None:
        return ask, enclosures
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    papers = tuple(
        PaperAhead(
            meeting=paper.meeting.date,
            title=paper.item.title,
            author=OFFICES.get(paper.item.lead, paper.item.lead),
        )
        for paper in papers_to_agree(forum, meeting)
    )
    printed = enclose(forum, document.file_name, forum.documents.print(document), WORD)
    return replace(ask, draft=replace(ask.draft, papers_ahead=papers)), [*enclosures, printed]


def agree_or_amend(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Agree the agenda on the Chair's word, and with it the papers ahead; or ask the unit for the changes
    that the Chair wants."""
    if reply.word is Word.FIT:
        fit_agenda(*forum_of_meeting(work, question.about_id))
    agree_or_amend_agenda(work, question, reply)
    forum, meeting = forum_of_meeting(work, question.about_id)
    if step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).done:
        commission_papers(forum, meeting)


def commission_papers(forum: GroupContext, meeting: MeetingRow) -> None:
    """Put the papers of the next two meetings on their agendas, and ask the authors of the first."""
    papers = list(papers_to_agree(forum, meeting))
    for paper in papers:
        position = len(agenda_items(forum.tx.session, paper.meeting.id)) + 1
        item = Item(
            paper.item.title,
            Purpose.DISCUSSION,
            MINUTES,
            objective=paper.item.objective,
            lead=paper.author,
            with_paper=True,
        )
        add_item(forum, paper.meeting, item, position)
        forum.tx.session.flush()
        forum.tx.audit("paper commissioned", meeting=paper.meeting.id, person=paper.author)
    for following in _next_meetings(forum, meeting)[:1]:
        _ask_authors(forum, following)


def papers_to_agree(forum: GroupContext, meeting: MeetingRow) -> Iterator[PaperToAgree]:
    """Yield the papers of the forward plan for the two meetings after one, where they are on no agenda that
    has time for them beside what members propose, and somebody holds the seat that is to write them."""
    rules = forum.policy.forward_plan
    if not rules.times:
        return
    ahead, authors = items_of_meetings(forum, rules), leads_of_items(forum)
    for following in _next_meetings(forum, meeting):
        there = agenda_items(forum.tx.session, following.id)
        titles, room = (
            {folded(item.title) for item in there},
            minutes_left(forum, following, [*map(item_value, there)]) - KEPT_FREE,
        )
        for item in ahead.get(following.date, ()):
            author = authors.get(item.lead)
            if item.with_paper and author and folded(item.title) not in titles and room >= MINUTES:
                room -= MINUTES
                yield PaperToAgree(following, item, author)


def _next_meetings(forum: GroupContext, meeting: MeetingRow) -> Sequence[MeetingRow]:
    """Return the next two planned meetings, without one whose agenda is agreed already."""
    session = forum.tx.session
    after = planned_from(session, meeting.group_id, meeting.date + ONE_DAY)[:AGREED_AHEAD]
    return [row for row in after if step_of(session, row.id, StepKind.AGENDA_AGREED).verdict is None]


def _ask_authors(forum: GroupContext, meeting: MeetingRow) -> None:
    """Ask for the papers that the forward plan has for a meeting; others are asked for nearer to it."""
    rules = forum.policy.forward_plan
    ahead = items_of_meetings(forum, rules).get(meeting.date, ()) if rules.times else ()
    titles = {folded(item.title) for item in ahead}
    for paper, item in paper_rows(forum.tx.session, meeting.id):
        if paper.state == PaperState.WANTED and folded(item.title) in titles:
            ask_author(forum, meeting, paper)
