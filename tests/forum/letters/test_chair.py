"""Which questions a letter to the Chair puts, and in which order."""

from __future__ import annotations

from forum.letters.parts import Ask
from forum.letters.questions.chair import pressing_first
from forum.questions.kinds import QuestionKind
from tests.english import day

WAITING = [
    ("Mon 8 Feb 2027", QuestionKind.DISCHARGE_ACTION, "MASE/2027-01/03"),
    ("Fri 5 Feb 2027", QuestionKind.RULE_ON_QUORUM, ""),
    ("Tue 26 Jan 2027", QuestionKind.AGREE_AGENDA, ""),
    ("Thu 4 Feb 2027", QuestionKind.ALLOW_LATE_PAPER, "9"),
    ("Thu 4 Feb 2027", QuestionKind.ALLOW_LATE_PAPER, "7"),
    ("Fri 29 Jan 2027", QuestionKind.DISCHARGE_ACTION, "MASE/2026-12/01"),
]


def test_a_letter_puts_the_most_pressing_of_four_questions_with_a_list_as_one_and_an_agenda_as_two() -> None:
    asks = [Ask(kind=kind, due=day(due), reference=reference) for due, kind, reference in WAITING]
    put = [(asks[at].kind.value, asks[at].reference) for at in pressing_first(asks)]
    assert put == [
        ("agree agenda", ""),
        ("discharge action", "MASE/2026-12/01"),
        ("discharge action", "MASE/2027-01/03"),
        ("allow late paper", "7"),
    ]
