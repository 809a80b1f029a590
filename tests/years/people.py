"""The people of a random year: they do what its plot has drawn, and all of it is written into the journal."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import cast
from uuid import UUID

from openpyxl import Workbook

from forum.agenda import Purpose
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Membership, Person, Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.record.sheets import CHILDREN
from forum.terms.policy import Policy
from forum.text.problem import Problem
from rehearsals.business import business
from rehearsals.channels import DirectChannel
from rehearsals.leads import RecordEntries, Typed, rows_typed
from rehearsals.meeting_day import record_of
from rehearsals.people import Cast
from rehearsals.script import Scene
from tasks.documents.record import HEADER_ROW
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.meetings.hold_instead import follow_rule, meetings_off_rule
from tasks.duties.meetings.plan_move_cancel import call_meeting, cancel_meeting, move_meeting, rule_no_meeting
from tasks.duties.members.appointments import Newcomer, appoint, end_appointment
from tasks.duties.minutes.document import minutes_document
from tasks.duties.record.form import record_form
from tasks.duties.terms import take_terms
from tasks.register import documents
from tasks.register.meetings import ORDINARY, PLANNED
from tasks.register.members.membership import membership
from tasks.register.tables import ActionRow, BoardReportRow, MeetingRow, PlanLineRow, QuestionRow
from tests.years.books import Books
from tests.years.changed_terms import with_other_date, with_other_rule
from tests.years.journal import (
    ABSENT,
    APOLOGIES,
    DEPUTY,
    FILLED,
    PRESENT,
    REMOTE,
    AgendaAgreed,
    Appointed,
    BoardMoved,
    Called,
    CalledOff,
    Discharged,
    Journal,
    LineDecided,
    Met,
    Moved,
    Postponed,
    Raised,
    Ratified,
    Reported,
    RuleChanged,
    Ruled,
    Said,
    Sat,
)
from tests.years.plan import lines_of
from tests.years.plot import Fate, Month, Plot
from tests.years.since_sent import LAST_MINUTES, new_holders, said_of_last_minutes
from tests.years.task_group import TaskGroupPlay
from tests.years.terms import NEEDED, SEATS

STATUS = {
    PRESENT: "Present",
    REMOTE: "Remote",
    DEPUTY: "Deputy",
    APOLOGIES: "Apologies",
    ABSENT: "Absent",
}
MINUTES = 10  # of an item
REASON = "too few can come"
WEEKS, WEEKDAYS = ("first", "second", "third"), ("Monday", "Tuesday", "Wednesday", "Thursday")
A_SECOND = dt.timedelta(seconds=1)
EXTRAORDINARY_IN, LEAVES_BEFORE = 10, 15  # working days


class Beside(DirectChannel):
    """A channel beside which a clerk writes down what people say of actions and agendas.

    Items are proposed without a paper: papers take long, and no figure is theirs.
    """

    def __init__(self, office: Office, journal: Journal) -> None:
        super().__init__(office)
        self.journal = journal

    def answer(self, question: QuestionRow, reply: Reply, by: UUID) -> None:
        super().answer(question, reply, by)
        now = self.office.clock.now()
        with self.office.register.reading() as session:
            if reply.word is Word.AGREE_AGENDA:
                self.journal.write(
                    AgendaAgreed(now, session.get_one(MeetingRow, question.about_id).reference)
                )
            elif question.kind is QuestionKind.DISCHARGE_ACTION:
                self.journal.write(Discharged(now, session.get_one(ActionRow, question.about_id).reference))

    def report(self, action: ActionRow, reply: Reply) -> None:
        super().report(action, reply)
        now = self.office.clock.now()
        if reply.date:
            self.journal.write(Postponed(now, action.reference, reply.date))
        else:
            self.journal.write(Reported(now, action.reference))

    def ring(self, question: QuestionRow, reply: Reply) -> None:
        super().ring(question, reply)
        if question.kind is QuestionKind.UPDATE_LINE:
            self._write_word(question.about_id, reply)

    def update_line(self, line: PlanLineRow, reply: Reply) -> None:
        super().update_line(line, reply)
        self._write_word(line.id, reply)

    def _write_word(self, line: UUID, reply: Reply) -> None:
        with self.office.register.reading() as session:
            reference = session.get_one(PlanLineRow, line).reference
        self.journal.write(Said(self.office.clock.now(), reference, reply.word))

    def propose(self, meeting: MeetingRow, title: str, purpose: Purpose, by: UUID) -> None:
        # One of theirs may wait on that agenda already, from a meeting that was cancelled.
        with suppress(Problem), unit_of_work(self.office, f"person {by}") as work:
            propose_item(
                work,
                meeting.reference,
                title=title,
                purpose=purpose,
                minutes=MINUTES,
                person=by,
                with_paper=False,
            )


class YearCast(Cast):
    """The people of the sample's group in a year that a seed has drawn."""

    def __init__(self, office: Office, start: dt.date, plot: Plot, journal: Journal) -> None:
        super().__init__(office, "MASE", start, Beside(office, journal))
        self.plot, self.journal = plot, journal
        self.fated: set[UUID] = set()
        self.task_group = TaskGroupPlay(self, plot.task_group, journal) if plot.task_group else None

    def act(self, today: dt.date) -> None:
        super().act(today)
        self._change_terms(today)
        for meeting in self._meetings(today):
            month = self.plot.month(self.numbers[meeting.id])
            self._let_somebody_leave(meeting, month, today)
            if meeting.state == PLANNED:
                self._decide_fate(meeting, month, today)
            elif month.is_followed and meeting.kind == ORDINARY and self.days.add(meeting.date, 3) == today:
                self._call_another(today)
        if self.task_group:
            self.task_group.act(today)

    def _answer_invitations(self, meeting: MeetingRow, today: dt.date) -> None:
        """They answer no invitation: it takes long, and no figure is theirs."""

    def _decide_fate(self, meeting: MeetingRow, month: Month, today: dt.date) -> None:
        """Cancel the meeting or move it, on the day that the plot has for that."""
        is_its_day = self.days.add(meeting.date, -month.fate_before) == today
        if month.fate is Fate.HELD or meeting.kind != ORDINARY or not is_its_day or meeting.id in self.fated:
            return
        self.fated.add(meeting.id)
        now, chair = self.office.clock.now(), self._chair(self._people(today), today)
        with unit_of_work(self.office, "command: meeting") as work:
            if month.fate is Fate.MOVED:
                to = self.days.add(meeting.date, month.later)
                move_meeting(work, meeting.reference, to, reason=REASON)
                self.journal.write(Moved(now, meeting.reference, to))
            elif month.fate is Fate.CANCELLED:
                cancel_meeting(work, meeting.reference, reason=REASON)
                self.journal.write(CalledOff(now, meeting.reference, REASON, is_ruled=False))
            else:
                rule_no_meeting(
                    work, meeting.reference, ruled_by=chair.id, channel=Channel.PHONE, reason=REASON
                )
                self.journal.write(CalledOff(now, meeting.reference, REASON, is_ruled=True))

    def _change_terms(self, today: dt.date) -> None:
        """The unit takes over what has changed in the terms: a board's date, or the meeting rule, which the
        planned meetings follow."""
        now, terms = self.office.clock.now(), self.office.policies[self.code]
        for change in self.plot.board_changes():
            if change.on == today:
                terms = with_other_date(terms, change)
                self.journal.write(BoardMoved(now, change.board, change.date, change.to))
        rule = self.plot.rule_change()
        is_changed = rule is not None and rule.on == today
        if rule and is_changed:
            terms = with_other_rule(terms, rule)
            number, weekday = WEEKS.index(rule.week) + 1, WEEKDAYS.index(rule.weekday)
            self.journal.write(RuleChanged(now, number, weekday))
        if terms is self.office.policies[self.code]:
            return
        cast(dict[str, Policy], self.office.policies)[self.code] = terms
        with self.office.register.reading() as session:
            off = meetings_off_rule(session, self.group_id, terms, self.days, today)
        choices = {meeting.id: meeting.choices[0] for meeting in off}
        with unit_of_work(self.office, "command: policy apply") as work:
            take_terms(work, self.group_id)
            follow_rule(work, self.group_id, choices)

    def _call_another(self, today: dt.date) -> None:
        date = self.days.add(today, EXTRAORDINARY_IN)
        with unit_of_work(self.office, "command: meeting") as work:
            reference = call_meeting(work, self.code, date)
        self.journal.write(Called(self.office.clock.now(), reference, date))

    def _let_somebody_leave(self, meeting: MeetingRow, month: Month, today: dt.date) -> None:
        """The holder of a seat leaves some days before a meeting; a successor comes at once or later."""
        leaves = self.days.add(meeting.date, -LEAVES_BEFORE)
        comes = self.days.add(leaves, month.vacant_for)
        if not month.leaver or meeting.kind != ORDINARY or today not in (leaves, comes):
            return
        people = self._people(today)
        (seat,) = (seat for seat in people.seats_on(today) if seat.short_name == month.leaver)
        holder = people.core_member(seat.id, today)
        if leaves == today and holder and holder.id != self._chair(people, today).id:
            for appointment in people.appointments_on(holder.id, today):
                with unit_of_work(self.office, "command: end") as work:
                    end_appointment(work, appointment.id, today - ONE_DAY)
            self._write_holder(seat.short_name, "")
        if comes == today and not self._holder_of(seat.short_name):
            number = sum(isinstance(event, Appointed) for event in self.journal.events) - len(SEATS)
            name = f"Lead {number}, {seat.short_name}"
            lead = Newcomer(name, f"lead.{number}@districts.example", "Lead", seat.present_name)
            with unit_of_work(self.office, "command: appoint") as work:
                appoint(work, self.code, lead, Role.CORE, today, seat.id)
            self._write_holder(seat.short_name, name)

    def _holder_of(self, seat: str) -> str:
        return [
            event.name for event in self.journal.events if isinstance(event, Appointed) and event.seat == seat
        ][-1]

    def _write_holder(self, seat: str, name: str) -> None:
        self.journal.write(Appointed(self.office.clock.now(), seat, name))

    def _people(self, today: dt.date) -> Membership:
        with self.office.register.reading() as session:
            return membership(session, self.group_id, today)

    def scene(self, number: int) -> Scene:
        filled = sum(mark in FILLED for mark in self.plot.month(number).marks.values())
        return Scene(inquorate=filled < NEEDED)

    def entries(
        self, sheets: Workbook, meeting: MeetingRow, people: Membership, chair: Person
    ) -> RecordEntries:
        number = self.numbers[meeting.id]
        marks = self.plot.month(number).marks
        self._strike_out_ended(sheets)
        entries = record_of(sheets, meeting, people, number, business(number, self.policy), chair)
        if self.task_group:
            entries = self.task_group.of_record(entries, meeting.reference)
        seats = {
            seat.short_name: Sat(holder.name, marks[seat.short_name]) if holder else Sat("", ABSENT)
            for seat in people.seats_on(meeting.date)
            for holder in [people.core_member(seat.id, meeting.date)]
        }
        texts = tuple(str(row["Text"]) for row in entries.decisions)
        now = self.office.clock.now()
        heard = "".join(str(row.get(CHILDREN, "")) for row in entries.items.values())
        with self.office.register.reading() as session:
            last, corrections = said_of_last_minutes(record_form(session, self.policy, meeting), sheets)
        self.journal.write(Met(now, meeting.date, seats, texts, meeting.kind == ORDINARY, heard))
        to_ratify = [row for row in rows_typed(sheets, "Decisions") if row["To ratify"] == "Yes"]
        filled = sum(seat.mark in FILLED for seat in seats.values())
        if filled < NEEDED:
            to_ratify = []
        for row in to_ratify:
            self.journal.write(Ratified(now, meeting.date, str(row["Reference"])))
        self._write_actions(meeting, entries)
        for reference, of_line in entries.plan.items():  # the plan stands first among the decisions
            due, impact = of_line.get("New due"), str(of_line.get("Impact", "")).rstrip(".")
            self.journal.write(LineDecided(now, meeting.date, reference, texts[0], due, impact))
        return replace(
            entries,
            meeting={**entries.meeting, "Seats present": filled, LAST_MINUTES: last},
            registers={**entries.registers, **corrections},
            earlier={str(row["Reference"]): {"To ratify": "No"} for row in to_ratify},
            attendance={
                name: {**row, **self._row(people, meeting, name, seats[name])}
                for name, row in new_holders(sheets, seats).items()
            },
        )

    def _strike_out_ended(self, sheets: Workbook) -> None:
        """Strike out the evidence of lines that ended once the form was out: nobody discharges them again."""
        lines = lines_of(Books(self.journal, self.office.clock.now() + A_SECOND))  # all of this moment too
        ended = {line.reference for line in lines if line.ended}
        rows = sheets["Plan"].iter_rows(min_row=HEADER_ROW) if ended else ()
        evidence = 0
        for row in rows:
            words = [cell.value for cell in row]
            evidence = evidence or words.index("Evidence so far")
            if words[0] in ended:
                row[evidence].value = None

    def _write_actions(self, meeting: MeetingRow, entries: RecordEntries) -> None:
        now, number = self.office.clock.now(), 0
        for action in entries.actions:
            number += "Reference" not in action
            reference = str(action.get("Reference") or f"{meeting.reference}/{number:02}")
            self.journal.write(Raised(now, reference, action["Due"]))
        for reference in entries.updates:
            self.journal.write(Discharged(now, reference))

    def _row(self, people: Membership, meeting: MeetingRow, name: str, seat: Sat) -> Typed:
        (id,) = (each.id for each in people.seats_on(meeting.date) if each.short_name == name)
        deputies = people.deputies(id, meeting.date)
        if seat.mark != DEPUTY:
            return {"Status": STATUS[seat.mark]}
        if deputies:
            return {"Status": "Deputy", "Deputy": deputies[0].name}
        return {
            "Status": "Deputy",
            "Other deputy: name": f"Stand-in, {name}",
            "Other deputy: role": "Stand-in",
            "Other deputy: email": f"stand.in.{[*SEATS].index(name)}@districts.example",
            "Accepted by the Chair": "Yes",
        }

    def _send_record(self, question: QuestionRow, today: dt.date) -> None:
        after = self._month(question).record_after
        if self.days.add(question.due, after - 2) <= today:
            super()._send_record(question, today)

    def _send_minutes(self, question: QuestionRow, today: dt.date) -> None:
        try:
            super()._send_minutes(question, today)
        except Problem:  # what has been ruled since is not in it yet: the unit puts it in, as it was asked to
            with unit_of_work(self.office, "command: minutes") as work:
                forum, meeting = forum_of_meeting(work, question.about_id)
                anew = {
                    row.part: forum.documents.print(minutes_document(forum, meeting, row.part))
                    for row in documents.latest_editions(work.session, meeting.id, documents.MINUTES)
                }
            self.channel.send_minutes(question, anew)

    def _release(self, question: QuestionRow, today: dt.date) -> None:
        with suppress(Problem):  # a meeting that has begun has its papers on the table
            super()._release(question, today)

    def _tell_outcome(self, question: QuestionRow, today: dt.date) -> None:
        if self._is_answered_today(question, today):
            self._answer_with(question, Word.OTHER, text="1 noted")

    def _update_line(self, question: QuestionRow, today: dt.date) -> None:
        if not self._has_left(question.of_id, today):
            super()._update_line(question, today)

    def _has_left(self, person: UUID, today: dt.date) -> bool:
        return not self._people(today).appointments_on(person, today)

    def _send_paper(self, question: QuestionRow, today: dt.date) -> None:
        if self.task_group and self.task_group.is_asked_to_report(question):
            if self.task_group.is_report_sent(question, today):
                super()._send_paper(question, today)
        elif self._is_answered_today(question, today) and not self._has_left(question.of_id, today):
            self.channel.answer(question, Reply(Word.VERBAL), question.of_id)

    def _is_chair_silent(self, question: QuestionRow) -> bool:
        if question.kind is QuestionKind.AGREE_MINUTES:
            return self._month(question).is_chair_silent
        if question.kind is not QuestionKind.AGREE_REPORT:
            return False
        with self.office.register.reading() as session:
            report = session.get_one(BoardReportRow, question.about_id)
        return self.plot.is_silent_on_report(report.body, report.date)

    def _is_written_today(self, question: QuestionRow, today: dt.date) -> bool:
        if question.kind is not QuestionKind.DRAFT_MINUTES:
            return super()._is_written_today(question, today)
        return self.days.add(question.opened, self._month(question).minutes_after) <= today

    def _agree_agenda(self, question: QuestionRow, today: dt.date) -> None:
        if self._month(question).is_chair_silent:
            deputy = question.escalated_to_id
            if deputy and question.escalated and question.escalated < today:
                is_there = any(self._people(today).appointments_on(deputy, today))
                self.channel.answer(
                    question, Reply(Word.AGREE_AGENDA), deputy if is_there else question.of_id
                )
            return
        if question.asked and self.days.add(question.asked, self._month(question).chair_after) <= today:
            self._answer_with(question, Word.AGREE_AGENDA)

    def _answer(self, question: QuestionRow, today: dt.date) -> None:
        if self._is_chair_silent(question) or not self._is_still_open(question):
            return
        if question.kind is not QuestionKind.RULE_ON_QUORUM:
            super()._answer(question, today)
        elif self._is_answered_today(question, today):
            is_quorate = self._month(question).is_deemed_quorate
            self.channel.ring(question, Reply(Word.QUORATE if is_quorate else Word.NOT_QUORATE))
            with self.office.register.reading() as session:
                date = session.get_one(MeetingRow, question.about_id).date
            self.journal.write(Ruled(self.office.clock.now(), date, is_quorate))

    def _month(self, question: QuestionRow) -> Month:
        return self.plot.month(self.numbers[question.about_id])
