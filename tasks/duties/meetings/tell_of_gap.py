"""What the Chair is to know when a meeting is not held: a month without any, and two in a row (clause 5); of
one that is cancelled the Chair is asked for another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from forum.boards.steps import FINAL
from forum.calendar.meeting_dates import months_without
from forum.calendar.meetings import in_a_row
from forum.calendar.working_days import ONE_DAY
from forum.letters.foot import unit_contact
from forum.questions.chair_notes import NoteKind
from forum.questions.kinds import QuestionKind
from forum.text.wording import capital, counted, day_month, listed, month
from tasks.duties.base.group_context import GroupContext
from tasks.duties.meetings.days_offered import days_offered
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.duties.questions.chair_notes import note_for_chair
from tasks.register.boards import reports_of
from tasks.register.meetings import (
    A_QUARTER,
    CANCELLED,
    HELD,
    NO_MEETING,
    ORDINARY,
    meetings_between,
)
from tasks.register.tables import MeetingRow

OFF = (CANCELLED, NO_MEETING)
ANSWER_WITHIN = 2  # working days: the days that are offered are near


def ask_for_another_day(forum: GroupContext, meeting: MeetingRow) -> None:
    """Ask the Chair on which day a cancelled ordinary meeting is held instead, which also says what its month
    lacks without; of any other, and where there is no day to offer, note what is lacking (own rule)."""
    is_asked = meeting.kind is ORDINARY and forum.group.go_live <= forum.on and forum.chairs()
    if not (is_asked and days_offered(forum, meeting)):
        tell_chair_of_gap(forum, meeting)
        return
    ask_chairs(
        forum,
        QuestionKind.CHOOSE_DAY,
        about=meeting.id,
        due=forum.days.add(forum.on, ANSWER_WITHIN),
        meeting_id=meeting.id,
    )


def tell_chair_of_gap(forum: GroupContext, meeting: MeetingRow) -> None:
    """Note for the Chair what is lacking now that a meeting is not held."""
    if sentences := gap_in_words(forum, meeting):
        note_for_chair(forum, NoteKind.GAP, meeting.id, " ".join(sentences))


def gap_in_words(forum: GroupContext, meeting: MeetingRow) -> list[str]:
    """Say that a month has no meeting, or that meetings in a row are not held, and when the boards hear of it
    (own rule)."""
    group, on = forum.group.id, meeting.date
    around = meetings_between(forum.tx.session, group, on - 2 * A_QUARTER, on + 2 * A_QUARTER)
    first = on.replace(day=1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    taking_place = [row.date for row in around if row.kind is ORDINARY and row.state not in OFF]
    asked = f"the terms of reference ask for one each month (clause {forum.policy.meetings.clause})"
    sentences = [
        f"{month(without)} has no ordinary meeting now; {asked}."
        for without in months_without(forum.policy.meetings.rule, first, following - ONE_DAY, taking_place)
    ]
    for run in in_a_row((row.date, row.state) for row in around if row.kind is ORDINARY or row.state is HELD):
        if on in run:
            days = listed(day_month(day) for day in run)
            sentences.append(f"{capital(counted(len(run), 'meeting'))} in a row are not held: {days}.")
            sentences += _when_boards_hear(forum)
    return sentences


def _when_boards_hear(forum: GroupContext) -> Iterator[str]:
    """Yield when each board is to hear of it, by its next report that is not agreed yet."""
    final = {
        (report.body, report.date)
        for report in reports_of(forum.tx.session, forum.group.id)
        if report.state in FINAL
    }
    nexts = [
        f"{body.name} ({day_month(date)})"
        for body in forum.policy.bodies
        for date in [day for day in body.dates if day >= forum.on and (body.code, day) not in final][:1]
    ]
    if nexts:
        yield f"The boards hear of it in their next reports: {listed(nexts)}."
        unit = unit_contact(forum.policy.group.unit_name, forum.policy.group.unit_phone)
        yield f"If one of them is to hear before, please ring {unit}, which then writes to its secretary."
