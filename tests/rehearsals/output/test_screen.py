"""The end of a rehearsal on the screen fits two screens, and has what calls for a look."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

from rich.console import Console

from forum.calendar.steps import OWN, StepKind
from forum.outbox.budget import Reader
from rehearsals.output.facts import PlayFacts, StepFacts
from rehearsals.output.screen import show_end
from tests.rehearsals.output.samples import FIRST, LAST, NURSE, a_letter, a_meeting, a_step
from tests.rehearsals.output.test_budget import a_tally

TWO_SCREENS = 2 * 50  # lines


def of_our_own(step: StepFacts) -> StepFacts:
    return replace(step, finding=replace(step.finding, clause=OWN))


def test_a_year_fits_two_screens_with_what_went_wrong_and_who_is_over_the_budget_first() -> None:
    agenda = a_step(StepKind.AGENDA_AGREED, "Mon 4 Jan 2027", "Tue 26 Jan 2027", "Wed 20 Jan 2027")
    papers = a_step(StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027", "Mon 1 Feb 2027")
    minutes = a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027", "Fri 19 Feb 2027")
    quorum = of_our_own(
        a_step(StepKind.QUORUM_FORECAST, "Mon 1 Feb 2027", "Fri 5 Feb 2027", "Fri 5 Feb 2027")
    )
    late = of_our_own(a_step(StepKind.RECORD, "Mon 8 Feb 2027", "Thu 11 Feb 2027", "Fri 12 Feb 2027"))
    months = [a_meeting(agenda, papers, quorum, late, minutes)] * 12
    members = [UUID(int=number) for number in range(10, 40)]
    letters = tuple(a_letter(member, f"Member {member.int}") for member in members)
    tallies = [a_tally(member, Reader.MEMBER, "Mon 1 Feb 2027", 3) for member in members]
    over = a_tally(NURSE, Reader.MEMBER, "Mon 1 Feb 2027", 4)
    facts = PlayFacts(FIRST, LAST, ("MASE Group",), tuple(months), (*letters, a_letter()), (*tallies, over))
    screen = io.StringIO()
    show_end(facts, Console(file=screen, width=80))
    lines = screen.getvalue().splitlines()
    assert len(lines) <= TWO_SCREENS
    assert sum("Record" in line and "1 day late" in line for line in lines) == 12
    assert not [line for line in lines if "Quorum forecast" in line]
    (heading,) = (number for number, line in enumerate(lines) if line.startswith("Letters a month"))
    assert lines[heading].endswith("1 person is over it")
    assert "CCGs" in lines[heading + 4]
    assert "4 of 3" in lines[heading + 4]
