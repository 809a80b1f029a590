"""Events of the calendar: who is told what when they are made, changed or deleted."""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import _Element

from tests.standins.bodies import as_text
from tests.standins.exchange.folders import Caller
from tests.standins.exchange.soap import child, local, t
from tests.standins.post_office import people
from tests.standins.post_office.items import Attendee, Coming, Folder, Item, Meeting, Person
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice, PostOfficeError

RESPONSES = {
    "AcceptItem": Coming.ACCEPTED,
    "TentativelyAcceptItem": Coming.TENTATIVE,
    "DeclineItem": Coming.DECLINED,
    "CancelCalendarItem": None,
}
COPY = ("SendToAllAndSaveCopy", "SendToChangedAndSaveCopy")


def create(office: PostOffice, mailbox: Mailbox, event: Item, invitations: str) -> None:
    """Put an event into the calendar; SendMeetingInvitations says whether to invite."""
    if not invitations:
        raise PostOfficeError("ErrorSendMeetingInvitationsRequired", "Meeting invitations must be set.")
    assert event.meeting
    if event.meeting.end < event.meeting.start:
        raise PostOfficeError(
            "ErrorCalendarEndDateIsEarlierThanStartDate", "EndDate is earlier than StartDate."
        )
    office.save(mailbox, event, Folder.CALENDAR)
    if invitations != "SendToNone":
        office.invite(mailbox, event, keep=invitations in COPY)


def check_update(invitations: str) -> None:
    if not invitations:
        text = "SendMeetingInvitationsOrCancellations attribute is required for calendar items."
        raise PostOfficeError("ErrorSendMeetingInvitationsOrCancellationsRequired", text)


def tell(office: PostOffice, mailbox: Mailbox, event: Item, before: Meeting, invitations: str) -> None:
    """Tell all, or only those who join or leave; who leaves gets a cancellation.

    A new time makes a new edition and asks everybody again for an answer.
    """
    meeting = event.meeting
    assert meeting
    if (meeting.start, meeting.end) != (before.start, before.end):
        asked_again = tuple(
            replace(each, coming=Coming.UNKNOWN, answered_at=None) for each in meeting.attendees
        )
        meeting = replace(meeting, attendees=asked_again)
    if meeting != before and invitations != "SendToNone":
        meeting = replace(meeting, edition=before.edition + 1)
    event.meeting = meeting
    mailbox.touch(event)
    if invitations == "SendToNone":
        return
    joined, removed = _not_in(meeting, before), _not_in(before, meeting)
    keep = invitations in COPY
    only_changed = invitations.startswith("SendToChanged") or invitations == "SendOnlyToChanged"
    office.invite(mailbox, event, joined if only_changed else None, keep=keep)
    office.cancel(mailbox, event, removed, keep=keep)


def cancel(office: PostOffice, mailbox: Mailbox, event: Item, cancellations: str) -> None:
    """Tell everybody that an event is off, before it is deleted; only its organiser can."""
    if not cancellations:
        raise PostOfficeError("ErrorSendMeetingCancellationsRequired", "Meeting cancellations must be set.")
    assert event.meeting
    if cancellations != "SendToNone" and event.meeting.organiser.address == mailbox.address:
        office.cancel(mailbox, event, keep=cancellations in COPY)


def respond(caller: Caller, response: _Element) -> None:
    """Answer an invitation, or cancel an event with a word of why, which takes it out of the calendar."""
    mailbox, item = caller.item(child(response, t("ReferenceItemId")))
    coming = RESPONSES[local(response)]
    if coming:
        text = as_text(*_body(response.find(t("Body"))))
        people.answer_invitation(caller.office, mailbox.address, item.id, coming, text)
        return
    if item.meeting is None or item.meeting.organiser.address != mailbox.address:
        raise PostOfficeError(
            "ErrorCalendarIsNotOrganizer", "You must be the organizer to perform this action."
        )
    caller.office.cancel(mailbox, item, text=as_text(*_body(response.find(t("NewBodyContent")))))
    mailbox.move(item.id, Folder.DELETED)


def _body(element: _Element | None) -> tuple[str, str]:
    text = "" if element is None else element.text or ""
    return ("", text) if element is not None and element.get("BodyType") == "HTML" else (text, "")


def _not_in(meeting: Meeting, other: Meeting) -> tuple[Person, ...]:
    """Return the people who are invited to the first meeting and not to the other."""
    there = {each.person.address for each in other.attendees}
    return tuple(each.person for each in meeting.attendees if _is_new(each, there))


def _is_new(attendee: Attendee, there: set[str]) -> bool:
    return attendee.person.address not in there
