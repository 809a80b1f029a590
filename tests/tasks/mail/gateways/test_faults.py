"""Networks and servers that fail, before or after a letter was accepted: it is accepted once at most."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from forum.outbox.states import State
from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    RefusedError,
    SignInError,
    UnclearError,
    Whereabouts,
)
from tests.standins.post_office.faults import Trouble
from tests.tasks.mail.gateways.boxes import NURSE, OfficeBox, at_a_server
from tests.tasks.mail.gateways.letters import drafted, letter, sent
from tests.tasks.mail.gateways.meetings import MEETING, invitations
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

pytestmark = pytest.mark.long

LONG_AGO = dt.datetime(2020, 1, 1)
WHOLE = [trouble for trouble in Trouble if trouble not in (Trouble.ITEM_BUSY, Trouble.SLOW)]

troubles = pytest.mark.parametrize("trouble", WHOLE)
accepted_or_not = pytest.mark.parametrize("accepted", [False, True])


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that delivery does the same on both databases is tested with the faults of a fake."""
    return sqlite_url


def outcomes_of_sending(box: OfficeBox, ids: list[str]) -> list[MailError | None]:
    try:
        return box.mailer.send(ids)
    except MailError as error:
        return [error] * len(ids)


@at_a_server
@troubles
@accepted_or_not
@pytest.mark.parametrize("count", [1, 3])
def test_what_sending_says_is_true_and_no_letter_is_accepted_twice(
    box: OfficeBox, trouble: Trouble, accepted: bool, count: int
) -> None:
    ids = drafted(box.mailer, *(letter(number) for number in range(count)))
    box.order("send", trouble, accepted=accepted)
    outcomes = outcomes_of_sending(box, ids)
    for number, outcome in enumerate(outcomes):
        went = letter(number).key in box.accepted()
        assert not (went and isinstance(outcome, (RefusedError, SignInError))), "it was said not to have gone"
        assert went or outcome is not None, "it was said to have gone"
    box.be_patient()
    outcomes_of_sending(box, ids)  # by the same drafts: what went is a draft no more
    assert set(Counter(box.accepted()).values()) == {1}
    assert len(box.accepted()) == count


@at_a_server
@accepted_or_not
def test_one_letter_of_a_batch_that_meets_a_busy_server_keeps_none_of_the_others(
    box: OfficeBox, accepted: bool
) -> None:
    ids = drafted(box.mailer, *(letter(number) for number in range(3)))
    box.order("send", Trouble.ITEM_BUSY, accepted=accepted, item=1)
    first, busy, last = outcomes_of_sending(box, ids)
    assert (first, last) == (None, None)
    assert isinstance(busy, UnclearError), "a busy server may have sent it all the same"
    assert len(box.accepted()) == 2 + accepted


@at_a_server
@troubles
@accepted_or_not
@pytest.mark.parametrize(("count", "size"), [(1, 0), (3, 0), (3, 150_000)])
def test_what_drafting_says_is_true_and_nothing_is_sent(
    box: OfficeBox, trouble: Trouble, accepted: bool, count: int, size: int
) -> None:
    mails = [letter(number, size=size) for number in range(count)]
    box.order("draft", trouble, accepted=accepted)
    try:
        outcomes = box.mailer.draft(mails)
    except MailError as error:
        outcomes = [error] * count
    box.be_patient()
    for mail, outcome in zip(mails, outcomes, strict=True):
        if isinstance(outcome, str):
            assert box.mailer.find(mail.key).id == outcome
    assert box.accepted() == []
    sent(box.mailer, *(mail for mail in mails))
    assert len(box.accepted()) == count


@at_a_server
@troubles
@accepted_or_not
def test_every_letter_of_the_outbox_goes_once_whatever_the_server_does(
    box: OfficeBox, room: PostRoom, trouble: Trouble, accepted: bool
) -> None:
    ids = room.queue(*MEMBERS)
    room.use(mailbox=box.ours.address)
    for request in ("draft", "send", "find"):
        box.order(request, trouble, accepted=accepted, skip=request == "find")
    for run in range(8):
        if run == 3:
            box.be_patient()
        box.office.clock.set(room.clock.now().replace(tzinfo=dt.UTC))
        room.deliver(box.mailer)
        room.later()
    states = [room.state(id) for id in ids]
    assert len(box.accepted()) == len(set(box.accepted()))
    settled = [state for state in states if state is State.SENT]
    assert len(box.accepted()) == len(settled)
    assert set(states) <= {State.SENT, State.ASKED}
    asked = {room.row(id).key for id, state in zip(ids, states, strict=True) if state is State.ASKED}
    assert {draft.key for draft in box.mailer.list_drafts()} <= asked


@at_a_server
@troubles
def test_looking_never_says_nowhere_when_it_could_not_look(box: OfficeBox, trouble: Trouble) -> None:
    sent(box.mailer, letter(1))
    for _ in range(4):  # a gateway may try again what only reads
        box.order("find", trouble)
    try:
        found = box.mailer.find(letter(1).key)
    except (RefusedError, SignInError):
        box.standin.faults.forget()
    else:
        assert found.where is Whereabouts.SENT


@at_a_server
@troubles
def test_reading_that_failed_reads_the_same_again(box: OfficeBox, trouble: Trouble) -> None:
    box.write(NURSE, "First", "one")
    for _ in range(4):
        box.order("read", trouble)
    try:
        page = box.mailer.read("", LONG_AGO)
    except (RefusedError, SignInError):
        box.standin.faults.forget()
        box.be_patient()
        page = box.mailer.read("", LONG_AGO)
    assert [item.subject for item in page.items] == ["First"]


@at_a_server
@troubles
@accepted_or_not
def test_inviting_says_no_more_than_it_knows(box: OfficeBox, trouble: Trouble, accepted: bool) -> None:
    box.order("invite", trouble, accepted=accepted)
    try:
        box.mailer.create_event(MEETING)
    except (RefusedError, SignInError):
        assert invitations(box, NURSE) == 0
    except UnclearError:
        box.be_patient()
        assert (box.mailer.find_event(MEETING.key) is not None) == (invitations(box, NURSE) == 1)
    else:
        assert invitations(box, NURSE) == 1


@at_a_server
def test_a_full_mailbox_says_so_and_nothing_counts_against_the_letters(box: OfficeBox) -> None:
    box.ours.full = True
    try:
        outcomes = box.mailer.draft([letter(1), letter(2)])
    except MailError as error:
        outcomes = [error, error]
    assert [type(outcome) for outcome in outcomes] == [BusyError, BusyError]
    assert "full" in str(outcomes[0])


@at_a_server
def test_a_slow_answer_is_waited_for(box: OfficeBox) -> None:
    ids = drafted(box.mailer, letter(1))
    box.order("send", Trouble.SLOW, accepted=True, seconds=0.1)
    assert box.mailer.send(ids) == [None]
