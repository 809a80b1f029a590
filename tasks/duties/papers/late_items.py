"""Items that came after the agenda was agreed: the Chair allows them as other business, or they wait for the
next meeting (own rule)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forum.agenda.items import Place
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.papers.papers import PaperState
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.agenda.ask_author import ask_author
from tasks.duties.agenda.fit import keep_for_next_meeting, put_on
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.papers.ask_for_release import put_anew
from tasks.mail.sending.queue import Enclosure
from tasks.register.papers import circulated_agenda, paper_rows
from tasks.register.tables import AgendaItemRow, QuestionRow


def allow_or_refuse_late_item(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the Chair's word on a late item: it stands on the agenda, or is kept for the next meeting."""
    item = work.session.get_one(AgendaItemRow, question.about_id)
    forum, meeting = forum_of_meeting(work, item.meeting_id)
    if reply.word is Word.NO:
        keep_for_next_meeting(forum, meeting, item)
        return
    if circulated_agenda(work.session, meeting.id, 1) is not None:
        raise Problem("The papers have gone out meanwhile; reply NO to keep the item for the next meeting.")
    item.place = Place.OTHER_BUSINESS
    put_on(forum, meeting, item)
    for paper, of in paper_rows(work.session, meeting.id):
        if of.id == item.id and paper.state is PaperState.WANTED:
            ask_author(forum, meeting, paper)
    work.audit("late item allowed", meeting=meeting.id, item=item.id)
    put_anew(forum, meeting, [f"Item {item.number} is new: other business that the Chair allows."])


def put_late_item(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the title of the item, and its proposer."""
    item = forum.tx.session.get_one(AgendaItemRow, question.about_id)
    proposer = item.proposed_by_id
    name = forum.place_of(proposer).person(proposer).name if proposer else "the Business Unit"
    return replace(ask, title=item.title, person=name), ()
