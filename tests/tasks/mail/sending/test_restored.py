"""A restored register takes letters for unsent that have gone: nothing leaves until a person has looked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete

from forum.attendance.invitations import event_key
from forum.outbox.states import Mode, State
from forum.text.problem import Problem
from tasks.duties.outbox.decisions import explain_restored, release, release_restored, unexplained
from tasks.mail.protocol.mailer import Event, Mail, RefusedError
from tasks.mail.sending.delivery import hold_if_restored
from tasks.register.tables import DispatchRow, InvitationRow, LeaseRow, MeetingRow
from tests.tasks.duties.do import do
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.calendar.calendar_room import ALL, calendar_room
from tests.tasks.mail.sending.post_room import PostRoom

MAILBOX = "mase@unit.example"
A_MEETING = Event(
    key="",
    edition=1,
    subject="MASE: meeting in March",
    text="Please come.",
    html="<p>Please come.</p>",
    start=dt.datetime(2027, 3, 9, 10),
    end=dt.datetime(2027, 3, 9, 12),
    place="Room 2",
    required=(),
)


def restore(room: PostRoom, id: UUID) -> None:
    """Make the register forget that this letter went."""
    room.change(DispatchRow, id, state=State.QUEUED, sent_at=None, draft_id=None, epoch=None)
    with room.register.transaction("test") as tx:
        tx.session.get_one(LeaseRow, MAILBOX).sent_until = None


def test_everything_is_held_when_sent_has_letters_the_register_takes_for_unsent(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    restore(room, gone)
    (other,) = room.queue("police", number=2)
    delivery = room.deliver()
    assert "it was restored from a backup" in delivery.stopped
    assert sorted(delivery.held) == sorted([gone, other])
    assert len(room.mailer.sent) == 1


def test_drafts_are_thrown_away_and_held_too(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    room.mailer.order("send", Fault(RefusedError("The gateway is busy.")))
    (draft,) = room.queue("police", number=2)
    room.deliver()
    restore(room, gone)
    room.deliver()
    assert room.state(draft) is State.HELD
    assert room.mailer.drafts == {}


def test_letters_of_which_the_register_knows_nothing_at_all_hold_everything_too(room: PostRoom) -> None:
    stranger = Mail("another/register/minutes/first/person", "a@members.example", "s", "t", "<p>h</p>")
    room.mailer.sent.append((room.clock.now(), stranger))
    (id,) = room.queue("nurse")
    assert room.deliver().held == (id,)


@pytest.mark.parametrize(("behind", "came"), [(0, State.HELD), (60, State.HELD), (61, State.SENT)])
def test_what_went_since_the_last_letter_is_looked_at_though_clocks_differ_by_an_hour(
    room: PostRoom, behind: int, came: State
) -> None:
    room.queue("nurse")
    room.deliver()
    stranger = Mail("another/register/minutes/first/person", "a@members.example", "s", "t", "<p>h</p>")
    room.mailer.sent.append((room.clock.now() - dt.timedelta(minutes=behind), stranger))
    (id,) = room.queue("police", number=2)
    room.deliver()
    assert room.state(id) is came


def test_what_was_seen_in_sent_items_holds_everything_though_it_is_deleted_there(room: PostRoom) -> None:
    stranger = Mail("another/register/minutes/first/person", "a@members.example", "s", "t", "<p>h</p>")
    room.mailer.sent.append((room.clock.now(), stranger))
    room.queue("police")
    room.deliver()
    room.mailer.sent.clear()
    (id,) = room.queue("nurse", number=2)
    assert room.deliver().held == (id,)


def test_letters_queued_later_are_held_until_a_person_has_looked(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    restore(room, gone)
    room.deliver()
    (later,) = room.queue("police", number=2)
    assert room.deliver().held == (later,)


def test_once_a_person_has_looked_what_had_gone_is_sent_on_its_own_day_and_the_rest_goes(
    room: PostRoom,
) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    went = room.clock.now()
    restore(room, gone)
    (other,) = room.queue("police", number=2)
    room.later(3 * 24 * 60)
    room.deliver()
    office = room.office()
    with pytest.raises(Problem, match="Look at Sent Items and the calendar, then: mase outbox restored"):
        do(release_restored, office, None, reason="looked at Sent Items", actor="business unit")
    do(explain_restored, office, MAILBOX, actor="business unit")
    do(release_restored, office, None, reason="looked at Sent Items", actor="business unit")
    assert set(room.deliver().sent) == {gone, other}
    assert (room.state(gone), room.row(gone).sent_at) == (State.SENT, went)
    assert room.row(other).sent_at == room.clock.now()
    assert len(room.mailer.sent) == 2


def test_a_letter_held_for_another_reason_is_not_released_with_those_of_a_restore(room: PostRoom) -> None:
    room.move_house("nurse", "nurse@elsewhere.example")
    (held,) = room.queue("nurse")
    room.deliver()
    do(release_restored, room.office(), None, reason="looked at Sent Items", actor="business unit")
    assert room.state(held) is State.HELD


@pytest.mark.parametrize("state", [State.HELD, State.LAPSED, State.CANCELLED, State.FAILED])
def test_whatever_became_of_a_letter_that_had_gone_it_is_sent_on_its_own_day(
    room: PostRoom, state: State
) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    went = room.clock.now()
    restore(room, gone)
    room.deliver()
    do(explain_restored, room.office(), MAILBOX, actor="business unit")
    room.change(DispatchRow, gone, state=state)
    room.later()
    room.queue("police", number=2)
    room.deliver()
    assert (room.state(gone), room.row(gone).sent_at) == (State.SENT, went)


def test_one_that_is_in_sent_items_no_more_never_goes_again_and_is_looked_for_once(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    restore(room, gone)
    room.deliver()
    do(explain_restored, room.office(), MAILBOX, actor="business unit")
    room.mailer.sent.clear()
    do(release, room.office(), gone, reason="looked at Sent Items", actor="business unit")
    for number in (2, 3, 4):
        room.queue("police", number=number)
        room.deliver()
    assert room.state(gone) is State.LAPSED
    assert room.row(gone).reason == "It had gone already before the database was restored."
    room.mailer.requests.clear()
    (later,) = room.queue("police", number=5)
    assert room.deliver().sent == (later,)
    assert "find" not in room.mailer.requests


def test_what_was_explained_once_stays_explained_after_another_restore(room: PostRoom) -> None:
    office = room.office()
    for number, member in enumerate(("nurse", "police"), start=1):
        (gone,) = room.queue(member, number=number)
        room.deliver()
        restore(room, gone)
        room.deliver()
        do(explain_restored, office, MAILBOX, actor="business unit")
        do(release, office, gone, reason="looked at Sent Items", actor="business unit")
        assert room.deliver().sent == (gone,)
    assert unexplained(office) == {}
    (later,) = room.queue("probation", number=3)
    assert room.deliver().sent == (later,)


def test_a_letter_in_sent_after_a_crash_is_no_sign_of_a_restored_register(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.deliver()
    room.change(DispatchRow, id, state=State.SUBMITTING)
    assert room.deliver().sent == (id,)


def test_there_must_be_something_to_explain(room: PostRoom) -> None:
    with pytest.raises(Problem, match="no letters that the register cannot explain"):
        do(explain_restored, room.office(), MAILBOX, actor="business unit")


def test_a_meeting_in_the_calendar_that_the_register_lost_holds_everything(room: PostRoom) -> None:
    """Its letters may not have gone yet when the register was restored."""
    calendar = calendar_room(room)
    lost = event_key(room.group, UUID(int=9))
    room.mailer.events["lost"] = replace(A_MEETING, key=lost)
    assert "it was restored from a backup" in room.deliver().stopped
    assert room.mailer.told == []
    do(explain_restored, room.office(), MAILBOX, actor="business unit")
    assert calendar.told() == ALL


def test_a_meeting_that_is_over_is_no_sign_of_a_restored_register(room: PostRoom) -> None:
    calendar = calendar_room(room)
    over = room.clock.now() - dt.timedelta(days=1)
    room.mailer.events["lost"] = replace(A_MEETING, key=event_key(room.group, UUID(int=9)), start=over)
    assert calendar.told() == ALL


def start(room: PostRoom) -> str:
    return hold_if_restored(
        room.register, room.mailer, room.rules, as_of=room.today, wait=room.wait, by="mase serve"
    )


def test_the_service_notices_it_when_it_starts_though_nothing_waits(room: PostRoom) -> None:
    calendar = calendar_room(room)
    calendar.deliver()
    (gone,) = room.queue("nurse")
    room.deliver()
    assert start(room) == ""
    restore(room, gone)
    room.change(DispatchRow, gone, state=State.CANCELLED)
    with room.register.transaction("test") as tx:
        tx.session.execute(delete(InvitationRow))
        tx.session.execute(delete(MeetingRow))
    assert "it was restored from a backup" in start(room)
    assert unexplained(room.office()) == {MAILBOX: 2}
    assert "it was restored from a backup" in start(room)
    (later,) = room.queue("police", number=2)
    assert room.deliver().held == (later,)


def test_a_service_that_is_to_send_nothing_does_not_look(room: PostRoom) -> None:
    room.use(mode=Mode.HOLD)
    assert (start(room), room.mailer.requests) == ("", [])


def test_a_service_whose_mailbox_does_not_answer_says_so(room: PostRoom) -> None:
    room.mailer.order("events since", Fault(RefusedError("The gateway is busy.")))
    assert start(room) == "The gateway is busy."
