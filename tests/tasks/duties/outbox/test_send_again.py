"""A letter that has come to its end goes to the same person once more, when a person says so."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from forum.outbox.states import Conditions, State
from forum.questions.reasons import AgainReason
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import WORD
from tasks.duties.outbox.decisions import Settled, send_again, settled_letters
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.documents import store
from tasks.register.tables import AuditRow, DispatchRow
from tests.tasks.duties.do import do
from tests.tasks.mail.sending.post_room import PostRoom, post_room

BY = "7f3c2a10-0000-4000-8000-000000000001"
APPOINTED = Conditions(appointed=True)


@pytest.fixture
def room(register: Register, clock: SetClock) -> PostRoom:
    return post_room(register, clock)


@pytest.fixture
def gone(room: PostRoom) -> UUID:
    """A letter that has gone to the nurse, with all that a letter can have."""
    with room.register.transaction("test") as tx:
        sha256 = store(tx.session, "minutes.docx", WORD, b"minutes", room.today)
    (id,) = room.queue(
        "nurse",
        conditions=APPOINTED,
        valid_for=0,
        attachments=[Enclosure(sha256, "MASE-2027-01 minutes.docx")],
        marking="OFFICIAL-SENSITIVE",
        voting=("AGREE", "NO"),
    )
    room.deliver()
    return id


def again(room: PostRoom, id: UUID, reason: str = AgainReason.NEVER_ARRIVED) -> UUID:
    return do(send_again, room.office(), id, actor=BY, reason=reason)


def test_it_goes_as_a_new_edition_to_where_the_person_is_written_to_now(room: PostRoom, gone: UUID) -> None:
    room.move_house("nurse", "matron@members.example")
    room.later(minutes=24 * 60)
    anew = again(room, gone)
    assert room.deliver().sent == (anew,)
    (_, first), (_, second) = room.mailer.sent
    assert second == replace(first, key=second.key, to="matron@members.example")
    assert str(room.row(anew).occasion) == "supplement 1, again 2"
    assert room.row(anew).decision == "sent again: The reader says it never arrived"
    assert room.state(gone) is State.SENT


def test_each_time_is_an_edition_of_its_own(room: PostRoom, gone: UUID) -> None:
    second = again(room, gone)
    room.deliver()
    third = again(room, second)
    room.deliver()
    assert str(room.row(third).occasion) == "supplement 1, again 3"
    assert len(room.mailer.sent) == 3


def test_it_is_not_sent_again_while_it_is_on_its_way(room: PostRoom, gone: UUID) -> None:
    anew = again(room, gone)
    with pytest.raises(Problem, match=f"being sent again already, as {str(anew)[:8]}"):
        again(room, gone)
    with pytest.raises(Problem, match="is queued: only one that has come to its end"):
        again(room, anew)


def test_a_letter_whose_words_were_disposed_of_is_not_sent_again_empty(room: PostRoom, gone: UUID) -> None:
    room.change(DispatchRow, gone, subject="", text="", html="", attachments=[])
    with pytest.raises(Problem, match="have been disposed of"):
        again(room, gone)


def test_nobody_gets_a_letter_again_who_has_left(room: PostRoom, gone: UUID) -> None:
    room.leave("nurse")
    with pytest.raises(Problem, match="no longer belongs to the group"):
        again(room, gone)


def test_a_farewell_goes_again_to_whoever_has_left(room: PostRoom) -> None:
    (farewell,) = room.queue("nurse")
    room.deliver()
    room.leave("nurse")
    anew = again(room, farewell)
    assert room.deliver().sent == (anew,)


def test_it_is_of_use_for_a_week_or_as_long_as_it_was_before(room: PostRoom, gone: UUID) -> None:
    (lasting,) = room.queue("police", number=2, valid_for=30)
    room.deliver()
    days = [(room.row(again(room, id)).valid_until - room.today).days for id in (gone, lasting)]
    assert days == [7, 30]


def test_a_person_without_an_address_is_not_written_to(room: PostRoom, gone: UUID) -> None:
    room.move_house("nurse", "")
    with pytest.raises(Problem, match="has no address for the reader"):
        again(room, gone)


def test_it_needs_its_reason_and_a_letter_there_is(room: PostRoom, gone: UUID) -> None:
    with pytest.raises(Problem, match="Say why"):
        again(room, gone, " ")
    with pytest.raises(Problem, match="There is no letter"):
        again(room, uuid4())
    assert room.deliver().sent == ()


def test_what_must_be_true_at_the_moment_of_sending_must_be_true_again(room: PostRoom, gone: UUID) -> None:
    anew = again(room, gone)
    room.leave("nurse")
    room.deliver()
    assert room.state(anew) is State.LAPSED


def test_the_audit_trail_says_which_letter_and_why(room: PostRoom, gone: UUID) -> None:
    anew = again(room, gone)
    with room.register.reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc())).first()
    assert last is not None
    assert (last.actor, last.event) == (BY, "letter sent again")
    assert last.about == {
        "dispatch": str(gone),
        "anew": str(anew),
        "reason": "The reader says it never arrived",
    }


def test_the_letters_that_came_to_an_end_are_listed_the_latest_first(room: PostRoom, gone: UUID) -> None:
    room.later()
    (stopped,) = room.queue("police", number=2, conditions=APPOINTED)
    room.leave("police")
    room.deliver()
    room.queue("probation", number=3)
    found = settled_letters(room.office(), room.today)
    sent_at = room.row(gone).sent_at
    assert sent_at is not None
    assert found == (
        Settled(stopped, State.LAPSED, "MASE", "", "minutes", "outside the group", room.clock.now(), files=0),
        Settled(gone, State.SENT, "MASE", "", "minutes", "nurse", sent_at, files=1),
    )
