"""Invitations delivered through every gateway: whatever the network does, everybody is invited once."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.attendance.invitations import State
from tasks.duties.coming.invitations import release_invitation
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Folder, ItemClass
from tests.tasks.duties.do import do
from tests.tasks.mail.gateways.boxes import NURSE, PEOPLE, POLICE, PROBATION, Box, OfficeBox, at_a_server
from tests.tasks.mail.gateways.meetings import invitations
from tests.tasks.mail.sending.calendar.calendar_room import CalendarRoom, calendar_room
from tests.tasks.mail.sending.post_room import post_room


@pytest.fixture
def calendar(register: Register, clock: SetClock) -> CalendarRoom:
    """A meeting whose invitation waits, and members who have a mailbox in the post office."""
    calendar = calendar_room(post_room(register, clock))
    calendar.room.use(allowed_domains=frozenset({"members.example", "police.example"}))
    calendar.write_to("police", POLICE)
    return calendar


def test_a_meeting_is_put_into_the_calendar_moved_and_called_off(calendar: CalendarRoom, box: Box) -> None:
    calendar.room.deliver(box.mailer)
    found = box.mailer.find_event(calendar.key)
    assert found is not None
    assert (calendar.state, found.invited) == (State.DONE, frozenset(PEOPLE))
    start = dt.datetime(2027, 2, 11, 10)
    calendar.change(date=start.date())
    calendar.leave("probation")
    calendar.room.deliver(box.mailer)
    found = box.mailer.find_event(calendar.key)
    assert found is not None
    assert (found.edition, found.start, found.invited) == (2, start, frozenset({NURSE, POLICE}))
    calendar.change(state="cancelled")
    calendar.room.deliver(box.mailer)
    assert (calendar.state, box.mailer.find_event(calendar.key)) == (State.CANCELLED, None)
    if isinstance(box, OfficeBox):
        assert [invitations(box, who) for who in PEOPLE] == [2, 1, 2]
        assert [invitations(box, who, ItemClass.CANCELLED) for who in PEOPLE] == [1, 1, 1]


@at_a_server
def test_a_meeting_that_somebody_deleted_is_put_into_the_calendar_anew_once_released(
    calendar: CalendarRoom, box: OfficeBox
) -> None:
    calendar.room.deliver(box.mailer)
    (event,) = box.ours.in_folder(Folder.CALENDAR)
    box.ours.move(event.id, Folder.DELETED)
    calendar.change(place="Room 3")
    calendar.room.deliver(box.mailer)
    assert calendar.row().event_id is None
    do(release_invitation, calendar.room.office(), calendar.invitation, reason="deleted by mistake")
    calendar.room.deliver(box.mailer)
    assert calendar.state is State.DONE
    assert box.mailer.find_event(calendar.key) is not None
    assert [invitations(box, who) for who in PEOPLE] == [2, 2, 2]


@at_a_server
@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("trouble", [Trouble.RESET, Trouble.TIME_OUT, Trouble.BUSY], ids=str)
def test_whatever_the_network_does_everybody_is_invited_once(
    calendar: CalendarRoom, box: OfficeBox, trouble: Trouble, accepted: bool
) -> None:
    box.order("invite", trouble, accepted=accepted)
    for _ in range(4):
        calendar.room.deliver(box.mailer)
        calendar.room.later()
    assert calendar.state is State.DONE
    assert [invitations(box, who) for who in (NURSE, PROBATION, POLICE)] == [1, 1, 1]
