"""The part of the policy on how long records are kept, and on the hold under which they all stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import Line, LineOrNothing, Part

DAYS_OF_A_YEAR = 365
Years = Annotated[int, Strict(), Field(ge=1, le=100), Allowed("a whole number of years from 1 to 100")]


class HoldByDefault(Part):
    """The hold under which all records of the group stand until ``lifted_by`` names the authority, such as a
    decision of the board, that lets them be disposed of."""

    ground: Line = "Nobody has said yet that records of the group may be destroyed"
    authority: Line = "Own rule"
    lifted_by: LineOrNothing = ""


class Retention(Part):
    """The years for which each kind of record is kept after it was closed, under the kind's name.

    Afterwards a reviewer decides on each record. One that they keep comes up again after ``kept_again``
    years. Letters that went, and mail that was dealt with, leave the mailbox after ``in_mailbox`` days.
    """

    meetings: Years = 10
    reports: Years = 10
    plan: Years = 10
    research: Years = 6
    risks: Years = 10
    task_groups: Years = 10
    letters: Years = 2
    mail: Years = 2
    contact_details: Years = 2
    people: Years = 10
    incidents: Years = 6
    concerns: Years = 6
    kept_again: Years = 1
    in_mailbox: Annotated[
        int, Strict(), Field(ge=60, le=3650), Allowed("a whole number of days from 60 to 3,650")
    ] = 365
    hold: HoldByDefault = HoldByDefault()
    clause: Line = "own"

    def contradictions(self) -> Iterator[Fault]:
        most = min(self.letters, self.mail) * DAYS_OF_A_YEAR
        if self.in_mailbox > most:
            finding, allowed = f"{self.in_mailbox} days", f"at most {most}, as letters and mail are kept"
            yield Fault("in_mailbox", finding, allowed)
