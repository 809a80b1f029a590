"""What an import would change in the plan, a sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from forum.members.membership import Membership
from forum.plan.lines import Colour, PlanLine
from forum.text.wording import listed, long_date

_WORDS = {  # the fields of a line that an import may change, as the sentence calls each
    "strand": "strand",
    "outcome": "outcome sought",
    "action": "action",
    "lead_seat_id": "lead seat",
    "lead_id": "lead officer",
    "supporting": "supporting seats",
    "start": "start",
    "due": "due",
    "said": "RAG",
    "why": "why",
    "progress": "progress",
    "evidence": "evidence",
    "measure": "measure",
    "baseline": "baseline",
    "target": "target",
    "latest": "latest",
    "purposes": "purposes",
    "board": "board",
    "source": "source",
    "state": "status",
    "ended_by": "decision",
    "impact": "impact",
}


def plan_changes(
    before: Mapping[str, PlanLine], after: Iterable[PlanLine], members: Membership
) -> tuple[str, ...]:
    """Return the changes that the lines ``after`` make to those ``before``; a line that lacks is none."""
    sentences: list[str] = []
    for line in after:
        known = before.get(line.reference)
        if known is None:
            lead = members.person(line.lead_id).name
            sentences.append(f"{line.reference}: new: {line.action}; {lead}, by {long_date(line.due)}")
        else:
            sentences += _changes(known, line, members)
    return tuple(sentences)


def _changes(before: PlanLine, after: PlanLine, members: Membership) -> Sequence[str]:
    return [
        f"{after.reference}: {words} {_in_words(new, members)}, was {_in_words(old, members)}"
        for name, words in _WORDS.items()
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]


def _in_words(value: object, members: Membership) -> str:
    match value:
        case Colour():
            return value.capitalize()
        case UUID():
            names = {seat.id: seat.short_name for seat in members.seats}
            return names.get(value) or members.person(value).name
        case tuple():
            return listed(_in_words(part, members) for part in value) if value else "none"
        case dt.date():
            return long_date(value)
        case _:
            return str(value or "none")
