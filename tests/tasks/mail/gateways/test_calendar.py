"""Meetings through every gateway: everybody is invited once, and told of what concerns them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from forum.attendance.invitations import is_event_key
from forum.inbox.mailbox_items import ItemKind
from tasks.mail.protocol.mailer import InvitationAnswer
from tests.standins.exchange.properties import CLEAN_GLOBAL_OBJECT_ID, START_WHOLE
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Coming as Said
from tests.standins.post_office.items import Folder, ItemClass
from tests.tasks.mail.gateways.boxes import NURSE, POLICE, PROBATION, Box, OfficeBox, at_a_server
from tests.tasks.mail.gateways.meetings import MEETING, invitations

LONG_AGO = dt.datetime(2020, 1, 1)


def test_a_meeting_is_found_as_it_was_put_into_the_calendar(box: Box) -> None:
    id = box.mailer.create_event(MEETING)
    found = box.mailer.find_event(MEETING.key)
    assert found is not None
    assert (found.id, found.edition, found.start) == (id, 1, MEETING.start)
    assert found.invited == {NURSE, PROBATION, POLICE}
    assert box.mailer.find_event(f"{UUID(int=1)}/{UUID(int=4)}/event") is None


@at_a_server
def test_everybody_is_invited_to_the_time_in_london_and_has_not_answered_yet(box: OfficeBox) -> None:
    box.mailer.create_event(MEETING)
    assert [invitations(box, who) for who in (NURSE, PROBATION, POLICE)] == [1, 1, 1]
    (request,) = box.office.mailboxes[NURSE].in_folder(Folder.INBOX)
    assert request.meeting is not None
    assert request.meeting.start == dt.datetime(2027, 7, 13, 8, 30, tzinfo=dt.UTC)
    assert request.meeting.place == "Room 2, County Hall"
    assert {each.coming for each in request.meeting.attendees} == {Said.UNKNOWN}
    (event,) = box.ours.in_folder(Folder.CALENDAR)
    assert event.sensitivity == "Private"
    assert [each.person.address for each in request.meeting.attendees if not each.required] == [POLICE]


def test_a_meeting_that_moves_has_its_new_time_and_edition(box: Box) -> None:
    id = box.mailer.create_event(MEETING)
    start = dt.datetime(2027, 12, 14, 9, 30)
    moved = replace(MEETING, edition=2, start=start, end=start + dt.timedelta(hours=2))
    box.mailer.update_event(id, moved, tell_everybody=True)
    found = box.mailer.find_event(MEETING.key)
    assert found is not None
    assert (found.edition, found.start) == (2, start)
    if isinstance(box, OfficeBox):
        assert [invitations(box, who) for who in (NURSE, PROBATION, POLICE)] == [2, 2, 2]


def test_a_change_of_who_is_invited_is_told_to_those_it_concerns_alone(box: Box) -> None:
    id = box.mailer.create_event(replace(MEETING, optional=()))
    changed = replace(MEETING, edition=2, required=(NURSE,))
    box.mailer.update_event(id, changed, tell_everybody=False)
    found = box.mailer.find_event(MEETING.key)
    assert found is not None
    assert found.invited == {NURSE, POLICE}
    if isinstance(box, OfficeBox):
        assert [invitations(box, who) for who in (NURSE, PROBATION, POLICE)] == [1, 1, 1]
        assert invitations(box, PROBATION, ItemClass.CANCELLED) == 1


def test_a_cancelled_meeting_is_gone_and_cancelling_it_again_is_no_error(box: Box) -> None:
    id = box.mailer.create_event(MEETING)
    box.mailer.cancel_event(id, "The Chair has ruled that there is no meeting.")
    assert box.mailer.find_event(MEETING.key) is None
    box.mailer.cancel_event(id, "The Chair has ruled that there is no meeting.")
    if isinstance(box, OfficeBox):
        assert [invitations(box, who, ItemClass.CANCELLED) for who in (NURSE, POLICE)] == [1, 1]
        notice = box.office.mailboxes[NURSE].in_folder(Folder.INBOX)[-1]
        assert "The Chair has ruled" in notice.text + notice.html


@at_a_server
def test_answers_say_which_meeting_and_whether_somebody_comes(box: OfficeBox) -> None:
    box.office.options.answers_stay_unknown = True
    box.mailer.create_event(MEETING)
    said = {NURSE: Said.ACCEPTED, PROBATION: Said.DECLINED, POLICE: Said.TENTATIVE}
    for person, coming in said.items():
        box.answer_invitation(person, coming)
    items = box.mailer.read("", LONG_AGO).items
    assert {item.sender: (item.kind, item.invitation_answer, item.event_key) for item in items} == {
        NURSE: (ItemKind.MEETING_ANSWER, InvitationAnswer.ACCEPTED, MEETING.key),
        PROBATION: (ItemKind.MEETING_ANSWER, InvitationAnswer.DECLINED, MEETING.key),
        POLICE: (ItemKind.MEETING_ANSWER, InvitationAnswer.TENTATIVE, MEETING.key),
    }


ITS_PROPERTIES = {CLEAN_GLOBAL_OBJECT_ID, START_WHOLE}
UNLINKED = frozenset({"meeting:AssociatedCalendarItemId"})


@at_a_server
@pytest.mark.parametrize("left_out", [UNLINKED, UNLINKED | {"calendar:UID"}, UNLINKED | {"calendar:Start"}])
def test_an_answer_that_names_no_item_of_the_calendar_is_known_by_uid_or_start(
    box: OfficeBox, left_out: frozenset[str]
) -> None:
    box.office.options.leaves_out = left_out
    key, day = f"{UUID(int=1)}/{UUID(int=5)}/event", dt.timedelta(days=1)
    box.mailer.create_event(replace(MEETING, key=key, start=MEETING.start + day, end=MEETING.end + day))
    box.mailer.create_event(MEETING)
    box.answer_invitation(NURSE, Said.ACCEPTED)
    (item,) = box.mailer.read("", LONG_AGO).items
    assert item.event_key == MEETING.key


@pytest.mark.parametrize("box", ["exchange"], indirect=True)
@pytest.mark.parametrize("left_out", sorted(ITS_PROPERTIES))
def test_an_answer_without_uid_and_start_is_known_by_the_properties_from_which_exchange_makes_them(
    box: OfficeBox, left_out: str
) -> None:
    box.office.options.leaves_out = UNLINKED | {"calendar:UID", "calendar:Start", left_out}
    key, day = f"{UUID(int=1)}/{UUID(int=5)}/event", dt.timedelta(days=1)
    box.mailer.create_event(replace(MEETING, key=key, start=MEETING.start + day, end=MEETING.end + day))
    box.mailer.create_event(MEETING)
    box.answer_invitation(NURSE, Said.ACCEPTED)
    (item,) = box.mailer.read("", LONG_AGO).items
    assert item.event_key == MEETING.key


@at_a_server
def test_an_answer_of_which_neither_uid_nor_start_is_known_is_not_guessed(box: OfficeBox) -> None:
    box.office.options.leaves_out = UNLINKED | {"calendar:UID", "calendar:Start", *ITS_PROPERTIES}
    box.mailer.create_event(MEETING)
    box.answer_invitation(NURSE, Said.ACCEPTED)
    (item,) = box.mailer.read("", LONG_AGO).items
    assert (item.kind, item.event_key) == (ItemKind.MEETING_ANSWER, "")


@at_a_server
def test_an_answer_for_which_the_server_cannot_look_keeps_no_other_item_from_being_read(
    box: OfficeBox,
) -> None:
    box.office.options.leaves_out = UNLINKED
    box.mailer.create_event(MEETING)
    box.answer_invitation(NURSE, Said.ACCEPTED)
    box.write(POLICE, "Next", "two")
    box.order("events", Trouble.ERROR_CLOSE)
    answer, following = box.mailer.read("", LONG_AGO).items
    assert (answer.kind, answer.event_key, following.subject) == (ItemKind.MEETING_ANSWER, "", "Next")


@at_a_server
def test_an_answer_to_one_of_two_meetings_at_the_same_time_is_not_guessed(box: OfficeBox) -> None:
    box.office.options.leaves_out = UNLINKED | {"calendar:UID", CLEAN_GLOBAL_OBJECT_ID}
    box.mailer.create_event(replace(MEETING, key=f"{UUID(int=1)}/{UUID(int=5)}/event"))
    box.mailer.create_event(MEETING)
    box.answer_invitation(NURSE, Said.ACCEPTED)
    (item,) = box.mailer.read("", LONG_AGO).items
    assert (item.kind, item.event_key) == (ItemKind.MEETING_ANSWER, "")


def test_invitations_are_no_letters_of_the_outbox(box: Box) -> None:
    box.mailer.create_event(MEETING)
    assert [key for key in box.mailer.sent_since(LONG_AGO) if not is_event_key(key)] == []
    assert box.mailer.list_drafts() == []


def test_meetings_to_come_are_listed_by_their_keys_without_cancelled_ones(box: Box) -> None:
    later = replace(
        MEETING,
        key=f"{UUID(int=1)}/{UUID(int=4)}/event",
        start=dt.datetime(2027, 12, 14, 9, 30),
        end=dt.datetime(2027, 12, 14, 12),
    )
    off = replace(later, key=f"{UUID(int=1)}/{UUID(int=5)}/event")
    for event in (MEETING, later):
        box.mailer.create_event(event)
    box.mailer.cancel_event(box.mailer.create_event(off), "The Chair has ruled that there is no meeting.")
    assert sorted(box.mailer.events_since(LONG_AGO)) == [MEETING.key, later.key]
    assert sorted(box.mailer.events_since(MEETING.start)) == [MEETING.key, later.key]
    assert box.mailer.events_since(MEETING.start + dt.timedelta(minutes=1)) == [later.key]
