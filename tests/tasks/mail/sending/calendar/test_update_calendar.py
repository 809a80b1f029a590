"""The calendar is told once, and asked before anything is tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from sqlalchemy import event, update

from forum.attendance.invitations import State, invitation_may_move
from forum.outbox.states import Mode
from forum.text.problem import Problem
from tasks.duties.coming.invitations import release_invitation
from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    PassingError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
)
from tasks.mail.sending.delivery import ON_HOLD
from tasks.register.attendance import move_invitation
from tasks.register.tables import AddressRow, InvitationRow, MeetingRow
from tests.databases import in_turn
from tests.tasks.duties.do import do
from tests.tasks.mail.fake_mailer import Crash, Fault
from tests.tasks.mail.sending.calendar.calendar_room import (
    ALL,
    DATE,
    NURSE,
    POLICE,
    PROBATION,
    CalendarRoom,
    calendar_room,
)
from tests.tasks.mail.sending.post_room import PostRoom

UNCLEAR = UnclearError("The line was cut.")
BUSY = RefusedError("The calendar is busy.")
THURSDAY = DATE + dt.timedelta(days=2)


@pytest.fixture
def calendar(room: PostRoom) -> CalendarRoom:
    return calendar_room(room)


def test_all_are_invited_once(calendar: CalendarRoom) -> None:
    assert calendar.told() == ALL
    (event,) = calendar.mailer.events.values()
    assert (event.key, event.edition, event.start) == (
        calendar.key,
        1,
        dt.datetime.combine(DATE, dt.time(10)),
    )
    assert calendar.state is State.DONE
    assert calendar.told() == set()
    assert calendar.row().told_at == calendar.room.clock.now()


def test_everybody_hears_of_another_date_and_only_joiners_and_leavers_of_others(
    calendar: CalendarRoom,
) -> None:
    calendar.told()
    calendar.change(date=THURSDAY)
    assert calendar.told() == ALL
    calendar.leave("nurse")
    assert calendar.told() == {("cancel", NURSE)}
    calendar.write_to("police", "new.police@members.example")
    assert calendar.told() == {("cancel", POLICE), ("request", "new.police@members.example")}
    assert calendar.row().told["edition"] == 4


def test_a_meeting_called_off_is_cancelled_for_all(calendar: CalendarRoom) -> None:
    calendar.told()
    calendar.change(state="cancelled")
    assert calendar.told() == {("cancel", one) for _, one in ALL}
    assert calendar.state is State.CANCELLED
    assert calendar.mailer.events == {}


def test_an_item_that_was_kept_though_its_invitations_were_refused_is_told_to_all(
    calendar: CalendarRoom,
) -> None:
    calendar.told()
    (kept,) = calendar.mailer.events.values()
    calendar.room.change(InvitationRow, calendar.row().id, state=State.TO_CREATE, event_id=None, told={})
    calendar.mailer.events.clear()
    calendar.mailer.order("create event", Fault(BUSY))
    calendar.deliver()
    calendar.mailer.events["kept all the same"] = kept
    assert calendar.told() == ALL
    assert calendar.state is State.DONE


def test_a_server_in_a_passing_state_for_hours_needs_nobody(calendar: CalendarRoom) -> None:
    calendar.mailer.order("create event", *[Fault(PassingError("The mailbox is being moved."))] * 9)
    for _ in range(9):
        calendar.deliver()
        calendar.room.later()
    calendar.mailer.faults.clear()
    for _ in range(2):
        calendar.deliver()
        calendar.room.later()
    assert calendar.state is State.DONE
    assert len(calendar.mailer.told) == len(ALL)


def test_what_was_changed_back_before_anybody_heard_is_told_to_nobody(calendar: CalendarRoom) -> None:
    calendar.told()
    calendar.change(date=THURSDAY)
    calendar.change(date=DATE)
    assert calendar.told() == set()
    assert calendar.state is State.DONE


def test_on_hold_the_calendar_is_told_nothing(calendar: CalendarRoom) -> None:
    calendar.room.use(mode=Mode.HOLD)
    assert calendar.deliver().stopped == ON_HOLD
    assert (calendar.mailer.requests, calendar.state) == ([], State.TO_CREATE)


def test_redirected_one_address_alone_is_invited_and_it_is_a_rehearsal(calendar: CalendarRoom) -> None:
    calendar.room.redirect()
    assert calendar.told() == {("request", "rehearsal@unit.example")}
    assert calendar.state is State.REHEARSED
    calendar.leave("nurse")
    assert calendar.told() == set()
    assert calendar.state is State.REHEARSED
    calendar.change(date=THURSDAY)
    assert calendar.told() == {("request", "rehearsal@unit.example")}


def test_redirected_the_co_opted_hear_nothing_either(calendar: CalendarRoom) -> None:
    calendar.room.co_opt("police")
    calendar.room.redirect()
    assert calendar.told() == {("request", "rehearsal@unit.example")}
    calendar.change(date=THURSDAY)
    assert calendar.told() == {("request", "rehearsal@unit.example")}


def test_a_co_opted_member_is_invited_and_not_required(calendar: CalendarRoom) -> None:
    calendar.room.co_opt("police")
    assert calendar.told() == ALL
    (event,) = calendar.mailer.events.values()
    assert (set(event.required), event.optional) == ({NURSE, PROBATION}, (POLICE,))


def test_nobody_hears_at_an_address_that_is_not_allowed_or_missing(calendar: CalendarRoom) -> None:
    calendar.write_to("nurse", "nurse@elsewhere.example")
    calendar.write_to("police", "")
    assert calendar.told() == {("request", PROBATION)}
    assert len(calendar.row().told["left_out"]) == 2
    calendar.write_to("nurse", "nurse@members.example")
    assert calendar.told() == {("request", NURSE)}


def test_nobody_joins_at_an_address_that_bounces_but_who_has_joined_stays(calendar: CalendarRoom) -> None:
    room = calendar.room
    with room.register.transaction("test") as tx:
        for row in tx.session.query(AddressRow).filter_by(person_id=room.people["nurse"]):
            row.bounced = room.today
    assert calendar.told() == ALL - {("request", NURSE)}
    with room.register.transaction("test") as tx:
        for row in tx.session.query(AddressRow).filter_by(person_id=room.people["police"]):
            row.bounced = room.today
    calendar.change(date=THURSDAY)
    assert calendar.told() == ALL - {("request", NURSE)}
    assert calendar.state is State.DONE
    with room.register.transaction("test") as tx:
        for row in tx.session.query(AddressRow).filter_by(person_id=room.people["nurse"]):
            row.bounced = None
    calendar.sync_with_meeting()
    assert calendar.told() == {("request", NURSE)}


def test_with_nobody_to_invite_it_is_held_until_released(calendar: CalendarRoom) -> None:
    allowed = calendar.room.rules.allowed_domains
    calendar.room.use(allowed_domains=frozenset({"elsewhere.example"}))
    assert (calendar.told(), calendar.state) == (set(), State.HELD)
    calendar.room.use(allowed_domains=allowed)
    assert calendar.told() == set()
    do(release_invitation, calendar.room.office(), calendar.invitation, reason="looked at")
    assert calendar.row().decision == "released: looked at"
    assert calendar.told() == ALL


def test_an_invitation_that_delivery_moves_at_that_moment_is_not_said_to_be_released(
    calendar: CalendarRoom,
) -> None:
    calendar.room.use(allowed_domains=frozenset({"elsewhere.example"}))
    calendar.deliver()

    @event.listens_for(InvitationRow, "load")
    def delivery_is_quicker(row: InvitationRow, context: Any) -> None:
        invitations = InvitationRow.metadata.tables[InvitationRow.__tablename__]
        context.session.connection().execute(
            update(invitations).where(invitations.c.id == row.id).values(state=State.TO_UPDATE)
        )

    try:
        with pytest.raises(Problem, match="moved on in this moment; look again"):
            do(release_invitation, calendar.room.office(), calendar.invitation, reason="looked at")
    finally:
        event.remove(InvitationRow, "load", delivery_is_quicker)
    assert calendar.row().decision == ""


def test_the_calendar_is_told_before_letters_go(calendar: CalendarRoom) -> None:
    calendar.room.queue("nurse")
    calendar.deliver()
    requests = calendar.mailer.requests
    assert requests.index("create event") < requests.index("draft")


def test_what_was_done_but_not_heard_of_is_found_at_once(calendar: CalendarRoom) -> None:
    for request in ("create event", "update event", "cancel event"):
        calendar.mailer.order(request, Fault(UNCLEAR, happened=True))
    assert (calendar.told(), calendar.state) == (ALL, State.DONE)
    calendar.change(date=THURSDAY)
    assert (calendar.told(), calendar.state) == (ALL, State.DONE)
    calendar.change(state="cancelled")
    assert (calendar.told(), calendar.state) == ({("cancel", one) for _, one in ALL}, State.CANCELLED)


@pytest.mark.parametrize(
    ("request_", "change", "hear"),
    [
        ("create event", {}, ALL),
        ("update event", {"date": THURSDAY}, ALL),
        ("cancel event", {"state": "cancelled"}, {("cancel", one) for _, one in ALL}),
    ],
)
def test_what_was_not_done_is_done_again_after_two_looks_and_the_delay(
    calendar: CalendarRoom, request_: str, change: dict[str, object], hear: set[tuple[str, str]]
) -> None:
    if change:
        calendar.told()
        calendar.change(**change)
    calendar.mailer.order(request_, Fault(UNCLEAR))
    assert (calendar.told(), calendar.state) == (set(), State.UNKNOWN)
    calendar.room.later(5)
    assert (calendar.told(), calendar.state) == (set(), State.UNKNOWN)
    calendar.room.later(20)
    assert calendar.told() == hear
    assert calendar.state in (State.DONE, State.CANCELLED)


def test_after_several_attempts_in_vain_a_person_is_told(calendar: CalendarRoom) -> None:
    calendar.mailer.order("create event", *[Fault(UNCLEAR)] * 3)
    for _ in range(4):
        assert calendar.told() == set()
        calendar.room.later(20)
    assert calendar.state is State.HELD
    assert "does not have it" in calendar.row().reason
    do(release_invitation, calendar.room.office(), calendar.invitation, reason="looked at")
    assert calendar.row().decision == "released: looked at"
    assert calendar.told() == ALL


def test_a_change_while_the_outcome_is_unclear_is_told_once_it_is_known(calendar: CalendarRoom) -> None:
    calendar.mailer.order("create event", Fault(UNCLEAR, happened=True))
    calendar.mailer.order("find event", None, Fault(UNCLEAR))
    calendar.deliver()
    calendar.change(date=THURSDAY)
    assert (calendar.news(), calendar.state) == (ALL, State.UNKNOWN)
    calendar.room.later()
    calendar.deliver()
    assert (calendar.news(), calendar.state) == (ALL, State.DONE)
    assert {one.event.start.date() for one in calendar.mailer.told[-3:]} == {THURSDAY}


def test_a_refusal_is_tried_again_and_held_after_a_few(calendar: CalendarRoom) -> None:
    calendar.mailer.order("create event", Fault(BUSY))
    assert (calendar.told(), calendar.state) == (set(), State.TO_CREATE)
    assert calendar.told() == ALL
    calendar.mailer.order("update event", *[Fault(BUSY)] * 3)
    calendar.change(date=THURSDAY)
    for _ in range(3):
        assert calendar.told() == set()
    assert (calendar.state, calendar.row().reason) == (State.HELD, "The calendar is busy.")
    do(release_invitation, calendar.room.office(), calendar.invitation, reason="looked at")
    assert calendar.row().decision == "released: looked at"
    assert calendar.told() == ALL


def test_a_refusal_for_good_is_held_at_once(calendar: CalendarRoom) -> None:
    calendar.mailer.order("create event", Fault(UnsendableError("It is too large.")))
    assert (calendar.told(), calendar.state) == (set(), State.HELD)


@pytest.mark.parametrize("error", [BusyError("Full."), PassingError("Being moved.")])
def test_a_server_that_is_busy_over_an_invitation_keeps_no_letter_from_going(
    calendar: CalendarRoom, error: MailError
) -> None:
    calendar.room.queue("nurse")
    calendar.mailer.order("create event", *[Fault(error)] * 3)
    assert len(calendar.deliver().sent) == 1
    assert (calendar.row().refusals, calendar.row().reason) == (0, str(error))
    for _ in range(7):
        calendar.room.later()
        calendar.deliver()
    assert calendar.state is State.DONE


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ("find event", SignInError("No.")),
        ("create event", SignInError("No.")),
        ("find event", BusyError("Full.")),
    ],
)
def test_a_mailbox_that_takes_nothing_stops_the_run_and_counts_against_nothing(
    calendar: CalendarRoom, request_: str, error: MailError
) -> None:
    calendar.room.queue("nurse")
    calendar.mailer.order(request_, Fault(error))
    assert calendar.deliver().stopped == str(error)
    assert "draft" not in calendar.mailer.requests
    assert (calendar.state, calendar.row().refusals) == (State.TO_CREATE, 0)
    assert calendar.row().reason == str(error)


def test_a_calendar_that_cannot_be_asked_keeps_no_letter_from_going(calendar: CalendarRoom) -> None:
    calendar.room.queue("nurse")
    calendar.mailer.order("find event", Fault(RefusedError("No right to the calendar.")))
    assert len(calendar.deliver().sent) == 1
    assert (calendar.state, calendar.row().reason) == (State.TO_CREATE, "No right to the calendar.")


@pytest.mark.thorough
@pytest.mark.parametrize("happened", [True, False])
@pytest.mark.parametrize("request_", ["create event", "update event", "cancel event"])
def test_a_crash_leads_to_a_look_and_not_to_a_second_message(
    calendar: CalendarRoom, request_: str, happened: bool
) -> None:
    if request_ != "create event":
        calendar.told()
        calendar.change(**({"date": THURSDAY} if request_ == "update event" else {"state": "cancelled"}))
    calendar.mailer.order(request_, Fault(Crash(), happened=happened))
    with pytest.raises(Crash):
        calendar.deliver()
    for _ in range(3):
        calendar.room.later()
        calendar.deliver()
    assert calendar.requests_doubled() == []
    assert calendar.in_calendars() == (set() if request_ == "cancel event" else {one for _, one in ALL})


def restore(calendar: CalendarRoom) -> None:
    """Make the register forget that the item was created, as yesterday's database has it."""
    calendar.room.change(InvitationRow, calendar.invitation, state=State.TO_CREATE, event_id=None, told={})


