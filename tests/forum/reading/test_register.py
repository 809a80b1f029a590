"""What the unit says of the register of members in answer to its desk letter."""

from __future__ import annotations

import pytest

from tests.forum.reading.letters import understood

LEAD = "The agreement of Interim Lead is signed: what waited for it goes out."
OF_HEALTH = "The agreement of Interim Lead, Community Health is signed: what waited for it goes out."


@pytest.mark.parametrize(
    ("letter", "text", "said"),
    [
        ("desk: an agreement", "SIGNED", LEAD),
        ("desk: an agreement", "signed Interim Lead", LEAD),
        ("desk: an agreement", "Interim Lead signed, 12 January", LEAD),
        ("desk: an agreement", "SIGNED Interim Lead, 12/1/27", LEAD),
        ("desk: agreements", "SIGNED Interim Lead, Community Health", OF_HEALTH),
        ("desk: agreements", "Signed interim lead, community health on 12 January", OF_HEALTH),
        ("desk: agreements", "SIGNED Interim Lead", LEAD),
    ],
)
def test_a_signed_agreement_is_recorded_by_its_name(letter: str, text: str, said: str) -> None:
    assert understood(letter, text) == [said]


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("desk: agreements", "SIGNED"),
        ("desk: an agreement", "SIGNED Interim Lead, 3 March"),  # a day to come
        ("desk: an agreement", "Interim Lead has not signed yet"),
        ("desk: an agreement", "Interim Lead says it was signed by somebody else"),
    ],
)
def test_what_does_not_say_plainly_who_has_signed_records_nothing(letter: str, text: str) -> None:
    assert not [one for one in understood(letter, text) if "is signed" in one]
