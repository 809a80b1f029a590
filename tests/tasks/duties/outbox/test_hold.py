"""Everything is held at a word: no letter and no invitation leaves until a person lifts it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from forum.outbox.states import State
from forum.questions.reasons import HoldReason, ResumeReason
from forum.text.problem import Problem
from tasks.duties.outbox.decisions import hold_everything, hold_in_force, resume
from tasks.mail.sending.run import ALL_HELD
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow
from tests.tasks.duties.do import do
from tests.tasks.mail.sending.post_room import PostRoom, post_room

BY = "7f3c2a10-0000-4000-8000-000000000001"


@pytest.fixture
def room(register: Register, clock: SetClock) -> PostRoom:
    return post_room(register, clock)


def hold(room: PostRoom, reason: str = HoldReason.WRONG_LETTERS) -> None:
    do(hold_everything, room.office(), actor=BY, reason=reason)


def test_nothing_leaves_while_everything_is_held_and_all_of_it_once_it_is_lifted(room: PostRoom) -> None:
    ids = room.queue("nurse", "police")
    hold(room)
    assert room.deliver().stopped == ALL_HELD
    assert {room.state(id) for id in ids} == {State.QUEUED}
    assert room.mailer.requests == []
    do(resume, room.office(), actor=BY, reason=ResumeReason.PUT_RIGHT)
    assert set(room.deliver().sent) == set(ids)


def test_a_delivery_that_has_begun_ends_after_the_letters_it_has_in_hand(room: PostRoom) -> None:
    first, second = room.queue("nurse", "police")
    room.use(batch=1)

    def held_while_drafting(request: str) -> None:
        if request == "draft":
            hold(room)

    room.mailer.at_each_request = held_while_drafting
    delivery = room.deliver()
    assert delivery.stopped == ALL_HELD
    assert {room.state(first), room.state(second)} == {State.DRAFTED, State.QUEUED}
    assert room.mailer.sent == []


def test_it_is_said_since_when_and_why(room: PostRoom) -> None:
    assert hold_in_force(room.office()) is None
    hold(room)
    held = hold_in_force(room.office())
    assert held is not None
    assert held.words == "Everything has been held since 9am on 4 January 2027: wrong letters are going out"


def test_what_is_held_is_not_held_twice_and_what_is_not_is_not_lifted(room: PostRoom) -> None:
    with pytest.raises(Problem, match="Nothing is held as a whole"):
        do(resume, room.office(), actor=BY, reason=ResumeReason.PUT_RIGHT)
    hold(room)
    with pytest.raises(Problem, match="held already"):
        hold(room)


def test_it_needs_its_reason(room: PostRoom) -> None:
    with pytest.raises(Problem, match="Say why"):
        hold(room, " ")
    assert hold_in_force(room.office()) is None


def test_the_audit_trail_has_a_reason_of_ours_and_never_somebodys_own_words(room: PostRoom) -> None:
    hold(room)
    do(resume, room.office(), actor=BY, reason="the nurse rang")
    with room.register.reading() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.actor == BY).order_by(AuditRow.seq)).all()
    assert [(row.event, row.about) for row in rows] == [
        ("everything held", {"reason": "Wrong letters are going out"}),
        ("hold lifted", {"reason": "in their own words"}),
    ]