def test_a_register_of_yesterday_counts_on_from_the_edition_in_the_calendar(calendar: CalendarRoom) -> None:
    calendar.told()
    yesterday = calendar.row().told
    calendar.change(date=THURSDAY)
    calendar.told()
    calendar.room.change(InvitationRow, calendar.invitation, told=yesterday)
    calendar.change(date=THURSDAY + dt.timedelta(days=1))
    assert calendar.told() == ALL
    (event,) = calendar.mailer.events.values()
    assert event.edition == 3, "a calendar takes a number that it has for nothing new"


def test_an_item_the_register_does_not_know_of_is_taken_for_its_own(calendar: CalendarRoom) -> None:
    calendar.told()
    restore(calendar)
    assert (calendar.told(), calendar.state) == (set(), State.DONE)
    calendar.change(date=THURSDAY)
    assert calendar.told() == ALL
    assert calendar.row().told["edition"] == 2


def test_of_an_item_the_register_does_not_know_of_those_hear_who_join_or_leave(
    calendar: CalendarRoom,
) -> None:
    calendar.told()
    restore(calendar)
    calendar.write_to("nurse", "new.nurse@members.example")
    assert calendar.told() == {("request", "new.nurse@members.example"), ("cancel", NURSE)}


def test_a_rehearsed_item_the_register_does_not_know_of_is_taken_for_its_own(calendar: CalendarRoom) -> None:
    calendar.room.redirect()
    calendar.told()
    restore(calendar)
    assert (calendar.told(), calendar.state) == (set(), State.REHEARSED)
    assert "update event" not in calendar.mailer.requests


