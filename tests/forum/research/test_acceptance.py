from __future__ import annotations

import pytest

from forum.research import Acceptance, Check, Size, needs_assessment, read_acceptance
from forum.text.problem import Problem
from tests.english import day

TODAY = day("Mon 18 Jan 2027")
BY = day("Fri 12 Mar 2027")


@pytest.mark.parametrize(
    ("words", "accepted"),
    [
        ("S", Acceptance(Size.SMALL)),
        ("size m", Acceptance(Size.MEDIUM)),
        (
            "M, Sam Hill, sharing agreement, by 12 March",
            Acceptance(Size.MEDIUM, Check.SHARING_AGREEMENT, "Sam Hill", BY),
        ),
        ("Sam Hill; large; DPIA; BY Fri 12 March 2027.", Acceptance(Size.LARGE, Check.DPIA, "Sam Hill", BY)),
        (": small, no check", Acceptance(Size.SMALL)),
        ("S, no DPIA", Acceptance(Size.SMALL)),
        ("S, sharing agreement, no DPIA", Acceptance(Size.SMALL, Check.SHARING_AGREEMENT)),
        (
            "– M –, DPIA is done on 12 January.",
            Acceptance(Size.MEDIUM, Check.DPIA, assessed_on=day("Tue 12 Jan 2027")),
        ),
        ("M, DPIA signed 18 Jan", Acceptance(Size.MEDIUM, Check.DPIA, assessed_on=TODAY)),
        (
            "M, DPIA agreed 12 December",
            Acceptance(Size.MEDIUM, Check.DPIA, assessed_on=day("Sat 12 Dec 2026")),
        ),
    ],
)
def test_the_parts_of_an_acceptance_are_read_in_any_order(words: str, accepted: Acceptance) -> None:
    assert read_acceptance(words, TODAY) == accepted


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "It is not plain how large the research is"),
        ("Sam Hill", "It is not plain how large the research is"),
        ("S, M", "It is not plain how large the research is"),
        ("M, Sam Hill, Jo Field", "It is not plain who does the research"),
        ("M, DPIA, no check", "It is not plain who does the research"),
        ("M, DPIA, no DPIA", "It is not plain who does the research"),
        ("M, DPIA done soon", "^What stands after DPIA DONE is no day that has been: give one such as 12"),
        ("M, DPIA done 12 January or so", "What stands after DPIA DONE is no day that has been"),
        ("M, DPIA done 19 January 2027", "What stands after DPIA DONE is no day that has been"),
        ("M, by ongoing", "^What stands after BY is no day: give one such as 12 March. “Ongoing” is none"),
        ("S, by 12 March, by 13 March", "It is not plain who does the research"),
        ("M, by 12 March or so", "“Ongoing” is none"),
    ],
)
def test_what_is_missing_or_no_day_is_said_in_words(words: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        read_acceptance(words, TODAY)


@pytest.mark.parametrize(
    ("question", "decision", "needs"),
    [
        ("How many hotels are there?", "Whether to train", False),
        ("What do children say of their workers?", "", False),
        ("What became of the named children?", "", True),
        ("How many?", "Which identified young people are seen first", True),
        ("Which files of victims are open?", "", True),
        ("Child-level data on episodes", "", True),
    ],
)
def test_data_on_named_children_need_an_assessment(question: str, decision: str, needs: bool) -> None:
    assert needs_assessment(question, decision) is needs
