"""The weekly clearing of the mailboxes against a real Prefect server."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from flows.clear_mailbox import clear_mailbox


@pytest.mark.usefixtures("office_of_the_flows")
def test_the_clearing_says_how_much_left_the_mailbox() -> None:
    flow: Any = clear_mailbox
    state = asyncio.run(flow(as_of=dt.date(2027, 1, 4), return_state=True))
    assert (state.is_completed(), state.name) == (True, "no letters and no mails left the mailbox")
