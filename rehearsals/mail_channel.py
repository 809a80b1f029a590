"""A channel by mail: the scripted people find letters in their inboxes, and reply as Outlook would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from forum.agenda.purpose import Purpose
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.members import Induction
from forum.letters.papers import Papers
from forum.letters.questions import Desk
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.wording import day_month, full_date
from rehearsals.channels import MINUTES_OF_AN_ITEM, DirectChannel
from rehearsals.standin import File, StandIn
from tasks.documents.papers.media_types import EXCEL, WORD
from tasks.duties.base.office import Office
from tasks.mail.protocol.properties import message_id
from tasks.register.database.clock import LONDON
from tasks.register.members.membership import address_of, membership
from tasks.register.tables import (
    ActionRow,
    AddressRow,
    DispatchRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    PlanLineRow,
    QuestionRow,
)

REQUEST = "IPM.Schedule.Meeting.Request"
GREETING = "Hello,"
SIGNATURE = ("Kind regards", "Sent from my phone")


@dataclass
class ReplyDraft:
    """A reply being written from ``address`` to an ``item`` of its inbox, with ``lines`` and ``files``."""

    address: str
    item: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


class MailChannel:
    """A channel through the Exchange stand-in. ``mailbox`` is the service's own address.

    All answers of a person to one letter on a day are one reply. Where there is no letter or invitation to
    answer, the person tells the unit by phone.
    """

    def __init__(self, office: Office, standin: StandIn, mailbox: str) -> None:
        self.office, self.standin, self.mailbox = office, standin, mailbox
        self.by_phone = DirectChannel(office)
        self.open_mailboxes: set[str] = set()
        self.drafts: dict[str, ReplyDraft] = {}
        self.items_seen = 0

    def turn_to(self, moment: dt.datetime) -> None:
        self.standin.turn_clock(moment)
        with self.office.register.reading() as session:
            addresses = set(session.scalars(select(AddressRow.address)))
        for address in sorted(addresses - self.open_mailboxes):
            self.standin.open_mailbox(address)
        self.open_mailboxes |= addresses

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        if letter := self._letter_asking(question, by):
            question_ids = letter.conditions.unanswered
            number = f"{question_ids.index(question.id) + 1} " if len(question_ids) > 1 else ""
            self._write(letter, by, number + _as_typed(reply))
        elif letter := self._latest_letter(by, Desk.NAME, Induction.NAME):  # which name no single question
            self._write(letter, by, _as_typed(reply))

    def ring(self, question: QuestionRow, reply: Reply) -> None:
        today = self.office.clock.now().date()
        with self.office.register.reading() as session:
            unit = membership(session, question.group_id, today).unit(today)
        assert unit is not None
        if desk := self._latest_letter(unit.id, Desk.NAME):
            self._write(desk, unit.id, f"{self._as_told(question, reply)}, phone, {day_month(today)}")

    def send_paper(self, paper: PaperRow, item: str, content: bytes) -> None:
        with self.office.register.reading() as session:
            question = session.scalars(
                select(QuestionRow)
                .where(QuestionRow.about_id == paper.id, QuestionRow.kind == QuestionKind.PROVIDE_PAPER)
                .order_by(QuestionRow.opened.desc())
            ).first()
        if question and (letter := self._letter_asking(question, paper.author_id)):
            self._write(letter, paper.author_id, f"Item {item}", File(f"Item {item}.docx", WORD, content))

    def send_record(self, question: QuestionRow, content: bytes) -> None:
        if letter := self._letter_asking(question, question.of_id):
            self._write(letter, question.of_id, "Please see attached.", File("Record.xlsx", EXCEL, content))

    def send_minutes(self, question: QuestionRow, parts: Mapping[int, bytes]) -> None:
        if letter := self._letter_asking(question, question.of_id):
            files = [File(f"Minutes part {part}.docx", WORD, content) for part, content in parts.items()]
            self._write(letter, question.of_id, "Please see attached.", *files)

    def send_report(self, question: QuestionRow, content: bytes) -> None:
        if letter := self._letter_asking(question, question.of_id):
            self._write(letter, question.of_id, "Please see attached.", File("Report.docx", WORD, content))

    def report(self, action: ActionRow, reply: Reply) -> None:
        if letter := self._latest_letter(action.owner_id, ActionDigest.NAME, AfterMeeting.NAME):
            self._write(letter, action.owner_id, f"{action.reference} {_as_typed(reply)}")

    def update_line(self, line: PlanLineRow, reply: Reply) -> None:
        if letter := self._latest_letter(line.lead_id, ActionDigest.NAME, AfterMeeting.NAME):
            self._write(letter, line.lead_id, f"{line.reference} {_as_typed(reply)}")

    def propose(self, meeting: MeetingRow, title: str, purpose: Purpose, by: UUID) -> None:
        letter = self._latest_letter(by, Papers.NAME, AfterMeeting.NAME)
        if letter is None:  # no letter has asked for items yet: the unit enters it
            self.by_phone.propose(meeting, title, purpose, by)
            return
        self._write(letter, by, f"ITEM: {title}, for {purpose}, {MINUTES_OF_AN_ITEM} minutes, with a paper")

    def accept(self, meeting: MeetingRow, member: UUID) -> None:
        if not self._answer_invitation(meeting, member, "accepted"):
            self.by_phone.accept(meeting, member)

    def decline(self, meeting: MeetingRow, member: UUID) -> None:
        if not self._answer_invitation(meeting, member, "declined"):
            self.by_phone.decline(meeting, member)

    def send_deputy(self, meeting: MeetingRow, member: UUID, deputy: UUID) -> None:
        if not self._answer_invitation(meeting, member, "declined"):
            self.by_phone.send_deputy(meeting, member, deputy)
            return
        with self.office.register.reading() as session:
            name = session.get_one(PersonRow, deputy).name
        subject = f"Meeting of {full_date(meeting.date)}"
        self.standin.send(self._address(member), self.mailbox, subject, f"DEPUTY: {name}")

    def post(self) -> None:
        for message in self.drafts.values():
            self._send(message)
        self.drafts.clear()

    def has_mail_come(self) -> bool:
        before, self.items_seen = self.items_seen, self.standin.items_in_inbox(self.mailbox)
        return self.items_seen > before

    def _send(self, message: ReplyDraft) -> None:
        lines = message.lines
        button = lines[0] if len(lines) == 1 and lines[0] in message.item["voting"] else ""
        if button and not message.files:
            self.standin.vote(message.address, message.item["id"], button)
        else:
            text = "\n".join([GREETING, "", *lines, "", *SIGNATURE])
            self.standin.reply(message.address, message.item["id"], text, message.files)

    def _write(self, letter: DispatchRow, by: UUID, line: str, *files: File) -> None:
        """Add a line to somebody's reply to a letter; nothing while the letter has not come."""
        address, id = self._address(by), message_id(letter.key, self.mailbox)
        item = next((item for item in self.standin.inbox(address) if item["message_id"] == id), None)
        if item is not None:
            message = self.drafts.setdefault(f"{address}/{item['id']}", ReplyDraft(address, item))
            message.lines.append(line)
            message.files += files

    def _answer_invitation(self, meeting: MeetingRow, member: UUID, coming: str) -> bool:
        """Answer the latest invitation to that meeting; False where none has come."""
        address = self._address(member)
        start = dt.datetime.combine(meeting.date, meeting.start, LONDON).astimezone(dt.UTC).isoformat()
        requests = [
            item
            for item in self.standin.inbox(address)
            if item["item_class"] == REQUEST and item["meeting"]["start"] == start
        ]
        if requests:
            self.standin.answer_invitation(address, requests[-1]["id"], coming)
        return bool(requests)

    def _as_told(self, question: QuestionRow, reply: Reply) -> str:
        """Return a reply as the unit types what a lead, or the Chair, told it."""
        with self.office.register.reading() as session:
            line = session.get(PlanLineRow, question.about_id)
        return f"{line.reference} {_as_typed(reply)}" if line else f"{_as_typed(reply)} BY CHAIR"

    def _letter_asking(self, question: QuestionRow, of: UUID) -> DispatchRow | None:
        """The latest letter to somebody that asks this question."""
        letters = self._letters(of)
        return next((letter for letter in letters if question.id in letter.conditions.unanswered), None)

    def _latest_letter(self, reader: UUID, *names: str) -> DispatchRow | None:
        return next((letter for letter in self._letters(reader) if letter.letter in names), None)

    def _letters(self, reader: UUID) -> Sequence[DispatchRow]:
        """The letters sent to somebody, the latest first."""
        with self.office.register.reading() as session:
            letters = select(DispatchRow).where(
                DispatchRow.person_id == reader, DispatchRow.state == State.SENT
            )
            return session.scalars(letters.order_by(DispatchRow.queued_at.desc())).all()

    def _address(self, person: UUID) -> str:
        with self.office.register.reading() as session:
            address = address_of(session, person, self.office.clock.now().date())
        assert address is not None
        return address


def _as_typed(reply: Reply) -> str:
    """A reply as people type it."""
    if reply.word is Word.OTHER:
        return reply.text
    word = full_date(reply.date) if reply.word is Word.NEW_DATE and reply.date else str(reply.word)
    return f"{word}: {reply.text}" if reply.text else word
