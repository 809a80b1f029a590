"""The outbox delivered through Graph: its limits cost time, and no letter."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.outbox.states import State
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.protocol.mailer import PACE_REACHED
from tests.standins.post_office.faults import Trouble
from tests.tasks.mail.gateways.graph.conftest import OURS, Office
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

pytestmark = pytest.mark.long


@pytest.fixture
def ids(room: PostRoom) -> list[UUID]:
    """Seventy-five letters, queued."""
    room.use(mailbox=OURS)
    return [id for number in range(25) for id in room.queue(*MEMBERS, number=number)]


def gone(office: Office) -> list[str]:
    """The keys of the letters that were accepted, each as often as it was."""
    return [entry.key for entry in office.standin.office.ledger]


def test_more_letters_than_a_minute_takes_go_in_several_runs(
    office: Office, mailer: GraphMailer, room: PostRoom, ids: list[UUID]
) -> None:
    stopped = []
    for _ in range(3):
        stopped.append(room.deliver(mailer).stopped)
        office.now += 900
        room.later()
    assert stopped == [PACE_REACHED, PACE_REACHED, ""]
    assert len(gone(office)) == len(set(gone(office))) == 75
    assert {room.state(id) for id in ids} == {State.SENT}
    assert {room.row(id).refusals for id in ids} == {0}
    assert office.waited == []


@pytest.mark.parametrize("operation", ["CreateMessage", "SendMessage"])
def test_throttling_costs_no_letter_and_counts_against_none(
    office: Office, mailer: GraphMailer, room: PostRoom, ids: list[UUID], operation: str
) -> None:
    office.strike(operation, Trouble.THROTTLED, times=4, seconds=60)
    for _ in range(9):
        room.deliver(mailer)
        office.now += 900
        room.later()
    assert len(gone(office)) == len(set(gone(office))) == 75
    assert {room.state(id) for id in ids} == {State.SENT}
    assert {room.row(id).refusals for id in ids} == {0}


def test_a_full_mailbox_costs_no_letter(
    office: Office, mailer: GraphMailer, room: PostRoom, ids: list[UUID]
) -> None:
    office.standin.office.mailboxes[OURS].full = True
    for _ in range(4):
        assert "full" in room.deliver(mailer).stopped
        room.later()
    assert {room.state(id) for id in ids} == {State.QUEUED}
    office.standin.office.mailboxes[OURS].full = False
    room.deliver(mailer)
    assert len(gone(office)) == 30
