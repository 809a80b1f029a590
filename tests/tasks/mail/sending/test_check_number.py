"""The check number of the audit trail goes to those who run the service, once a day."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from forum.outbox.states import Mode, State
from tasks.day import begin
from tasks.mail.protocol.mailer import BusyError, RefusedError, UnclearError, UnreadableError
from tasks.mail.sending.lease import Mailbox
from tasks.register.audit.trail import row_with
from tasks.register.tables import AuditRow
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import PostRoom

OPS = "ops@members.example"


@pytest.fixture
def ops(room: PostRoom) -> PostRoom:
    """The post room, with an address of those who run it; the trail has a row."""
    room.use(ops_address=OPS)
    with room.register.transaction("test") as tx:
        tx.audit("thing done")
    return room


def numbers(room: PostRoom) -> list[str]:
    """The check numbers in the letters that went to them."""
    return [mail.text.split("\n\n")[1] for _, mail in room.mailer.sent if mail.key.startswith("check/")]


def test_the_first_delivery_of_a_day_sends_it_and_no_other(ops: PostRoom) -> None:
    ops.deliver()
    assert ops.mailer.sent[0][1].text.startswith(
        "The check number of the audit trail on Monday 4 January 2027 "
    )
    ops.later()
    ops.queue("nurse")
    ops.deliver()
    (number,) = numbers(ops)
    assert [mail.to for _, mail in ops.mailer.sent][:1] == [OPS]
    with ops.register.reading() as session:
        assert row_with(session, number).at.date() == ops.today
    ops.clock.at += dt.timedelta(days=1)
    ops.deliver()
    assert len(set(numbers(ops))) == 2


def test_it_says_what_it_is_for_and_why_it_comes(ops: PostRoom) -> None:
    ops.deliver()
    assert ops.mailer.sent[0][1].text.split("\n\n")[2:] == [
        "Please keep this letter where nobody who can write to the register can change it. If you ever doubt "
        "the register, run mase audit verify with this number.",
        "You receive this once a day because MASE_OPS_ADDRESS names this address.\n",
    ]


def test_it_tells_nobody_s_name_or_address(ops: PostRoom) -> None:
    ops.queue("nurse")
    ops.deliver()
    letter = next(mail for _, mail in ops.mailer.sent if mail.key.startswith("check/"))
    assert "The check number of the audit trail " in letter.text
    assert "nurse" not in (letter.subject + letter.text + letter.html).lower()


def test_after_an_answer_that_cannot_be_read_it_does_not_go_again_that_day(ops: PostRoom) -> None:
    unreadable = UnreadableError("The answer could not be read.")
    ops.mailer.order("send", Fault(unreadable), Fault(unreadable), Fault(unreadable))
    for _ in range(4):
        ops.deliver()
        ops.later()
    assert ops.mailer.requests.count("send") == 1


@pytest.mark.parametrize(
    ("fault", "stopped"),
    [
        (Fault(UnclearError("The line was cut."), happened=True), ""),
        (Fault(UnclearError("The line was cut.")), ""),
        (Fault(RefusedError("No.")), "No."),
        (Fault(BusyError("Later.")), "Later."),
    ],
)
def test_what_went_wrong_is_put_right_by_the_next_delivery(ops: PostRoom, fault: Fault, stopped: str) -> None:
    ops.mailer.order("send", fault)
    assert ops.deliver().stopped == stopped
    ops.later()
    ops.deliver()
    ops.later()
    ops.deliver()
    assert len(numbers(ops)) == 1
    assert not ops.mailer.drafts


def test_a_letter_of_a_member_goes_before_it_and_is_not_kept_by_its_fault(ops: PostRoom) -> None:
    (id,) = ops.queue("nurse")
    ops.mailer.order("send", None, Fault(BusyError("Later.")))
    ops.deliver()
    assert ops.state(id) is State.SENT


def test_nothing_goes_where_there_is_no_address_or_mail_is_held(ops: PostRoom) -> None:
    ops.use(mode=Mode.HOLD)
    ops.deliver()
    ops.use(mode=Mode.LIVE, ops_address="")
    ops.deliver()
    assert numbers(ops) == []


def test_redirected_it_goes_where_all_letters_go(ops: PostRoom) -> None:
    ops.redirect()
    ops.deliver()
    assert [mail.to for _, mail in ops.mailer.sent] == ["rehearsal@unit.example"]


def test_an_address_of_another_domain_gets_nothing(ops: PostRoom) -> None:
    ops.use(ops_address="ops@elsewhere.example")
    assert "MASE_OPS_ADDRESS" in ops.deliver().stopped
    assert numbers(ops) == []


def test_a_register_that_was_restored_is_not_told_by_it(ops: PostRoom) -> None:
    ops.deliver()
    with ops.register.reading() as session:
        assert session.scalars(select(AuditRow.event)).all().count("register found restored") == 0
    ops.later()
    assert ops.deliver().stopped == ""


def test_a_day_without_other_mail_owes_it_until_it_has_gone(ops: PostRoom) -> None:
    def owes() -> bool:
        mailbox = Mailbox(ops.rules, lambda: ops.mailer)
        return begin("deliver_mail", ops.today, None, ops.office(), [mailbox]).owes_check_number

    assert owes()
    ops.use(mode=Mode.HOLD)
    assert not owes()
    ops.use(mode=Mode.LIVE)
    ops.deliver(groups=[])
    assert not owes()
    ops.clock.at += dt.timedelta(days=1)
    assert owes()
