"""The months that no ordinary script has, as mails of its people: the Chair is away, minutes are refused, a
meeting is cancelled three times over, something is urgent, a lead leaves, a task group runs over, and a
member writes of a child."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import select

from forum.calendar.meetings import day_to_meet, meeting_dates, meeting_reference
from forum.letters.questions import Desk
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.addresses import domain_of
from forum.text.wording import day_month
from rehearsals.channels import DirectChannel
from rehearsals.output.page import Happening
from rehearsals.people import Cast
from rehearsals.script import Scene
from rehearsals.stage import AUTHSERV_ID, SERVICE
from samples.task_group import CODE, commission_page
from tasks.duties.base.group_context import group_context
from tasks.duties.base.names import person_called
from tasks.duties.base.office import Office, UnitOfWork, read_only, unit_of_work
from tasks.duties.concerns.follow_concern import settle_concern
from tasks.duties.meetings.tell_of_gap import days_offered
from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
from tasks.mail.gateways.folder.files import short_digest
from tasks.register.database.clock import LONDON
from tasks.register.groups import group_by_code
from tasks.register.members.membership import address_of
from tasks.register.registers import open_concerns
from tasks.register.tables import AgendaItemRow, DecisionRow, DispatchRow, MeetingRow, PaperRow, QuestionRow

MONTHS = 4
REFUSAL = "No. Under item 7 we said that the wait for a first appointment is the main concern."
CORRECTED = {"Waiting times for therapeutic support remain": "The wait for a first appointment is"}
SETTLED = "999 and the front door were rung at once; officers went to the hotel"
BEGINS_IN = 7  # days after the Monday of its commission the task group begins
REPORTS_IN, ENDS_IN = 30, 60  # days after that


@dataclass(frozen=True)
class AwkwardMail:
    """A mail that ``who``, an office or the name of a seat, writes so many working days ``after`` a meeting
    of the plan, or before it. ``words`` may have {meeting}, its reference, and {today}, {soon} and {later}:
    that day, the next working day, and ten later. The unit replies to its desk letter."""

    meeting: int
    after: int
    who: str
    what: str
    words: str


EVENTS = (
    AwkwardMail(1, 3, "chair", "The Chair goes away", "AWAY {soon} until {later}"),
    AwkwardMail(
        2, -1, "unit", "Cancelled the day before", "CANCEL {meeting}, the building is closed after a flood"
    ),
    AwkwardMail(
        2,
        4,
        "chair",
        "Urgent business",
        "CALL MASE {later}, 10am: Closure of a hotel; the police need a word",
    ),
    AwkwardMail(3, -8, "unit", "Cancelled again", "CANCEL {meeting}, the Chair cannot be there"),
    AwkwardMail(3, -6, "unit", "A lead leaves", "Head of Inclusion has left, {today}"),
    AwkwardMail(
        4, -15, "unit", "Cancelled a third time", "CANCEL {meeting}, it is the week of the inspection"
    ),
    AwkwardMail(
        4,
        -3,
        "Kent Police",
        "A worry about a child",
        "I am worried about a girl of 14 who is in a hotel with older men tonight.",
    ),
)
COMMISSIONED = 1, 4  # meeting, and working days after it: the task group begins that runs over


class AwkwardMonths(DirectChannel):
    """A channel of people who answer directly, but for the mails of ``EVENTS``, which come by the folder."""

    def __init__(self, office: Office, code: str, start: dt.date, mailbox: Path) -> None:
        super().__init__(office)
        self.code, self.inbox = code, mailbox / "inbox"
        with office.register.reading() as session:
            group = group_by_code(session, code)
            self.group_id, policy, days = group.id, office.policy(group), office.days(group)
        self.days, self.start = days, start
        until = start + dt.timedelta(days=62 * (MONTHS + 1))
        dates = [day_to_meet(date, days) for date in meeting_dates(policy.meetings.rule, start, until)]
        planned = [date for date in dates if date > start]
        self.due = [(days.add(planned[event.meeting - 1], event.after), event) for event in EVENTS]
        self.references = [meeting_reference(code, date, ()) for date in planned]
        self.commissioned = days.add(planned[COMMISSIONED[0] - 1], COMMISSIONED[1])
        self.happened: list[Happening] = []
        self.waits = False

    def write(self, today: dt.date) -> None:
        """Write what the script has for a day."""
        for on, event in self.due:
            if on == today:
                self._write(event, today)
        if today == self.commissioned:
            with unit_of_work(self.office, "command: awkward", today) as work:
                self._commission(work)
            self.note(today, "A task and finish group begins", "unit", "")

    def has_mail_come(self) -> bool:
        came, self.waits = self.waits, False
        return came

    def _write(self, event: AwkwardMail, today: dt.date) -> None:
        words = event.words.format(
            meeting=self.references[event.meeting - 1],
            today=day_month(today),
            soon=day_month(self.days.add(today, 1)),
            later=day_month(self.days.add(today, 11)),
        )
        with self.office.register.reading() as session:
            person = person_called(session, self.group_id, event.who, today)
            address = address_of(session, person, today) or ""
            answered = session.scalars(
                select(DispatchRow.key)
                .where(
                    DispatchRow.person_id == person,
                    DispatchRow.letter == Desk.NAME,
                    DispatchRow.state == State.SENT,
                )
                .order_by(DispatchRow.queued_at.desc())
            ).first()
        mail = EmailMessage()
        mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={domain_of(address)}"
        mail["From"], mail["To"], mail["Subject"] = address, SERVICE, event.what
        mail["Date"] = format_datetime(self.office.clock.now().replace(tzinfo=LONDON))
        mail["Message-ID"] = f"<{len(self.happened)}.{today}@{domain_of(address)}>"
        if event.who == "unit" and answered:
            mail["In-Reply-To"] = f"<{short_digest(answered)}@{domain_of(SERVICE)}>"
        mail.set_content(words)
        self.inbox.mkdir(parents=True, exist_ok=True)
        file = self.inbox / f"{today}-{len(self.happened)}.new"
        file.write_bytes(mail.as_bytes())
        at = self.office.clock.now().replace(tzinfo=LONDON).timestamp()
        os.utime(file, (at, at))
        file.rename(file.with_suffix(".eml"))
        self.waits = True
        self.note(today, event.what, event.who, words)

    def note(self, on: dt.date, what: str, who: str, words: str) -> None:
        self.happened.append(Happening(on, what, who, words))

    def _commission(self, work: UnitOfWork) -> None:
        """Commission a task group whose report nobody writes, by the first decision that stands."""
        monday = work.on + dt.timedelta(days=BEGINS_IN - work.on.weekday())
        page = commission_page(monday, self.code, interim=REPORTS_IN, end=ENDS_IN)
        propose_task_group(work, page, "page")
        decisions: Sequence[str] = work.session.scalars(
            select(DecisionRow.reference).where(DecisionRow.group_id == self.group_id, ~DecisionRow.to_ratify)
        ).all()
        commission_task_group(work, CODE, decisions[0])


class AwkwardCast(Cast):
    """The scripted people in those months, which are ordinary but for the mails. Minutes are refused the
    first time, and nobody writes the report of the task group."""

    def __init__(self, office: Office, months: AwkwardMonths) -> None:
        super().__init__(office, months.code, months.start, months)
        self.months = months
        self.is_refused = self.is_held_instead = False

    def act(self, today: dt.date) -> None:
        super().act(today)
        self.months.write(today)

    def act_later(self, today: dt.date) -> None:
        """Once the day's mail is read, the unit acts on a worry in it, and says what was done."""
        super().act_later(today)
        with self.office.register.reading() as session:
            open_now = [row.reference for row in open_concerns(session, [self.group_id])]
        for reference in open_now:
            with unit_of_work(self.office, "command: concern settle", today) as work:
                settle_concern(work, reference, SETTLED)
            self.months.note(today, "The unit acts on it", "unit", f"SETTLED {reference}: {SETTLED}")

    def scene(self, _number: int) -> Scene:
        return Scene()

    def _answer(self, question: QuestionRow, today: dt.date) -> None:
        if question.kind is QuestionKind.AGREE_MINUTES and not self.is_refused:
            self.is_refused = True  # whoever is asked for the Chair, who is away
            self.corrections = CORRECTED
            self._answer_with(question, Word.OTHER, REFUSAL)
            self.months.note(today, "Minutes are refused", self._who(question, today), REFUSAL)
        elif question.kind is QuestionKind.CHOOSE_DAY:
            self._choose_day(question, today)
        elif question.kind is not QuestionKind.PROVIDE_PAPER or not self._is_of_task_group(question):
            super()._answer(question, today)

    def _choose_day(self, question: QuestionRow, today: dt.date) -> None:
        """Whoever is asked has the first cancelled meeting held on the first day offered, and no other."""
        with read_only(self.office, "rehearsal", today) as work:
            meeting = work.session.get_one(MeetingRow, question.about_id)
            days = days_offered(group_context(work, question.group_id), meeting)
        if self.is_held_instead or not days:
            self._answer_with(question, Word.NO)
            return
        self.is_held_instead = True
        self.channel.answer(question, Reply(Word.NEW_DATE, "", days[0].date), self._asked(question))
        self.months.note(today, "Another day is chosen", self._who(question, today), days[0].word)

    def _who(self, question: QuestionRow, today: dt.date) -> str:
        """Return who is asked for the Chair: the deputy chair, while the Chair is away."""
        with read_only(self.office, "rehearsal", today) as work:
            chair = group_context(work, question.group_id).membership.chair(today)
        return "chair" if chair and self._asked(question) == chair.id else "deputy chair"

    def _is_of_task_group(self, question: QuestionRow) -> bool:
        with self.office.register.reading() as session:
            paper = session.get_one(PaperRow, question.about_id)
            return session.get_one(AgendaItemRow, paper.item_id).task_step_id is not None
