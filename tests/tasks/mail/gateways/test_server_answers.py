"""Answers that real servers give: to one bad letter, in states that pass, and where rights are missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from uuid import UUID

import pytest

from forum.outbox.states import State
from tasks.mail.protocol.mailer import BusyError, MailError, RefusedError, SignInError, UnclearError
from tests.standins.post_office.faults import Trouble
from tests.tasks.mail.gateways.boxes import NURSE, OfficeBox, at_a_server
from tests.tasks.mail.gateways.letters import letter
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

NOBODY_HERE = "nobody@unit.example"
PASSING = (
    "ErrorServerBusy",
    "ErrorMailboxStoreUnavailable",
    "ErrorMailboxMoveInProgress",
    "ErrorTooManyObjectsOpened",
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that delivery does the same on both databases is tested with the faults of a fake."""
    return sqlite_url


@pytest.fixture
def outbox(box: OfficeBox, room: PostRoom) -> tuple[OfficeBox, PostRoom]:
    room.use(mailbox=box.ours.address, allowed_domains=frozenset({"members.example", "unit.example"}))
    for member in MEMBERS:
        box.office.open_mailbox(f"{member}@members.example")
    return box, room


def deliver(box: OfficeBox, room: PostRoom, runs: int = 6) -> None:
    """Deliver every twenty minutes."""
    for _ in range(runs):
        box.office.clock.set(room.clock.now().replace(tzinfo=dt.UTC))
        room.deliver(box.mailer)
        room.later()


def accepted(box: OfficeBox, room: PostRoom, ids: list[UUID]) -> list[int]:
    """How often each letter was taken."""
    times = Counter(box.accepted())
    return [times[room.row(id).key] for id in ids]


@at_a_server
def test_one_unknown_recipient_over_whom_the_server_fails_is_one_letter_to_ask_about(
    outbox: tuple[OfficeBox, PostRoom],
) -> None:
    box, room = outbox
    box.office.options.fails_over_unknown_recipients = True
    room.move_house("probation", NOBODY_HERE)
    ids = room.queue(*MEMBERS)
    deliver(box, room, 10)
    assert [room.state(id) for id in ids] == [State.SENT, State.ASKED, State.SENT]
    assert accepted(box, room, ids) == [1, 0, 1]


@at_a_server
def test_one_letter_over_which_the_whole_request_is_refused_is_held_and_the_others_go(
    outbox: tuple[OfficeBox, PostRoom],
) -> None:
    box, room = outbox
    box.office.options.faulty_word = "probation@members.example"
    ids = room.queue(*MEMBERS)
    deliver(box, room)
    assert [room.state(id) for id in ids] == [State.SENT, State.HELD, State.SENT]
    assert accepted(box, room, ids) == [1, 0, 1]


@at_a_server
def test_whatever_a_gateway_answers_to_one_of_three_letters_the_others_go_and_its_unit_hears_why(
    outbox: tuple[OfficeBox, PostRoom],
) -> None:
    box, room = outbox
    box.office.options.stopped_word = "probation@members.example"
    for status in (200, 302, 400, 403, 404, 406, 501, 503):
        box.office.options.stopped_status = status
        ids = room.queue(*MEMBERS, number=status)
        room.deliver(box.mailer)
        room.later()
        assert accepted(box, room, ids) == [1, 0, 1], status
        deliver(box, room, 3)
        assert [room.state(id) for id in ids] == [State.SENT, State.HELD, State.SENT], status
        assert "this letter is not" in room.row(ids[1]).reason
    assert box.mailer.list_drafts() == []


