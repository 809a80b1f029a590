"""What a board is asked of its letters: the hours in which they go, and how many go in a month."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.calendar import Country
from forum.terms.policy_question import AnswerKind, PolicyQuestion


def _letter_limit(path: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(f"budget.{path}", ask, AnswerKind.NUMBER, "letter", default=default, why=why)


TIME = (
    PolicyQuestion(
        "working_time.country",
        "Whose bank holidays are days off?",
        AnswerKind.CHOICE,
        choices=get_args(Country),
        default="England and Wales",
        why="Scotland and Northern Ireland have others.",
    ),
    PolicyQuestion(
        "working_time.send_from",
        "Letters go from",
        AnswerKind.TIME,
        default="8:30am",
        why="Nobody is written to at night.",
    ),
    PolicyQuestion(
        "working_time.send_until",
        "Letters go until",
        AnswerKind.TIME,
        default="4:30pm",
        why="Somebody is there to answer.",
    ),
)
BUDGET = (
    _letter_limit(
        "member_letters", "Letters to a member in a month", 3, "After the meeting; papers; minutes."
    ),
    _letter_limit(
        "member_digests",
        "Reminders of actions to a member in a month",
        2,
        "Weekly, unless another letter has them.",
    ),
    _letter_limit(
        "author_letters",
        "Letters about papers to an author in a month",
        2,
        "A request and one chase, which also asks for what came up since.",
    ),
    _letter_limit(
        "exceptional_letters", "Letters out of the ordinary in a month", 2, "A supplement, a meeting moved."
    ),
    _letter_limit(
        "membership_letters",
        "Letters about membership in a month",
        2,
        "A welcome and the last minutes; a farewell; is this right?",
    ),
    _letter_limit(
        "chair_letters", "Letters to the Chair in a month", 6, "Two things to agree, and what comes up."
    ),
    _letter_limit(
        "unit_letters_with_attachments",
        "Letters with attachments to the unit in a month",
        3,
        "Record, minutes, pack.",
    ),
    _letter_limit(
        "report_letters",
        "Letters on reports to boards, to the unit or a board’s secretary, in a month",
        4,
        "Two boards of one month; a report asked for, and what came of it.",
    ),
    _letter_limit(
        "member_all", "Letters of all kinds to a member in a month", 6, "More than that nobody reads."
    ),
    _letter_limit(
        "chair_all", "Letters of all kinds to the Chair in a month", 8, "What is to be agreed, and papers."
    ),
    _letter_limit(
        "unit_all",
        "Letters of all kinds to the unit in a month, the desk letter with them",
        14,
        "Three or four a week.",
    ),
)
