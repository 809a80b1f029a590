"""The values of a policy file, and what is allowed in their place, as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.terms.faults import Fault, FaultKind, allowed_at, in_toml
from forum.terms.policy import Policy
from forum.terms.policy_question import AnswerKind, PolicyQuestion
from forum.text.cells import A_DATE


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        ("a word", '"a word"'),
        ({"a": 1}, "a table"),
        ([], "[]"),
        ([1, "b", {}], '[1, "b", a table]'),
        (dt.date(2027, 1, 12), "2027-01-12"),
        (dt.time(9, 30), "09:30:00"),
        (7, "7"),
        (0.75, "0.75"),
        ("x" * 58, '"' + "x" * 58 + '"'),
        ("x" * 59, '"' + "x" * 59 + "…"),
    ],
)
def test_a_value_is_written_as_in_the_file(value: object, written: str) -> None:
    assert in_toml(value) == written


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("attendance.own", 'a share such as "75%" or "2/3", at most 100%'),
        ("group.name", "text on one line, at most 300 characters"),
        ("group.nothing", None),
        ("meetings.rule", 'a table of kind "monthly", "every" or "list"'),
        ("chairs.whose_word", '"named", "either" or "both"'),
        ("members.agreement", '"before the first papers" or "none"'),
        ("seats", "at least one [[seats]]"),
        ("working_time.closures", "a list, each a list of 2"),
    ],
)
def test_what_is_allowed_at_a_path_is_said_in_words(path: str, allowed: str | None) -> None:
    if allowed is None:
        assert allowed_at(path, Policy).startswith("only code, name, short_name")
    else:
        assert allowed_at(path, Policy) == allowed


def test_a_fault_says_its_path_also_as_seen_from_above() -> None:
    fault = Fault("own", "nothing", "a share", FaultKind.MISSING)
    assert str(fault) == "own: found nothing, allowed a share"
    assert fault.under("attendance") == Fault("attendance.own", "nothing", "a share", FaultKind.MISSING)
    assert Fault("", "nothing", "a share").under("attendance").path == "attendance"
    assert fault.under("").path == "own"


@pytest.mark.parametrize(
    ("question", "allowed", "if_empty"),
    [
        (PolicyQuestion("group.go_live", "From?", AnswerKind.DATE), A_DATE, "has to be answered"),
        (PolicyQuestion("group.name", "Name?", optional=True),
         "text on one line, at most 300 characters", "left out"),
        (PolicyQuestion("x", "?", AnswerKind.CHOICE, choices=("a", "b"), default=""), "a or b", "nothing"),
        (PolicyQuestion("x", "?", AnswerKind.NUMBER, "letter", default=1, words="one"), "one", "1 letter"),
        (PolicyQuestion("x", "?", AnswerKind.NUMBER, "letter", default=0, words="one"), "one", "no letters"),
        (PolicyQuestion("x", "?", AnswerKind.LIMIT, default="14 days", words="w"), "w", "14 days"),
    ],
)  # fmt: skip
def test_a_question_says_what_is_allowed_and_what_an_empty_answer_means(
    question: PolicyQuestion, allowed: str, if_empty: str
) -> None:
    assert (question.allowed, question.if_empty) == (allowed, if_empty)