@at_a_server
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_gateway_that_answers_everything_itself_counts_against_no_letter(
    outbox: tuple[OfficeBox, PostRoom], status: int
) -> None:
    box, room = outbox
    box.office.options.stopped_word, box.office.options.stopped_status = "MASE", status
    ids = room.queue(*MEMBERS)
    deliver(box, room, 6)
    assert {room.row(id).refusals for id in ids} == {0}
    assert {room.state(id) for id in ids} <= {State.QUEUED, State.DRAFTING}
    assert room.deliver(box.mailer).stopped
    box.office.options.stopped_word = ""
    deliver(box, room, 3)
    assert accepted(box, room, ids) == [1, 1, 1]
    assert {room.state(id) for id in ids} == {State.SENT}


@pytest.mark.parametrize("box", ["exchange"], indirect=True)
def test_one_letter_in_a_request_that_exchange_finds_invalid_is_held_and_the_others_go(
    outbox: tuple[OfficeBox, PostRoom],
) -> None:
    box, room = outbox
    box.office.options.faulty_word, box.office.options.faulty_code = (
        "probation@members.example",
        "ErrorInvalidRequest",
    )
    ids = room.queue(*MEMBERS)
    deliver(box, room, 4)
    assert [room.state(id) for id in ids] == [State.SENT, State.HELD, State.SENT]
    assert "ErrorInvalidRequest" in room.row(ids[1]).reason


@at_a_server
def test_letters_that_are_too_many_for_one_request_go_in_several(box: OfficeBox) -> None:
    box.office.options.largest_request = 500_000
    mails = [letter(number, size=90_000 + number) for number in range(8)]
    ids = box.mailer.draft(mails)
    assert not [id for id in ids if isinstance(id, MailError)]
    assert box.mailer.send([str(id) for id in ids]) == [None] * 8


@at_a_server
@pytest.mark.parametrize("status", [413, 404])  # the latter of IIS: 404.13
def test_a_letter_too_large_for_any_request_is_refused_by_itself(box: OfficeBox, status: int) -> None:
    box.office.options.largest_request, box.office.options.too_large_status = 300_000, status
    small, large, other = box.mailer.draft([letter(1), letter(2, size=400_000), letter(3)])
    assert isinstance(large, RefusedError)
    assert isinstance(small, str)
    assert isinstance(other, str)


@at_a_server
@pytest.mark.parametrize("goes", [True, False])
def test_after_an_answer_that_cannot_be_read_nothing_is_sent_again(
    outbox: tuple[OfficeBox, PostRoom], goes: bool
) -> None:
    box, room = outbox
    box.office.options.answers_unreadably = goes
    if not goes:
        box.order("send", Trouble.MALFORMED)
    ids = room.queue(*MEMBERS)
    deliver(box, room)
    assert accepted(box, room, ids) == [int(goes)] * 3
    assert {room.state(id) for id in ids} == {State.ASKED}


@at_a_server
@pytest.mark.parametrize("code", PASSING)
def test_a_mailbox_that_can_be_read_and_not_written_for_an_hour_needs_nobody(
    outbox: tuple[OfficeBox, PostRoom], code: str
) -> None:
    box, room = outbox
    ids = room.queue(*MEMBERS)
    box.ours.passing = code
    deliver(box, room, 4)
    assert {room.state(id) for id in ids} <= {State.QUEUED, State.DRAFTING, State.DRAFTED, State.UNKNOWN}
    box.ours.passing = ""
    deliver(box, room, 3)
    assert accepted(box, room, ids) == [1, 1, 1]
    assert {room.state(id) for id in ids} == {State.SENT}


@at_a_server
@pytest.mark.parametrize("accepted_all_the_same", [True, False])
@pytest.mark.parametrize("code", [*PASSING, "ErrorBatchProcessingStopped", "ErrorExceededMessageLimit"])
def test_a_letter_of_a_batch_that_meets_a_passing_state_goes_once_and_needs_nobody(
    outbox: tuple[OfficeBox, PostRoom], code: str, accepted_all_the_same: bool
) -> None:
    box, room = outbox
    undone = code in ("ErrorBatchProcessingStopped", "ErrorExceededMessageLimit")
    ids = room.queue(*MEMBERS)
    for request in ("draft", "send"):
        box.order(request, Trouble.ITEM_BUSY, code=code, item=1, times=4,
                  accepted=accepted_all_the_same and not undone)  # fmt: skip
    deliver(box, room, 14)
    assert accepted(box, room, ids) == [1, 1, 1]
    assert {room.state(id) for id in ids} == {State.SENT}


