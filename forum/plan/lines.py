"""A line of the action plan, and all that can happen to it (clause 3: own, monitor and discharge).

What a line of the plan measures, in words, within the group and outside it (clause 3). The plan as it
stood: a line as it was after each event, and the versions that the board keeps.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from forum.terms.parts.duties import Plan
from forum.text.look_at import figure_for_outside
from forum.text.problem import Problem
from forum.text.wording import long_date

REFERENCE = re.compile(r"P\s?(\d{1,2})\.(\d{1,2})", re.IGNORECASE)
_WITHIN = re.compile(rf"\b{REFERENCE.pattern}\b", re.IGNORECASE)
LONGEST_PROGRESS = 50  # words


class Colour(StrEnum):
    """The colours of a line, the best first."""

    GREY = "grey"
    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def letter(self) -> str:
        """The letter that stands beside the colour in print; N for a line not due to start."""
        return "N" if self is Colour.GREY else self.value[0].upper()

    @property
    def in_words(self) -> str:
        """The colour as word and letter: "Red (R)"."""
        return f"{self.capitalize()} ({self.letter})"

    @property
    def is_a_leads(self) -> bool:
        """Say whether a lead may give the colour: blue is the group's, and grey follows from the start."""
        return self in (Colour.GREEN, Colour.AMBER, Colour.RED)


class LineState(StrEnum):
    """The states of a line. Each but the first ends it, by a decision of the group."""

    OPEN = "open"
    DISCHARGED = "discharged"
    CLOSED = "closed, not achieved"
    SUPERSEDED = "superseded"


class LineEvent(StrEnum):
    """The events in the history of a line."""

    IMPORTED = "imported"
    UPDATED = "updated"
    PUT_FORWARD = "put forward"
    RETURNED = "returned"
    AGREED = "agreed"
    DISCHARGED = "discharged"
    CLOSED = "closed, not achieved"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class LineInRound:
    """A line as the round of updates has to know it. ``put_forward_on`` is the day on which the lead reported
    it done, ``heard_on`` the day of the last update."""

    id: UUID
    lead_id: UUID
    start: dt.date
    heard_on: dt.date | None = None
    put_forward_on: dt.date | None = None
    state: LineState = LineState.OPEN

    def is_running(self, on: dt.date) -> bool:
        """Say whether the line is due to have started, and not ended, on a day."""
        return self.state is LineState.OPEN and self.start <= on

    def wants_update(self, on: dt.date) -> bool:
        """Say whether the lead is asked how the line stands: while it runs, and does not wait for the
        group."""
        return self.is_running(on) and self.put_forward_on is None


@dataclass(frozen=True, kw_only=True)
class LineInWords:
    """The words of a line, by its ``reference`` of strand and number ("P2.3"). ``outcome`` is what is sought
    ("so that …"), ``impact`` the sentence of what a line that has ended changed."""

    reference: str
    strand: str
    outcome: str
    action: str
    progress: str = ""
    evidence: str = ""
    impact: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanLine(LineInRound, LineInWords):
    """A line of the plan.

    ``first_due`` is the day first agreed, which never changes, and
    ``due`` the day agreed now, by the decision ``due_by``; ``moved`` are the days on which it was moved.
    ``said`` is the colour that the lead gave last, ``said_since`` the first day on which they gave it without
    a break, ``said_on`` the last, ``why`` their reason. ``agreed_colour`` is the group's own, by the decision
    ``agreed_by`` of ``agreed_on``. ``ended_on`` is the day of the decision ``ended_by`` that ended the line.
    """

    lead_seat_id: UUID
    supporting: tuple[UUID, ...] = ()
    first_due: dt.date
    due: dt.date
    due_by: str = ""
    moved: tuple[dt.date, ...] = ()
    measure: str = ""
    baseline: str = ""
    target: str = ""
    latest: str = ""
    purposes: tuple[str, ...] = ()
    board: str = ""
    source: str = ""
    added_on: dt.date
    said: Colour | None = None
    said_since: dt.date | None = None
    said_on: dt.date | None = None
    why: str = ""
    agreed_colour: Colour | None = None
    agreed_on: dt.date | None = None
    agreed_by: str = ""
    ended_on: dt.date | None = None
    ended_by: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """The place of the line in the plan: its strand, and its number there."""
        return line_place(self.reference)


def line_place(reference: str) -> tuple[int, int]:
    """Return the strand and the number of a reference; Problem for another text."""
    match = REFERENCE.fullmatch(reference.strip())
    if match is None:
        raise Problem(f"“{reference}” is no reference of a line; they look like P2.3.")
    return int(match[1]), int(match[2])


def line_reference(reference: str) -> str:
    """Return a reference as we write it: "P2.3" for "p 2.3"; Problem for another text."""
    return "P{}.{}".format(*line_place(reference))


def is_line_reference(text: str) -> bool:
    """Say whether a text is the reference of a line."""
    return REFERENCE.fullmatch(text.strip()) is not None


def with_titles(text: str, titles: Mapping[str, str]) -> str:
    """Return a text with what each line is about in place of its reference, for readers without the plan (own
    rule). ``titles`` are by reference; one that no line has stays."""

    def named(match: re.Match[str]) -> str:
        title = titles.get(line_reference(match[0]), "").rstrip(" .")
        return f"“{title}”" if title else match[0]

    return _WITHIN.sub(named, text)


