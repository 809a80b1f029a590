"""Meetings through Graph: who is told what, and what they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.protocol.mailer import Event, InvitationAnswer, SignInError, UnclearError
from tests.standins.post_office import people
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Coming as Said
from tests.standins.post_office.items import Folder, ItemClass
from tests.tasks.mail.gateways.graph.conftest import CHAIR, OURS, Office

HEALTH, SCHOOLS = "health@council.example", "schools@council.example"
START = dt.datetime(2027, 7, 6, 10)
MEETING = Event(
    key="mase/meeting/event",
    edition=1,
    subject="MASE Group, Tue 6 Jul, 10am, Room 2 and online",
    text="Please accept, or decline and name your deputy.",
    html="<p>Please accept, or decline and name your deputy.</p>",
    start=START,
    end=START + dt.timedelta(hours=2),
    place="Room 2",
    required=(CHAIR, HEALTH),
    optional=(SCHOOLS,),
)
ALWAYS = dt.datetime(2000, 1, 1)


@pytest.fixture(autouse=True)
def invited(office: Office) -> None:
    for address in (HEALTH, SCHOOLS):
        office.standin.office.open_mailbox(address)


def told(office: Office, after: int = 0) -> list[tuple[str, tuple[str, ...]]]:
    """What has gone to whom, leaving out the first so many."""
    return [(entry.item_class, entry.to) for entry in office.standin.office.ledger[after:]]


def test_everybody_is_invited_at_london_time(office: Office, mailer: GraphMailer) -> None:
    event_id = mailer.create_event(MEETING)
    assert told(office) == [(ItemClass.REQUEST, (CHAIR, HEALTH, SCHOOLS))]
    (request,) = office.items(HEALTH)
    assert request.meeting
    assert request.meeting.start == dt.datetime(2027, 7, 6, 9, tzinfo=dt.UTC)
    assert (request.subject, request.meeting.place) == (MEETING.subject, "Room 2")
    assert [attendee.required for attendee in request.meeting.attendees] == [True, True, False]
    found = mailer.find_event(MEETING.key)
    assert found
    assert (found.id, found.edition, found.start) == (event_id, 1, START)
    assert found.invited == {CHAIR, HEALTH, SCHOOLS}


def test_a_winter_meeting_is_at_london_time_too(mailer: GraphMailer) -> None:
    start = dt.datetime(2027, 1, 12, 10)
    mailer.create_event(replace(MEETING, start=start, end=start + dt.timedelta(hours=2)))
    found = mailer.find_event(MEETING.key)
    assert found
    assert found.start == start


def test_a_move_goes_to_everybody_who_joins_with_it_too(office: Office, mailer: GraphMailer) -> None:
    event_id = mailer.create_event(replace(MEETING, optional=()))
    later = START + dt.timedelta(days=2)
    moved = replace(MEETING, edition=2, start=later, end=later + dt.timedelta(hours=2))
    mailer.update_event(event_id, moved, tell_everybody=True)
    assert told(office, after=1) == [(ItemClass.REQUEST, (CHAIR, HEALTH, SCHOOLS))]
    found = mailer.find_event(MEETING.key)
    assert found
    assert (found.id, found.edition, found.start) == (event_id, 2, later)
    assert found.invited == {CHAIR, HEALTH, SCHOOLS}


def test_who_joins_or_leaves_is_told_and_nobody_else(office: Office, mailer: GraphMailer) -> None:
    event_id = mailer.create_event(replace(MEETING, optional=()))
    changed = replace(MEETING, edition=2, required=(CHAIR,), optional=(SCHOOLS,))
    mailer.update_event(event_id, changed, tell_everybody=False)
    assert told(office, after=1) == [(ItemClass.REQUEST, (SCHOOLS,)), (ItemClass.CANCELLED, (HEALTH,))]
    found = mailer.find_event(MEETING.key)
    assert found
    assert found.invited == {CHAIR, SCHOOLS}
    assert found.edition == 1  # of the last change that everybody was told of


def test_the_same_change_again_is_told_to_nobody(office: Office, mailer: GraphMailer) -> None:
    event_id = mailer.create_event(MEETING)
    mailer.update_event(event_id, MEETING, tell_everybody=False)
    assert len(told(office)) == 1


def test_a_cancelled_meeting_is_gone_and_cancelling_it_again_is_no_error(
    office: Office, mailer: GraphMailer
) -> None:
    event_id = mailer.create_event(MEETING)
    mailer.cancel_event(event_id, "The Chair has agreed that there is no meeting in July.")
    mailer.cancel_event(event_id, "The Chair has agreed that there is no meeting in July.")
    assert told(office, after=1) == [(ItemClass.CANCELLED, (CHAIR, HEALTH, SCHOOLS))]
    assert "no meeting in July" in office.items(HEALTH)[-1].text
    assert mailer.find_event(MEETING.key) is None


def test_answers_come_with_the_meeting_they_are_about(office: Office, mailer: GraphMailer) -> None:
    mailer.create_event(MEETING)
    for address, said in ((CHAIR, Said.ACCEPTED), (HEALTH, Said.DECLINED), (SCHOOLS, Said.TENTATIVE)):
        (request,) = office.items(address)
        people.answer_invitation(office.standin.office, address, request.id, said, "My deputy comes.")
    answers = mailer.read("", ALWAYS).items
    assert {item.kind for item in answers} == {ItemKind.MEETING_ANSWER}
    assert {item.event_key for item in answers} == {MEETING.key}
    assert {item.sender: item.invitation_answer for item in answers} == {
        CHAIR: InvitationAnswer.ACCEPTED,
        HEALTH: InvitationAnswer.DECLINED,
        SCHOOLS: InvitationAnswer.TENTATIVE,
    }
    assert answers[0].text.startswith("My deputy comes.")


def test_an_answer_to_a_meeting_that_is_gone_has_no_key(office: Office, mailer: GraphMailer) -> None:
    mailer.create_event(MEETING)
    (request,) = office.items(CHAIR)
    people.answer_invitation(office.standin.office, CHAIR, request.id, Said.ACCEPTED, "")
    mailbox = office.standin.office.mailboxes[OURS]
    mailbox.remove(office.items(folder=Folder.CALENDAR)[0].id)
    (answer,) = mailer.read("", ALWAYS).items
    assert (answer.kind, answer.event_key) == (ItemKind.MEETING_ANSWER, "")


def create(mailer: GraphMailer, _: str) -> None:
    mailer.create_event(replace(MEETING, key="mase/another/event"))


def update(mailer: GraphMailer, event_id: str) -> None:
    mailer.update_event(event_id, replace(MEETING, edition=2), tell_everybody=True)


def cancel(mailer: GraphMailer, event_id: str) -> None:
    mailer.cancel_event(event_id, "")


@pytest.mark.parametrize(
    "trouble", [Trouble.RESET, Trouble.UNAVAILABLE, Trouble.ERROR_CLOSE, Trouble.THROTTLED]
)
@pytest.mark.parametrize(
    ("operation", "attempt"), [("CreateEvent", create), ("UpdateEvent", update), ("CancelEvent", cancel)]
)
def test_an_attempt_without_a_clear_answer_is_made_once_and_looked_for(
    office: Office,
    mailer: GraphMailer,
    operation: str,
    attempt: Callable[[GraphMailer, str], None],
    trouble: Trouble,
) -> None:
    event_id = mailer.create_event(MEETING)
    made = office.requests(operation)
    office.strike(operation, trouble, accepted=True)
    with pytest.raises(UnclearError):
        attempt(mailer, event_id)
    assert office.requests(operation) == made + 1
    assert office.waited == []
    assert len(told(office)) == 2


@pytest.mark.parametrize("trouble", [Trouble.MALFORMED, Trouble.HALF])
def test_an_answer_that_cannot_be_understood_is_no_clear_answer(
    office: Office, mailer: GraphMailer, trouble: Trouble
) -> None:
    office.strike("CreateEvent", trouble, accepted=True)
    with pytest.raises(UnclearError):
        mailer.create_event(MEETING)
    assert mailer.find_event(MEETING.key)


def test_a_meeting_that_was_created_without_our_knowing_is_not_created_twice(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("CreateEvent", Trouble.RESET, accepted=True)
    with pytest.raises(UnclearError):
        mailer.create_event(MEETING)
    mailer.create_event(MEETING)
    assert len(told(office)) == 1
    assert len(office.items(folder=Folder.CALENDAR)) == 1


def test_without_the_right_to_the_calendar_nothing_is_tried_on(office: Office, mailer: GraphMailer) -> None:
    office.standin.roles -= {"Calendars.ReadWrite"}
    with pytest.raises(SignInError, match=r"Calendars\.ReadWrite"):
        mailer.create_event(MEETING)
