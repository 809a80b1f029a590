"""An hour for second thoughts: what tells of a cancelled meeting waits, so that WRONG still takes it back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from forum.letters.meetings import Cancelled
from forum.outbox.states import State
from tasks.mail.sending.run import DeliveryRun
from tasks.register.tables import DispatchRow, MeetingRow

AN_HOUR = dt.timedelta(hours=1)
BETWEEN_RUNS = dt.timedelta(minutes=30)  # so that one follows on the same day, be it late
ON_THEIR_WAY = dt.timedelta(hours=4)  # so soon before a meeting people set out for it: they hear at once


def leave_time_for_second_thoughts(run: DeliveryRun) -> None:
    """Leave the letters on meetings that were cancelled less than an hour ago for a later run, with their
    calendar items; not where no later run is on that day, since people would hear on their way."""
    now = run.register.clock.now()
    fresh = (
        select(DispatchRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == DispatchRow.meeting_id)
        .where(
            DispatchRow.state == State.QUEUED,
            DispatchRow.letter == Cancelled.NAME,
            DispatchRow.queued_at > now - AN_HOUR,
        )
    )
    with run.register.reading() as session:
        for letter, meeting in session.execute(fresh):
            leaves = letter.queued_at + AN_HOUR
            begins = dt.datetime.combine(meeting.date, meeting.start)
            last_run = dt.datetime.combine(letter.queued_at, run.rules.until) - BETWEEN_RUNS
            if leaves <= last_run and begins - now > ON_THEIR_WAY:
                run.tried_in_vain[State.QUEUED].add(letter.id)
                run.thought_over.add(meeting.id)
