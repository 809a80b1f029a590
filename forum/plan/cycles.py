"""The month's round of updates: leads are asked before a meeting, and silence is counted (own lead times).

Open lines of the plan that say what is not so any more, since members or the policy have changed. What a
meeting decides of lines of the plan (clause 3: discharge).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import WorkingDays
from forum.members.membership import Membership
from forum.plan.lines import (
    Colour,
    LineEvent,
    LineInRound,
    LineState,
    PlanLine,
    agree,
    discharge_line,
    end,
    send_line_back,
)
from forum.terms.parts.duties import Plan


@dataclass(frozen=True)
class UpdateCycle:
    """The time in which leads update their lines for a meeting: asked from a day, in ``by`` another, the day
    on which the papers go out. ``chased`` is the first day of the reminder."""

    meeting: dt.date
    asked: dt.date
    chased: dt.date
    by: dt.date

    def is_open_on(self, day: dt.date) -> bool:
        """Say whether leads update their lines on a day."""
        return self.asked <= day <= self.by


@dataclass(frozen=True)
class WantedUpdate:
    """A line of which an update is wanted in a cycle. The question that waits for it was ``asked`` and
    ``chased`` on these days, if there is one."""

    line: LineInRound
    cycle: UpdateCycle
    asked: dt.date | None = None
    chased: dt.date | None = None

    @property
    def is_asked(self) -> bool:
        """Say whether the lead has been asked for this meeting."""
        return self.asked is not None and self.asked >= self.cycle.asked

    def is_asked_or_reminded_by(self, digest_day: dt.date) -> bool:
        """Say whether the digest of a day asks the lead, or reminds a lead who was asked."""
        if not self.is_asked:
            return digest_day >= self.cycle.asked
        return self.chased is None and digest_day >= self.cycle.chased


def update_cycle(
    meeting: dt.date, before: dt.date | None, papers_out: dt.date, rules: Plan, days: WorkingDays
) -> UpdateCycle:
    """Return the cycle of a meeting. Leads are asked 20 working days ahead, and never before the meeting
    ``before`` has been held; they are reminded 15 working days ahead, or two after they were asked."""
    asked = days.add(meeting, -rules.asked_before_meeting)
    if before is not None:
        asked = max(asked, days.add(before, 1))
    chased = max(days.add(meeting, -rules.chased_before_meeting), days.add(asked, 2))
    return UpdateCycle(meeting, asked, chased, papers_out)


def silences(line: PlanLine, cycles: Sequence[UpdateCycle], as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the last days of the cycles that are over in which a line's lead was asked and gave no update,
    the first of them first, since they were heard last. A line new to the plan counts as heard."""
    heard = max(line.added_on, line.start, line.heard_on or line.added_on)
    return tuple(
        cycle.by
        for cycle in sorted(cycles, key=lambda cycle: cycle.by)
        if heard < cycle.asked and cycle.by < as_of
    )


def is_update_wanted(line: LineInRound, cycle: UpdateCycle, as_of: dt.date) -> bool:
    """Say whether a line's lead is to be asked on a day: within the cycle, and not heard since it began."""
    return (
        cycle.is_open_on(as_of) and line.wants_update(as_of) and (line.heard_on or dt.date.min) < cycle.asked
    )


def outdated_lines(
    lines: Iterable[PlanLine],
    members: Membership,
    purposes: Collection[str],
    boards: Collection[str],
    today: dt.date,
) -> Iterator[str]:
    """Yield what each open line says that is not so today, a sentence each without names of people.

    ``purposes`` are the codes of the terms, ``boards`` the names in the policy.
    """
    seats = {seat.id for seat in members.seats_on(today)}
    for line in lines:
        if line.state is not LineState.OPEN:
            continue
        if not members.is_appointed(line.lead_id, today):
            yield f"{line.reference}: its lead has left; nobody is asked how it stands"
        if line.lead_seat_id not in seats:
            yield f"{line.reference}: the seat that leads it is abolished"
        for purpose in line.purposes:
            if purpose not in purposes:
                yield f"{line.reference}: the terms have no purpose {purpose}"
        if line.board and line.board not in boards:
            yield f"{line.reference}: the policy has no board “{line.board}”"


class Decided(StrEnum):
    """What can be decided of a line, as the record workbook has it."""

    DISCHARGED = "Discharged"
    RETURNED = "Returned"
    NEW_DATE = "New date"
    NEW_COLOUR = "New RAG"
    CLOSED = "Closed, not achieved"
    SUPERSEDED = "Superseded"


EVENTS: Mapping[Decided, LineEvent] = {
    Decided.DISCHARGED: LineEvent.DISCHARGED,
    Decided.RETURNED: LineEvent.RETURNED,
    Decided.NEW_DATE: LineEvent.AGREED,
    Decided.NEW_COLOUR: LineEvent.AGREED,
    Decided.CLOSED: LineEvent.CLOSED,
    Decided.SUPERSEDED: LineEvent.SUPERSEDED,
}


@dataclass(frozen=True)
class LineDecision:
    """What a decision says of a line. ``reference`` is that of the decision, ``text`` the evidence of a
    discharge or the reason of anything else, ``new_due`` and ``colour`` what the group agreed in place of the
    old. One that ``waits`` was taken without a quorum, and is carried out once it stands."""

    line_id: UUID
    decided: Decided
    reference: str
    text: str = ""
    impact: str = ""
    new_due: dt.date | None = None
    colour: Colour | None = None
    waits: bool = False


def is_overtaken(line: PlanLine, decision: LineDecision, on: dt.date) -> bool:
    """Say whether a decision that stands only from a day leaves the line as it is: the line has ended, is
    with its lead again, has the new date already, or that has passed (own rule)."""
    is_back = decision.decided is Decided.RETURNED and line.put_forward_on is None
    has_passed = decision.new_due is not None and (decision.new_due == line.due or decision.new_due <= on)
    return line.state is not LineState.OPEN or is_back or has_passed


def apply_decision(line: PlanLine, decision: LineDecision, on: dt.date) -> PlanLine:
    """Return the line after a decision of the meeting ``on`` a day. What a record filed again words
    otherwise is put right; Problem where the line takes no such decision as it stands."""
    if line.state is LineState.DISCHARGED and (line.ended_on, line.ended_by) == (on, decision.reference):
        return replace(line, evidence=decision.text or line.evidence, impact=decision.impact or line.impact)
    match decision.decided:
        case Decided.DISCHARGED:
            return discharge_line(
                line, on, decision.reference, evidence=decision.text, impact=decision.impact
            )
        case Decided.RETURNED:
            return send_line_back(line, decision.text)
        case Decided.NEW_DATE if line.moved and line.moved[-1] == on and decision.new_due:
            moved = replace(line, due=decision.new_due, due_by=decision.reference)
            return agree(moved, on, decision.reference, colour=decision.colour)
        case Decided.NEW_DATE | Decided.NEW_COLOUR:
            return agree(line, on, decision.reference, due=decision.new_due, colour=decision.colour)
        case Decided.CLOSED | Decided.SUPERSEDED:
            return end(line, LineState(decision.decided.lower()), on, decision.reference, decision.text)
