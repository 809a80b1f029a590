"""mase concern: what somebody told by telephone, until it is settled."""

from __future__ import annotations

import pytest

from forum.text.problem import Problem
from tasks.register.tables import ConcernRow
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import Forum


def test_what_was_told_by_telephone_is_told_of_until_it_is_settled(planned: Forum) -> None:
    planned.on("Thu 14 Jan 2027")
    assert typed("concern", "list") == "Nothing waits to be settled.\n"
    assert (
        typed("concern", "open", "worry", "--on", "13/1/2027", "--at", "4:20pm")
        == "W/2027/01 is on record.\n"
    )
    assert typed("concern", "list") == (
        "W/2027/01: a worry about a child or adult, since 4:20pm on Wednesday 13 January 2027.\n"
    )
    assert "W/2027/01" in typed("status")
    notices = {letter.address: letter.text for letter in planned.letters("concern_notice")}
    assert set(notices) == {"business.unit.officer@kscb.example", "safeguarding.lead@kscb.example"}
    assert all("told us by telephone" in text for text in notices.values())

    with pytest.raises(Problem, match="What was done: it is empty"):
        typed("concern", "settle", "W/2027/01", "--done", " ")
    with pytest.raises(Problem, match="Open: W/2027/01"):
        typed("concern", "settle", "W/2027/07", "--done", "Rang.")
    assert (
        typed("concern", "settle", "w/2027/01", "--done", "Rang the front door.") == "W/2027/01 is settled.\n"
    )
    assert typed("concern", "list") == "Nothing waits to be settled.\n"


def test_a_kind_that_there_is_not_is_refused_with_those_there_are(planned: Forum) -> None:
    with pytest.raises(Problem, match="is not one of these: worry, allegation, threat"):
        typed("concern", "open", "gossip", "--at", "9am")
    assert planned.rows(ConcernRow) == []
