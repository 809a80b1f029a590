"""What may name a child is seen; a share of cases is no name."""

from __future__ import annotations

import pytest

from forum.text.look_at import may_name_a_child


@pytest.mark.parametrize(
    ("words", "may_name"),
    [
        ("The case of Kay", True),
        ("The case of two sisters in Dover", True),
        ("A case of 12 year olds", True),
        ("Interviews are offered in time in four cases of five", False),
        ("In 9 cases of 12, a lawyer was asked", False),
    ],
)
def test_a_case_names_somebody_and_a_share_of_cases_nobody(words: str, may_name: bool) -> None:
    assert may_name_a_child(words) is may_name
