"""Play concerns by mail through an office, and print who hears of them, and how soon.

python -m benchmarks.understanding.by_mail CONCERNS ORDINARY

Each mail of both corpora comes twice from a member, as a reply to the letter after the meeting and as a mail
of its own, each to the same register; what waits in the outbox then leaves, as it does in the run that reads
the mailbox. Of concerns it is said how many are in front of a person, and how many of their writers are told
whom to ring, from the beginning of the look; of ordinary mail how many raise a concern.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from benchmarks.duties import BY
from benchmarks.filing_a_record import DOCUMENTS, MONDAY, Case
from benchmarks.groups import BEGIN, TODAY, WEEK, play, policy_of
from benchmarks.understanding.concerns import Written, mails_of
from config.settings import ROOT
from config.wiring import calendar
from forum.calendar.meetings import meeting_dates
from forum.inbox.mailbox_items import WAITING
from forum.letters.actions import AfterMeeting
from forum.letters.concerns import Acknowledgement, ConcernAnswer
from forum.outbox.budget import AT_ONCE
from forum.outbox.states import Mode, State
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.base.batches import do_one
from tasks.duties.base.office import Office
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.duties.record.file_record import file_record
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import AddressRow, ConcernRow, DispatchRow, ReceivedRow

MAILBOX = "mase@forum.example"
LETTERS = LetterPrinter(ROOT / "templates" / "email", MAILBOX)
TELLS_WHOM_TO_RING = (ConcernAnswer.NAME, Acknowledgement.NAME)


@dataclass(frozen=True)
class Heard:
    """What came of a mail, ``seconds`` after the look for it began."""

    written: Written
    is_concern: bool
    is_in_front: bool
    is_told: bool
    seconds: float


@dataclass(frozen=True)
class Stage:
    """A register in which a letter after the meeting has gone to a member, and the mailbox that it went
    from."""

    case: Case
    folder: Path
    letter: DispatchRow
    message_id: str

    def hear(self, written: Written, *, is_reply: bool) -> Heard:
        """Have the member send a mail, read the mailbox, and deliver what answers it."""
        with _office(self.case, self.folder) as (office, mailer):
            self._put_into_inbox(written, office.clock.now(), mailer, is_reply=is_reply)
            begun = time.perf_counter()
            read_mailbox(office, mailer, MAILBOX, BY)
            _deliver(office, mailer, AT_ONCE)
            seconds = time.perf_counter() - begun
            with office.register.reading() as session:
                row = session.scalars(select(ReceivedRow)).one()
                about = select(DispatchRow).where(DispatchRow.subject_id == row.id)
                letters = session.scalars(about.where(DispatchRow.letter.in_(TELLS_WHOM_TO_RING))).all()
                concern = session.scalar(
                    select(ConcernRow.id).where(ConcernRow.received_id == row.id).limit(1)
                )
                return Heard(
                    written,
                    is_concern=concern is not None,
                    is_in_front=concern is not None or row.outcome in WAITING,
                    is_told=any(each.state is State.SENT for each in letters),
                    seconds=seconds,
                )

    def _put_into_inbox(
        self, written: Written, at: dt.datetime, mailer: FolderMailer, *, is_reply: bool
    ) -> None:
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"], mail["To"], mail["Message-ID"] = self.letter.address, MAILBOX, "<written@forum.example>"
        if is_reply:
            mail["Subject"], mail["In-Reply-To"] = f"RE: {self.letter.subject}", self.message_id
        else:
            mail["Subject"] = written.subject or "Hello"
        mail.set_content("\n".join(written.lines))
        for name in written.files:
            mail.add_attachment(b"picture", "application", "octet-stream", filename=name)
        mailer.inbox.mkdir(exist_ok=True)
        file = mailer.inbox / f"{written.id}.eml"
        file.write_bytes(mail.as_bytes())
        os.utime(file, (at.timestamp(), at.timestamp()))


def stage(folder: Path) -> Stage:
    """Play a group up to the morning after a meeting, file its record, and send the letter after it."""
    first = meeting_dates(policy_of(MONDAY, 0).meetings.rule, BEGIN + 4 * WEEK, TODAY)[0]
    (model,) = play(MONDAY, folder, [first + dt.timedelta(days=1)])
    case = Case(model, model.policy.group.code)
    with _office(case, folder, file=model.file) as (office, mailer):
        meeting, content = case.filled(office)
        do_one(office, lambda work, id: file_record(work, id, content), meeting, model.on, BY)
        do_one(office, write_after_meeting, meeting, model.on, BY)
        _deliver(office, mailer, None)
        with office.register.reading() as session:
            sent = select(DispatchRow).where(
                DispatchRow.letter == AfterMeeting.NAME,
                DispatchRow.meeting_id == meeting,
                DispatchRow.state == State.SENT,
            )
            letter = session.scalars(sent.order_by(DispatchRow.address)).all()[0]
            session.expunge(letter)
        file = mailer.find(letter.key).id
        assert file is not None
        sent_mail = message_from_bytes((mailer.sent / file).read_bytes(), policy=policy.default)
    return Stage(case, folder, letter, str(sent_mail["Message-ID"]))


@contextmanager
def _office(case: Case, folder: Path, file: Path | None = None) -> Iterator[tuple[Office, FolderMailer]]:
    """An office with its register and mailbox, in copies unless its own ``file`` is given: a register refuses
    to write from a mailbox that knows more."""
    clock = SetClock(dt.datetime.combine(case.model.on, dt.time(11)))
    of_register, mailbox = file or folder / "copy.db", folder / "mail"
    if file is None:
        shutil.copy(case.model.file, of_register)
        mailbox = folder / "copy of mail"
        shutil.rmtree(mailbox, ignore_errors=True)
        shutil.copytree(folder / "mail", mailbox)
    rules = case.model.policy
    with closing(Register(f"sqlite:///{of_register}", clock)) as register:
        office = Office(
            register=register,
            policies={case.code: rules},
            calendars={case.code: calendar(rules)},
            letters=LETTERS,
            documents=DOCUMENTS,
            clock=clock,
        )
        yield office, FolderMailer(mailbox, MAILBOX, clock)


def _deliver(office: Office, mailer: FolderMailer, letters: frozenset[str] | None) -> None:
    with office.register.reading() as session:
        domains = {address.partition("@")[2] for address in session.scalars(select(AddressRow.address))}
    rules = DeliveryRules(mode=Mode.LIVE, mailbox=MAILBOX, allowed_domains=frozenset(domains))
    today = office.clock.now().date()
    delivery = deliver(office.register, mailer, rules, as_of=today, letters=letters, wait=lambda _: None)
    assert not delivery.stopped, delivery.stopped


def main(concerns: Path, ordinary: Path) -> None:
    """Print what came of the mails of both corpora."""
    with tempfile.TemporaryDirectory() as name:
        place = stage(Path(name))
        for is_reply, way in (
            (True, "replies to the letter after the meeting"),
            (False, "mails of their own"),
        ):
            heard = [place.hear(written, is_reply=is_reply) for written in mails_of(concerns)]
            quiet = [place.hear(written, is_reply=is_reply) for written in mails_of(ordinary)]
            print(f"Concerns in {way}: {len(heard)}")
            _show(heard)
            alarms = [each for each in quiet if each.is_concern and not each.written.kinds]
            print(f"  {len(alarms)} of {len(quiet)} ordinary mails raise a concern")


def _show(heard: Sequence[Heard]) -> None:
    recognised = [each for each in heard if each.is_concern]
    times = sorted(each.seconds for each in recognised)
    print(f"  {sum(each.is_in_front for each in heard)} in front of a person, {len(recognised)} as a concern")
    print(f"  {sum(each.is_told for each in heard)} of their writers told whom to ring or who answers")
    if times:
        print(f"  after the look began: p95 {times[int(len(times) * 0.95)] / 60:.2f} minutes")
    for each in heard:
        if not (each.is_in_front and each.is_told):
            gaps = {"in front of nobody": not each.is_in_front, "not told": not each.is_told}
            lacks = ", ".join(gap for gap, is_so in gaps.items() if is_so)
            print(f"    {each.written.id}  {' '.join(each.written.lines)!r:.90}: {lacks}")


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:3]))
