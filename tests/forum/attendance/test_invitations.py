"""One calendar item for each meeting: who is invited, and who hears of a change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from forum.attendance.invitations import (
    IN_FLIGHT,
    MOVES,
    Audience,
    CalendarEdition,
    State,
    addresses,
    answer_counts,
    audience,
    details_digest,
    event_key,
    invitation_may_move,
    invitees,
    is_event_key,
    is_up_to_date,
    meeting_of,
    people_on_item,
    state_when_released,
)
from forum.members.membership import Role
from forum.outbox.states import Topic, dispatch_key
from tests.english import day
from tests.forum.group import a_cover, a_membership, an_appointment, an_id, seats

TODAY, MEETING = day("Mon 4 Jan 2027"), day("Tue 9 Feb 2027")
GROUP = a_membership(
    seats("A", "B"),
    an_appointment("holder A", Role.CORE, "A"),
    an_appointment("holder B", Role.CORE, "B"),
    an_appointment("deputy A", Role.DEPUTY, "A"),
    an_appointment("deputy B", Role.DEPUTY, "B"),
    an_appointment("Chair", Role.CHAIR),
    an_appointment("holder B", Role.DEPUTY_CHAIR),
    an_appointment("Lead", Role.CO_OPTED),
    an_appointment("Unit", Role.UNIT),
    people="holder A, holder B, deputy A, deputy B, Chair, Lead, Unit, Ann",
)


def test_members_and_chairs_are_required_and_co_opted_members_optional() -> None:
    invited = invitees(GROUP, (), TODAY, MEETING)
    assert [one.name for one in invited.required] == ["Chair", "holder B", "holder A"]
    assert [one.name for one in invited.optional] == ["Lead"]
    assert [one.name for one in invited.everybody] == ["Chair", "holder B", "holder A", "Lead"]


def test_a_deputy_is_invited_only_once_named_and_then_required() -> None:
    invited = invitees(GROUP, [an_id("deputy A")], TODAY, MEETING)
    assert [one.name for one in invited.required][-1] == "deputy A"
    left = replace(GROUP, appointments=GROUP.appointments[:2])
    assert [one.name for one in invitees(left, [an_id("deputy A")], TODAY, MEETING).everybody] == [
        "holder A",
        "holder B",
    ]


@pytest.mark.parametrize(
    ("first", "last", "comes"),
    [
        ("Mon 1 Feb 2027", "Fri 12 Feb 2027", "Ann"),  # away on the day of the meeting
        ("Mon 4 Jan 2027", "Fri 15 Jan 2027", "holder A"),  # away now, back for the meeting
    ],
)
def test_whoever_covers_on_the_day_of_the_meeting_comes(first: str, last: str, comes: str) -> None:
    group = replace(GROUP, covers=(a_cover("holder A", "Ann", first, last),))
    names = {one.name for one in invitees(group, (), TODAY, MEETING).required}
    assert names & {"Ann", "holder A"} == {comes}


def details(
    date: str = "Tue 9 Feb 2027",
    at: str = "10:00",
    minutes: int = 120,
    place: str = "Room 2",
    joining: str = "",
) -> str:
    return details_digest(day(date), dt.time.fromisoformat(at), minutes, place, joining)


ANN, BOB = an_id("Ann"), an_id("Bob")
ADDRESSES = {ANN: "ann@members.example", BOB: "bob@members.example"}
TOLD = CalendarEdition(3, details(), ADDRESSES)


@pytest.mark.parametrize(
    ("now", "hears"),
    [
        (TOLD, Audience.NOBODY),
        (replace(TOLD, edition=9), Audience.NOBODY),
        (replace(TOLD, details=details("Thu 11 Feb 2027")), Audience.EVERYBODY),
        (replace(TOLD, details=details(at="09:30")), Audience.EVERYBODY),
        (replace(TOLD, details=details(minutes=90)), Audience.EVERYBODY),
        (replace(TOLD, details=details(place="Room 3")), Audience.EVERYBODY),
        (replace(TOLD, details=details(joining="https://meet.example/1")), Audience.EVERYBODY),
        (replace(TOLD, details=details("Thu 11 Feb 2027"), attendees={}), Audience.EVERYBODY),
        (replace(TOLD, attendees={ANN: "ann@members.example"}), Audience.JOINERS_AND_LEAVERS),
        (replace(TOLD, attendees={**ADDRESSES, ANN: "new@members.example"}), Audience.JOINERS_AND_LEAVERS),
        (replace(TOLD, left_out=frozenset({ANN})), Audience.JOINERS_AND_LEAVERS),
        (
            replace(TOLD, attendees={**ADDRESSES, an_id("C"): ""}, left_out=frozenset({an_id("C")})),
            Audience.NOBODY,
        ),
    ],
)
def test_who_hears_of_a_change(now: CalendarEdition, hears: Audience) -> None:
    assert audience(TOLD, now) is hears
    assert audience(now, TOLD) is hears


def test_an_invitation_is_as_told_while_details_and_attendees_are() -> None:
    assert is_up_to_date(replace(TOLD, left_out=frozenset({ANN})), details(), ADDRESSES)
    assert not is_up_to_date(TOLD, details(place="Room 3"), ADDRESSES)
    assert not is_up_to_date(TOLD, details(), {})


AT_TEN = dt.datetime(2027, 2, 9, 10)
NOON = dt.datetime(2027, 1, 20, 12)
BEFORE, AFTER = NOON - dt.timedelta(hours=1), NOON + dt.timedelta(hours=1)
OF_TEN = replace(TOLD, start=AT_TEN, since=NOON)


@pytest.mark.parametrize(
    ("said", "answered_at", "counts"),
    [
        ([OF_TEN], AFTER, True),
        ([OF_TEN], BEFORE, False),
        ([replace(OF_TEN, since=None)], BEFORE, True),
        ([replace(OF_TEN, start=AT_TEN + dt.timedelta(days=2))], AFTER, False),
        ([replace(OF_TEN, start=AT_TEN + dt.timedelta(days=2)), OF_TEN], AFTER, True),
        ([TOLD, CalendarEdition()], BEFORE, True),
        ([], BEFORE, True),
    ],
)
def test_an_answer_counts_for_the_time_the_calendar_told_of_when_it_was_given(
    said: list[CalendarEdition], answered_at: dt.datetime, counts: bool
) -> None:
    assert answer_counts(AT_TEN, said, answered_at) is counts


def test_an_answer_in_the_moment_the_calendar_gets_a_start_counts() -> None:
    since = dt.datetime(2027, 1, 4, 9)
    assert answer_counts(AT_TEN, [CalendarEdition(start=AT_TEN, since=since)], since)


def test_deputies_are_invited_in_the_order_of_their_names() -> None:
    for named in (["deputy A", "deputy B"], ["deputy B", "deputy A"]):
        invited = invitees(GROUP, [an_id(name) for name in named], TODAY, MEETING)
        assert [person.name for person in invited.required][-2:] == ["deputy A", "deputy B"]


def test_a_co_opted_member_who_is_covered_for_on_the_day_is_not_invited() -> None:
    covered = replace(GROUP, covers=(a_cover("Lead", "Ann", "Mon 8 Feb 2027", "Fri 12 Feb 2027"),))
    assert [person.name for person in invitees(covered, (), TODAY, MEETING).optional] == ["Ann"]


def test_a_deputy_who_declined_stays_on_the_item_that_they_have() -> None:
    deputy, chair, ann = an_id("deputy A"), an_id("Chair"), an_id("Ann")
    invited = invitees(GROUP, (), TODAY, MEETING, declined=[deputy, chair, ann])
    assert [person.name for person in invited.declined] == ["deputy A"]  # the Chair is invited, Ann no member
    sent = CalendarEdition(1, attendees={deputy: "a@members.example"})
    assert people_on_item(invited, CalendarEdition()) == invited.everybody
    assert people_on_item(invited, sent) == (*invited.everybody, *invited.declined)
    assert addresses(invited, sent).keys() == {
        person.id for person in (*invited.everybody, *invited.declined)
    }


def test_nobody_is_invited_at_an_address_that_letters_come_back_from_but_who_was_stays() -> None:
    chair, lead = an_id("Chair"), an_id("Lead")
    invited = invitees(GROUP, (), TODAY, MEETING, bounced=[chair])
    new, sent = CalendarEdition(), CalendarEdition(1, attendees={chair: "someone@forum.example"})
    assert addresses(invited, new)[chair] == ""
    assert addresses(invited, new)[lead] == "someone@forum.example"
    assert addresses(invited, sent)[chair] == "someone@forum.example"


def test_a_calendar_item_is_known_by_its_key() -> None:
    key = event_key(UUID(int=1), UUID(int=2))
    assert is_event_key(key)
    assert meeting_of(key) == UUID(int=2)
    letter = dispatch_key(UUID(int=1), "moved", Topic(UUID(int=2)), UUID(int=3))
    assert not is_event_key(letter)
    for other in (letter, "", "a/b/event", "event"):
        assert meeting_of(other) is None


def test_an_invitation_never_leaves_its_last_states_and_is_released_to_what_it_was() -> None:
    assert {state for state, onward in MOVES.items() if not onward} == {State.CANCELLED, State.LAPSED}
    assert set(MOVES) == set(State)
    assert invitation_may_move(State.DONE, State.TO_UPDATE)
    assert not invitation_may_move(State.DONE, State.TO_CREATE)
    assert all(not invitation_may_move(state, State.DONE) for state in (State.HELD, State.CANCELLED))
    assert {state_when_released(None), state_when_released("id")} == {State.TO_CREATE, State.TO_UPDATE}
    assert all(MOVES[State.HELD] >= {state_when_released(id)} for id in (None, "id"))
    assert State.DONE not in IN_FLIGHT
