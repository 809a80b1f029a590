"""Meeting requests, answers and cancellations, and what they do to a calendar when they arrive."""

from __future__ import annotations

from dataclasses import replace

from tests.standins.post_office.items import Coming, Folder, Item, ItemClass, Meeting, Person
from tests.standins.post_office.mailbox import Mailbox

ANSWERS = {
    Coming.ACCEPTED: (ItemClass.ACCEPTED, "Accepted"),
    Coming.TENTATIVE: (ItemClass.TENTATIVE, "Tentative"),
    Coming.DECLINED: (ItemClass.DECLINED, "Declined"),
}
ANSWER_CLASSES = frozenset(item_class.value for item_class, _ in ANSWERS.values())


def meeting_of(item: Item) -> Meeting:
    assert item.meeting, f"a {item.item_class} without its meeting"
    return item.meeting


def invited(event: Item) -> tuple[Person, ...]:
    """All who are invited, but for the organiser."""
    meeting = meeting_of(event)
    people = (attendee.person for attendee in meeting.attendees)
    return tuple(person for person in people if person.address != meeting.organiser.address)


def request(event: Item) -> Item:
    """The meeting request for a calendar item, addressed to all who are invited."""
    return _about(event, ItemClass.REQUEST, event.subject, event.text, event.html)


def cancellation(event: Item, text: str = "") -> Item:
    item = _about(event, ItemClass.CANCELLED, f"Canceled: {event.subject}", text or event.text, "")
    item.meeting = replace(meeting_of(event), cancelled=True)
    return item


def answer(request: Item, person: Person, coming: Coming, text: str) -> Item:
    """Return the item that answers a meeting request, as an invited person's mail program writes it."""
    item_class, word = ANSWERS[coming]
    meeting = meeting_of(request)
    return Item(
        item_class=item_class,
        subject=f"{word}: {request.subject}",
        text=text,
        sender=person,
        to=(meeting.organiser,),
        in_reply_to=request.message_id,
        references=request.message_id,
        conversation=request.conversation,
        meeting=replace(meeting, coming=coming, attendees=(), calendar_item=""),
    )


def note(mailbox: Mailbox, arrived: Item, *, forgets_answers: bool = False) -> None:
    """Carry what has arrived over into the calendar, as Exchange does, and link the two.

    With ``forgets_answers`` the organiser's copy doesn't learn of an answer.
    """
    if arrived.meeting is None:
        return
    event = next(iter(mailbox.find(Folder.CALENDAR, "uid", arrived.meeting.uid)), None)
    if arrived.item_class == ItemClass.REQUEST:
        event = _put_into_calendar(mailbox, event, arrived)
    elif arrived.item_class == ItemClass.CANCELLED and event:
        event.meeting = replace(meeting_of(event), cancelled=True)
        mailbox.touch(event)
    elif arrived.item_class in ANSWER_CLASSES and event and not forgets_answers:
        _note_answer(mailbox, event, arrived)
    arrived.meeting = replace(arrived.meeting, calendar_item=event.id if event else "")


def _about(event: Item, item_class: ItemClass, subject: str, text: str, html: str) -> Item:
    meeting = meeting_of(event)
    return Item(
        item_class=item_class,
        subject=subject,
        text=text,
        html=html,
        to=tuple(attendee.person for attendee in meeting.attendees if attendee.required),
        cc=tuple(attendee.person for attendee in meeting.attendees if not attendee.required),
        headers=event.headers,
        properties=dict(event.properties),
        files=event.files,
        sensitivity=event.sensitivity,
        meeting=meeting,
        conversation=event.conversation,
    )


def _put_into_calendar(mailbox: Mailbox, event: Item | None, request: Item) -> Item:
    meeting = replace(meeting_of(request), coming=Coming.UNKNOWN)
    if event:
        if event.meeting and (event.meeting.start, event.meeting.end) == (meeting.start, meeting.end):
            meeting = replace(meeting, coming=event.meeting.coming)
        event.subject, event.text, event.html, event.meeting = (
            request.subject,
            request.text,
            request.html,
            meeting,
        )
        mailbox.touch(event)
        return event
    copy = request.copy()
    copy.item_class, copy.meeting = ItemClass.EVENT, meeting
    return mailbox.put(copy, Folder.CALENDAR)


def _note_answer(mailbox: Mailbox, event: Item, arrived: Item) -> None:
    meeting = meeting_of(event)
    sender = arrived.sender.address if arrived.sender else ""
    event.meeting = replace(
        meeting,
        attendees=tuple(
            replace(attendee, coming=meeting_of(arrived).coming, answered_at=arrived.sent_at)
            if attendee.person.address == sender
            else attendee
            for attendee in meeting.attendees
        ),
    )
    mailbox.touch(event)
