from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from forum.plan.cycles import Decided, LineDecision, apply_decision, is_overtaken
from forum.plan.lines import Colour, LineState
from forum.text.problem import Problem
from tests.english import day
from tests.forum.plan.lines import line

MET = day("Tue 9 Feb 2027")


def decided(what: Decided, text: str = "", due: str = "") -> LineDecision:
    return LineDecision(UUID(int=1), what, "MASE/2027-02/D1", text, new_due=day(due) if due else None)


@pytest.mark.parametrize(
    ("what", "state"),
    [(Decided.CLOSED, LineState.CLOSED), (Decided.SUPERSEDED, LineState.SUPERSEDED)],
)
def test_a_line_ends_by_the_decision_that_says_so_with_its_reason(what: Decided, state: LineState) -> None:
    ended = apply_decision(line(), decided(what, "The county has a plan of its own."), MET)
    assert (ended.state, ended.ended_on, ended.ended_by) == (state, MET, "MASE/2027-02/D1")
    assert ended.why == "The county has a plan of its own."


def test_a_date_that_the_record_gives_otherwise_when_filed_again_is_put_right_and_moved_once() -> None:
    moved = apply_decision(line(), decided(Decided.NEW_DATE, due="Fri 30 Jul 2027"), MET)
    again = apply_decision(moved, decided(Decided.NEW_DATE, due="Fri 27 Aug 2027"), MET)
    assert (again.due, again.due_by, again.moved) == (day("Fri 27 Aug 2027"), "MASE/2027-02/D1", (MET,))


def test_a_discharge_filed_again_puts_its_words_right_and_keeps_those_that_it_leaves_out() -> None:
    before = replace(decided(Decided.DISCHARGED, "Register"), impact="Staff refer more.")
    discharged = apply_decision(line(), before, MET)
    assert (discharged.state, discharged.ended_on) == (LineState.DISCHARGED, MET)
    again = apply_decision(discharged, replace(before, text="", impact="Staff refer sooner."), MET)
    assert (again.evidence, again.impact) == ("Register", "Staff refer sooner.")
    again = apply_decision(discharged, replace(before, text="New register", impact=""), MET)
    assert (again.evidence, again.impact) == ("New register", "Staff refer more.")
    with pytest.raises(Problem, match="nothing is left to say of it"):
        apply_decision(discharged, before, day("Tue 9 Mar 2027"))


def test_a_colour_is_given_and_a_line_returned_with_the_group_s_reason() -> None:
    red = replace(decided(Decided.NEW_COLOUR), colour=Colour.RED)
    agreed = apply_decision(line(), red, MET)
    assert (agreed.agreed_colour, agreed.agreed_on, agreed.agreed_by) == (Colour.RED, MET, red.reference)
    both = replace(decided(Decided.NEW_DATE, due="Fri 27 Aug 2027"), colour=Colour.GREEN)
    again = apply_decision(apply_decision(line(), both, MET), both, MET)
    assert (again.agreed_colour, again.due, again.moved) == (Colour.GREEN, both.new_due, (MET,))
    waiting = line(put_forward_on=day("Mon 1 Feb 2027"), why="No list yet.")
    returned = apply_decision(waiting, decided(Decided.RETURNED, "Nine hotels are missing."), MET)
    assert (returned.put_forward_on, returned.why) == (None, "Nine hotels are missing.")
    assert apply_decision(waiting, decided(Decided.RETURNED), MET).why == "No list yet."


@pytest.mark.parametrize(
    ("what", "due", "changes", "overtaken"),
    [
        (Decided.DISCHARGED, "", {}, False),
        (Decided.DISCHARGED, "", {"state": LineState.CLOSED}, True),
        (Decided.RETURNED, "", {"put_forward_on": day("Mon 1 Feb 2027")}, False),
        (Decided.RETURNED, "", {}, True),
        (Decided.NEW_DATE, "Wed 10 Feb 2027", {}, False),
        (Decided.NEW_DATE, "Tue 9 Feb 2027", {}, True),  # no day to come
        (Decided.NEW_DATE, "Wed 30 Jun 2027", {}, True),  # the date that it has
    ],
)
def test_what_came_to_stand_late_leaves_a_line_that_has_moved_on(
    what: Decided, due: str, changes: dict[str, Any], overtaken: bool
) -> None:
    assert is_overtaken(line(**changes), decided(what, due=due), MET) is overtaken
