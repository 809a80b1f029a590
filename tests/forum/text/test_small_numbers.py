from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.look_at import FEWER, NOT_SHOWN, SMALLEST, for_outside


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"Kent": 12, "Medway": 5}, {"Kent": "12", "Medway": "5"}),
        ({"Kent": 12, "Medway": 4}, {"Kent": NOT_SHOWN, "Medway": FEWER}),  # all minus Kent is Medway
        ({"East": 20, "West": 9, "Medway": 3}, {"East": "20", "West": NOT_SHOWN, "Medway": FEWER}),
        ({"East": 20, "West": 4, "Medway": 3}, {"East": "20", "West": FEWER, "Medway": FEWER}),
        # two of them are three children together, so a third is left out
        ({"East": 20, "West": 1, "Medway": 2}, {"East": NOT_SHOWN, "West": FEWER, "Medway": FEWER}),
        ({"Kent": 12, "Medway": 0}, {"Kent": NOT_SHOWN, "Medway": FEWER}),
        ({"Kent": 2}, {"Kent": FEWER}),
        ({}, {}),
    ],
)
def test_no_small_number_leaves_the_group(counts: dict[str, int], shown: dict[str, str]) -> None:
    assert for_outside(counts) == shown


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_what_is_left_out_is_never_known_from_the_sum(counts: dict[str, int]) -> None:
    hidden = [name for name, words in for_outside(counts).items() if not words.isdigit()]
    assert all(counts[name] >= SMALLEST for name in counts if name not in hidden)
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(counts[name] for name in hidden) >= SMALLEST
