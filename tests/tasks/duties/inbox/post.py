"""Mail to and fro in tests: letters are sent, people reply, and the mailbox is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from forum.agenda import Purpose
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.base import Letter
from forum.letters.inbox import NotUnderstood, Recorded, Undone
from forum.letters.questions import Desk
from forum.letters.taps import taps
from forum.outbox.states import Mode, State
from tasks.documents.letters.print_letter import Printed
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.office import Office
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.mail.protocol.mailer import Dmarc, ReceivedFile, ReceivedItem
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.clock import SetClock
from tasks.register.tables import AddressRow, DispatchRow, ReceivedRow
from tests.taps import Opened, opened
from tests.tasks.duties.do import do
from tests.tasks.duties.plain_office import PlainDocuments
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, Forum
from tests.tasks.mail.fake_mailer import FakeMailer, message_id_of

# What Outlook leaves of our letter below a reply.
BELOW = "\n\nKind regards\nJo\n\nFrom: MASE\nSent: Thursday\nTo: Chair\nSubject: MASE\n\nReply AGREE AGENDA"
MAILBOX = "mase@unit.example"


class KeptLetters:
    """Letters in print that only say which they are; what each says is kept."""

    def __init__(self) -> None:
        self.printed: list[Letter] = []

    def print(self, letter: Letter) -> Printed:
        self.printed.append(letter)
        return Printed(f"MASE {letter.NAME}", "", "")


@dataclass
class Post:
    forum: Forum
    mailer: FakeMailer
    letters: KeptLetters
    came: int = 0
    read_from: str = MAILBOX

    @classmethod
    def of(cls, office: Office, clock: SetClock) -> Post:
        letters = KeptLetters()
        plain: Any = {"letters": letters, "documents": PlainDocuments()}
        return cls(Forum(replace(office, **plain), clock), FakeMailer(clock), letters)

    @property
    def office(self) -> Office:
        return self.forum.office

    def remember(self) -> Any:
        """What isn't in the register: the letters printed, and what is in the mailbox."""
        return self.mailer.remember(), [*self.letters.printed], self.came

    def recall(self, remembered: Any) -> None:
        mailbox, printed, self.came = remembered
        self.mailer.recall(mailbox)
        self.letters.printed = [*printed]  # letters are frozen

    def put_questions(self) -> None:
        do(put_questions, self.office, self.forum.group, day=self.forum.today)

    def agree_agenda(self, *, with_paper: bool) -> None:
        """On Thursday 14 January the nurse proposes an item, and the Chair agrees February's agenda."""
        self.forum.on("Thu 14 Jan 2027")
        self.forum.propose("Health data", purpose=Purpose.DECISION, with_paper=with_paper)
        self.forum.draft_agenda(FEBRUARY)
        self.put_questions()
        self.send()
        self.hear("AGREE", to=self.sent("chair", CHAIR))

    def desk(self) -> list[str]:
        """Write this morning's desk letter; what needs the unit, each with how."""
        before = len(self.letters.printed)
        do(write_desk_letters, self.office, [self.forum.group], day=self.forum.today)
        return [
            f"{need.what} {need.how}"
            for letter in self.letters.printed[before:]
            if isinstance(letter, Desk)
            for need in letter.needs
        ]

    def send(self) -> None:
        """What waits in the outbox goes out."""
        with self.office.register.reading() as session:
            domains = {one.partition("@")[2] for one in session.scalars(select(AddressRow.address))}
        rules = DeliveryRules(mode=Mode.LIVE, mailbox=MAILBOX, allowed_domains=frozenset(domains))
        assert (
            deliver(
                self.office.register, self.mailer, rules, as_of=self.forum.today, wait=lambda _: None
            ).stopped
            == ""
        )

    def sent(self, letter: str, to: str) -> DispatchRow:
        """The last letter of that name to a person."""
        row = self.forum.letters(letter, to)[-1]
        assert row.state is State.SENT
        return row

    def address(self, name: str) -> str:
        person = self.forum.person(name)
        rows = [row for row in self.forum.rows(AddressRow) if row.person_id == person and row.send_to]
        return max(rows, key=lambda row: row.first).address

    def reply(
        self,
        text: str,
        *,
        to: DispatchRow | None = None,
        sender: str = "",
        files: dict[str, bytes] | None = None,
        **changes: Any,
    ) -> str:
        """A reply comes in, to a letter and from its reader unless said otherwise; the item's id."""
        self.came += 1
        id = f"item {self.came}"
        item = ReceivedItem(
            id=id,
            kind=ItemKind.MESSAGE,
            sender=sender or (to.address if to else ""),
            received_at=self.forum.clock.at + dt.timedelta(minutes=self.came),
            subject="RE: something",
            text=text,
            message_id=f"<{self.came}@members.example>",
            answers=(message_id_of(to.key),) if to else (),
            dmarc=Dmarc.PASS,
            files=tuple(
                ReceivedFile(name, name, "application/octet-stream", len(content))
                for name, content in (files or {}).items()
            ),
        )
        self.mailer.contents.update({(id, name): content for name, content in (files or {}).items()})
        self.mailer.inbox.append(replace(item, **changes))
        return id

    def read(self) -> str:
        """Read the mailbox at half past nine."""
        now = self.forum.clock.at
        self.forum.clock.at = now + dt.timedelta(minutes=30)
        try:
            return read_mailbox(self.office, self.mailer, self.read_from, "flow read_mailbox")
        finally:
            self.forum.clock.at = now

    def hear(self, text: str, **more: Any) -> ReceivedRow:
        """A reply comes in and is read; its row."""
        id = self.reply(text, **more)
        assert self.read() == ""
        return self.row(id)

    def tapped(self, letter: str, to: str, word: str, about: str = "") -> Opened:
        """The reply that a link of the last letter of that name to a person opens."""
        last = [one for one in self.letters.printed if (one.NAME, one.addressee) == (letter, to)][-1]
        links = taps(last.offers, last.reply_code, MAILBOX)[about]
        return opened(next(link.link for link in links if link.word == word))

    def tap(self, letter: str, to: str, word: str, about: str = "", **changes: Any) -> ReceivedRow:
        """A person sends what such a link opens, which answers nothing as far as their mail program knows."""
        mail = self.tapped(letter, to, word, about)
        reply = {"text": mail.text, "subject": mail.subject, "sender": self.address(to), **changes}
        return self.hear(**reply)

    def row(self, item: str) -> ReceivedRow:
        (row,) = (row for row in self.forum.rows(ReceivedRow) if row.item == item)
        return row

    def outcomes(self) -> list[Outcome]:
        rows = sorted(self.forum.rows(ReceivedRow), key=lambda row: row.received_at)
        return [row.outcome for row in rows]

    def told(self) -> list[str]:
        """What the short letters have said so far, one entry each: "recorded: ...", "not understood: ..."."""
        said = []
        for letter in self.letters.printed:
            match letter:
                case Recorded():
                    unclear = [f"but {one.why}" for one in letter.unclear]
                    waits = [f"waits: {line}" for line in letter.waiting]
                    lines = ["recorded:", *letter.lines] if letter.lines else []
                    said.append(" ".join([*lines, *unclear, *waits]))
                case NotUnderstood():
                    faults = [fault for one in letter.unclear for fault in one.points]
                    why = [one.why for one in letter.unclear]
                    said.append(" ".join(["not understood:", *why, *faults]))
                case Undone():
                    late = [f"too late: {line}" for line in letter.too_late]
                    stands = [f"stands: {line}" for line in letter.stands]
                    said.append(" ".join(["taken back:", *letter.lines, *late, *stands]))
        return said
