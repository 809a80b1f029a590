"""The attendance of each seat's holder after a meeting, for the table and the letters (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from forum.attendance.quorum import decision_stands
from forum.attendance.standing import (
    Mark,
    Sitting,
    Standing,
    below_since,
    board_year_start,
    falls_below,
    judge_attendance,
    meetings_counted,
    share_represented,
    standing_before,
)
from forum.calendar.working_days import ONE_DAY
from forum.documents import attendance as table
from forum.letters.attendance import AttendanceReview, SeatAttendance
from forum.members.membership import Person, Role, Seat
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import head
from tasks.duties.coming.seats_to_fill import quorum_from, quorum_of
from tasks.register.documents import yearly_documents
from tasks.register.meetings import ORDINARY, attendance_at, held_until, next_ordinary
from tasks.register.tables import AttendanceRow, MeetingRow

LOW = frozenset({Standing.BELOW, Standing.NEAR})
CHUNK = 14  # meetings read at a time, from the latest back: with the terms' twelve, seldom more than once


class Review:
    """The attendance of every seat's holder as it stands after a meeting."""

    def __init__(
        self,
        forum: GroupContext,
        meeting: MeetingRow,
        meetings: Sequence[MeetingRow],
        rows: Sequence[AttendanceRow],
    ) -> None:
        self.forum, self.meeting, self.meetings = forum, meeting, meetings
        self.by_seat: defaultdict[UUID, list[AttendanceRow]] = defaultdict(list)
        self.by_meeting: defaultdict[UUID, list[AttendanceRow]] = defaultdict(list)
        for row in rows:
            self.by_seat[row.seat_id].append(row)
            self.by_meeting[row.meeting_id].append(row)
        self.by_id = {meeting.id: meeting for meeting in meetings}
        self.rule = forum.policy.attendance
        self.seats = forum.membership.seats_on(forum.on)
        holders = {seat.id: forum.membership.core_member(seat.id, forum.on) for seat in self.seats}
        self.holders: dict[UUID, Person] = {
            seat: holder for seat, holder in holders.items() if holder is not None
        }
        self.sittings = {seat: self._sittings(seat, holder.id) for seat, holder in self.holders.items()}
        following = next_ordinary(forum.tx.session, forum.group.id, meeting.date)
        next_on = following.date if following else None
        self.findings = {
            seat: judge_attendance(self.rule, sittings, meeting.date, next_on)
            for seat, sittings in self.sittings.items()
        }

    @classmethod
    def of(cls, forum: GroupContext, meeting: MeetingRow) -> Review:
        """Read as many meetings back as the rule can need, and no more."""
        earlier = held_until(forum.tx.session, forum.group.id, meeting.date)
        meetings: list[MeetingRow] = []
        rows: list[AttendanceRow] = []
        while True:
            chunk = list(islice(earlier, CHUNK))[::-1]
            meetings = [*chunk, *meetings]
            rows = [*attendance_at(forum.tx.session, [meeting.id for meeting in chunk]), *rows]
            review = cls(forum, meeting, meetings, rows)
            if len(chunk) < CHUNK or not review.needs_more():
                return review

    def needs_more(self) -> bool:
        """Tell whether somebody's meetings do not fill the rule yet, also as it stood before this meeting."""
        oldest = self.meetings[0].date
        if self.rule.window == "board year" and oldest < board_year_start(self.rule, self.meeting.date):
            return False
        return any(
            self._appointed(holder) < oldest and not self._is_filled(seat)
            for seat, holder in self.holders.items()
        )

    def _is_filled(self, seat: UUID) -> bool:
        earlier = [sitting for sitting in self.sittings[seat] if sitting.date < self.meeting.date]
        last = self.rule.window == "last meetings"
        return last and len(meetings_counted(self.rule, earlier, self.meeting.date)) == self.rule.meetings

    def below(self) -> list[UUID]:
        """The seats whose holder is below the minimum."""
        return [seat for seat, finding in self.findings.items() if finding.standing is Standing.BELOW]

    def newly_below(self) -> list[UUID]:
        """The seats whose holder fell below the minimum at this meeting."""
        return [
            seat
            for seat in self.below()
            if falls_below(standing_before(self.rule, self.sittings[seat], self.meeting.date), Standing.BELOW)
        ]

    def is_news(self) -> bool:
        """Say whether a seat that the unit is to look at, or was, stands otherwise than before."""
        changes = (
            {finding.standing, standing_before(self.rule, self.sittings[seat], self.meeting.date)}
            for seat, finding in self.findings.items()
        )
        return any(len(change) > 1 and change & LOW for change in changes)

    def below_since(self, seat: UUID) -> tuple[dt.date, ...]:
        """Return the days of the last meetings in a row after which a seat's holder was below, latest
        first."""
        return below_since(self.rule, self.sittings[seat], self.meeting.date)

    def fallen(self, holder: UUID) -> list[UUID]:
        """Return the seats of a holder who fell below the minimum at this meeting. Where they fell in none,
        since records were filed again, all in which they are below."""
        theirs = [seat for seat, person in self.holders.items() if person.id == holder]
        newly, below = self.newly_below(), self.below()
        return (
            [seat for seat in theirs if seat in newly] or [seat for seat in theirs if seat in below] or theirs
        )

    def seat_named(self, seat: UUID) -> str:
        """The name of a seat whose holder has another one as well; empty for anybody else's."""
        is_one_of_several = sum(holder.id == self.holders[seat].id for holder in self.holders.values()) > 1
        return next(own.short_name for own in self.seats if own.id == seat) if is_one_of_several else ""

    def organisation(self, seat: UUID) -> str:
        """The organisation that holds a seat, by its present name."""
        return next(own.present_name for own in self.seats if own.id == seat)

    def document(self) -> table.AttendanceTable:
        """The table with the last twelve meetings."""
        forum, columns = self.forum, self.meetings[-12:]
        return table.AttendanceTable(
            group=forum.policy.group.in_headings,
            marking=forum.policy.marking,
            reference=self.meeting.reference,
            as_of=self.meeting.date,
            minimum=self.rule.own,
            deputies=self.rule.deputies,
            clause=self.rule.clause,
            meetings=tuple(self._column(meeting) for meeting in columns),
            rows=tuple(self._row(seat, columns) for seat in self.seats),
        )

    def letter(self, reader: Person) -> AttendanceReview:
        """Return the letter that brings a reader the table."""
        return AttendanceReview(
            **head(self.forum, reader, marked=True),
            held=self.meeting.date,
            quorum=quorum_of(self.forum, self.meeting).words,
            seats=tuple(sorted((self._seat(seat) for seat in self.seats), key=_worst_first)),
            year_until=year_reported(self.forum, self.meeting),
        )

    def _seat(self, seat: Seat) -> SeatAttendance:
        if seat.id not in self.findings:
            return SeatAttendance(seat.short_name, "", 0, 0, 0, None, "vacant", attention=False)
        finding = self.findings[seat.id]
        can_miss = finding.standing not in (Standing.TOO_EARLY, Standing.BELOW)
        return SeatAttendance(
            seat=seat.short_name,
            person=self.holders[seat.id].name,
            came=finding.own,
            represented=finding.own + finding.deputies,
            meetings=finding.counted,
            absences_left=finding.absences_left if can_miss else None,
            standing=str(finding.standing),
            attention=finding.standing in LOW,
        )

    def _row(self, seat: Seat, columns: Sequence[MeetingRow]) -> table.SeatLine:
        marks = {row.meeting_id: row.mark for row in self.by_seat[seat.id]}
        finding = self.findings.get(seat.id)
        holder = self.holders.get(seat.id)
        early = finding is None or finding.standing is Standing.TOO_EARLY
        return table.SeatLine(
            organisation=seat.present_name,
            holder=holder.name if holder else "",
            marks=tuple(marks.get(meeting.id, str(Mark.NOT_EXPECTED)) for meeting in columns),
            counted=finding.counted if finding else 0,
            attended=finding.own if finding else 0,
            deputised=finding.deputies if finding else 0,
            represented=share_represented(
                [Sitting(meeting.date, Mark(marks[meeting.id])) for meeting in columns if meeting.id in marks]
            ),
            absences_left=None if early or finding is None else finding.absences_left,
            standing=_IN_TABLE[finding.standing] if finding else table.SeatStanding.VACANT,
        )

    def _column(self, meeting: MeetingRow) -> table.MeetingColumn:
        quorum = quorum_from(self.forum, meeting, self.by_meeting[meeting.id])
        return table.MeetingColumn(
            date=meeting.date,
            represented=quorum.present,
            needed=quorum.needed,
            quorate=decision_stands(quorum.quorate, meeting.quorum_ruling),
        )

    def _sittings(self, seat_id: UUID, holder: UUID) -> list[Sitting]:
        return [
            Sitting(
                self.by_id[row.meeting_id].date,
                row.mark,
                ordinary=self.by_id[row.meeting_id].kind == ORDINARY,
                under_cover=row.under_cover,
            )
            for row in self.by_seat[seat_id]
            if row.holder_id == holder
        ]

    def _appointed(self, holder: Person) -> dt.date:
        return min(
            appointment.first
            for appointment in self.forum.membership.appointments
            if appointment.person_id == holder.id and appointment.role is Role.CORE
        )


def year_reported(forum: GroupContext, meeting: MeetingRow) -> dt.date | None:
    """Return the last day of the board's year whose reports go with the table of a meeting; None where none
    do."""
    if not yearly_documents(forum.tx.session, meeting.id):
        return None
    return board_year_start(forum.policy.attendance, meeting.date) - ONE_DAY


_IN_TABLE = {
    Standing.BELOW: table.SeatStanding.BELOW,
    Standing.NEAR: table.SeatStanding.NEAR,
    Standing.MET: table.SeatStanding.MET,
    Standing.TOO_EARLY: table.SeatStanding.TOO_EARLY,
}


def _worst_first(seat: SeatAttendance) -> int:
    """Sort members below the limit first, then those near it; the others stay in the order of the terms."""
    order = [str(Standing.BELOW), str(Standing.NEAR)]
    return order.index(seat.standing) if seat.standing in order else len(order)
