"""One register has one service, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from forum.text.problem import Problem
from tasks.register.database.clock import SetClock
from tasks.register.database.guards import sole_service
from tasks.register.database.register import Register


def test_a_second_service_on_a_register_is_refused_until_the_first_has_ended(
    database_url: str, clock: SetClock
) -> None:
    one, other = Register(database_url, clock), Register(database_url, clock)
    with sole_service(one):
        with pytest.raises(Problem, match=r"Another mase serve runs on this register"), sole_service(other):
            pytest.fail("it must not start")
        with other.transaction("a command"):  # commands work beside it
            pass
    with sole_service(other):
        pass
    one.close()
    other.close()
