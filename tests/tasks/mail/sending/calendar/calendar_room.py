"""The post room with one meeting, and what its calendar item has come to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select, update

from forum.attendance.invitations import State, event_key
from tasks.mail.sending.delivery import Delivery
from tasks.register.attendance import bring_up_to_date, invitation_to, invited_to
from tasks.register.members.membership import membership
from tasks.register.tables import AddressRow, InvitationRow, MeetingRow
from tests.tasks.mail.fake_mailer import FakeMailer, Notice
from tests.tasks.mail.sending.post_room import PostRoom

DATE = dt.date(2027, 2, 9)
NURSE, PROBATION, POLICE = (f"{name}@members.example" for name in ("nurse", "probation", "police"))
ALL = {("request", one) for one in (NURSE, PROBATION, POLICE)}


@dataclass
class CalendarRoom:
    """A meeting planned for 9 February, whose invitation waits to be sent."""

    room: PostRoom
    meeting: UUID
    invitation: UUID
    heard: int = 0
    seen: list[Notice] = field(default_factory=list)

    @property
    def mailer(self) -> FakeMailer:
        return self.room.mailer

    @property
    def key(self) -> str:
        return event_key(self.room.group, self.meeting)

    def deliver(self) -> Delivery:
        return self.room.deliver()

    def told(self) -> set[tuple[str, str]]:
        """Deliver, and say who heard what in it."""
        self.deliver()
        return self.news()

    def news(self) -> set[tuple[str, str]]:
        """Who has heard what since this was last asked."""
        new = self.mailer.told[self.heard :]
        self.heard = len(self.mailer.told)
        return {(one.method, one.address) for one in new}

    def row(self) -> InvitationRow:
        with self.room.register.reading() as session:
            row = session.get_one(InvitationRow, self.invitation)
            session.expunge(row)
            return row

    @property
    def state(self) -> State:
        return self.row().state

    def change(self, **values: object) -> None:
        """The meeting is changed, and its invitation kept true."""
        with self.room.register.transaction("test") as tx:
            tx.session.execute(update(MeetingRow).values(**values))
        self.sync_with_meeting()

    def sync_with_meeting(self) -> None:
        today = self.room.today
        with self.room.register.transaction("test") as tx:
            meeting = tx.session.get_one(MeetingRow, self.meeting)
            row = invitation_to(tx.session, meeting.id)
            assert row is not None
            invited = invited_to(tx.session, membership(tx.session, meeting.group_id, today), meeting, today)
            bring_up_to_date(tx.session, row, meeting, invited, tx.at)

    def write_to(self, member: str, address: str) -> None:
        """The member has another address, or none."""
        with self.room.register.transaction("test") as tx:
            tx.session.execute(
                update(AddressRow)
                .where(AddressRow.person_id == self.room.people[member])
                .values(address=address, send_to=bool(address))
            )
        self.sync_with_meeting()

    def leave(self, member: str) -> None:
        """Yesterday was the member's last day."""
        self.room.leave(member)
        self.sync_with_meeting()

    def requests_doubled(self) -> list[tuple[str, str, int]]:
        """Who got two messages of one kind about one edition."""
        heard = Counter((one.method, one.address, one.event.edition) for one in self.mailer.told)
        return [one for one, times in heard.items() if times > 1]

    def in_calendars(self) -> set[str]:
        """Who has the meeting in their calendar, by what each heard last."""
        last = {one.address: one.method for one in self.mailer.told}
        return {address for address, method in last.items() if method == "request"}


def calendar_room(room: PostRoom) -> CalendarRoom:
    meeting = MeetingRow(
        group_id=room.group,
        reference="MASE/2027-02",
        date=DATE,
        start=dt.time(10),
        minutes=120,
        place="Room 2",
        planned_on=room.today,
    )
    with room.register.transaction("test") as tx:
        tx.session.add(meeting)
        tx.session.flush()
        invitation = InvitationRow(
            group_id=room.group,
            meeting_id=meeting.id,
            state=State.TO_CREATE,
            subject="MASE Group, Tue 9 Feb, 10am, Room 2",
            text="Please accept.",
            html="<p>Please accept.</p>",
            changed_at=tx.at,
        )
        tx.session.add(invitation)
        tx.session.flush()
        return CalendarRoom(room, meeting.id, tx.session.scalars(select(InvitationRow.id)).one())
