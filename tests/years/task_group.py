"""The task and finish group of a random year: it is proposed, works, and reports in time, late or never."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cached_property
from typing import Any

from openpyxl import Workbook

from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Membership, Person
from forum.task_groups.commission import commission_of
from rehearsals.business import ACCEPTED, COMMISSIONED
from rehearsals.leads import RecordEntries
from rehearsals.people import Cast
from rehearsals.script import Year
from rehearsals.task_group import TaskGroupCast
from samples.task_group import CODE
from tasks.duties.base.office import UnitOfWork, unit_of_work
from tasks.duties.task_groups.commission import commission_task_group
from tasks.duties.task_groups.end import close_task_group
from tasks.register.tables import MeetingRow, PaperRow, QuestionRow
from tasks.register.task_groups import task_group_by_code
from tests.years.books import Books
from tests.years.journal import (
    Discharged,
    GroupClosed,
    GroupCommissioned,
    GroupProposed,
    GroupReported,
    Journal,
    Raised,
)
from tests.years.plot import TaskGroupPlot

UNIT = "command: task group"
A_MOMENT = dt.timedelta(seconds=1)


class NotingCast(TaskGroupCast):
    """People beside whom a clerk notes the day by which each action is due, and that of its meeting."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.actions: dict[str, tuple[dt.date, dt.date]] = {}

    def entries(
        self, sheets: Workbook, meeting: MeetingRow, people: Membership, chair: Person
    ) -> RecordEntries:
        entries = super().entries(sheets, meeting, people, chair)
        for number, action in enumerate(entries.actions, start=1):
            self.actions[f"{meeting.reference}/{number:02}"] = action["Due"], meeting.date
        return entries


class TaskGroupPlay:
    """What the unit and the people of a task group do beside those of its parent."""

    def __init__(self, parent: Cast, plot: TaskGroupPlot, journal: Journal) -> None:
        self.parent, self.plot, self.journal = parent, plot, journal
        self.asked_for: list[str] = []  # the meetings for which its final report was

    @cached_property
    def cast(self) -> NotingCast:
        return NotingCast(self.parent.office, CODE, self.parent.start, self.parent.channel)

    def act(self, today: dt.date) -> None:
        """Propose it on its day; commission and close it some days after that was decided."""
        now, office = self.parent.office.clock.now(), self.parent.office
        if self.plot.proposed == today:
            with unit_of_work(office, UNIT, today) as work:
                self._propose(work)
        books = Books(self.journal, now)
        if books.has(GroupCommissioned):
            if not books.has(GroupClosed):
                self.cast.act(today)
            if self._is_to_follow(books, ACCEPTED, GroupClosed, today):
                with unit_of_work(office, UNIT, today) as work:
                    close_task_group(work, CODE, books.decided(ACCEPTED))
                self.journal.write(GroupClosed(now))
                self._hand_back(now)
        elif books.has(GroupProposed) and self._is_to_follow(books, COMMISSIONED, GroupCommissioned, today):
            with unit_of_work(office, UNIT, today) as work:
                if commission_of(task_group_by_code(work.session, CODE).page).start < today:
                    self._propose(work)  # that was so late that its page needs other days
                commission_task_group(work, CODE, books.decided(COMMISSIONED))
            self.journal.write(GroupCommissioned(now))

    def _propose(self, work: UnitOfWork) -> None:
        Year(work.office, self.parent.code, self.parent.group_id, self.parent.days).propose_task_group(work)
        end = task_group_by_code(work.session, CODE).end
        self.journal.write(GroupProposed(work.at, end))

    def _hand_back(self, now: dt.datetime) -> None:
        """Write down the actions that are the parent's from now on, but for those discharged until now."""
        discharged = {event.reference for event in self.journal.of(Discharged, now + A_MOMENT)}
        for reference, (due, taken) in self.cast.actions.items():
            if reference not in discharged:
                self.journal.write(Raised(now, reference, due, taken))

    def _is_to_follow(
        self, books: Books, text: str, kind: type[GroupCommissioned | GroupClosed], today: dt.date
    ) -> bool:
        """Say whether what was decided is to be done today, or was to be, and is not yet."""
        if books.has(kind) or not books.decided(text):
            return False
        lately = today - self.plot.followed_after * ONE_DAY
        return bool(Books(self.journal, dt.datetime.combine(lately, dt.time(23))).decided(text))

    def is_asked_to_report(self, question: QuestionRow) -> bool:
        """Say whether a paper that is asked for is its final report."""
        with self.parent.office.register.reading() as session:
            return session.get_one(PaperRow, question.about_id).title.startswith("Final report")

    def is_report_sent(self, question: QuestionRow, today: dt.date) -> bool:
        """Say whether its final report comes today, two days before it must; it is asked for each meeting
        until it comes."""
        with self.parent.office.register.reading() as session:
            row = session.get_one(PaperRow, question.about_id)
            meeting = session.get_one(MeetingRow, row.meeting_id).reference
        if meeting not in self.asked_for:
            self.asked_for.append(meeting)
        late, place = self.plot.report_at, self.asked_for.index(meeting)
        is_sent = late is not None and place >= late and self.parent.days.add(question.due, -2) <= today
        if is_sent:
            self.journal.write(GroupReported(self.parent.office.clock.now(), meeting))
        return is_sent

    def of_record(self, entries: RecordEntries, meeting: str) -> RecordEntries:
        """Return the entries of a record: a report that did not come is not accepted."""
        now = self.parent.office.clock.now()
        has_come = any(event.meeting == meeting for event in self.journal.of(GroupReported, now))
        decisions = [row for row in entries.decisions if has_come or row["Text"] != ACCEPTED]
        return replace(entries, decisions=decisions)
