"""Delivery works for the groups of its letters: nobody waits who writes for others, and each has its own
trail."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from forum.attendance.invitations import State as InvitationState
from forum.outbox.states import State
from tasks.mail.protocol.mailer import RefusedError, UnclearError, UnsendableError
from tasks.register.audit.row_check import verify_register
from tasks.register.tables import AuditRow, DispatchRow, GroupRow
from tests.databases import on_postgresql
from tests.tasks.mail.fake_mailer import Crash, Fault
from tests.tasks.mail.sending.calendar.calendar_room import calendar_room
from tests.tasks.mail.sending.post_room import START, PostRoom


@pytest.fixture
def west(room: PostRoom) -> PostRoom:
    """Another group of the same people, whose letters go from the same mailbox."""
    id = UUID(int=8)
    room.add(GroupRow(id=id, code="WEST", policy="WEST", go_live=START))
    return replace(room, group=id)


def test_what_becomes_of_a_letter_is_on_the_trail_of_its_group(room: PostRoom, west: PostRoom) -> None:
    room.mailer.order("send", None, Fault(UnclearError("The line was cut.")))
    sent, unclear = room.queue("nurse")[0], west.queue("police", number=2)[0]
    room.deliver()
    states = {room.state(id) for id in (sent, unclear)}
    assert states == {State.SENT, State.UNKNOWN}
    with room.register.reading() as session:
        trail = select(AuditRow.event, AuditRow.chain, AuditRow.about).where(AuditRow.actor == "delivery")
        named = {
            (id, chain) for _, chain, about in session.execute(trail) for id in about.get("dispatches", ())
        }
        verify_register(session)
    assert named == {(str(sent), room.group), (str(unclear), west.group)}


@on_postgresql
@pytest.mark.parametrize(
    ("fault", "reached"),
    [
        (None, State.SENT),
        (Fault(RefusedError("Busy.")), State.SENT),  # with the next run
        (Fault(UnclearError("The line was cut.")), State.SENT),  # it was found as a draft
        (Fault(UnclearError("The line was cut."), happened=True), State.SENT),
        (Fault(UnsendableError("No such address.")), State.FAILED),
    ],
    ids=["all is well", "refused", "unclear", "unclear, but it went", "unsendable"],
)
def test_mail_goes_and_is_looked_for_while_the_morning_of_another_group_goes_on(
    room: PostRoom, west: PostRoom, fault: Fault | None, reached: State
) -> None:
    calendar = calendar_room(room)
    (id,) = room.queue("nurse")
    room.mailer.order("send", fault)
    room.mailer.at_each_request = lambda _: None  # it would find the morning's transaction open
    with room.register.transaction("the morning", groups=[west.group]):
        for _ in range(4):
            room.deliver()
            room.later()
    assert room.state(id) is reached
    assert calendar.state is InvitationState.DONE


@on_postgresql
def test_what_an_earlier_run_left_half_done_is_taken_up_while_the_morning_of_another_group_goes_on(
    room: PostRoom, west: PostRoom
) -> None:
    begun, sending, stray = room.queue("nurse", "police", "probation")
    room.mailer.order("send", Fault(Crash()))
    with pytest.raises(Crash):
        room.deliver()
    room.change(DispatchRow, begun, state=State.DRAFTING)
    room.change(DispatchRow, stray, state=State.CANCELLED)
    room.mailer.at_each_request = lambda _: None
    with room.register.transaction("the morning", groups=[west.group]):
        for _ in range(4):
            room.deliver()
            room.later()
    assert {room.state(begun), room.state(sending)} == {State.SENT}
    assert room.mailer.drafts == {}
