"""The scripted people: Chair, deputy chair, unit and members, who act as the script says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from openpyxl import Workbook
from sqlalchemy import select

from forum.actions.action_log import ActionState
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Membership, Person, Role
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from rehearsals import script
from rehearsals.business import business, of_agenda
from rehearsals.channels import ScriptedChannel
from rehearsals.leads import (
    RecordEntries,
    fill_sheets,
    import_sample_plan,
    open_sheets,
    word_by_phone,
    word_on,
)
from rehearsals.meeting_day import record_of
from rehearsals.script import REFERRED, Year, briefing, paper, written_minutes, written_report
from tasks.duties.agenda.put_agenda import items_that_wait, minutes_to_fit
from tasks.duties.base.group_context import forum_of_meeting, group_context
from tasks.duties.base.office import Office, read_only, unit_of_work
from tasks.duties.members.appointments import Newcomer, appoint, change_address, end_appointment
from tasks.duties.questions.ask import is_open, reader_of
from tasks.register.actions import open_actions
from tasks.register.documents import MINUTES, fetch, latest_editions
from tasks.register.groups import group_by_code
from tasks.register.meetings import HELD, PLANNED, meetings_between, step_of
from tasks.register.members.membership import membership
from tasks.register.other_bodies import report_editions
from tasks.register.papers import agenda_items, paper_rows
from tasks.register.questions import open_questions
from tasks.register.tables import (
    ActionRow,
    BoardReportRow,
    BriefingRow,
    DispatchRow,
    MeetingRow,
    PaperRow,
    PlanLineRow,
    QuestionRow,
)

REPLIES = {**script.REPLIES, **script.YEAR_REPLIES}
MATTERS_FOR = dt.timedelta(days=75)  # before and after a meeting: papers are asked for two months ahead
AMENDMENT = "Please take the discussion before the decision."


class Cast:
    """The scripted people of one group. ``numbers`` has each meeting's number in the rehearsal, from 1."""

    def __init__(self, office: Office, code: str, start: dt.date, channel: ScriptedChannel) -> None:
        self.office, self.code, self.start, self.channel = office, code, start, channel
        with office.register.reading() as session:
            group = group_by_code(session, code)
            self.group_id, self.policy, self.days = group.id, office.policy(group), office.days(group)
        self.numbers: dict[UUID, int] = {}
        self.answered: set[tuple[UUID, UUID]] = set()
        self.proposed: set[UUID] = set()
        self.leavers: set[str] = set()
        self.members_change = False
        self.corrections: Mapping[str, str] = {}  # what the unit puts into minutes for other words
        self.year: Year | None = None  # of the sample's group alone

    def act(self, today: dt.date) -> None:
        """Act for one day, after the morning's letters."""
        meetings = self._meetings(today)
        for meeting in meetings:
            self.numbers.setdefault(meeting.id, len(self.numbers) + 1)
        for meeting in meetings:
            if meeting.state == PLANNED:
                self.propose(meeting, today)
                self._answer_invitations(meeting, today)
                self._send_late_paper(meeting, today)
                self._appoint_successor(meeting, today)
        for question in self._open_questions():
            self._answer(question, today)
        self._report_on_actions(today)
        self.channel.post()
        for meeting in meetings:
            if self.year and self.days.add(meeting.date, 2) == today:
                self.year.after_meeting(self.numbers[meeting.id], today)

    def act_later(self, today: dt.date) -> None:
        """Act once all answers of the day are on record: after a release, people leave and move."""
        if self.members_change:
            self.members_change = False
            self._leave_and_move(today)

    def scene(self, number: int) -> script.Scene:
        """Return the scene of the first, second ... meeting."""
        return script.scene(number)

    def entries(
        self, sheets: Workbook, meeting: MeetingRow, people: Membership, chair: Person
    ) -> RecordEntries:
        """Return what the minute-taker enters in the record workbook of a meeting."""
        number = self.numbers[meeting.id]
        refer_to = REFERRED.get(number, "") if self.year else ""
        return record_of(sheets, meeting, people, number, business(number, self.policy), chair, refer_to)

    # Answers to questions

    def _open_questions(self) -> list[QuestionRow]:
        with self.office.register.reading() as session:
            return [row for row in open_questions(session, self.group_id) if row.asked is not None]

    def _answer(self, question: QuestionRow, today: dt.date) -> None:
        handlers: Mapping[QuestionKind, Callable[[QuestionRow, dt.date], None]] = {
            QuestionKind.AGREE_AGENDA: self._agree_agenda,
            QuestionKind.PROVIDE_PAPER: self._send_paper,
            QuestionKind.FILE_RECORD: self._send_record,
            QuestionKind.DRAFT_MINUTES: self._send_minutes,
            QuestionKind.DRAFT_REPORT: self._send_report,
            QuestionKind.TELL_OUTCOME: self._tell_outcome,
            QuestionKind.RELEASE_PACK: self._release,
            QuestionKind.SEND_ATTENDANCE_NOTICE: self._rule_on_notice,
            QuestionKind.UPDATE_LINE: self._update_line,
            QuestionKind.WRITE_BRIEFING: self._write_briefing,
        }
        if question.kind in handlers:
            handlers[question.kind](question, today)
        elif (
            question.kind in REPLIES
            and self._is_answered_today(question, today)
            and self._is_still_open(question)
        ):
            reply = REPLIES[question.kind]
            if question.kind is QuestionKind.RULE_ON_QUORUM:
                self.channel.ring(question, reply)
            else:
                self.channel.answer(question, reply, self._asked(question))

    def _is_answered_today(self, question: QuestionRow, today: dt.date) -> bool:
        """Say whether a question is answered today: at once if it is due within two days, else a day
        later."""
        assert question.asked is not None
        return question.due <= self.days.add(today, 2) or self.days.add(question.asked, 1) <= today

    def _is_written_today(self, question: QuestionRow, today: dt.date) -> bool:
        """Say whether the unit has written by today: three working days after the draft came, or once it is
        due."""
        return min(self.days.add(question.opened, 3), question.due) <= today

    def _is_still_open(self, question: QuestionRow) -> bool:
        """Say whether what came earlier today has left a question open."""
        with self.office.register.reading() as session:
            return is_open(session.get_one(QuestionRow, question.id))

    def _answer_with(self, question: QuestionRow, word: Word, text: str = "") -> None:
        self.channel.answer(question, Reply(word, text), self._asked(question))

    def _asked(self, question: QuestionRow) -> UUID:
        """Return who is asked now: whoever is away, or whose own action it is, does not answer."""
        with read_only(self.office, "rehearsal") as work:
            return reader_of(group_context(work, question.group_id), question) or question.of_id

    def _agree_agenda(self, question: QuestionRow, today: dt.date) -> None:
        scene = self.scene(self._number(question))
        if scene.chair == "is silent":
            if question.escalated_to_id and question.escalated and question.escalated < today:
                word = self._word_for_agenda(question, today)
                self.channel.answer(question, Reply(word), question.escalated_to_id)
            return
        if not self._is_answered_today(question, today):
            return
        if scene.chair == "amends" and not self._asked_before(question):
            self._answer_with(question, Word.OTHER, text=AMENDMENT)
        else:
            self._answer_with(question, self._word_for_agenda(question, today))

    def _word_for_agenda(self, question: QuestionRow, today: dt.date) -> Word:
        """The Chair lets wait, or have less time, what the meeting has no time for."""
        with read_only(self.office, "rehearsal", today) as work:
            forum, meeting = forum_of_meeting(work, question.about_id)
            waiting = items_that_wait(forum, meeting)
            is_too_long = waiting or minutes_to_fit(forum, meeting, waiting)
        return Word.FIT if is_too_long else Word.AGREE_AGENDA

    def _rule_on_notice(self, question: QuestionRow, today: dt.date) -> None:
        """The Chair has a word with the member who is below, not with those who are near."""
        if question.asked is None or self.days.add(question.asked, 1) > today:
            return
        with self.office.register.reading() as session:
            places = self._places(membership(session, self.group_id, today), today, question.about_id)
        self._answer_with(question, Word.SEND if script.POOR_ATTENDER in places else Word.NO)

    def _send_paper(self, question: QuestionRow, today: dt.date) -> None:
        if self.days.add(question.due, -2) > today:
            return
        with self.office.register.reading() as session:
            row = session.get_one(PaperRow, question.about_id)
            meeting = session.get_one(MeetingRow, row.meeting_id)
            papers = paper_rows(session, meeting.id)
        numbers = [item.number for paper, item in papers if paper.id == row.id]
        if self.scene(self.numbers[meeting.id]).late_paper and papers[-1][0].id == row.id:
            return
        content = paper(self.policy.marking, meeting.reference, row.title)
        self.channel.send_paper(row, numbers[0], content)

    def _send_late_paper(self, meeting: MeetingRow, today: dt.date) -> None:
        """The author who was late sends the paper once the pack has gone."""
        if not self.scene(self.numbers[meeting.id]).late_paper or self.days.add(meeting.date, -4) != today:
            return
        with self.office.register.reading() as session:
            papers = paper_rows(session, meeting.id)
        if papers and papers[-1][0].document is None:
            row, item = papers[-1]
            content = paper(self.policy.marking, meeting.reference, row.title)
            self.channel.send_paper(row, item.number, content)

    def _send_record(self, question: QuestionRow, today: dt.date) -> None:
        with self.office.register.reading() as session:
            meeting = session.get_one(MeetingRow, question.about_id)
            people = membership(session, self.group_id, meeting.date)
            if today <= meeting.date:
                return
            sent = session.scalars(
                select(DispatchRow).where(
                    DispatchRow.meeting_id == meeting.id, DispatchRow.letter == "record_workbook"
                )
            ).one()
            sheets = open_sheets(fetch(session, sent.attachments[0]["sha256"]))
        entries = self.entries(sheets, meeting, people, self._chair(people, today))
        self.channel.send_record(question, fill_sheets(sheets, entries))

    def _send_minutes(self, question: QuestionRow, today: dt.date) -> None:
        if not self._is_written_today(question, today):
            return
        with self.office.register.reading() as session:
            meeting = session.get_one(MeetingRow, question.about_id)
            drafts = {
                row.part: fetch(session, row.sha256) for row in latest_editions(session, meeting.id, MINUTES)
            }
        written = {part: written_minutes(content, self.corrections) for part, content in drafts.items()}
        self.channel.send_minutes(question, written)

    def _send_report(self, question: QuestionRow, today: dt.date) -> None:
        """Write in the boxes of a report."""
        if not self._is_written_today(question, today):
            return
        with self.office.register.reading() as session:
            draft = fetch(session, report_editions(session, question.about_id)[-1].sha256)
            held = [meeting.id for meeting in self._meetings(today) if meeting.state == HELD][-1:]
            titles = [item.title for id in held for item in agenda_items(session, id)]
        number = self.numbers[held[0]] if held else 1
        month = of_agenda(titles, business(number, self.policy))
        told = {"topic": month.for_decision.title, "measure": month.measure}
        words = {box: words.format_map(told) for box, words in script.REPORT.items()}
        self.channel.send_report(question, written_report(draft, words))

    def _update_line(self, question: QuestionRow, today: dt.date) -> None:
        """A lead replies to the digest; the one who says nothing is rung, and tells the unit."""
        is_answered = self._is_answered_today(question, today)
        is_rung = question.chased is not None and self.days.add(question.chased, 2) <= today
        if not (is_answered or is_rung):
            return
        with self.office.register.reading() as session:
            line = session.get_one(PlanLineRow, question.about_id)
        reply = word_on(line, today)
        if reply is None and is_rung:
            self.channel.ring(question, word_by_phone(line, today))
        elif reply and is_answered:
            self.channel.update_line(line, reply)

    def _write_briefing(self, question: QuestionRow, today: dt.date) -> None:
        if self._is_answered_today(question, today):
            with self.office.register.reading() as session:
                reply = briefing(session, session.get_one(BriefingRow, question.about_id), today)
            self.channel.answer(question, reply, self._asked(question))

    def _tell_outcome(self, question: QuestionRow, today: dt.date) -> None:
        if self._is_answered_today(question, today):
            with self.office.register.reading() as session:
                report = session.get_one(BoardReportRow, question.about_id)
            asked = script.ASKS.get((report.body, report.date.month))
            text = f"{script.NOTED}\nASK: {asked}" if asked else script.NOTED
            self._answer_with(question, Word.OTHER, text=text)

    def _release(self, question: QuestionRow, today: dt.date) -> None:
        """The unit looks at the pack on the working day before it must go."""
        if self.days.add(question.due, -1) > today:
            return
        self._answer_with(question, Word.RELEASE)
        self.members_change = self.scene(self._number(question)).leaver_and_mover

    def _report_on_actions(self, today: dt.date) -> None:
        """Report on actions falling due: an owner is done, one asks for time, one says nothing for weeks."""
        with self.office.register.reading() as session:
            actions = [
                action
                for action in open_actions(session, self.group_id)
                if action.state == ActionState.OPEN and self.days.add(action.due, -1) <= today
            ]
            if not actions:
                return
            people = membership(session, self.group_id, today)
        for action in actions:
            reply = self._reply_on(action, self._places(people, today, action.owner_id), today)
            if reply is not None:
                self.channel.report(action, reply)

    def _reply_on(self, action: ActionRow, places: set[int], today: dt.date) -> Reply | None:
        if script.SILENT_OWNER in places and self.numbers.get(action.meeting_id) == 1:
            told_on = action.organisation_told_on
            return Reply(Word.DONE, "Finished, with our apologies.") if told_on and told_on < today else None
        if script.BUSY_OWNER in places and action.updated_on is None:
            return Reply(Word.NEW_DATE, "More agencies want to comment.", self.days.add(today, 10))
        return Reply(Word.DONE, "Finished and shared.")

    # Acts of their own accord

    def propose(self, meeting: MeetingRow, today: dt.date) -> None:
        """Two members propose an item with a paper, once items are asked for, but none that has waited and
        stands there already."""
        if meeting.id in self.proposed:
            return
        with self.office.register.reading() as session:
            step = step_of(session, meeting.id, StepKind.AGENDA_AGREED)
            if step.opens is None or self.days.add(step.opens, -1) > today:
                return
            people = membership(session, self.group_id, today)
            there = {item.title for item in agenda_items(session, meeting.id)}
        self.proposed.add(meeting.id)
        if step.verdict is not None:
            return
        of_month = business(self.numbers[meeting.id], self.policy)
        for place, topic in zip(of_month.proposers, of_month.topics, strict=True):
            member = self._holder(people, today, place)
            if member is not None and topic.title not in there:
                self.channel.propose(meeting, topic.title, topic.purpose, member.id)

    def _answer_invitations(self, meeting: MeetingRow, today: dt.date) -> None:
        if self.days.add(meeting.date, -8) > today or meeting.date <= today:
            return
        with self.office.register.reading() as session:
            people = membership(session, self.group_id, today)
        chair = people.chair(today)
        for place, seat in enumerate(people.seats_on(today)):
            member = people.core_member(seat.id, today)
            if member and (meeting.id, member.id) not in self.answered:
                place = script.OF_CHAIR if chair and member.id == chair.id else place
                self._answer_invitation(meeting, place, member, people.deputies(seat.id, today), today)

    def _answer_invitation(
        self, meeting: MeetingRow, place: int, member: Person, deputies: Sequence[Person], today: dt.date
    ) -> None:
        scene = self.scene(self.numbers[meeting.id])
        if scene.inquorate and place in script.ABSENT_WHEN_INQUORATE:
            if self.days.add(meeting.date, -3) > today:
                return
            self.channel.decline(meeting, member.id)
        elif place == script.WALK_IN and scene.walk_in:
            return
        elif place == script.DEPUTISED and self.numbers[meeting.id] % 2 and deputies:
            self.channel.send_deputy(meeting, member.id, deputies[0].id)
        else:
            self.channel.accept(meeting, member.id)
        self.answered.add((meeting.id, member.id))

    def _leave_and_move(self, today: dt.date) -> None:
        """Between the release of a pack and its sending one member leaves, and another changes address."""
        with self.office.register.reading() as session:
            people = membership(session, self.group_id, today)
        mover = self._holder(people, today, script.MOVER)
        if mover is not None:
            name, _, domain = mover.send_to.partition("@")
            with unit_of_work(self.office, f"person {mover.id}") as work:
                change_address(work, mover.id, f"{name}.new@{domain}", today)
        leaver = self._holder(people, today, script.LEAVER)
        if leaver is not None:
            for appointment in people.appointments_on(leaver.id, today):
                with unit_of_work(self.office, "command: end") as work:
                    end_appointment(work, appointment.id, today - dt.timedelta(days=1))
            self.leavers.add(leaver.send_to)

    def _appoint_successor(self, meeting: MeetingRow, today: dt.date) -> None:
        """A successor is appointed before the meeting, and gets the pack."""
        if not self.leavers or self.days.add(meeting.date, -3) != today:
            return
        _, _, domain = self.leavers.pop().partition("@")
        with self.office.register.reading() as session:
            people = membership(session, self.group_id, today)
        seat = people.seats_on(today)[script.LEAVER]
        lead = Newcomer(
            f"Interim Lead, {seat.short_name}", f"interim.lead@{domain}", "Interim lead", seat.present_name
        )
        with unit_of_work(self.office, "command: appoint") as work:
            appoint(work, self.code, lead, Role.CORE, today, seat.id)
        with unit_of_work(self.office, "command: plan import") as work:
            of_group = select(PlanLineRow.id).where(PlanLineRow.group_id == self.group_id)
            if work.session.scalar(of_group.limit(1)):
                import_sample_plan(work, self.code, {seat.short_name: lead.name})

    # Reading the register

    def _meetings(self, today: dt.date) -> list[MeetingRow]:
        """The meetings of the rehearsal that matter to people today, in order."""
        with self.office.register.reading() as session:
            first = max(today - MATTERS_FOR, self.start + ONE_DAY)
            rows = meetings_between(session, self.group_id, first, today + MATTERS_FOR)
            return [row for row in rows if row.state in (PLANNED, HELD)]

    def meets(self, day: dt.date) -> bool:
        return any(meeting.date == day for meeting in self._meetings(day))

    def _number(self, question: QuestionRow) -> int:
        return self.numbers[question.about_id]

    def _asked_before(self, question: QuestionRow) -> bool:
        with self.office.register.reading() as session:
            asked = session.scalars(
                select(QuestionRow.id).where(
                    QuestionRow.about_id == question.about_id, QuestionRow.kind == question.kind
                )
            ).all()
        return len(asked) > 1

    def _chair(self, people: Membership, today: dt.date) -> Person:
        chair = people.chair(today)
        assert chair is not None
        return chair

    def _holder(self, people: Membership, today: dt.date, place: int) -> Person | None:
        seats = people.seats_on(today)
        return people.core_member(seats[place].id, today) if place < len(seats) else None

    def _places(self, people: Membership, today: dt.date, person: UUID) -> set[int]:
        return {
            place
            for place, seat in enumerate(people.seats_on(today))
            if (member := people.core_member(seat.id, today)) and member.id == person
        }
