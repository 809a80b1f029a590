"""Three meetings under fault: one to be put into everybody's calendar, one that was moved, one cancelled."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from forum.attendance.invitations import State, event_key
from tasks.register.attendance import LIVE, bring_up_to_date, invited_to
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction
from tasks.register.meetings import CANCELLED
from tasks.register.members.membership import membership
from tasks.register.tables import GroupRow, InvitationRow, MeetingRow
from tests.faults.mailroom import MailRoom, Verdict
from tests.tasks.mail.sending.post_room import MEMBERS, post_room

IN_DAYS = 60
NEW, MOVED, CALLED_OFF = "MASE/1", "MASE/2", "MASE/3"
REQUEST, CANCELLATION = "IPM.Schedule.Meeting.Request", "IPM.Schedule.Meeting.Canceled"
EXPECTED = {NEW: REQUEST, MOVED: REQUEST, CALLED_OFF: CANCELLATION}
INVITED = [f"{member}@members.example" for member in MEMBERS]


def two_meetings(register: Register) -> None:
    """Fill a register with three members, and two meetings that nobody has been invited to yet."""
    room = post_room(register, SetClock(register.clock.now()))
    with register.transaction("test") as tx:
        for reference in (MOVED, CALLED_OFF):
            plan(tx, room.group, reference)


@dataclass(frozen=True)
class CalendarRoom(MailRoom):
    """A calendar under fault.

    ``lost`` are messages to people that never went, and meetings that are still in nobody's hands;
    ``doubled`` went twice; ``misdirected`` went to nobody who is invited, or say what is not so; ``strange``
    are orphans: items in the calendar of no meeting that is to be, and second items of one that is; ``asked``
    are meetings in front of a person.
    """

    def prepare(self) -> None:
        self.finish_here()
        self._change_meetings()

    def _change_meetings(self) -> None:
        with self.opened() as (register, _), register.transaction("test") as tx:
            group = tx.session.scalars(select(GroupRow)).one()
            meetings = {row.reference: row for row in tx.session.scalars(select(MeetingRow))}
            meetings[MOVED].start = dt.time(14)
            meetings[CALLED_OFF].state = CANCELLED
            tx.session.flush()
            for row in tx.session.scalars(select(InvitationRow)).all():
                meeting = tx.session.get_one(MeetingRow, row.meeting_id)
                members = membership(tx.session, group.id, tx.on)
                bring_up_to_date(
                    tx.session, row, meeting, invited_to(tx.session, members, meeting, tx.on), tx.at
                )
            plan(tx, group.id, NEW)

    def is_under_way(self, register: Register) -> bool:
        with register.reading() as session:
            waiting = session.scalars(select(InvitationRow).where(LIVE, InvitationRow.state != State.HELD))
            return waiting.first() is not None

    def verdict(self, register: Register) -> Verdict:
        with register.reading() as session:
            rows = session.execute(
                select(MeetingRow.reference, MeetingRow.group_id, MeetingRow.id, InvitationRow.state).join(
                    InvitationRow, InvitationRow.meeting_id == MeetingRow.id
                )
            ).all()
        keys = {event_key(row.group_id, row.id): row.reference for row in rows}
        held = {row.reference for row in rows if row.state is State.HELD}
        expected = {
            (key, kind, address)
            for key, reference in keys.items()
            if reference not in held
            for kind in [EXPECTED[reference]]
            for address in INVITED
        }
        heard = Counter(
            (entry["key"], entry["item_class"], address)
            for entry in self.ledger_entries()
            for address in entry["to"]
        )
        return Verdict(
            lost=len(expected - heard.keys()) + self.is_under_way(register),
            doubled=sum(times > 1 for times in heard.values()),
            misdirected=sum(keys.get(key) not in held for key, *_ in heard.keys() - expected),
            asked=len(held),
            strange=self._orphans({key for key, reference in keys.items() if reference != CALLED_OFF}),
        )

    def _orphans(self, of_meetings: set[str]) -> int:
        items = [
            key
            for item in self.standin.items(self.address, "calendar")
            if not item["meeting"]["cancelled"]
            for key in [
                next(value for name, value in item["properties"].items() if name.endswith("/MaseDispatch"))
            ]
        ]
        return len(items) - len(of_meetings.intersection(items))


def plan(tx: Transaction, group: object, reference: str) -> None:
    meeting = MeetingRow(
        group_id=group,
        reference=reference,
        date=tx.on + dt.timedelta(days=IN_DAYS + int(reference[-1])),
        start=dt.time(10),
        minutes=120,
        place="Room 2",
        planned_on=tx.on,
    )
    tx.session.add(meeting)
    tx.session.flush()
    tx.session.add(
        InvitationRow(
            group_id=group,
            meeting_id=meeting.id,
            state=State.TO_CREATE,
            subject=reference,
            text="Please accept.",
            html="<p>Please accept.</p>",
            changed_at=tx.at,
        )
    )
