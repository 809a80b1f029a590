"""Every move of the table of moves is made by delivery or by a person, and no other move can be made."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from forum.outbox.states import MOVES, State, may_move
from tasks.duties.outbox.decisions import cancel, release, resolve
from tasks.mail.protocol.mailer import RefusedError, UnclearError, UnsendableError
from tasks.register.outbox import move
from tasks.register.tables import DispatchRow, LeaseRow
from tests.tasks.duties.do import do
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import PostRoom

UNCLEAR = UnclearError("The line was cut.")
BUSY = RefusedError("The gateway is busy.")
Scenario = Callable[[PostRoom], UUID]


def sent(room: PostRoom) -> UUID:
    (id,) = room.queue("nurse")
    room.deliver()
    return id


def rehearsed(room: PostRoom) -> UUID:
    room.redirect()
    return sent(room)


def drafted(room: PostRoom) -> UUID:
    """Refused at sending: a draft is left."""
    room.mailer.order("send", Fault(BUSY))
    return sent(room)


def unknown(room: PostRoom) -> UUID:
    room.mailer.order("send", Fault(UNCLEAR))
    return sent(room)


def asked(room: PostRoom) -> UUID:
    id = unknown(room)
    room.mailer.drafts.clear()
    room.later()
    room.deliver()
    return id


def held(room: PostRoom) -> UUID:
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    return sent(room)


def lapsed(room: PostRoom) -> UUID:
    (id,) = room.queue("nurse", valid_for=-1)
    room.deliver()
    return id


def cancelled_before_drafting(room: PostRoom) -> UUID:
    (id,) = room.queue("nurse")
    do(cancel, room.office(), id, reason="not needed")
    return id


def refused_a_draft(room: PostRoom) -> UUID:
    room.mailer.order("draft", Fault(BUSY))
    return sent(room)


def sent_by_somebody_else(room: PostRoom) -> UUID:
    """A draft of which nothing was heard, and which a person sent from the mailbox."""
    room.mailer.order("draft", Fault(UNCLEAR, happened=True))
    id = sent(room)
    ((_, mail),) = room.mailer.drafts.items()
    room.mailer.drafts.clear()
    room.mailer.sent.append((room.clock.now(), mail))
    room.deliver()
    return id


def drafted_anew(room: PostRoom) -> UUID:
    id = drafted(room)
    room.move_house("nurse", "new.nurse@members.example")
    room.deliver()
    return id


def held_as_a_draft(room: PostRoom) -> UUID:
    id = drafted(room)
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    room.deliver()
    return id


def lapsed_as_a_draft(room: PostRoom) -> UUID:
    id = drafted(room)
    room.later(minutes=40 * 24 * 60)
    room.deliver()
    return id


def refused_for_good(room: PostRoom) -> UUID:
    room.mailer.order("send", Fault(UnsendableError("There is no such address.")))
    return sent(room)


def found_in_sent(room: PostRoom) -> UUID:
    room.mailer.order("send", Fault(UNCLEAR, happened=True))
    return sent(room)


def rehearsed_and_found_in_sent(room: PostRoom) -> UUID:
    room.redirect()
    return found_in_sent(room)


def found_in_drafts(room: PostRoom) -> UUID:
    id = unknown(room)
    room.later()
    room.deliver()
    return id


def said_to_have_gone(room: PostRoom) -> UUID:
    id = asked(room)
    do(resolve, room.office(), id, is_sent=True, reason="the nurse has it")
    return id


def said_to_have_gone_in_a_rehearsal(room: PostRoom) -> UUID:
    room.redirect()
    return said_to_have_gone(room)


def said_not_to_have_gone(room: PostRoom) -> UUID:
    id = asked(room)
    do(resolve, room.office(), id, is_sent=False, reason="the nurse never got it")
    return id


def released(room: PostRoom) -> UUID:
    id = held(room)
    do(release, room.office(), id, reason="the domain is right")
    return id


def cancelled_while_held(room: PostRoom) -> UUID:
    id = held(room)
    do(cancel, room.office(), id, reason="not needed")
    return id


def forgotten(state: State, *, rehearses: bool) -> Scenario:
    """A restored register has this state of a letter that had gone, as a person has seen in Sent Items."""

    def scenario(room: PostRoom) -> UUID:
        id = rehearsed(room) if rehearses else sent(room)
        room.change(DispatchRow, id, state=state, sent_at=None, draft_id=None, epoch=None)
        room.moves[id].clear()  # of the register that was lost
        with room.register.transaction("test") as tx:
            tx.session.get_one(LeaseRow, room.rules.mailbox).explained = [room.row(id).key]
        room.queue("police", number=2)
        room.deliver()
        return id

    return scenario


S = State
SCENARIOS: dict[tuple[State, State], Scenario] = {
    **{
        (state, S.REHEARSED if rehearses else S.SENT): forgotten(state, rehearses=rehearses)
        for state in (S.QUEUED, S.HELD, S.LAPSED, S.CANCELLED, S.FAILED)
        for rehearses in (False, True)
    },
    (S.QUEUED, S.DRAFTING): sent,
    (S.QUEUED, S.HELD): held,
    (S.QUEUED, S.LAPSED): lapsed,
    (S.QUEUED, S.CANCELLED): cancelled_before_drafting,
    (S.DRAFTING, S.DRAFTED): sent,
    (S.DRAFTING, S.QUEUED): refused_a_draft,
    (S.DRAFTING, S.UNKNOWN): sent_by_somebody_else,
    (S.DRAFTED, S.SUBMITTING): sent,
    (S.DRAFTED, S.QUEUED): drafted_anew,
    (S.DRAFTED, S.HELD): held_as_a_draft,
    (S.DRAFTED, S.LAPSED): lapsed_as_a_draft,
    (S.SUBMITTING, S.SENT): sent,
    (S.SUBMITTING, S.REHEARSED): rehearsed,
    (S.SUBMITTING, S.DRAFTED): drafted,
    (S.SUBMITTING, S.UNKNOWN): unknown,
    (S.SUBMITTING, S.FAILED): refused_for_good,
    (S.UNKNOWN, S.SENT): found_in_sent,
    (S.UNKNOWN, S.REHEARSED): rehearsed_and_found_in_sent,
    (S.UNKNOWN, S.DRAFTED): found_in_drafts,
    (S.UNKNOWN, S.ASKED): asked,
    (S.ASKED, S.SENT): said_to_have_gone,
    (S.ASKED, S.REHEARSED): said_to_have_gone_in_a_rehearsal,
    (S.ASKED, S.QUEUED): said_not_to_have_gone,
    (S.HELD, S.QUEUED): released,
    (S.HELD, S.CANCELLED): cancelled_while_held,
}


def test_every_move_of_the_table_has_its_scenario() -> None:
    assert set(SCENARIOS) == {(state, to) for state, onward in MOVES.items() for to in onward}


@pytest.mark.thorough
@pytest.mark.parametrize(("state", "to"), SCENARIOS, ids=lambda state: str(state))
def test_the_move_is_made(room: PostRoom, state: State, to: State) -> None:
    id = SCENARIOS[state, to](room)
    made = room.moves[id]
    assert (state, to) in made
    assert all(may_move(*one) for one in made)
    assert [to for _, to in made][:-1] == [state for state, _ in made][1:], (
        "each move begins where the last ended"
    )
    assert room.state(id) is made[-1][1]


@pytest.mark.parametrize("state", State, ids=lambda state: str(state))
def test_a_move_that_is_not_in_the_table_is_refused(room: PostRoom, state: State) -> None:
    (id,) = room.queue("nurse")
    room.change(DispatchRow, id, state=state)
    row = room.row(id)
    for to in State:
        if not may_move(state, to):
            with (
                room.register.transaction("test") as tx,
                pytest.raises(ValueError, match=f"never moves from {state} to {to}"),
            ):
                move(tx.session, row, to)
    assert room.state(id) is state


@pytest.mark.parametrize("change", ["state", "epoch"])
def test_a_move_from_where_a_letter_no_longer_is_changes_nothing(room: PostRoom, change: str) -> None:
    (id,) = room.queue("nurse")
    seen = room.row(id)
    room.change(DispatchRow, id, **{"state": State.HELD} if change == "state" else {"epoch": 9})
    with room.register.transaction("test") as tx:
        assert not move(tx.session, seen, State.CANCELLED)
    assert room.state(id) is not State.CANCELLED
