"""A clock before the last entry of the audit trail is refused; one that was only set is not."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.text.problem import Problem
from tasks.register.database.clock import SetClock
from tasks.register.database.guards import refuse_contradicting_clock
from tasks.register.database.register import Register
from tests.english import day


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def at(date: str, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day(date), dt.time(hour, minute))


def test_a_clock_that_is_behind_the_last_entry_is_refused(register: Register, clock: SetClock) -> None:
    refuse_contradicting_clock(register)  # nothing has been written yet
    clock.at = at("Sun 31 Oct 2027", 1, 50)
    with register.transaction("a flow") as tx:
        tx.audit("thing done")
    for later in (at("Sun 31 Oct 2027", 1, 5), at("Sun 31 Oct 2027", 1, 50), at("Mon 1 Nov 2027", 7)):
        clock.at = later  # the hour that is there twice, and those after it
        refuse_contradicting_clock(register)
    clock.at = at("Fri 29 Oct 2027", 9, 30)
    with pytest.raises(Problem) as refused:
        refuse_contradicting_clock(register)
    assert str(refused.value).startswith(
        "The clock of this machine says 29 October 2027, 9:30am, but the last entry of the register was "
        "written on 31 October 2027, 1:50am. Nothing was done. Correct the clock."
    )
    with register.transaction("somebody") as tx:  # who has looked, and says that the clock is right now
        tx.audit("clock said to be right")
    refuse_contradicting_clock(register)
