"""Thanking deputies who walked in, with the minutes; they wait for the signed confidentiality agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from forum.letters.base import reason_for_standing_in
from forum.letters.minutes import StoodIn
from forum.outbox.states import Conditions, Validity
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import as_it_stands, head, meeting_topic, write
from tasks.duties.minutes.draft_and_file import enclosed_minutes
from tasks.register.meetings import HELD, attendance_at
from tasks.register.members.membership import people
from tasks.register.tables import MeetingDocumentRow, MeetingRow

OF_USE = dt.timedelta(days=28)


def thank_walk_ins(forum: GroupContext, meeting: MeetingRow, minutes: Collection[MeetingDocumentRow]) -> None:
    """Write to each deputy whom nobody had named and who does not belong to the group, with part 1 (own
    rule)."""
    seats = {
        row.deputy_id: row.seat_id
        for row in attendance_at(forum.tx.session, [meeting.id])
        if row.deputy_id and row.deputy_name and not forum.membership.is_appointed(row.deputy_id, forum.on)
    }
    open_to_them = [row for row in minutes if row.part == 1]
    for person in people(forum.tx.session, seats, forum.on):
        if not person.send_to:
            continue
        why = reason_for_standing_in(forum.policy.group.short_name, meeting.date)
        write(
            forum,
            StoodIn(
                **head(forum, person, marked=True, why=why),
                held=meeting.date,
                organisation=forum.offices.seat(seats[person.id]).present_name,
            ),
            to=person,
            about=meeting_topic(meeting),
            valid=Validity(
                forum.on + OF_USE,
                Conditions(
                    meetings=(as_it_stands(meeting, HELD),), approved=tuple(row.id for row in open_to_them)
                ),
            ),
            enclosures=[enclosed_minutes(forum, row) for row in open_to_them],
        )