@at_a_server
@pytest.mark.parametrize("trouble", [Trouble.BUSY, Trouble.UNAVAILABLE, Trouble.THROTTLED])
@pytest.mark.parametrize("request_", ["draft", "send"])
def test_a_busy_server_for_hours_needs_nobody(
    outbox: tuple[OfficeBox, PostRoom], request_: str, trouble: Trouble
) -> None:
    box, room = outbox
    box.office.options.dated_patience = True
    ids = room.queue(*MEMBERS)
    box.order(request_, trouble, times=6, seconds=30)
    deliver(box, room, 16)
    assert accepted(box, room, ids) == [1, 1, 1]
    assert {room.state(id) for id in ids} == {State.SENT}


@at_a_server
def test_a_missing_right_to_send_stops_the_run_and_every_letter_is_kept(
    outbox: tuple[OfficeBox, PostRoom],
) -> None:
    box, room = outbox
    box.ours.may_not_send = True
    ids = room.queue(*MEMBERS)
    for _ in range(5):
        stopped = room.deliver(box.mailer).stopped
        room.later()
    assert "Send" in stopped
    assert {room.state(id) for id in ids} == {State.DRAFTED}
    box.ours.may_not_send = False
    deliver(box, room, 1)
    assert {room.state(id) for id in ids} == {State.SENT}


@at_a_server
@pytest.mark.parametrize("accepted_all_the_same", [True, False])
def test_a_denied_access_while_sending_stops_the_run_and_counts_against_no_letter(
    outbox: tuple[OfficeBox, PostRoom], accepted_all_the_same: bool
) -> None:
    box, room = outbox
    (id,) = room.queue("nurse")
    box.order("send", Trouble.ITEM_BUSY, code="ErrorAccessDenied", times=9, accepted=accepted_all_the_same)
    assert "Ask the administrator" in (stopped := room.deliver(box.mailer).stopped) or "roles" in stopped
    deliver(box, room, 25)
    assert accepted(box, room, [id]) == [1]
    assert room.state(id) is State.SENT


@at_a_server
@pytest.mark.parametrize("request_", ["draft", "send"])
def test_a_code_that_nobody_has_heard_of_is_told_as_what_it_is(box: OfficeBox, request_: str) -> None:
    box.standin.checked = False  # type: ignore[attr-defined]  # nor has the schema
    box.order(request_, Trouble.ITEM_BUSY, code="ErrorNobodyHasHeardOf", item=1)
    mails = [letter(number, NURSE) for number in range(3)]
    outcomes: list[str | MailError] | list[MailError | None] = box.mailer.draft(mails)
    if request_ == "send":
        outcomes = box.mailer.send([str(id) for id in outcomes])
    box.standin.checked = True  # type: ignore[attr-defined]
    assert isinstance(outcomes[1], (RefusedError, UnclearError))
    assert not isinstance(outcomes[1], (BusyError, SignInError))
    assert "ErrorNobodyHasHeardOf" in str(outcomes[1])


@pytest.mark.parametrize("box", ["graph"], indirect=True)
@pytest.mark.parametrize(("conflicts", "end"), [(2, State.SENT), (99, State.ASKED)])
def test_a_draft_that_exchange_is_still_at_work_on_is_sent_later_and_never_given_up(
    outbox: tuple[OfficeBox, PostRoom], conflicts: int, end: State
) -> None:
    box, room = outbox
    box.office.options.sending_conflicts = conflicts
    (id,) = room.queue("nurse")
    deliver(box, room, 1 if end is State.SENT else 12)
    assert room.state(id) is end
    assert accepted(box, room, [id]) == [int(end is State.SENT)]
