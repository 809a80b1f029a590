"""An action as it stood on a day."""

from __future__ import annotations

import pytest

from forum.actions.action_log import UpdateKind
from forum.actions.history import SaidOfAction, action_as_at
from tests.english import day

SAID = (
    SaidOfAction(day("Tue 12 Jan 2027"), UpdateKind.UPDATE, "begun"),
    SaidOfAction(day("Tue 2 Feb 2027"), UpdateKind.NEW_DATE, "waiting for the new system"),
    SaidOfAction(day("Tue 9 Feb 2027"), UpdateKind.DONE, "done"),
    SaidOfAction(day("Thu 11 Feb 2027"), UpdateKind.RETURNED, "Medway is missing"),
    SaidOfAction(day("Tue 2 Mar 2027"), UpdateKind.NEW_DATE),
    SaidOfAction(day("Mon 15 Mar 2027"), UpdateKind.DONE),
    SaidOfAction(day("Wed 17 Mar 2027"), UpdateKind.DISCHARGED),
)


@pytest.mark.parametrize(
    ("on", "done", "words"),
    [
        ("Mon 11 Jan 2027", "", ""),
        ("Tue 12 Jan 2027", "", "begun"),
        ("Mon 8 Feb 2027", "", "date moved 1 time: waiting for the new system"),
        ("Tue 9 Feb 2027", "Tue 9 Feb 2027", "date moved 1 time: waiting for the new system"),
        ("Thu 11 Feb 2027", "", "date moved 1 time: Medway is missing"),
        ("Tue 2 Mar 2027", "", "date moved 2 times: Medway is missing"),
        ("Wed 31 Mar 2027", "Mon 15 Mar 2027", "date moved 2 times: Medway is missing"),
    ],
)
def test_it_is_done_once_its_owner_says_so_unless_the_chair_sends_it_back(
    on: str, done: str, words: str
) -> None:
    then = action_as_at(reversed(SAID), day(on))
    assert (then.done, then.in_words) == (day(done) if done else None, words)
