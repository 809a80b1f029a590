"""A problem as a person reads it."""

from __future__ import annotations

from forum.text.problem import Problem


def test_each_fault_stands_on_a_line_below_the_sentence() -> None:
    problem = Problem("It can’t be taken.", ["A1: wrong.", "A2: wrong."])
    assert str(problem) == "It can’t be taken.\n  A1: wrong.\n  A2: wrong."
    assert (problem.sentence, problem.faults) == ("It can’t be taken.", ("A1: wrong.", "A2: wrong."))
    assert str(Problem("It can’t be taken.")) == "It can’t be taken."
