"""A meeting is found by its reference."""

from __future__ import annotations

import pytest

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.register.meetings import meeting_by_reference


def test_a_meeting_that_nobody_knows_is_refused_with_those_on_the_register(office: Office) -> None:
    with office.register.reading() as session, pytest.raises(Problem, match=r"no meeting yet\b"):
        meeting_by_reference(session, "MASE/2027-02")
