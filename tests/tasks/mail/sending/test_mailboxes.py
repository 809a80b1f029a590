"""Groups with mailboxes of their own: each letter goes from its group's, and no run touches another's."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from forum.outbox.states import State
from tasks.mail.protocol.mailer import UnclearError
from tasks.register.tables import DispatchRow, GroupRow
from tests.tasks.mail.fake_mailer import FakeMailer, Fault
from tests.tasks.mail.sending.post_room import START, PostRoom

HARBOUR = "harbour@unit.example"


@pytest.fixture
def harbour(room: PostRoom) -> PostRoom:
    """The post room of a second group, which has a mailbox of its own."""
    group = uuid4()
    room.add(GroupRow(id=group, code="HAP", policy="HAP", go_live=START))
    rules = replace(room.rules, mailbox=HARBOUR, serves=frozenset({group}))
    room.use(serves=frozenset({room.group}))
    return replace(room, mailer=FakeMailer(room.clock), rules=rules, group=group)


def test_each_letter_goes_from_the_mailbox_of_its_group(room: PostRoom, harbour: PostRoom) -> None:
    (ours,) = room.queue("nurse")
    (theirs,) = harbour.queue("probation")
    assert room.deliver().sent == (ours,)
    assert harbour.deliver(groups=[room.group, harbour.group]).sent == (theirs,)
    assert [len(each.mailer.sent) for each in (room, harbour)] == [1, 1]


def test_a_letter_without_a_clear_outcome_is_looked_for_in_its_own_mailbox_alone(
    room: PostRoom, harbour: PostRoom
) -> None:
    (theirs,) = harbour.queue("probation")
    harbour.mailer.order("send", Fault(UnclearError("The line was cut.")))
    harbour.deliver()
    harbour.mailer.drafts.clear()
    room.later()
    room.queue("police")
    room.deliver()
    assert (room.state(theirs), room.mailer.requests.count("find")) == (State.UNKNOWN, 0)
    assert harbour.deliver().asked == (theirs,)


@pytest.mark.parametrize("state", [State.SUBMITTING, State.DRAFTING])
def test_what_a_broken_run_left_is_taken_up_by_the_runs_of_its_mailbox(
    room: PostRoom, harbour: PostRoom, state: State
) -> None:
    (theirs,) = harbour.queue("probation")
    room.change(DispatchRow, theirs, state=state, epoch=1)
    room.queue("police")
    room.deliver()
    assert room.state(theirs) is state
    harbour.deliver()
    assert room.state(theirs) is not state
