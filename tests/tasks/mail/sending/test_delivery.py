"""Each letter goes once, whatever the gateway says and whenever the machine stops."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forum.outbox.states import Mode, State
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import (
    BatchUnclearError,
    BusyError,
    Mail,
    MailError,
    NotTriedError,
    PassingError,
    RefusedError,
    SignInError,
    UnclearError,
    UnreadableError,
    UnsendableError,
)
from tests.tasks.mail.fake_mailer import Crash, FakeMailer, Fault
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom


def test_what_waits_is_sent_and_reported_by_its_id(room: PostRoom) -> None:
    ids = room.queue(*MEMBERS)
    delivery = room.deliver()
    assert sorted(delivery.sent) == sorted(ids)
    assert delivery.stopped == ""
    assert {mail.to for _, mail in room.mailer.sent} == {f"{member}@members.example" for member in MEMBERS}
    assert {(mail.subject, mail.text, mail.html) for _, mail in room.mailer.sent} == {
        ("MASE: two things to do", "Please do two things.", "<p>Please do.</p>")
    }
    assert {room.state(id) for id in ids} == {State.SENT}
    assert {room.row(id).sent_at for id in ids} == {room.clock.now()}


def test_delivering_again_sends_nothing_again(room: PostRoom) -> None:
    room.queue(*MEMBERS)
    room.deliver()
    asked = len(room.mailer.requests)
    assert room.deliver().sent == ()
    assert len(room.mailer.requests) == asked, "with nothing due the mailbox is left alone"


def test_with_names_of_letters_those_go_alone_and_the_rest_with_the_next_delivery(room: PostRoom) -> None:
    room.use(ops_address="ops@members.example")
    (recorded,) = room.queue("nurse", name="recorded")
    (minutes,) = room.queue("nurse", name="minutes", number=2)
    assert room.deliver(letters={"recorded"}).sent == (recorded,)
    assert len(room.mailer.sent) == 1, "no check number either"
    assert room.state(minutes) is State.QUEUED
    assert room.deliver().sent == (minutes,)
    assert len(room.mailer.sent) == 3


def test_fifty_letters_cost_two_looks_and_two_requests(room: PostRoom) -> None:
    for number in range(17):
        room.queue(*MEMBERS, number=number)
    room.use(batch=60)
    assert len(room.deliver().sent) == 51
    assert room.mailer.requests == ["sent since", "list drafts", "draft", "send"]


def test_more_letters_than_a_batch_holds_all_go(room: PostRoom) -> None:
    room.use(batch=2)
    for number in range(3):
        room.queue(*MEMBERS, number=number)
    assert len(room.deliver().sent) == 9


def test_only_the_letters_of_the_groups_asked_for_go(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    assert room.deliver(groups=[]).sent == ()
    assert room.state(id) is State.QUEUED
    assert room.deliver(groups=[room.group]).sent == (id,)


@pytest.mark.thorough
@pytest.mark.parametrize("request_", ["draft", "send"])
@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("letter", [0, 1, 2])
def test_after_a_crash_nothing_is_doubled_and_nothing_lost(
    room: PostRoom, request_: str, happened: bool, letter: int
) -> None:
    ids = room.queue(*MEMBERS)
    keys = sorted(room.row(id).key for id in ids)
    room.mailer.order(request_, *[None] * letter, Fault(Crash(), happened))
    with pytest.raises(Crash):
        room.deliver()
    for _ in range(4):
        room.later()
        room.deliver()
    assert room.mailer.keys_sent() == keys
    assert {room.state(id) for id in ids} == {State.SENT}
    assert room.mailer.drafts == {}


@pytest.mark.parametrize("request_", ["find", "delete", "sent since"])
def test_a_crash_while_looking_doubles_and_loses_nothing_either(room: PostRoom, request_: str) -> None:
    ids = room.queue(*MEMBERS)
    keys = sorted(room.row(id).key for id in ids)
    room.mailer.order("draft", None, Fault(Crash(), happened=True))
    with pytest.raises(Crash):
        room.deliver()
    room.mailer.order(request_, Fault(Crash()))
    with pytest.raises(Crash):
        room.deliver()
    room.deliver()
    assert room.mailer.keys_sent() == keys


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("whole_request", [False, True])
def test_a_sending_nobody_can_speak_for_is_looked_for_and_not_repeated(
    room: PostRoom, happened: bool, whole_request: bool
) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut."), happened, whole_request))
    room.deliver()
    for _ in range(2):
        room.later()
        room.deliver()
    assert room.mailer.keys_sent() == [room.row(id).key]
    assert room.state(id) is State.SENT


def test_an_unclear_letter_found_in_sent_is_done_within_the_same_run(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut."), happened=True))
    assert room.deliver().sent == (id,)


def test_a_draft_is_sent_again_only_after_the_delay_and_a_second_look(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    assert room.deliver().unknown == (id,)
    room.later(minutes=14)
    room.deliver()
    assert (room.state(id), room.row(id).reason) == (State.UNKNOWN, "The line was cut.")
    assert room.mailer.requests.count("find") == 1, "the second look waits for the delay"
    room.later(minutes=1)
    assert room.deliver().sent == (id,)


def test_a_letter_that_arrives_in_sent_late_is_not_sent_again(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    room.deliver()
    ((_, mail),) = room.mailer.drafts.items()
    room.mailer.drafts.clear()
    went = room.clock.now()
    room.mailer.sent.append((went, mail))
    room.later()
    assert room.deliver().sent == (id,)
    assert len(room.mailer.sent) == 1
    assert room.row(id).sent_at == went


def test_a_letter_nowhere_to_be_found_is_asked_of_a_person(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnclearError("The line was cut.")))
    room.deliver()
    room.mailer.drafts.clear()
    room.later()
    assert room.deliver().asked == (id,)
    assert "did it arrive?" in room.row(id).reason


def test_a_letter_unclear_again_and_again_is_asked_of_a_person(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", *[Fault(UnclearError("The line was cut."))] * 9)
    for _ in range(9):
        room.deliver()
        room.later()
    assert room.state(id) is State.ASKED
    assert room.mailer.requests.count("send") == 3


@pytest.mark.parametrize("request_", ["draft", "send"])
@pytest.mark.parametrize("whole_request", [False, True])
def test_a_server_in_a_passing_state_for_hours_needs_nobody(
    room: PostRoom, request_: str, whole_request: bool
) -> None:
    ids = room.queue(*MEMBERS)
    moving = PassingError("The mailbox is being moved.")
    room.mailer.order(request_, *[Fault(moving, whole_request=whole_request)] * 9)
    for _ in range(9):
        assert room.deliver().stopped in (str(moving), "")
        room.later()
    room.mailer.faults.clear()
    for _ in range(2):
        room.deliver()
        room.later()
    assert {room.state(id) for id in ids} == {State.SENT}
    assert len(room.mailer.sent) == len(MEMBERS)


def test_after_an_answer_that_cannot_be_read_a_draft_is_no_proof_and_a_person_is_asked(
    room: PostRoom,
) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnreadableError("The answer could not be read.")))
    for _ in range(4):
        room.deliver()
        room.later()
    assert room.state(id) is State.ASKED
    assert "answer can’t be read" in room.row(id).reason
    assert room.mailer.requests.count("send") == 1


def test_a_letter_whose_answer_cannot_be_read_is_sent_where_sent_items_has_it(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(UnreadableError("The answer could not be read."), happened=True))
    assert room.deliver().sent == (id,)


def test_letters_of_a_batch_that_failed_as_a_whole_go_each_alone(room: PostRoom) -> None:
    ids = room.queue(*MEMBERS)
    room.mailer.order("send", Fault(BatchUnclearError("The server failed."), whole_request=True))
    for _ in range(3):
        room.deliver()
        room.later()
    assert room.mailer.requests.count("send") == 1 + len(MEMBERS)
    assert {room.state(id) for id in ids} == {State.SENT}


@pytest.mark.parametrize("request_", ["draft", "send"])
def test_a_letter_refused_is_tried_in_later_runs(room: PostRoom, request_: str) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order(
        request_, Fault(RefusedError("The gateway is busy.")), Fault(RefusedError("The gateway is busy."))
    )
    for _ in range(2):
        assert room.deliver().sent == ()
        assert room.row(id).reason == "The gateway is busy."
    assert room.deliver().sent == (id,)


@pytest.mark.parametrize(("request_", "end"), [("draft", State.HELD), ("send", State.FAILED)])
def test_a_letter_refused_three_times_is_not_tried_again(room: PostRoom, request_: str, end: State) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order(request_, *[Fault(RefusedError("The gateway is busy."))] * 5)
    for _ in range(5):
        room.deliver()
    assert room.state(id) is end
    assert room.mailer.requests.count(request_) == 3


@pytest.mark.parametrize("request_", ["draft", "send"])
def test_a_letter_that_was_not_tried_is_none_that_was_refused(room: PostRoom, request_: str) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order(request_, *[Fault(NotTriedError("It was not tried."))] * 5)
    for _ in range(5):
        room.deliver()
        room.later()
    assert room.row(id).refusals == 0
    room.deliver()
    assert room.state(id) is State.SENT


@pytest.mark.parametrize(("request_", "end"), [("draft", State.HELD), ("send", State.FAILED)])
def test_a_letter_refused_for_good_is_not_tried_again(room: PostRoom, request_: str, end: State) -> None:
    (refused,) = room.queue("nurse")
    room.later()
    (fine,) = room.queue("police", number=2)
    room.mailer.order(request_, Fault(UnsendableError("There is no such address.")))
    delivery = room.deliver()
    assert delivery.sent == (fine,)
    assert room.state(refused) is end
    assert room.row(refused).reason == "There is no such address."
    assert room.mailer.drafts == {}


@pytest.mark.parametrize(("request_", "end"), [("draft", State.HELD), ("send", State.FAILED)])
def test_a_letter_refused_for_good_is_not_tried_again_though_the_gateway_is_busy(
    room: PostRoom, request_: str, end: State
) -> None:
    (refused,) = room.queue("nurse")
    room.later()
    (fine,) = room.queue("police", number=2)
    busy = Fault(BusyError("The mailbox is full."))
    room.mailer.order(request_, Fault(UnsendableError("There is no such address.")), busy)
    assert room.deliver().stopped == "The mailbox is full."
    assert room.state(refused) is end
    assert room.deliver().sent == (fine,)
    assert room.mailer.drafts == {}


@pytest.mark.parametrize("request_", ["draft", "send"])
@pytest.mark.parametrize("whole_request", [False, True])
def test_a_failed_sign_in_stops_the_run_at_once(room: PostRoom, request_: str, whole_request: bool) -> None:
    room.use(batch=1)
    ids = room.queue(*MEMBERS)
    locked = SignInError("The mailbox does not accept the password.")
    room.mailer.order(request_, Fault(locked, whole_request=whole_request))
    delivery = room.deliver()
    assert delivery.stopped == "The mailbox does not accept the password."
    assert room.mailer.requests.count(request_) == 1
    assert room.mailer.sent == []
    assert sorted(room.deliver().sent) == sorted(ids), "once the password is right all of them go"


@pytest.mark.parametrize("request_", ["draft", "send", "find", "delete", "sent since"])
def test_a_gateway_that_is_away_for_days_costs_no_letter(room: PostRoom, request_: str) -> None:
    ids = room.queue(*MEMBERS)
    if request_ in ("find", "delete"):
        room.mailer.order("draft", Fault(Crash(), happened=True))
        with pytest.raises(Crash):
            room.deliver()
    room.mailer.order(request_, *[Fault(RefusedError("The gateway is away."), whole_request=True)] * 6)
    for _ in range(6):
        assert room.deliver().stopped == "The gateway is away."
        room.later()
    assert sorted(room.deliver().sent) == sorted(ids)


@pytest.mark.parametrize("request_", ["draft", "send"])
def test_what_the_gateway_refused_as_a_whole_is_held_against_no_letter(room: PostRoom, request_: str) -> None:
    ids = room.queue(*MEMBERS)
    away = Fault(RefusedError("The gateway is away."), whole_request=True)
    room.mailer.order(request_, *[away] * 4, *[Fault(RefusedError("Not this letter, for now."))] * 2)
    for _ in range(6):
        room.deliver()
        room.later()
    room.deliver()
    assert {room.state(id) for id in ids} == {State.SENT}


def test_a_letter_goes_to_the_address_of_the_day(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.move_house("nurse", "new.nurse@members.example")
    assert room.deliver().sent == (id,)
    assert [mail.to for _, mail in room.mailer.sent] == ["new.nurse@members.example"]
    assert room.row(id).address == "new.nurse@members.example"


def test_a_draft_to_an_old_address_is_thrown_away_and_made_anew(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(RefusedError("The gateway is busy.")))
    room.deliver()
    room.move_house("nurse", "new.nurse@members.example")
    assert room.deliver().sent == (id,)
    assert [mail.to for _, mail in room.mailer.sent] == ["new.nurse@members.example"]
    assert room.mailer.drafts == {}


def test_on_hold_nothing_leaves(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.use(mode=Mode.HOLD)
    assert room.deliver().stopped.startswith("Delivery is on hold")
    assert room.state(id) is State.QUEUED
    assert room.mailer.requests == []


def test_redirected_letters_go_to_one_address_and_count_as_rehearsed(room: PostRoom) -> None:
    ids = room.queue(*MEMBERS)
    room.redirect()
    delivery = room.deliver()
    assert sorted(delivery.rehearsed) == sorted(ids)
    assert delivery.sent == ()
    assert {mail.to for _, mail in room.mailer.sent} == {"rehearsal@unit.example"}


def test_a_redirected_letter_found_in_sent_is_rehearsed_too(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.redirect()
    room.mailer.order("send", Fault(UnclearError("The line was cut."), happened=True))
    assert room.deliver().rehearsed == (id,)


def test_a_register_that_rehearsed_never_goes_live(room: PostRoom) -> None:
    room.queue("nurse")
    room.redirect()
    room.deliver()
    (later,) = room.queue("police")
    room.use(mode=Mode.LIVE)
    with pytest.raises(Problem, match="never goes live"):
        room.deliver()
    assert room.state(later) is State.QUEUED


def test_a_live_register_is_not_turned_into_a_rehearsal(room: PostRoom) -> None:
    room.queue("nurse")
    room.deliver()
    room.queue("police")
    room.redirect()
    with pytest.raises(Problem, match="set MASE_MODE=hold to stop it"):
        room.deliver()


def test_a_draft_made_for_a_rehearsal_does_not_go_out_live(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.redirect()
    room.mailer.order("send", Fault(SignInError("No.")), None)
    room.use(batch=1)
    room.deliver()
    assert room.state(id) is State.DRAFTED
    room.use(redirect_to="somebody.else@unit.example")
    assert room.deliver().rehearsed == (id,)
    assert [mail.to for _, mail in room.mailer.sent] == ["somebody.else@unit.example"]


def test_a_mistake_in_the_mailer_lets_the_next_run_in_without_waiting(room: PostRoom) -> None:
    (id,) = room.queue("nurse")

    def break_down(request: str) -> None:
        if request == "send":
            raise RuntimeError("a bug")

    room.mailer.at_each_request = break_down
    with pytest.raises(RuntimeError):
        room.deliver()
    room.mailer.at_each_request = lambda _: None
    for _ in range(3):
        room.deliver()
        room.later()
    assert room.waited == []
    assert room.state(id) is State.SENT
    assert len(room.mailer.sent) == 1


def test_any_other_error_of_the_gateway_is_taken_as_unclear(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("send", Fault(MailError("Something else."), happened=True))
    assert room.deliver().sent == (id,)


def test_a_draft_that_was_never_whole_is_drafted_anew_and_nobody_is_asked(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("draft", Fault(UnclearError("The line was cut.")))
    room.deliver()
    assert room.deliver().sent == (id,)
    assert len(room.mailer.sent) == 1


def test_a_letter_that_never_becomes_a_draft_is_held_for_a_person(room: PostRoom) -> None:
    (id,) = room.queue("nurse")
    room.mailer.order("draft", *(Fault(UnclearError("The line was cut.")) for _ in range(4)))
    for _ in range(4):
        room.deliver()
    assert room.row(id).state is State.HELD
    assert room.row(id).reason == "The line was cut."


class Choking(FakeMailer):
    """A mailbox whose server goes down over letters to one address, and is down for the rest of the run."""

    over = "probation@members.example"
    error: MailError = PassingError("The server is being restarted.")

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        if any(mail.to == self.over for mail in mails):
            raise self.error
        return super().draft(mails)


@pytest.mark.parametrize("error", [PassingError("Being restarted."), BusyError("Being restarted.")])
def test_a_letter_over_which_the_server_goes_down_each_time_holds_no_other(
    room: PostRoom, error: MailError
) -> None:
    choking = Choking(room.clock)
    choking.error = error
    ids = room.queue(*MEMBERS)
    for _ in range(5):
        assert room.deliver(choking).stopped == "Being restarted."
        room.later()
    new = room.queue(*MEMBERS, number=2)
    for _ in range(8):  # the most that any order of them takes
        room.deliver(choking)
        room.later()
    assert [room.state(id) is State.SENT for id in ids] == [True, False, True]
    assert [room.state(id) is State.SENT for id in new] == [True, False, True]
    assert room.row(ids[1]).refusals == 0
    room.deliver(room.mailer)
    room.later()
    room.deliver(room.mailer)
    assert [room.state(id) for id in (ids[1], new[1])] == [State.SENT, State.SENT]
