"""Channels by which the scripted people reach the register, and the direct one: to the duties themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from forum.agenda import Purpose
from forum.questions.lifecycle import Channel as AnswerChannel
from forum.questions.words import Reply
from tasks.duties.actions.action_log import report_action
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.answers.record_answer import answer
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.boards.write import file_report
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.plan.ask_leads import report_line
from tasks.duties.record.file_record import file_record
from tasks.register.tables import ActionRow, MeetingRow, PaperRow, PlanLineRow, QuestionRow

MINUTES_OF_AN_ITEM = 10


class ScriptedChannel(Protocol):
    """The acts of a scripted person, each in the person's own name; ``by`` is the person's id."""

    def turn_to(self, moment: dt.datetime) -> None:
        """Turn the clock to a London time."""

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        """Answer a question."""

    def ring(self, question: QuestionRow, reply: Reply) -> None:
        """Answer a question on the phone; the unit puts the answer on record."""

    def send_paper(self, paper: PaperRow, item: str, content: bytes) -> None:
        """Send a paper as its author."""

    def send_record(self, question: QuestionRow, content: bytes) -> None:
        """Send back the record workbook of the meeting that the question is about."""

    def send_minutes(self, question: QuestionRow, parts: Mapping[int, bytes]) -> None:
        """Send back the draft minutes, each part of them."""

    def send_report(self, question: QuestionRow, content: bytes) -> None:
        """Send back the draft of the report to a board that the question is about."""

    def report(self, action: ActionRow, reply: Reply) -> None:
        """Report on an action as its owner."""

    def update_line(self, line: PlanLineRow, reply: Reply) -> None:
        """Say how a line of the plan stands, as its lead."""

    def propose(self, meeting: MeetingRow, title: str, purpose: Purpose, by: UUID) -> None:
        """Propose an item with a paper."""

    def accept(self, meeting: MeetingRow, member: UUID) -> None:
        """Say that a member comes."""

    def decline(self, meeting: MeetingRow, member: UUID) -> None:
        """Say that a member does not come, and nobody in the member's place."""

    def send_deputy(self, meeting: MeetingRow, member: UUID, deputy: UUID) -> None:
        """Say which deputy comes in a member's place."""

    def post(self) -> None:
        """Send all that is written so far."""

    def has_mail_come(self) -> bool:
        """Say whether new mail waits for the service to read."""


class DirectChannel:
    """A channel that calls the duties, as the unit's commands do."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def turn_to(self, moment: dt.datetime) -> None:
        """Do nothing: the office has a clock of its own."""

    def post(self) -> None:
        """Do nothing: every act is on record at once."""

    def has_mail_come(self) -> bool:
        return False

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        with unit_of_work(self.office, _person(by)) as work:
            answer(work, question.id, reply, by=by, channel=AnswerChannel.REPLY)

    def ring(self, question: QuestionRow, reply: Reply) -> None:
        by = question.of_id
        with unit_of_work(self.office, _person(by)) as work:
            answer(work, question.id, reply, by=by, channel=AnswerChannel.PHONE)

    def send_paper(self, paper: PaperRow, item: str, content: bytes) -> None:
        reference, taken = self._reference(paper.meeting_id), clean_paper(self.office, content)
        with unit_of_work(self.office, _person(paper.author_id)) as work:
            file_paper(work, reference, item, taken)

    def send_record(self, question: QuestionRow, content: bytes) -> None:
        with unit_of_work(self.office, _person(question.of_id)) as work:
            file_record(work, question.about_id, content)

    def send_minutes(self, question: QuestionRow, parts: Mapping[int, bytes]) -> None:
        reference = self._reference(question.about_id)
        for part, content in parts.items():
            with unit_of_work(self.office, _person(question.of_id)) as work:
                file_minutes(work, reference, content, part=part)

    def send_report(self, question: QuestionRow, content: bytes) -> None:
        with unit_of_work(self.office, _person(question.of_id)) as work:
            file_report(work, question.about_id, content)

    def report(self, action: ActionRow, reply: Reply) -> None:
        with unit_of_work(self.office, _person(action.owner_id)) as work:
            report_action(work, action.reference, reply, action.owner_id)

    def update_line(self, line: PlanLineRow, reply: Reply) -> None:
        with unit_of_work(self.office, _person(line.lead_id)) as work:
            report_line(
                work, line.group_id, line.reference, reply, by=line.lead_id, channel=AnswerChannel.REPLY
            )

    def propose(self, meeting: MeetingRow, title: str, purpose: Purpose, by: UUID) -> None:
        with unit_of_work(self.office, _person(by)) as work:
            propose_item(
                work,
                meeting.reference,
                title=title,
                purpose=purpose,
                minutes=MINUTES_OF_AN_ITEM,
                person=by,
                with_paper=True,
            )

    def accept(self, meeting: MeetingRow, member: UUID) -> None:
        with unit_of_work(self.office, _person(member)) as work:
            note_coming(work, meeting.reference, member)

    def decline(self, meeting: MeetingRow, member: UUID) -> None:
        with unit_of_work(self.office, _person(member)) as work:
            note_apology(work, meeting.reference, member)

    def send_deputy(self, meeting: MeetingRow, member: UUID, deputy: UUID) -> None:
        with unit_of_work(self.office, _person(member)) as work:
            name_deputy(work, meeting.reference, member, deputy)

    def _reference(self, meeting_id: UUID) -> str:
        with self.office.register.reading() as session:
            return session.get_one(MeetingRow, meeting_id).reference


def _person(id: UUID | None) -> str:
    return f"person {id}"