def test_an_item_that_somebody_deleted_is_not_sent_again_unasked(calendar: CalendarRoom) -> None:
    calendar.told()
    calendar.mailer.events.clear()
    calendar.leave("nurse")
    assert (calendar.told(), calendar.state) == (set(), State.HELD)
    do(release_invitation, calendar.room.office(), calendar.invitation, reason="looked at")
    assert calendar.told() == ALL - {("request", NURSE)}


def test_of_a_meeting_that_is_over_nobody_hears(calendar: CalendarRoom) -> None:
    calendar.room.later(minutes=60 * 24 * 400)
    assert (calendar.told(), calendar.state) == (set(), State.LAPSED)
    assert "find event" not in calendar.mailer.requests


def test_of_a_meeting_that_was_held_nobody_hears_later_that_day(calendar: CalendarRoom) -> None:
    calendar.told()
    calendar.room.clock.at = dt.datetime.combine(DATE, dt.time(14))
    calendar.change(place="Room 3")
    calendar.change(state="held")
    assert (calendar.told(), calendar.state) == (set(), State.LAPSED)


def test_a_meeting_called_off_before_anybody_was_invited_is_told_to_nobody(calendar: CalendarRoom) -> None:
    calendar.room.change(MeetingRow, calendar.meeting, state="cancelled")
    assert (calendar.told(), calendar.state) == (set(), State.CANCELLED)


