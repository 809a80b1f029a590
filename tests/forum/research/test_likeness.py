from __future__ import annotations

import pytest

from forum.research import like_requests
from tests.english import day
from tests.forum.research.requests import request

HOTELS = request()  # What works to train the night staff of hotels?


@pytest.mark.parametrize(
    ("question", "is_like"),
    [
        ("What works to train the night staff of hotels?", True),
        ("How have other boards trained hotel staff?", True),
        ("Does training for a hotel’s night porters work?", True),
        ("How many hotels are there in Kent?", False),
        ("How many hotels?", False),  # half its words, but one word alone
        ("What is the best way to reach parents of missing children?", False),
        ("Why?", False),
    ],
)
def test_an_earlier_question_is_like_one_that_shares_half_its_words(question: str, is_like: bool) -> None:
    assert like_requests(question, [HOTELS]) == ((HOTELS,) if is_like else ())


def test_the_likest_come_first_then_the_newest_and_three_at_most() -> None:
    nearly = request(reference="R/2026/01", question="How do hotels train porters?")
    older = request(reference="R/2026/02", asked_on=day("Mon 12 Jan 2026"))
    others = [request(reference=f"R/2025/0{number}", asked_on=day("Mon 13 Jan 2025")) for number in (1, 2)]
    like = like_requests(HOTELS.question, [nearly, *others, older, HOTELS])
    assert [each.reference for each in like] == ["R/2027/01", "R/2026/02", "R/2025/01"]