def in_plan_order(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Return lines by strand and number: P2.9 before P2.10."""
    return tuple(sorted(lines, key=lambda line: line.place))


def put_forward(line: PlanLine, on: dt.date, evidence: str) -> PlanLine:
    """Put a line forward for discharge, with its evidence (clause 3). Problem unless open, or without
    evidence."""
    _refuse_unless_open(line)
    if not (evidence.strip() or line.evidence):
        raise Problem(f"{line.reference}: say after DONE what shows that it is done.")
    return replace(line, put_forward_on=on, heard_on=on, evidence=evidence.strip() or line.evidence)


def send_line_back(line: PlanLine, why: str) -> PlanLine:
    """Return a line that was put forward to its lead, on the group's word. Problem unless put forward."""
    if line.put_forward_on is None:
        raise Problem(f"{line.reference} was not put forward for discharge.")
    return replace(line, put_forward_on=None, why=why or line.why)


def agree(
    line: PlanLine, on: dt.date, by: str, *, due: dt.date | None = None, colour: Colour | None = None
) -> PlanLine:
    """Give a line the date or the colour that the group agreed, by a decision. Problem unless open, and for a
    date that is no new one."""
    _refuse_unless_open(line)
    if due is not None:
        if due == line.due or due <= on:
            raise Problem(f"{line.reference}: {long_date(due)} is not a new date; give a later day.")
        line = replace(line, due=due, due_by=by, moved=(*line.moved, on), put_forward_on=None)
    if colour is not None:
        line = replace(line, agreed_colour=colour, agreed_on=on, agreed_by=by)
    return line


def discharge_line(line: PlanLine, on: dt.date, by: str, *, evidence: str, impact: str) -> PlanLine:
    """Discharge a line by the group's decision, with its evidence on file and a sentence of what it changed
    (clause 3). Problem unless open, or where one of them lacks."""
    _refuse_unless_open(line)
    evidence = evidence.strip() or line.evidence
    if lacking := lacks_for_discharge(evidence, impact, by):
        raise Problem(f"{line.reference} can’t be discharged without {lacking}.")
    return replace(
        line, state=LineState.DISCHARGED, ended_on=on, ended_by=by, evidence=evidence, impact=impact.strip()
    )


def lacks_for_discharge(evidence: str, impact: str, decision: str) -> str:
    """Return what a discharge lacks: its evidence, its sentence of impact, or the decision; empty for
    nothing."""
    if not evidence.strip():
        return "evidence"
    if not impact.strip():
        return "a sentence on what it changed for children"
    return "" if decision.strip() else "the group’s decision"


def end(line: PlanLine, state: LineState, on: dt.date, by: str, why: str) -> PlanLine:
    """End a line that was not achieved or that another supersedes, by the group's decision. Problem unless
    open, or without a decision."""
    _refuse_unless_open(line)
    if not by:
        raise Problem(f"{line.reference}: “{state}” needs a decision of the group.")
    return replace(line, state=state, ended_on=on, ended_by=by, why=why or line.why)


def _refuse_unless_open(line: PlanLine) -> None:
    if line.state is not LineState.OPEN:
        raise Problem(f"{line.reference} is {line.state}; nothing is left to say of it.")


def measured(line: PlanLine) -> str:
    """Return what was measured: "Staff trained: 40% at first, 62% now, target 90%"; empty for nothing."""
    return _in_words(line.measure, line.baseline, line.latest, line.target)


def measured_for_outside(line: PlanLine) -> str:
    """Return what was measured as it may leave the group, without a count under five (own rule)."""
    return _in_words(line.measure, *map(figure_for_outside, (line.baseline, line.latest, line.target)))


def _in_words(measure: str, baseline: str, latest: str, target: str) -> str:
    figures = {f"{baseline} at first": baseline, f"{latest} now": latest, f"target {target}": target}
    said = ", ".join(words for words, figure in figures.items() if figure)
    return ": ".join(part for part in (measure, said) if part)


_LINE = TypeAdapter(PlanLine)


class Version(StrEnum):
    """The versions of a year that are kept as they are."""

    REFRESH = "refresh"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class LineThen:
    """A line as it was left by an event ``on`` a day; ``number`` counts the events of a line."""

    on: dt.date
    number: int
    line: PlanLine


def kept(line: PlanLine) -> dict[str, Any]:
    """Return a line as JSON, to be kept."""
    values: dict[str, Any] = _LINE.dump_python(line, mode="json")
    return values


def restored(values: Mapping[str, Any]) -> PlanLine:
    """Return the line that was kept."""
    return _LINE.validate_python(values)


def lines_as_at(history: Iterable[LineThen], day: dt.date) -> tuple[PlanLine, ...]:
    """Return the plan as it stood at the end of a day, in its order. What a meeting decided is of its day,
    but is written over the updates that came before its record."""
    latest: dict[UUID, LineThen] = {}
    for then in sorted(history, key=lambda then: then.number):
        if then.on <= day:
            latest[then.line.id] = then
    return in_plan_order(then.line for then in latest.values())


def version_due(meeting: dt.date, rules: Plan) -> Version | None:
    """Return the version that a meeting makes: the refresh is put to one month's meeting, and another
    adopts the plan (own rule)."""
    months: dict[str, Version] = {rules.refreshed_in: Version.REFRESH, rules.adopted_in: Version.ADOPTED}
    return months.get(f"{meeting:%B}")


def version_name(version: Version, meeting: dt.date) -> str:
    """Return the name of a version: "refresh 2027"."""
    return f"{version} {meeting.year}"
