"""Drafts that no letter waits for: they are deleted, and never found and sent by mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from forum.outbox.states import State
from tasks.mail.protocol.mailer import Draft, Mail, RefusedError, UnclearError
from tasks.register.tables import AuditRow, DispatchRow
from tests.tasks.mail.fake_mailer import Crash, Fault
from tests.tasks.mail.sending.post_room import PostRoom


def leave_a_draft(room: PostRoom, id: str, key: str, to: str = "old@members.example") -> None:
    room.mailer.drafts[id] = Mail(key, to, "MASE", "text", "<p>text</p>")


def test_a_draft_that_no_letter_knows_is_deleted(room: PostRoom) -> None:
    leave_a_draft(room, "orphan", "a/key/nobody/has/now")
    room.queue("nurse")
    room.deliver()
    assert room.mailer.drafts == {}
    with room.register.reading() as session:
        trail = [
            row.about for row in session.scalars(select(AuditRow).where(AuditRow.event == "drafts swept"))
        ]
    assert trail == [{"drafts": 1}]


def test_what_stood_to_be_copied_is_deleted(room: PostRoom) -> None:
    left = [Draft("master", ""), Draft("copy", "")]
    room.mailer.list_drafts = lambda: left  # type: ignore[method-assign]
    room.queue("nurse")
    room.deliver()
    assert room.mailer.requests.count("delete") == 2


def test_the_draft_of_a_letter_that_waits_to_be_sent_is_kept(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(RefusedError("busy"), whole_request=True))
    room.deliver()
    assert room.state(id) is State.DRAFTED
    room.deliver()
    assert room.mailer.requests.count("draft") == 1
    assert room.state(id) is State.SENT


def test_a_draft_of_which_nothing_was_heard_is_thrown_away_and_made_anew(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("draft", Fault(UnclearError("no answer"), happened=True, whole_request=True))
    room.deliver()
    room.deliver()
    assert room.state(id) is State.SENT
    assert room.mailer.requests.count("draft") == 2
    assert room.mailer.drafts == {}


def test_of_two_drafts_of_one_letter_the_one_that_is_not_the_registers_is_deleted(room: PostRoom) -> None:
    """A sender that was taken over drafted it once more, perhaps to an address that is out of date."""
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("no answer"), whole_request=True))
    room.deliver()
    key = room.row(id).key
    room.mailer.drafts = {"older": replace(room.mailer.drafts["draft 1"], to="old@members.example")} | (
        room.mailer.drafts
    )
    assert room.mailer.find(key).id == "older"
    for _ in range(2):
        room.later()
        room.deliver()
    assert room.state(id) is State.SENT
    assert [mail.to for _, mail in room.mailer.sent] == ["nurse@members.example"]


def test_a_draft_that_has_another_id_through_another_gateway_is_found_and_sent_once(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(RefusedError("busy"), whole_request=True))
    room.deliver()
    room.mailer.drafts = {"another id": room.mailer.drafts["draft 1"]}
    room.mailer.order(
        "send", Fault(UnclearError("The draft is not in the mailbox any more."), whole_request=True)
    )
    for _ in range(4):
        room.deliver()
        room.later()
    assert room.state(id) is State.SENT
    assert len(room.mailer.sent) == 1
    assert room.mailer.requests.count("draft") == 1


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.LAPSED, State.CANCELLED, State.ASKED])
def test_a_letter_that_has_no_draft_by_the_register_leaves_none(room: PostRoom, state: State) -> None:
    (id,) = room.queue("nurse")
    room.queue("police")
    room.change(DispatchRow, id, state=state)
    leave_a_draft(room, "left behind", room.row(id).key)
    room.deliver()
    assert "left behind" not in room.mailer.drafts


def test_a_sender_that_was_taken_over_leaves_drafts_that_the_next_run_deletes(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("draft", Fault(Crash(), happened=True))
    with pytest.raises(Crash):
        room.deliver()
    room.mailer.drafts["draft 1 again"] = room.mailer.drafts["draft 1"]  # its request arrives late
    room.deliver()
    assert room.state(id) is State.SENT
    assert room.mailer.drafts == {}


@pytest.mark.parametrize("request_", ["list drafts", "delete"])
def test_nothing_is_sent_while_the_drafts_cannot_be_swept(room: PostRoom, request_: str) -> None:
    (id,) = room.queue("nurse")
    leave_a_draft(room, "orphan", "a/key/nobody/has/now")
    room.mailer.order(request_, Fault(RefusedError("Exchange is busy."), whole_request=True))
    assert room.deliver().stopped == "Exchange is busy."
    assert room.state(id) is State.QUEUED
    assert room.deliver().sent == (id,)
