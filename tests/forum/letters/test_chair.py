"""Which questions a letter to the Chair puts, and in which order."""

from __future__ import annotations

import pytest

from forum.letters.parts import Ask
from forum.letters.questions import pressing_first, that_fit_a_phone
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


def test_a_letter_puts_the_five_most_pressing_questions_with_a_list_as_one_and_an_agenda_as_two() -> None:
    asks = [Ask(kind=kind, due=day(due), reference=reference) for due, kind, reference in WAITING]
    put = [(asks[at].kind.value, asks[at].reference) for at in pressing_first(asks)]
    assert put == [
        ("agree agenda", ""),
        ("discharge action", "MASE/2026-12/01"),
        ("discharge action", "MASE/2027-01/03"),
        ("allow late paper", "7"),
        ("allow late paper", "9"),
    ]


FULL = "x" * 41  # a line on a phone


@pytest.mark.parametrize(
    ("lines", "put"),
    [
        ([*[FULL] * 118, FULL * 2], (0, 1)),  # just fits
        ([*[FULL] * 118, f"{FULL * 2}x"], (0,)),
        (["x"] * 120, (0, 1)),
        (["x"] * 121, (0,)),
    ],
)
def test_the_last_of_a_list_waits_where_a_phone_would_show_too_many_lines(
    lines: list[str], put: tuple[int, ...]
) -> None:
    asks = [
        Ask(
            kind=QuestionKind.DISCHARGE_ACTION, due=day("Mon 8 Feb 2027"), reference=f"MASE/2027-01/0{number}"
        )
        for number in (1, 2)
    ]
    assert that_fit_a_phone(asks, lambda these: "\n".join(lines) if len(these) == 2 else "") == put
