"""The nightly clearing of the mailboxes against a real Prefect server."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from config.wiring import working_day
from flows.clear_mailbox import clear_mailbox
from tasks.duties.base.office import Office
from tasks.mail.protocol.mailer import SignInError
from tasks.mail.sending.lease import Mailbox
from tasks.mailbox import clear_mailboxes
from tests.tasks.mail.fake_mailer import FakeMailer, Fault


@pytest.mark.usefixtures("office_of_the_flows")
def test_the_clearing_says_how_much_left_the_mailbox() -> None:
    flow: Any = clear_mailbox
    state = asyncio.run(flow(as_of=dt.date(2027, 1, 4), return_state=True))
    assert (state.is_completed(), state.name) == (True, "no letters and no mails left the mailbox")


def test_a_mailbox_that_fails_keeps_no_other_from_being_cleared(office_of_the_flows: Office) -> None:
    broken, well = FakeMailer(office_of_the_flows.clock), FakeMailer(office_of_the_flows.clock)
    broken.order("delete sent", Fault(SignInError("The password has run out."), whole_request=True))
    with working_day("clear_mailbox", dt.date(2027, 1, 4), None) as day:
        boxes = [Mailbox(day.rules, lambda: broken), Mailbox(day.rules, lambda: well)]
        state = asyncio.run(clear_mailboxes(replace(day, mailboxes=boxes)))
    assert well.requests == ["delete sent"]
    assert (state.is_failed(), state.message) == (
        True, "The password has run out. No letters and no mails left the mailbox.",
    )  # fmt: skip