def test_an_invitation_moves_as_the_table_says_and_from_where_it_was_seen(calendar: CalendarRoom) -> None:
    with calendar.room.register.transaction("test") as tx:
        row = tx.session.get_one(InvitationRow, calendar.invitation)
        for to in State:
            if not invitation_may_move(row.state, to):
                with pytest.raises(ValueError, match="never moves"):
                    move_invitation(tx.session, row, to)
        tx.session.expunge(row)
        seen = tx.session.get_one(InvitationRow, calendar.invitation)
        assert move_invitation(tx.session, seen, State.HELD)
        assert not move_invitation(tx.session, row, State.CREATING)
    assert calendar.state is State.HELD


def any_fault(chance: Random) -> Fault | None:
    error: MailError | Crash | None = chance.choice(
        [None, None, Crash(), BUSY, UNCLEAR, UNCLEAR, SignInError("No.")]
    )
    unclear = isinstance(error, (Crash, UnclearError))
    return Fault(error, happened=unclear and chance.random() < 0.5) if error else None


@pytest.mark.thorough
@in_turn(seeds=6)
def test_whatever_goes_wrong_nobody_hears_twice_and_all_hear_in_the_end(
    calendar: CalendarRoom, seed: int
) -> None:
    chance, room = Random(seed), calendar.room
    room.use(most_attempts=50)
    for request in ("create event", "update event", "cancel event", "find event"):
        calendar.mailer.order(request, *(any_fault(chance) for _ in range(8)))

    def move_away() -> None:
        calendar.write_to("police", f"police.{chance.random()}@members.example")

    changes: list[Callable[[], object]] = [
        lambda: calendar.change(date=DATE + dt.timedelta(days=chance.randrange(9))),
        move_away,
        lambda: calendar.change(place=f"Room {chance.randrange(9)}"),
    ]
    for _ in range(60):
        if chance.random() < 0.15:
            room.later(24 * 60)
            chance.choice(changes)()
        with suppress(Crash):
            room.deliver()
        room.later(7)
        calendar.sync_with_meeting()
    calendar.mailer.faults.clear()
    for _ in range(6):
        room.deliver()
        room.later()
    assert calendar.requests_doubled() == []
    assert calendar.state is State.DONE
    (event,) = calendar.mailer.events.values()
    assert calendar.in_calendars() == set(event.required)
    assert len(event.required) == 3
    last = {one.address: one.event for one in calendar.mailer.told}
    assert {(last[one].start, last[one].place) for one in event.required} == {(event.start, event.place)}
