"""The status board: each step of the coming meetings with its traffic light, and what waits for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.steps import Finding, Step, Verdict, is_near
from forum.text.wording import count, listed

NEAR = 3  # calendar days


class Light(StrEnum):
    """Green, red, grey, amber, red and none; the word says it without the colour."""

    DONE = "done"
    LATE = "late"
    COMING = "coming"
    NEAR = "near"
    MISSED = "missed"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Section:
    """One table of the board. Where ``lit``, the first cell of each row is a Light."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lit: bool = False


@dataclass(frozen=True)
class GroupBoard:
    """A group's part of the board: what needs a hand in one line, and its tables, none of them empty."""

    code: str
    headline: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class StatusBoard:
    """``held`` says since when and why everything is held; empty while letters leave. ``templates_waiting``
    are files of templates that a person has not approved, ``check_number`` is that of the audit trail."""

    day: dt.date
    groups: tuple[GroupBoard, ...]
    held: str = ""
    templates_waiting: tuple[str, ...] = ()
    check_number: str = ""

    @property
    def templates_in_words(self) -> str:
        """What is to be done about the templates; empty when they are as they were approved."""
        if not self.templates_waiting:
            return ""
        number = len(self.templates_waiting)
        files, are = count(number, "template file"), "is" if number == 1 else "are"
        return f"{files} changed and {are} not used until a person approves the change (mase templates)"


def light(step: Step, found: Finding, as_of: dt.date) -> Light:
    """Show how a step stands by its clause: done on time, done late, or its deadline missed; else near when
    that is today or in the next three days, and coming before (own rule).

    A deadline that had passed before the meeting was planned can't be missed: the step is near until done.
    """
    if found.verdict in BY_VERDICT:
        return BY_VERDICT[found.verdict]
    if found.verdict is Verdict.NOT_POSSIBLE:
        return Light.DONE if step.done else Light.NEAR
    return Light.NEAR if is_near(step, as_of=as_of, within=NEAR) else Light.COMING


BY_VERDICT = {
    Verdict.ON_TIME: Light.DONE,
    Verdict.LATE: Light.LATE,
    Verdict.MISSED: Light.MISSED,
    Verdict.NOT_NEEDED: Light.NOT_NEEDED,
}


def headline(*counted: str) -> str:
    """Say in one line what needs a hand: of these counts ("2 questions open") those that are not nought."""
    found = [one for one in counted if not one.startswith("no ")]
    return listed(found) if found else "nothing needs a hand"
