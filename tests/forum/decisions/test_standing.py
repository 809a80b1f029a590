"""How a decision stands."""

from __future__ import annotations

import pytest

from forum.decisions import DecisionFacts, standing_in_words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (DecisionFacts(), "stands"),
        (DecisionFacts(is_ruled=True), "stands, as the Chair ruled"),
        (DecisionFacts(is_quorate=False, waits=True), "waits to be ratified"),
        (DecisionFacts(is_quorate=False, waits=True, ratified_at="MASE/2027-02"),
         "stands; ratified at MASE/2027-02"),
        (DecisionFacts(waits=True), "waits to be ratified"),  # the unit put it so, though there was a quorum
        (DecisionFacts(ratified_at="MASE/2027-02", superseded_by="MASE/2027-03/D2"),
         "superseded by MASE/2027-03/D2"),
    ],
)  # fmt: skip
def test_a_decision_stands_waits_or_is_superseded(facts: DecisionFacts, words: str) -> None:
    assert standing_in_words(facts) == words
