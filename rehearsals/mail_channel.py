"""A channel by mail: the scripted people find letters in their inboxes, and reply as Outlook would.

The mailboxes of the scripted people at an Exchange stand-in, through its control API.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
from sqlalchemy import select

from forum.agenda import Purpose
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.members import Induction
from forum.letters.papers import Papers
from forum.letters.questions import Desk
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from forum.text.wording import day_month, full_date
from rehearsals.channels import MINUTES_OF_AN_ITEM, DirectChannel
from tasks.documents.papers.take_paper import EXCEL, WORD
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

TIMEOUT = 60.0  # seconds
PASSWORD = "rehearsal"  # of a mailbox that nobody else has


@dataclass(frozen=True)
class File:
    """A file that somebody attaches."""

    name: str
    media_type: str
    content: bytes


class StandIn:
    """A stand-in at its root ``url``. Problem, from every request, where none answers there."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self._http = httpx.Client(base_url=f"{self.url}/standin/", timeout=TIMEOUT, trust_env=False)
        except (httpx.InvalidURL, ValueError) as error:
            raise self._unreachable() from error

    def settings(self, address: str) -> dict[str, str]:
        """Open an empty mailbox for the service, and return the settings that point the service at it."""
        answer = self._ask("GET", "settings")
        if not isinstance(answer, dict) or answer.get("MASE_GATEWAY") != "exchange":
            raise self._unreachable()
        self.open_mailbox(address)
        own = {
            "MASE_SERVICE_ADDRESS": address,
            "MASE_EXCHANGE_USERNAME": address,
            "MASE_EXCHANGE_PASSWORD": PASSWORD,
        }
        return {str(name): str(value) for name, value in answer.items()} | own

    def open_mailbox(self, address: str) -> None:
        """Open an empty mailbox; the items of an earlier one at that address are thrown away."""
        self._ask("DELETE", f"mailboxes/{quote(address)}")
        self._ask("PUT", f"mailboxes/{quote(address)}", {"password": PASSWORD})

    def turn_clock(self, at: dt.datetime | None) -> None:
        """Have the clock stand at a London time; None gives it back its real time."""
        moment = at.replace(tzinfo=LONDON).isoformat() if at else None
        self._ask("PUT", "clock", {"at": moment})

    def inbox(self, address: str) -> list[dict[str, Any]]:
        """The items of somebody's inbox, oldest first."""
        return list(self._ask("GET", f"mailboxes/{quote(address)}/inbox"))

    def items_in_inbox(self, address: str) -> int:
        """The number of items in somebody's inbox."""
        counts = {box["address"]: box["items"]["inbox"] for box in self._ask("GET", "mailboxes")}
        return int(counts.get(address, 0))

    def reply(self, address: str, item: str, text: str, files: Sequence[File] = ()) -> None:
        self._write(address, "reply", item=item, text=text, files=[_as_json(file) for file in files])

    def vote(self, address: str, item: str, answer: str) -> None:
        self._write(address, "vote", item=item, answer=answer)

    def answer_invitation(self, address: str, item: str, coming: str) -> None:
        self._write(address, "answer-invitation", item=item, coming=coming)

    def send(self, address: str, to: str, subject: str, text: str) -> None:
        self._write(address, "send", to=[to], subject=subject, text=text)

    def close(self) -> None:
        self._http.close()

    def _write(self, address: str, what: str, **order: Any) -> None:
        self._ask("POST", f"mailboxes/{quote(address)}/{what}", order)

    def _ask(self, method: str, path: str, order: object = None) -> Any:
        try:
            return self._http.request(method, path, json=order).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise self._unreachable() from error

    def _unreachable(self) -> Problem:
        return Problem(
            f"No Exchange stand-in answers at {self.url}. Start one with 'make exchange-standin' in another "
            "terminal, and give the address it prints with --mailbox."
        )


@contextmanager
def standin_at(url: str) -> Iterator[StandIn]:
    """The stand-in at ``url``, whose clock is given back its real time at the end."""
    standin = StandIn(url)
    try:
        yield standin
    finally:
        with suppress(Problem):
            standin.turn_clock(None)
        standin.close()


def _as_json(file: File) -> dict[str, str]:
    content = base64.b64encode(file.content).decode()
    return {"name": file.name, "media_type": file.media_type, "content": content}


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
