"""What waits in the outbox, said in words, and what a person may decide about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.outbox.decisions import cancel, release, resolve, waiting
from tasks.mail.protocol.mailer import RefusedError, UnclearError, UnsendableError
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow
from tests.tasks.duties.do import do
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import PostRoom, post_room

BY = "7f3c2a10-0000-4000-8000-000000000001"


@pytest.fixture
def room(register: Register, clock: SetClock) -> PostRoom:
    return post_room(register, clock)


def test_those_that_need_a_person_come_first_each_with_its_reason(room: PostRoom) -> None:
    room.mailer.order("send", Fault(UnsendableError("There is no such address.")))
    (failed,) = room.queue("nurse", number=1)
    room.deliver()
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    (unknown,) = room.queue("nurse", number=2)
    room.deliver()
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    (held,) = room.queue("police", number=3)
    room.deliver()
    (queued,) = room.queue("probation", number=4)
    found = waiting(room.office())
    assert [(one.id, one.state, one.recipient) for one in found] == [
        (failed, State.FAILED, "nurse"),
        (unknown, State.UNKNOWN, "nurse"),
        (held, State.HELD, "police"),
        (queued, State.QUEUED, "probation"),
    ]
    assert [one.why for one in found] == [
        "There is no such address.",
        "The line was cut.",
        "The address is not at a domain that letters may go to (MASE_ALLOWED_DOMAINS).",
        "It goes with the next run in working hours.",
    ]
    assert {(one.group, one.letter, one.meeting) for one in found} == {("MASE", "minutes", "")}


def test_what_has_gone_does_not_wait(room: PostRoom) -> None:
    room.queue("nurse")
    room.deliver()
    assert waiting(room.office()) == ()


def test_a_draft_that_was_refused_says_what_the_gateway_said(room: PostRoom) -> None:
    room.mailer.order("send", Fault(RefusedError("The gateway is busy.")))
    room.queue("nurse")
    room.deliver()
    assert [(one.state, one.why) for one in waiting(room.office())] == [
        (State.DRAFTED, "The gateway is busy.")
    ]


def test_a_released_letter_is_checked_and_drafted_anew(room: PostRoom) -> None:
    room.move_house("nurse", "nurse@elsewhere.example")
    (id,) = room.queue("nurse")
    room.deliver()
    do(release, room.office(), id, actor=BY, reason="the address was put right")
    room.deliver()
    assert room.state(id) is State.HELD, "nothing was put right"
    room.use(allowed_domains=frozenset({"elsewhere.example"}))
    do(release, room.office(), id, actor=BY, reason="the domain is allowed now")
    assert [one.why for one in waiting(room.office())] == ["It goes with the next run in working hours."]
    assert room.deliver().sent == (id,)
    assert room.row(id).decision == "released: the domain is allowed now"


def test_a_cancelled_letter_never_goes(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    do(cancel, room.office(), id, actor=BY, reason="the meeting was settled by phone")
    assert room.deliver().sent == ()
    assert room.state(id) is State.CANCELLED


def asked(room: PostRoom) -> None:
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    room.deliver()
    room.mailer.drafts.clear()
    room.later()
    room.deliver()


def test_a_letter_said_not_to_have_gone_is_tried_once_more(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    asked(room)
    do(resolve, room.office(), id, is_sent=False, actor=BY, reason="the nurse never got it")
    assert room.row(id).attempt == 2
    assert [one.why for one in waiting(room.office())] == ["It goes with the next run in working hours."]
    assert room.deliver().sent == (id,)


def test_a_letter_said_to_have_gone_is_sent(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    asked(room)
    do(resolve, room.office(), id, is_sent=True, actor=BY, reason="the nurse has it")
    assert room.state(id) is State.SENT
    assert room.row(id).sent_at == room.clock.now()


@pytest.mark.parametrize(("days", "is_shown"), [(31, True), (32, False)])
def test_a_failed_letter_is_shown_for_a_month(room: PostRoom, days: int, is_shown: bool) -> None:
    room.mailer.order("send", Fault(UnsendableError("There is no such address.")))
    room.queue("nurse")
    room.deliver()
    room.later(days * 24 * 60)
    assert bool(waiting(room.office())) is is_shown


def test_a_letter_of_a_rehearsal_said_to_have_gone_was_rehearsed(room: PostRoom) -> None:
    room.redirect()
    (id,) = room.queue("nurse")
    asked(room)
    do(resolve, room.office(), id, is_sent=True, actor=BY, reason="it is in our mailbox")
    assert room.state(id) is State.REHEARSED


Decision = Callable[..., None]


@pytest.mark.parametrize(
    ("decision", "choice", "sentence"),
    [
        (release, {}, "is sent: only a held letter is released"),
        (cancel, {}, "is sent: only a queued or held one is cancelled"),
        (resolve, {"is_sent": True}, "is sent: only one whose outcome a person is asked is resolved"),
    ],
)
def test_a_decision_on_a_letter_that_went_is_refused(
    room: PostRoom, decision: Decision, choice: dict[str, Any], sentence: str
) -> None:
    (id,) = room.queue("nurse")
    room.deliver()
    with pytest.raises(Problem, match=sentence):
        do(decision, room.office(), id, actor=BY, reason="why not", **choice)
    assert room.state(id) is State.SENT


def test_a_decision_needs_its_reason(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    with pytest.raises(Problem, match="Say why"):
        do(cancel, room.office(), id, actor=BY, reason="  ")
    assert room.state(id) is State.QUEUED


def test_a_decision_is_in_the_audit_trail_with_who_made_it_and_without_its_words(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    do(cancel, room.office(), id, actor=BY, reason="the nurse is on leave")
    with room.register.reading() as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert row is not None
        assert (row.actor, row.event, row.about) == (BY, "letter cancelled", {"dispatch": str(id)})
