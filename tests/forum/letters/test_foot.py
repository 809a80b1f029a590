"""Every letter says in its last lines why its reader gets it."""

from __future__ import annotations

import pytest

from forum.letters.base import reason_for_contact, reason_for_leaver, reason_for_role, unit_contact
from forum.members.membership import Role
from tests.english import day


@pytest.mark.parametrize(
    ("role", "why"),
    [
        (Role.CHAIR, "you chair the MASE Group"),
        (Role.DEPUTY_CHAIR, "you are the deputy chair of the MASE Group"),
        (Role.CORE, "you are a core member of the MASE Group"),
        (Role.UNIT, "the Business Unit supports the MASE Group"),
    ],
)
def test_a_reader_in_a_role_is_told_which(role: Role, why: str) -> None:
    assert reason_for_role(role, "MASE Group") == why


def test_whoever_has_left_and_who_is_a_contact_is_told_so_and_whom_to_ask() -> None:
    assert reason_for_leaver("a core member for KCHFT", "MASE Group", day("Fri 29 Jan 2027")) == (
        "you were a core member for KCHFT in the MASE Group until 29 January 2027"
    )
    assert reason_for_contact("KCHFT") == "our list of members names you as the contact of KCHFT"
    assert unit_contact("Business Unit", "03000 000000") == "the Business Unit, 03000 000000"
