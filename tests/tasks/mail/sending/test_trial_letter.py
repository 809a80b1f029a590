from __future__ import annotations

import datetime as dt

import pytest

from forum.inbox.mailbox_items import ItemKind
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import MailError, ReceivedItem, RefusedError, SignInError, UnclearError
from tasks.mail.sending.trial_letter import is_trial, send_trial, wait_for_return
from tasks.register.database.clock import SetClock
from tests.tasks.mail.fake_mailer import FakeMailer, Fault, message_id_of
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

MAILBOX = "mase@unit.example"


@pytest.fixture
def mailer(clock: SetClock) -> FakeMailer:
    return FakeMailer(clock)


def send(mailer: FakeMailer) -> list[float]:
    """The waits while the letter was looked for."""
    waits: list[float] = []
    send_trial(mailer, MAILBOX, mailer.clock.now(), waits.append)
    return waits


def test_one_letter_goes_to_the_mailbox_itself_and_is_found(mailer: FakeMailer) -> None:
    assert send(mailer) == []
    ((_, mail),) = mailer.sent
    assert mail.to == MAILBOX
    assert "Nothing needs to be done." in mail.text
    assert is_trial(mail.key)


def test_it_goes_again_when_asked_for_again(mailer: FakeMailer) -> None:
    send(mailer)
    send(mailer)
    assert len(set(mailer.keys_sent())) == 2


def test_a_letter_nobody_can_say_anything_of_is_looked_for(mailer: FakeMailer) -> None:
    mailer.order("send", Fault(UnclearError("The line was cut."), happened=True))
    assert send(mailer) == []


def test_sent_items_are_looked_through_for_half_a_minute(mailer: FakeMailer) -> None:
    mailer.order("send", Fault(UnclearError("The line was cut.")))
    waits: list[float] = []
    with pytest.raises(Problem, match=r"not in Sent Items after 30 seconds\. See that the mailbox keeps"):
        send_trial(mailer, MAILBOX, mailer.clock.now(), waits.append)
    assert sum(waits) == 27


@pytest.mark.parametrize(
    ("request_", "error", "said"),
    [
        (
            "draft",
            SignInError("Give the right password."),
            "It could not be drafted: Give the right password.",
        ),
        ("draft", RefusedError("The mailbox is full."), "It could not be drafted: The mailbox is full."),
        ("send", RefusedError("It may not send."), "It was drafted, but could not be sent: It may not send."),
        ("send", SignInError("No."), "It was drafted, but could not be sent: No."),
    ],
)
@pytest.mark.parametrize("whole_request", [False, True], ids=["one letter", "whole request"])
def test_how_far_it_came_is_said(
    mailer: FakeMailer, request_: str, error: MailError, said: str, whole_request: bool
) -> None:
    mailer.order(request_, Fault(error, whole_request=whole_request))
    with pytest.raises(Problem) as caught:
        send(mailer)
    assert str(caught.value) == said


def test_that_it_could_not_be_looked_for_is_said(mailer: FakeMailer) -> None:
    mailer.order("find", Fault(RefusedError("The server is away."), whole_request=True))
    with pytest.raises(Problem, match="It was handed over, but can’t be looked for: The server is away"):
        send(mailer)


@pytest.mark.parametrize("error", [RefusedError("Busy."), SignInError("It may not send as the mailbox.")])
def test_no_draft_is_left_behind_where_sending_is_refused(mailer: FakeMailer, error: MailError) -> None:
    mailer.order("send", Fault(error))
    with pytest.raises(Problem):
        send(mailer)
    assert mailer.drafts == {}


def test_it_is_known_again_in_the_inbox(mailer: FakeMailer) -> None:
    at = mailer.clock.now()
    key = send_trial(mailer, MAILBOX, at, lambda _: None)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        mailer.inbox += [_item("1", at), _item("2", at, message_id_of(key)), _item("3", at)]

    item = wait_for_return(mailer, key, at, wait)
    assert item is not None
    assert (item.id, len(waits)) == ("2", 1)


def test_the_inbox_is_looked_through_for_half_a_minute(mailer: FakeMailer) -> None:
    at = mailer.clock.now()
    waits: list[float] = []
    mailer.inbox.append(_item("1", at, "<another@fake.example>"))
    assert wait_for_return(mailer, send_trial(mailer, MAILBOX, at, waits.append), at, waits.append) is None
    assert sum(waits) == 27


def _item(id: str, at: dt.datetime, message_id: str = "") -> ReceivedItem:
    return ReceivedItem(id, ItemKind.MESSAGE, MAILBOX, at, "", message_id=message_id)


def test_it_is_not_taken_for_the_trace_of_a_restored_database(room: PostRoom) -> None:
    send_trial(room.mailer, MAILBOX, room.clock.now(), lambda _: None)
    room.queue(*MEMBERS[:1])
    done = room.deliver()
    assert (len(done.sent), done.stopped) == (1, "")
