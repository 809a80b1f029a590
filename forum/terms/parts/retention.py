"""The part of the policy on how long records are kept, and on the hold under which they all stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import Line, LineOrNothing, Part, asked

DAYS_OF_A_YEAR = 365
Years = Annotated[int, Strict(), Field(ge=1, le=100), Allowed("a whole number of years from 1 to 100")]


class HoldByDefault(Part):
    """The hold under which all records of the group stand until ``lifted_by`` names the authority, such as a
    decision of the board, that lets them be disposed of."""

    ground: Line = asked(
        "Why may nothing be destroyed for now?",
        "A hold stands from the first day.",
        "Nobody has said yet that records of the group may be destroyed",
    )
    authority: Line = asked("Who ordered that hold?", "An inquiry, say.", "Own rule")
    lifted_by: LineOrNothing = asked(
        "Who has lifted it, and by which decision?", "While this is empty, nothing goes.", ""
    )


class Retention(Part):
    """The years for which each kind of record is kept after it was closed, under the kind's name.

    Afterwards a reviewer decides on each record. One that they keep comes up again after ``kept_again``
    years. Letters that went, and mail that was dealt with, leave the mailbox after ``in_mailbox`` days.
    """

    meetings: Years = asked(
        "For how long is a meeting kept: its agenda, papers, minutes, attendance, actions?",
        "Then a reviewer decides on each; see “hold” below.",
        10,
        unit="year",
        clause=True,
    )
    reports: Years = asked("A report to a board", "As long as the meetings behind it.", 10, unit="year")
    plan: Years = asked(
        "A line of the action plan that has ended", "As long as the meetings.", 10, unit="year"
    )
    research: Years = asked(
        "Research that the group has used", "As long as a claim may be brought.", 6, unit="year"
    )
    risks: Years = asked("A risk or challenge that is closed", "As long as the meetings.", 10, unit="year")
    task_groups: Years = asked(
        "What a task and finish group was asked", "As long as the meetings.", 10, unit="year"
    )
    letters: Years = asked(
        "The words and files of a letter", "That it went stays with the meeting.", 2, unit="year"
    )
    mail: Years = asked("The trace of mail that came in", "What it changed stays.", 2, unit="year")
    contact_details: Years = asked(
        "Addresses and numbers of somebody who left", "Nobody writes to them.", 2, unit="year"
    )
    people: Years = asked(
        "The names of those whom no record names any more", "Records go first.", 10, unit="year"
    )
    incidents: Years = asked(
        "The record of a misdirected letter", "As long as a claim may be brought.", 6, unit="year"
    )
    concerns: Years = asked(
        "That somebody wrote of a worry, a complaint, a right", "It has no words of theirs.", 6, unit="year"
    )
    kept_again: Years = asked(
        "A record that the reviewer keeps comes up again after", "Reasons pass.", 1, unit="year"
    )
    in_mailbox: Annotated[
        int, Strict(), Field(ge=60, le=3650), Allowed("a whole number of days from 60 to 3,650")
    ] = asked(
        "Letters that went, and mail that was dealt with, leave the mailbox after",
        "The register has what counts.",
        365,
        unit="day",
    )
    hold: HoldByDefault = HoldByDefault()
    clause: Line = "own"

    def contradictions(self) -> Iterator[Fault]:
        most = min(self.letters, self.mail) * DAYS_OF_A_YEAR
        if self.in_mailbox > most:
            finding, allowed = f"{self.in_mailbox} days", f"at most {most}, as letters and mail are kept"
            yield Fault("in_mailbox", finding, allowed)
