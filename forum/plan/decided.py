"""What a meeting decides of lines of the plan (clause 3: discharge)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.plan.lines import Colour, LineEvent, LineState, PlanLine, agree, discharge, end, send_back


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
            return discharge(line, on, decision.reference, evidence=decision.text, impact=decision.impact)
        case Decided.RETURNED:
            return send_back(line, decision.text)
        case Decided.NEW_DATE if line.moved and line.moved[-1] == on and decision.new_due:
            moved = replace(line, due=decision.new_due, due_by=decision.reference)
            return agree(moved, on, decision.reference, colour=decision.colour)
        case Decided.NEW_DATE | Decided.NEW_COLOUR:
            return agree(line, on, decision.reference, due=decision.new_due, colour=decision.colour)
        case Decided.CLOSED | Decided.SUPERSEDED:
            return end(line, LineState(decision.decided.lower()), on, decision.reference, decision.text)
