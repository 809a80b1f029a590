"""Work of the secretariat in tests: meetings planned, held, recorded and minuted; letters that have gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update

from forum.agenda import Place, Purpose
from forum.calendar.steps import StepKind
from forum.members.membership import Membership, Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.terms.policy import Policy
from rehearsals.leads import RecordEntries
from tasks.duties.agenda.agenda import draft_agenda, propose_item
from tasks.duties.answers.record_answer import answer, discharge_action
from tasks.duties.base.office import Office
from tasks.duties.calendar.due import DueQuery
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.minutes.draft_and_file import draft_minutes, file_minutes
from tasks.duties.record.file_record import Filed, file_record, prefilled_record
from tasks.register.actions import action_by_reference
from tasks.register.database.clock import SetClock
from tasks.register.documents import MINUTES, fetch, latest_editions
from tasks.register.groups import group_by_code, set_up_groups
from tasks.register.meetings import meeting_by_reference, step_of
from tasks.register.members.membership import membership
from tasks.register.papers import agenda_items
from tasks.register.tables import (
    ActionRow,
    AppointmentRow,
    Base,
    DispatchRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
    StepRow,
)
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record

Row = TypeVar("Row", bound=Base)

JANUARY, FEBRUARY = "MASE/2027-01", "MASE/2027-02"  # on Tuesday 12 January and Tuesday 9 February
CHAIR, UNIT, DEPUTY_CHAIR = "Independent Chair", "Business Unit Officer", "Assistant Director, Safeguarding"
NURSE = "Designated Nurse"
NEEDS_NO_NOTE = (Place.WELCOME, Place.INTERESTS, Place.LAST_MINUTES)
SEATS = (
    "NPS", "CRC", "KCC Education", "Kent Police", "KCC SCS", "Medway Social Care",
    "MSCB", "KSCB", "KCHFT", "CAMHS", "CCGs", "District Councils",
)  # fmt: skip
ENTRIES = RecordEntries(
    meeting={"Start": "10.05", "Finish": "11.50", "Chaired by": CHAIR, "Minute-taker": UNIT},
    attendance={seat: {"Status": "Present"} for seat in SEATS},
)


@dataclass
class Forum:
    """Duties are done at 9am of the day that ``on`` has set."""

    office: Office
    clock: SetClock

    def on(self, date: str) -> dt.date:
        """Go to 9am of "Tue 12 Jan 2027"."""
        self.clock.at = dt.datetime.combine(day(date), dt.time(9))
        return self.today

    @property
    def today(self) -> dt.date:
        return self.clock.at.date()

    @property
    def group(self) -> UUID:
        with self.office.register.reading() as session:
            return group_by_code(session, "MASE").id

    def set_up(self, policy: Policy) -> UUID:
        """Set up another group, which works on the same days, and return its id."""
        code, office = policy.group.code, self.office
        self.office = replace(
            office,
            policies={**office.policies, code: policy},
            calendars={**office.calendars, code: office.calendars["MASE"]},
        )
        with office.register.transaction("test") as tx:
            (group,) = set_up_groups(tx, [policy])
            return group.id

    def members(self) -> Membership:
        with self.office.register.reading() as session:
            return membership(session, self.group)

    def person(self, name: str) -> UUID:
        with self.office.register.reading() as session:
            return session.scalars(select(PersonRow.id).where(PersonRow.name == name)).one()

    def seat(self, short_name: str) -> UUID:
        return next(seat.id for seat in self.members().seats if seat.short_name == short_name)

    def meeting(self, reference: str = JANUARY) -> MeetingRow:
        with self.office.register.reading() as session:
            return meeting_by_reference(session, reference)

    def step(self, kind: StepKind, reference: str = JANUARY) -> StepRow:
        with self.office.register.reading() as session:
            return step_of(session, meeting_by_reference(session, reference).id, kind)

    def action(self, reference: str) -> ActionRow:
        with self.office.register.reading() as session:
            return action_by_reference(session, reference)

    def rows(self, table: type[Row]) -> list[Row]:
        with self.office.register.reading() as session:
            return list(session.scalars(select(table)))

    def letters(self, letter: str, to: str = "") -> list[DispatchRow]:
        """The dispatches of a letter, to a person, by when they were queued: of one moment, in no order."""
        found = [row for row in self.rows(DispatchRow) if row.letter == letter]
        if to:
            person = self.person(to)
            found = [row for row in found if row.person_id == person]
        return sorted(found, key=lambda row: row.queued_at)

    def questions(self, kind: QuestionKind) -> list[QuestionRow]:
        rows = [row for row in self.rows(QuestionRow) if row.kind is kind]
        return sorted(rows, key=lambda row: row.opened)

    def question(self, kind: QuestionKind) -> QuestionRow:
        """The one question of that kind that waits for an answer."""
        (found,) = (
            question
            for question in self.questions(kind)
            if question.answered is None and question.withdrawn is None
        )
        return found

    def answer(self, kind: QuestionKind, word: Word, by: str, text: str = "") -> None:
        reply, person = Reply(word, text), self.person(by)
        question = self.question(kind).id
        do(answer, self.office, question, reply, by=person, channel=Channel.REPLY)

    def discharge(self, reference: str, by: str = CHAIR) -> bool:
        """An action is discharged on somebody's word, told by phone."""
        person, phone = self.person(by), Channel.PHONE
        return do(discharge_action, self.office, reference, by=person, channel=phone)

    def is_due(self, query: DueQuery) -> bool:
        with self.office.register.reading() as session:
            return bool(query(self.office, session, self.today, None))

    def plan(self) -> None:
        """Plan the meetings the rule gives from today on."""
        do(plan_meetings, self.office, self.group, day=self.today)

    def plan_from_december(self) -> None:
        """Plan the meetings on 9 December, and go on to Monday 4 January."""
        self.on("Wed 9 Dec 2026")
        self.plan()
        self.on("Mon 4 Jan 2027")

    def propose(
        self,
        title: str = "Housing",
        reference: str = FEBRUARY,
        *,
        purpose: Purpose = Purpose.DISCUSSION,
        minutes: int = 10,
        with_paper: bool = True,
    ) -> None:
        """The nurse proposes an item."""
        do(
            propose_item,
            self.office,
            reference,
            title=title,
            purpose=purpose,
            minutes=minutes,
            person=self.person(NURSE),
            with_paper=with_paper,
        )

    def draft_agenda(self, reference: str = JANUARY) -> None:
        do(draft_agenda, self.office, self.meeting(reference).id, day=self.today)

    def file_record(
        self,
        reference: str = JANUARY,
        *,
        attendance: Mapping[str, str] = {},
        interests: tuple[Mapping[str, str], ...] = (),
        actions: tuple[Mapping[str, str], ...] = (),
        updates: Mapping[str, Mapping[str, str]] = {},
        last_minutes: str = "",
    ) -> Filed:
        """File the record of a meeting to which all came, but seats whose status says otherwise."""
        marks = {**ENTRIES.attendance, **{seat: {"Status": said} for seat, said in attendance.items()}}
        head = {**ENTRIES.meeting, **({"Last minutes": last_minutes} if last_minutes else {})}
        filled = replace(
            ENTRIES, meeting=head, attendance=marks, interests=interests, actions=actions, updates=updates
        )
        return self.file_entries(filled, reference)

    def workbook(self, reference: str = JANUARY) -> bytes:
        """The record workbook of a meeting as it would be sent now."""
        return do(prefilled_record, self.office, self.meeting(reference).id)

    def file_entries(self, entries: RecordEntries, reference: str = JANUARY, workbook: bytes = b"") -> Filed:
        """File a record with these entries, in which each item has an outcome; in today's workbook, or in
        another."""
        meeting = self.meeting(reference).id
        with self.office.register.reading() as session:
            items = [item for item in agenda_items(session, meeting) if item.number]
        numbers = [item.number for item in items if item.place not in NEEDS_NO_NOTE]
        said = {number: {"Outcome": "Noted."} | {**entries.items.get(number, {})} for number in numbers}
        noted = replace(entries, items=said)
        content = fill_record(workbook or self.workbook(reference), noted)
        return do(file_record, self.office, meeting, content)

    def draft_minutes(self, reference: str = JANUARY) -> None:
        do(draft_minutes, self.office, self.meeting(reference).id, day=self.today)

    def file_minutes(self, reference: str = JANUARY, *parts: int) -> None:
        """Send back the minutes of these parts, or of all, as they stand."""
        with self.office.register.reading() as session:
            meeting = meeting_by_reference(session, reference)
            drafts = [
                (row.part, fetch(session, row.sha256))
                for row in latest_editions(session, meeting.id, MINUTES)
            ]
        for part, content in drafts:
            if not parts or part in parts:
                do(file_minutes, self.office, reference, content, part=part)

    def settle(self, *letters: str, to: State = State.SENT, person: str = "") -> None:
        """Have letters that wait in the outbox come to their end, now."""
        with self.office.register.transaction("test") as tx:
            waiting = update(DispatchRow).where(
                DispatchRow.letter.in_(letters), DispatchRow.state == State.QUEUED
            )
            if person:
                waiting = waiting.where(DispatchRow.person_id == self.person(person))
            tx.session.execute(waiting.values(state=to, sent_at=tx.at if to is State.SENT else None))


def two_seats(forum: Forum) -> None:
    """The nurse holds the seat of KCHFT as well as that of the CCGs."""
    of_kchft = AppointmentRow.seat_id == forum.seat("KCHFT"), AppointmentRow.role == Role.CORE
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(AppointmentRow).where(*of_kchft).values(person_id=forum.person(NURSE)))
