"""The month ahead of a meeting, played day by day: duties are done, and what came of them is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from forum.agenda import Purpose
from forum.calendar.steps import StepKind
from forum.inbox.phrases.typed_words import read_typed_reply
from forum.members.membership import Membership
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from tasks.duties.agenda.agenda import draft_agenda, propose_item
from tasks.duties.answers.record_answer import answer
from tasks.duties.base.names import person_called
from tasks.duties.base.office import Office
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.meetings import meeting_by_reference, steps_of
from tasks.register.members.membership import membership
from tasks.register.papers import agenda_items, paper_rows
from tasks.register.tables import AgendaItemRow, DispatchRow, MeetingRow, PaperRow, QuestionRow, StepRow
from tests.english import day
from tests.tasks.duties.do import do

FEBRUARY = "MASE/2027-02"  # Tuesday 9 February: agenda agreed by 26 January, papers out by 2 February
PDF = b"%PDF-1.7 a paper"


class MonthAhead:
    def __init__(self, office: Office, clock: SetClock) -> None:
        self.office, self.clock = office, clock
        with office.register.reading() as session:
            self.group = group_by_code(session, "MASE").id

    @property
    def today(self) -> dt.date:
        return self.clock.at.date()

    def on(self, text: str) -> dt.date:
        """It is 9am of that day."""
        self.clock.at = dt.datetime.combine(day(text), dt.time(9))
        return self.today

    def plan(self) -> tuple[str, ...]:
        return do(plan_meetings, self.office, self.group, day=self.today)

    def called(self, text: str) -> UUID:
        """The id of somebody called by role, seat, name or address."""
        with self.office.register.reading() as session:
            return person_called(session, self.group, text, self.today)

    def members(self) -> Membership:
        with self.office.register.reading() as session:
            return membership(session, self.group, self.today)

    def meeting(self, reference: str = FEBRUARY) -> MeetingRow:
        with self.office.register.reading() as session:
            return meeting_by_reference(session, reference)

    def meetings(self) -> Sequence[MeetingRow]:
        with self.office.register.reading() as session:
            return session.scalars(select(MeetingRow).order_by(MeetingRow.date)).all()

    def steps(self, reference: str = FEBRUARY) -> dict[StepKind, StepRow]:
        with self.office.register.reading() as session:
            meeting = meeting_by_reference(session, reference)
            return {row.kind: row for row in steps_of(session, meeting.id)}

    def items(self, reference: str = FEBRUARY) -> Sequence[AgendaItemRow]:
        with self.office.register.reading() as session:
            return agenda_items(session, meeting_by_reference(session, reference).id)

    def number(self, title: str) -> str:
        """The number of an item on February's agenda."""
        return next(item.number for item in self.items() if item.title == title)

    def papers(self, reference: str = FEBRUARY) -> dict[str, PaperRow]:
        """The papers of a meeting by their titles."""
        with self.office.register.reading() as session:
            rows = paper_rows(session, meeting_by_reference(session, reference).id)
            return {paper.title: paper for paper, _ in rows}

    def waiting(self, kind: QuestionKind) -> list[QuestionRow]:
        """The questions of a kind that wait for an answer."""
        return [
            question
            for question in self.questions(kind)
            if question.answered is None and question.withdrawn is None
        ]

    def questions(self, kind: QuestionKind) -> Sequence[QuestionRow]:
        with self.office.register.reading() as session:
            query = select(QuestionRow).where(QuestionRow.kind == kind)
            return session.scalars(query.order_by(QuestionRow.opened)).all()

    def answer(
        self,
        kind: QuestionKind,
        said: str,
        by: str,
        channel: Channel = Channel.REPLY,
        on: dt.date | None = None,
    ) -> None:
        """The one question of a kind that waits is answered."""
        (question,) = self.waiting(kind)
        reply = read_typed_reply(said, self.today)
        do(answer, self.office, question.id, reply, by=self.called(by), channel=channel, on=on)

    def propose(self, title: str, *, by: str = "CCGs", with_paper: bool = False, part: int = 1) -> UUID:
        return do(
            propose_item,
            self.office,
            FEBRUARY,
            title=title,
            purpose=Purpose.DISCUSSION,
            minutes=10,
            person=self.called(by),
            with_paper=with_paper,
            part=part,
        )

    def agree_agenda(self) -> None:
        """On 14 January February's agenda is drafted, and the Chair agrees it."""
        self.on("Thu 14 Jan 2027")
        do(draft_agenda, self.office, self.meeting().id, day=self.today)
        self.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")

    def file_paper(self, title: str, content: bytes, *, tabled: bool = False) -> PaperState:
        """File the paper of an item of February's agenda."""
        return do(
            file_paper,
            self.office,
            FEBRUARY,
            self.number(title),
            clean_paper(self.office, content),
            tabled=tabled,
        ).state

    def letters(self, letter: str) -> Sequence[DispatchRow]:
        with self.office.register.reading() as session:
            query = select(DispatchRow).where(DispatchRow.letter == letter)
            return session.scalars(query.order_by(DispatchRow.queued_at)).all()

    def letters_to(self, letter: str, name: str) -> list[DispatchRow]:
        id = self.called(name)
        return [one for one in self.letters(letter) if one.person_id == id]

    def readers(self, letter: str, occasion: str = "") -> list[str]:
        """By name, those a letter was written to."""
        found = [one for one in self.letters(letter) if not occasion or str(one.occasion) == occasion]
        names = {person.id: person.name for person in self.members().people}
        return sorted(names[one.person_id] for one in found)

    def enclosed(self, letter: str, name: str) -> list[str]:
        """The names of the files that a person got with a letter."""
        return [file["name"] for one in self.letters_to(letter, name) for file in one.attachments]
