"""Why a letter came back, by its status code."""

from __future__ import annotations

import pytest

from forum.outbox.non_delivery import Returned, returned, why_it_came_back

ADDRESS = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.4.310")
SENDING = ("5.1.8", "5.7.500", "5.7.501", "5.7.599", "5.7.700", "5.7.705", "5.7.799")
LETTER = ("", "5.0.0", "5.1.4", "5.1.7", "5.1.9", "5.2.2", "5.3.4", "4.4.7", "5.4.6", "5.7.1", "5.7.499",
          "5.7.600", "5.7.1000")  # fmt: skip


def test_only_codes_of_an_address_say_that_nothing_arrives_there() -> None:
    assert {returned(status) for status in ADDRESS} == {Returned.ADDRESS}
    assert {returned(status) for status in SENDING} == {Returned.SENDING}
    assert {returned(status) for status in LETTER} == {Returned.LETTER}


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("5.2.2", "their mailbox is full (5.2.2)"),
        ("5.2.3", "larger than their mailbox takes (5.2.3)"),
        ("5.3.4", "larger than their mail system takes (5.3.4)"),
        ("4.4.7", "could not be reached for too long (4.4.7)"),
        ("5.7.1", "took it for spam, or has a rule against it (5.7.1)"),
        ("5.0.0", "gave another reason (5.0.0)"),
        ("", "gave another reason. Nothing is held"),
    ],
)
def test_the_unit_hears_why_a_letter_came_back(status: str, why: str) -> None:
    assert why in why_it_came_back(status)
