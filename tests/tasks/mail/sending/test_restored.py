"""A restored register takes letters for unsent that have gone: nothing leaves until a person has looked."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.outbox.decisions import explain_restored, release
from tasks.mail.protocol.mailer import Mail, RefusedError
from tasks.register.tables import DispatchRow, LeaseRow
from tests.tasks.duties.do import do
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import PostRoom

MAILBOX = "mase@unit.example"


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


def test_letters_queued_later_are_held_until_a_person_has_looked(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    restore(room, gone)
    room.deliver()
    (later,) = room.queue("police", number=2)
    assert room.deliver().held == (later,)


def test_once_a_person_has_looked_what_had_gone_lapses_and_the_rest_goes(room: PostRoom) -> None:
    (gone,) = room.queue("nurse")
    room.deliver()
    restore(room, gone)
    (other,) = room.queue("police", number=2)
    room.deliver()
    office = room.office()
    do(explain_restored, office, MAILBOX, actor="business unit")
    for id in (gone, other):
        do(release, office, id, reason="looked at Sent Items", actor="business unit")
    delivery = room.deliver()
    assert delivery.sent == (other,)
    assert delivery.lapsed == (gone,)
    assert room.row(gone).reason == "It had gone already before the database was restored."
    assert len(room.mailer.sent) == 2


def test_a_letter_in_sent_after_a_crash_is_no_sign_of_a_restored_register(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.deliver()
    room.change(DispatchRow, id, state=State.SUBMITTING)
    assert room.deliver().sent == (id,)


def test_there_must_be_something_to_explain(room: PostRoom) -> None:
    with pytest.raises(Problem, match="no letters that the register cannot explain"):
        do(explain_restored, room.office(), MAILBOX, actor="business unit")
