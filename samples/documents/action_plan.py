"""The action plan with sample data: the fifteen lines of ``samples.plan``, some of them late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.documents.action_plan import ActionPlan, PlanEntry
from forum.plan.lines import Colour
from forum.plan.rag import strands_by_colour
from forum.text.standings import now_and_then
from samples.documents.shared import COMMON
from samples.plan import TITLE, plan_rows

AS_OF = dt.date(2027, 2, 2)
_LEADS = {
    "as P1.1": "Head of Inclusion",
    "as P1.3": "Detective Superintendent, Public Protection",
    "as P1.4": "MSCB Board Manager",
}


def _entry(row: dict[str, object]) -> PlanEntry:
    due = row["Due as first agreed"]
    assert isinstance(due, dt.date)
    return PlanEntry(
        reference=str(row["Reference"]),
        strand=str(row["Strand"]),
        outcome=str(row["Outcome sought"]),
        action=str(row["Action"]),
        lead=_LEADS.get(str(row["Lead officer"]), str(row["Lead officer"])),
        organisation=str(row["Lead seat"]),
        due=due,
        first_due=None,
        colour=Colour.GREEN.in_words,
        since=dt.date(2026, 9, 1),
        reason="as its lead reports",
        progress="On course; the first half is done",
        heard_on=dt.date(2027, 1, 19),
    )


def _late(line: PlanEntry, colour: Colour, since: dt.date, reason: str, progress: str) -> PlanEntry:
    return replace(
        line,
        colour=colour.in_words,
        since=since,
        reason=reason,
        progress=progress,
        is_exception=True,
    )


_LINES = {str(row["Reference"]): _entry(row) for row in plan_rows()}
_CHANGED = {
    "P1.2": _late(
        _LINES["P1.2"],
        Colour.RED,
        dt.date(2026, 12, 29),
        "64 days past its date; no update for two meetings",
        "",
    ),
    "P2.2": _late(
        _LINES["P2.2"],
        Colour.RED,
        dt.date(2027, 1, 16),
        "46 days past its date",
        "All but two districts are briefed; these follow in February",
    ),
    "P3.1": replace(
        _late(
            _LINES["P3.1"],
            Colour.AMBER,
            dt.date(2026, 12, 15),
            "Two districts have no room for their panel",
            "Ten of twelve panels meet",
        ),
        due=dt.date(2027, 6, 30),
        first_due=dt.date(2027, 4, 30),
    ),
    "P3.3": replace(
        _LINES["P3.3"],
        since=dt.date(2027, 1, 19),
        reason="done, and waiting for the group to discharge it",
        evidence="Tool in use in all nine clinics; audit of December 2026",
        put_forward=True,
        measured="Clinics with the tool: 0 at first, 9 now, target 9",
    ),
    "P1.4": replace(
        _LINES["P1.4"],
        colour=Colour.BLUE.in_words,
        since=dt.date(2026, 8, 11),
        reason="discharged by the group, MASE/2026-08/D2",
        evidence="Agreement signed by all twelve organisations",
        impact="Schools hear of a risk within a day.",
        looked_at_again=True,
    ),
    "P4.1": replace(
        _LINES["P4.1"],
        actions=("MASE/2027-01/02, List of orders sought: open, due 26 February 2027",),
    ),
    "P4.3": replace(
        _LINES["P4.3"],
        colour=Colour.GREY.in_words,
        reason="starts on 1 March 2027",
        progress="",
        heard_on=None,
    ),
}
LINES = tuple(_CHANGED.get(reference, line) for reference, line in _LINES.items())
_COLOURS = {colour.in_words: colour for colour in Colour}
DOCUMENT = ActionPlan(
    **COMMON,
    reference="MASE/2027-02",
    name=TITLE,
    as_of=AS_OF,
    lines=LINES,
    silent=("Kent Safeguarding Children Board",),
    chart=now_and_then(
        "line",
        strands_by_colour((line.strand, _COLOURS[line.colour]) for line in LINES if line.reference != "P1.4"),
        strands_by_colour((line.strand, Colour.GREEN) for line in LINES),
        "at the last meeting",
    ),
    put_for="The group is asked to refresh the plan.",
)
