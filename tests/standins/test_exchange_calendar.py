from __future__ import annotations

from datetime import timedelta

import pytest
from exchangelib import Account, Attendee, CalendarItem, EWSDateTime, EWSTimeZone, Mailbox
from exchangelib.items import (
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_CHANGED_AND_SAVE_COPY,
    SEND_TO_NONE,
    MeetingCancellation,
    MeetingRequest,
    MeetingResponse,
)

from tests.standins.conftest import CHAIR, UNIT, Opener
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOffice

POLICE = "police@police.example"
START = EWSDateTime(2027, 7, 13, 10, tzinfo=EWSTimeZone("Europe/London"))


@pytest.fixture(autouse=True)
def police(office: PostOffice) -> None:
    office.open_mailbox(POLICE, "Police")


def invited(*addresses: str) -> list[Attendee]:
    return [Attendee(mailbox=Mailbox(email_address=address)) for address in addresses]


def event(account: Account, *addresses: str) -> CalendarItem:
    meeting = CalendarItem(
        account=account,
        folder=account.calendar,
        subject="Meeting of the forum",
        body="Joining details.",
        start=START,
        end=START + timedelta(hours=2),
        location="Town hall",
        required_attendees=invited(*addresses),
    )
    return meeting.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)


def came(office: PostOffice, address: str) -> list[str]:
    """Return the items that an inbox received, each by the last word of its class."""
    return [item.item_class.rpartition(".")[2] for item in office.mailbox(address).in_folder(Folder.INBOX)]


def in_calendar(office: PostOffice, address: str) -> Item:
    (item,) = office.mailbox(address).in_folder(Folder.CALENDAR)
    return item


def test_an_event_invites_everybody_and_its_answers_come_back(unit: Account, opened: Opener) -> None:
    created = event(unit, CHAIR, POLICE)
    chair = opened(CHAIR)
    (request,) = chair.inbox.all()
    assert isinstance(request, MeetingRequest)
    assert (request.start, request.location) == (START, "Town hall")
    request.accept(body="I will be there.")
    (answer,) = unit.inbox.all()
    assert isinstance(answer, MeetingResponse)
    assert (answer.response_type, answer.body.strip()) == ("Accept", "I will be there.")
    assert answer.associated_calendar_item_id.id == created.id
    event_now = unit.calendar.get(id=created.id)
    given = {each.mailbox.email_address: each.response_type for each in event_now.required_attendees}
    assert given == {CHAIR: "Accept", POLICE: "Unknown"}


def test_a_new_time_is_told_to_all_and_asks_again(unit: Account, office: PostOffice, opened: Opener) -> None:
    created = event(unit, CHAIR)
    next(iter(opened(CHAIR).inbox.all())).accept()
    moved = unit.calendar.get(id=created.id)
    moved.start, moved.end = START + timedelta(days=1), START + timedelta(days=1, hours=2)
    moved.save(update_fields=["start", "end"], send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
    assert came(office, CHAIR) == ["Request", "Request"]
    copy = in_calendar(office, CHAIR).meeting
    assert copy
    assert (copy.start, copy.edition) == (START + timedelta(days=1), 1)
    (attendee,) = unit.calendar.get(id=created.id).required_attendees
    assert attendee.response_type == "Unknown"


def test_only_who_joins_or_leaves_is_told(unit: Account, office: PostOffice) -> None:
    office.open_mailbox("new@nhs.example")
    created = unit.calendar.get(id=event(unit, CHAIR, POLICE).id)
    created.required_attendees = invited(CHAIR, "new@nhs.example")
    created.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_TO_CHANGED_AND_SAVE_COPY)
    assert came(office, CHAIR) == ["Request"]
    assert came(office, "new@nhs.example") == ["Request"]
    assert came(office, POLICE) == ["Request", "Canceled"]


def test_nobody_is_told_when_nobody_should_be(unit: Account, office: PostOffice) -> None:
    created = unit.calendar.get(id=event(unit, CHAIR).id)
    created.location = "Library"
    created.save(update_fields=["location"], send_meeting_invitations=SEND_TO_NONE)
    created.delete(send_meeting_cancellations=SEND_TO_NONE)
    assert came(office, CHAIR) == ["Request"]


def test_a_cancelled_event_says_why_and_leaves_the_calendar(
    unit: Account, office: PostOffice, opened: Opener
) -> None:
    event(unit, CHAIR).cancel(new_body="The hall is closed.")
    assert unit.calendar.all().count() == 0
    cancellation = next(iter(opened(CHAIR).inbox.filter(subject__startswith="Canceled")))
    assert isinstance(cancellation, MeetingCancellation)
    assert str(cancellation.body) == "The hall is closed."
    copy = in_calendar(office, CHAIR).meeting
    assert copy
    assert copy.cancelled


def test_a_deleted_event_is_cancelled_when_it_is_said_so(unit: Account, office: PostOffice) -> None:
    event(unit, CHAIR).delete(send_meeting_cancellations=SEND_TO_ALL_AND_SAVE_COPY)
    assert came(office, CHAIR) == ["Request", "Canceled"]


def test_an_event_is_found_by_its_dates(unit: Account) -> None:
    event(unit, CHAIR)
    day = timedelta(days=1)
    assert [each.subject for each in unit.calendar.view(START - day, START + day)] == ["Meeting of the forum"]
    assert list(unit.calendar.view(START + day, START + 2 * day)) == []


def test_who_is_named_by_a_string_counts_as_having_accepted(unit: Account) -> None:
    created = CalendarItem(account=unit, folder=unit.calendar, subject="x", start=START, end=START)
    created.required_attendees = [CHAIR]
    created.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
    (attendee,) = unit.calendar.get(id=created.id).required_attendees
    assert attendee.response_type == "Accept"


def test_the_organiser_is_the_mailbox_itself(unit: Account) -> None:
    created = unit.calendar.get(id=event(unit, CHAIR).id)
    assert (created.organizer.email_address, created.meeting_request_was_sent) == (UNIT, True)
