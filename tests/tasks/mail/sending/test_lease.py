"""One sender at a time in a mailbox."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from forum.outbox.states import State
from tasks.mail.protocol.mailer import RefusedError
from tasks.mail.sending.delivery import BUSY, TAKEN_OVER
from tasks.mail.sending.lease import GLANCES, Lease, LeaseLostError, take
from tasks.register.database.register import WATCHED
from tests.tasks.mail.fake_mailer import Crash, Fault
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

MAILBOX = "mase@unit.example"


def beat(room: PostRoom, lease: Lease) -> None:
    with room.register.transaction("test", groups=WATCHED) as tx:
        lease.beat(tx.session)


def taken(room: PostRoom) -> Lease:
    lease = take(room.register, MAILBOX, 120, room.waited.append)
    assert lease is not None
    return lease


def test_a_free_mailbox_is_taken_at_once_and_each_taking_raises_the_epoch(room: PostRoom) -> None:
    first = taken(room)
    first.give_back(room.register)
    second = taken(room)
    assert (first.epoch, second.epoch) == (1, 2)
    assert room.waited == []


def test_a_dead_holder_is_waited_for_one_lease_and_then_taken_over(room: PostRoom) -> None:
    dead = taken(room)
    taker = taken(room)
    assert sum(room.waited) == pytest.approx(120)
    assert taker.epoch == dead.epoch + 1
    with pytest.raises(LeaseLostError):
        beat(room, dead)
    beat(room, taker)


def test_a_living_holder_keeps_the_mailbox(room: PostRoom) -> None:
    holder = taken(room)
    assert take(room.register, MAILBOX, 120, lambda _: beat(room, holder)) is None
    assert take(room.register, MAILBOX, 120, None) is None, "whoever does not wait has none either"
    beat(room, holder)


def test_a_mailbox_given_back_while_waiting_is_taken_without_waiting_on(room: PostRoom) -> None:
    holder = taken(room)
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            holder.give_back(room.register)

    assert take(room.register, MAILBOX, 120, wait) is not None
    assert len(waited) == 2 < GLANCES


def test_whoever_was_taken_over_gives_nothing_back(room: PostRoom) -> None:
    dead = taken(room)
    taker = taken(room)
    dead.give_back(room.register)
    beat(room, taker)
    with pytest.raises(LeaseLostError):
        beat(room, dead)


def test_mailboxes_do_not_wait_for_each_other(room: PostRoom) -> None:
    taken(room)
    assert take(room.register, "other@unit.example", 120, room.waited.append) is not None
    assert room.waited == []


def test_a_delivery_while_another_is_at_work_does_nothing(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    holder = taken(room)
    room.while_waiting = lambda: beat(room, holder)
    assert room.deliver().stopped == BUSY
    assert room.state(id) is State.QUEUED


def test_two_deliverers_at_once_send_each_letter_once(room: PostRoom) -> None:
    room.use(batch=3, lease_seconds=5)
    for number in range(8):
        room.queue(*MEMBERS, number=number)
    room.mailer.at_each_request = lambda _: None  # the other one may well be in a transaction
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(room.deliver) for _ in range(2)]
        sent = [id for run in runs for id in run.result().sent]
    sent += room.deliver().sent
    assert len(sent) == len(set(sent)) == 24
    assert len(room.mailer.keys_sent()) == len(set(room.mailer.keys_sent())) == 24


@pytest.mark.parametrize("request_", ["draft", "send"])
def test_a_sender_that_was_taken_over_while_it_slept_changes_nothing_more(
    room: PostRoom, request_: str
) -> None:
    ids = room.queue(*MEMBERS)
    others: list[Lease] = []

    def sleep_through_the_lease(request: str) -> None:
        if request == request_ and not others:
            others.append(taken(room))

    room.mailer.at_each_request = sleep_through_the_lease
    assert room.deliver().stopped == TAKEN_OVER
    others[0].give_back(room.register)
    for _ in range(4):
        room.later()
        room.deliver()
    assert len(room.mailer.keys_sent()) == len(set(room.mailer.keys_sent())) == len(ids)
    assert {room.state(id) for id in ids} == {State.SENT}


def test_the_drafts_of_a_sender_that_was_taken_over_are_swept_once_the_mailbox_is_free(
    room: PostRoom,
) -> None:
    room.queue(*MEMBERS)

    def sleep_through_the_lease(request: str) -> None:
        if request == "draft":
            other = taken(room)
            room.while_waiting = lambda: other.give_back(room.register)

    room.mailer.at_each_request = sleep_through_the_lease
    assert room.deliver().stopped == TAKEN_OVER
    assert room.mailer.requests.count("draft") == 1
    assert room.mailer.drafts == {}


def test_the_drafts_that_a_sender_makes_while_another_is_at_work_are_swept_by_that_one(
    room: PostRoom,
) -> None:
    (id,) = room.queue("nurse")
    taken(room)  # by a sender that gives no more sign of life

    def wake(request: str) -> None:
        if request == "send":
            room.mailer.drafts["late"] = room.mailer.drafts["draft 1"]

    room.mailer.at_each_request = wake
    assert room.deliver().sent == (id,)
    assert room.mailer.drafts == {}


@pytest.mark.parametrize("stays", [False, True], ids=["the draft is gone", "the draft stays"])
def test_a_draft_that_a_sender_sent_after_it_was_taken_over_counts_as_sent(
    room: PostRoom, stays: bool
) -> None:
    late, other = room.queue("nurse", "police")
    room.mailer.order("send", Fault(RefusedError("busy"), whole_request=True))
    room.deliver()
    mail = room.mailer.drafts["draft 1"]
    room.mailer.sent.append((room.clock.now(), mail))
    if not stays:
        del room.mailer.drafts["draft 1"]
    room.later()
    delivery = room.deliver()
    assert delivery.stopped == ""
    assert {room.state(late), room.state(other)} == {State.SENT}
    assert len(room.mailer.keys_sent()) == 2


def test_after_a_crash_the_next_run_waits_one_lease(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("draft", Fault(Crash()))
    with pytest.raises(Crash):
        room.deliver()
    assert room.deliver().sent == (id,)
    assert sum(room.waited) == pytest.approx(room.rules.lease_seconds)
