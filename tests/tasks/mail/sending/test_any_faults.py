"""Whatever goes wrong, in whatever order: no letter goes twice, and none is lost."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from forum.outbox.states import State
from tasks.mail.protocol.mailer import MailError, RefusedError, SignInError, UnclearError
from tests.databases import in_turn
from tests.tasks.mail.fake_mailer import Crash, Fault
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

REQUESTS = ("draft", "send", "find", "delete", "sent since", "list drafts")


def any_fault(chance: Random) -> Fault | None:
    error: MailError | Crash | None = chance.choice(
        [None, None, Crash(), RefusedError("Busy."), UnclearError("Cut."), SignInError("No.")]
    )
    if error is None:
        return None
    unclear = isinstance(error, (Crash, UnclearError))
    # A request that is refused as a whole has touched no letter: in the middle of a batch it can't happen.
    return Fault(
        error, happened=unclear and chance.random() < 0.5, whole_request=unclear and chance.random() < 0.2
    )


@pytest.mark.thorough
@in_turn(seeds=4)
def test_no_letter_goes_twice_and_none_is_lost(room: PostRoom, seed: int) -> None:
    chance = Random(seed)
    room.use(batch=chance.choice([1, 2, 50]), most_attempts=50)
    ids = [*room.queue(*MEMBERS), *room.queue(*MEMBERS, number=2)]
    keys = {room.row(id).key for id in ids}
    for request in REQUESTS:
        room.mailer.order(request, *(any_fault(chance) for _ in range(12)))
        if request in ("find", "delete", "sent since", "list drafts"):  # these fail as a whole or not at all
            room.mailer.faults[request] = [
                fault and Fault(fault.error, whole_request=True) for fault in room.mailer.faults[request]
            ]
    for _ in range(70):
        with suppress(Crash):
            room.deliver()
        room.later()
        if {room.row(id).state for id in ids} <= {State.SENT, State.HELD}:
            break
    room.deliver()
    sent = room.mailer.keys_sent()
    assert len(sent) == len(set(sent))
    for id in ids:
        row = room.row(id)
        assert (row.state is State.SENT) == (row.key in sent)
        assert row.state in (State.SENT, State.ASKED, State.HELD)
        assert row.state is not State.ASKED or row.key not in sent
    assert set(sent) <= keys
