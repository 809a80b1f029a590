"""Invitations go to all who belong at the table, once for each edition of the calendar item."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from forum.membership import Role
from tasks.duties.apologies import name_deputy
from tasks.duties.appointments import appoint_newcomer
from tasks.duties.due import groups_to_invite
from tasks.duties.invitations import invite
from tasks.duties.meetings import move_meeting
from tasks.register.documents import fetch
from tasks.register.tables import DispatchRow
from tests.english import day
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

DEPUTY = "Detective Chief Inspector, Public Protection"


@pytest.fixture
def invited(ahead: MonthAhead) -> MonthAhead:
    invite(ahead.office, ahead.group, ahead.today, "test")
    return ahead


def to_february(ahead: MonthAhead, name: str) -> list[DispatchRow]:
    return [one for one in ahead.letters_to("invitation", name) if one.meeting_id == ahead.meeting().id]


def calendar_item(ahead: MonthAhead, letter: DispatchRow) -> dict[str, str]:
    with ahead.office.register.reading() as session:
        (event,) = Calendar.from_ical(fetch(session, letter.attachments[0]["sha256"])).walk("VEVENT")
    return {key: str(event[key]) for key in ("UID", "SEQUENCE", "ATTENDEE", "STATUS")}


def test_core_and_co_opted_members_and_the_chair_are_invited_once(invited: MonthAhead) -> None:
    readers = {
        one.person_id for one in invited.letters("invitation") if one.meeting_id == invited.meeting().id
    }
    assert len(readers) == 12 + 1 + 1
    assert {invited.called("Voluntary Sector Lead"), invited.called("chair")} <= readers
    assert invite(invited.office, invited.group, invited.today, "test") == 0


def test_a_deputy_is_invited_once_named(invited: MonthAhead) -> None:
    assert to_february(invited, DEPUTY) == []
    name_deputy(invited.office, FEBRUARY, invited.called("Kent Police"), invited.called(DEPUTY), "test")
    (letter,) = to_february(invited, DEPUTY)
    assert calendar_item(invited, letter)["ATTENDEE"] == f"mailto:{letter.address}"
    assert [one.meeting_id for one in invited.letters_to("invitation", DEPUTY)] == [invited.meeting().id]


def test_a_named_deputy_hears_that_the_meeting_has_moved(invited: MonthAhead) -> None:
    name_deputy(invited.office, FEBRUARY, invited.called("Kent Police"), invited.called(DEPUTY), "test")
    move_meeting(invited.office, FEBRUARY, day("Thu 11 Feb 2027"), "test")
    assert DEPUTY in invited.readers("moved")
    assert len(to_february(invited, DEPUTY)) == 2


def test_whoever_is_appointed_later_is_invited(invited: MonthAhead) -> None:
    invited.on("Mon 11 Jan 2027")
    appoint_newcomer(
        invited.office, "MASE", "New Lead", "new.lead@voluntary.example", Role.CO_OPTED, invited.today, "test"
    )
    with invited.office.register.reading() as session:
        assert groups_to_invite(invited.office, session, invited.today, None) == [invited.group]
    invite(invited.office, invited.group, invited.today, "test")
    assert len(invited.letters_to("invitation", "New Lead")) == 4


def test_a_new_edition_replaces_the_calendar_item_of_the_one_before(invited: MonthAhead) -> None:
    move_meeting(invited.office, FEBRUARY, day("Thu 11 Feb 2027"), "test")
    first, second = (calendar_item(invited, one) for one in to_february(invited, "CCGs"))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == ("0", "1")


def test_a_member_reads_whom_they_may_send(invited: MonthAhead) -> None:
    (letter,) = to_february(invited, "Kent Police")
    assert DEPUTY in letter.text
    (chair,) = to_february(invited, "chair")
    assert DEPUTY not in chair.text
