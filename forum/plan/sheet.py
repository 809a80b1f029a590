"""The workbook of the plan: its columns, and a line as it stands in them."""

from __future__ import annotations

from forum.members.membership import Membership
from forum.plan.lines import Colour, LineState, PlanLine
from forum.plan.rag import Rating
from forum.text.columns import Column, Kind, plain

COLOURS = tuple(colour.capitalize() for colour in Colour)
STATES = tuple(state.capitalize() for state in LineState)
SHEET = plain(
    "Plan",
    Column("Reference", 11, "P, the strand and the number: P2.3. It stays with its line.", name="reference"),
    Column(
        "Strand",
        14,
        "Prepare, Prevent, Protect, Pursue, or the board’s own; one for a number.",
        name="strand",
    ),
    Column("Outcome sought", 30, "So that …", name="outcome"),
    Column("Action", 36, "What is done, with one verb.", name="action"),
    Column("Lead seat", 20, "A seat by its name or short name.", name="lead_seat_id"),
    Column(
        "Lead officer",
        22,
        "One person of the group, by name; or the lead of another line: as P1.2.",
        name="lead_id",
    ),
    Column("Supporting seats", 22, "With ; between.", name="supporting"),
    Column("Start", 13, "Until then the line is grey.", kind=Kind.DATE, name="start"),
    Column(
        "Due as first agreed",
        13,
        "A day. It never changes; “ongoing” is no day.",
        kind=Kind.DATE,
        name="first_due",
    ),
    Column("Due now", 13, "Empty: as first agreed. Another needs a decision.", kind=Kind.DATE, name="due"),
    Column("Agreed by", 18, "The decision that moved the date: MASE/2027-02/D1.", name="due_by"),
    Column("RAG", 9, "No better than dates and updates allow.", choices=COLOURS),
    Column("Why", 30, "Why it is not green.", name="why"),
    Column("Progress", 36, "At most 50 words; no names or places.", name="progress"),
    Column("Evidence", 28, "What shows that it is done.", name="evidence"),
    Column("Measure", 22, name="measure"),
    Column("Baseline", 12, name="baseline"),
    Column("Target", 12, name="target"),
    Column("Latest", 12, name="latest"),
    Column("Purposes", 11, "1a to 1g, with ; between.", name="purposes"),
    Column("Board", 18, "The board that wants it.", name="board"),
    Column("Source", 18, "Terms, audit, review, inspection or decision.", name="source"),
    Column("Status", 16, choices=STATES, name="state"),
    Column("Decision", 18, "The decision that ended the line.", name="ended_by"),
    Column("Ended", 13, "Its day; empty: today.", kind=Kind.DATE, name="ended_on"),
    Column("Impact", 36, "One sentence: what it changed for children.", name="impact"),
    free=15,
)
HELP = (
    (
        "What this is",
        "The action plan that the group owns, monitors and discharges (terms of reference, clause 3). Fill "
        "in the sheet and send the workbook back. You first see what would change.",
    ),
    (
        "Lines",
        "One row a line. A row that you leave out stays in the plan as it is; only a decision ends a line.",
    ),
    ("Dates", "As you write them: 12/1/27 or 12 January 2027. “Ongoing” is no date: give the next review."),
    (
        "RAG",
        "Red, amber or green. Late by up to four weeks or without an update is amber; later, moved twice or "
        "silent for two meetings is red. You may give a worse colour; the group alone agrees a better one.",
    ),
    (
        "Ending a line",
        "Discharged needs evidence, a sentence of impact and the decision; “closed, not achieved” and "
        "“superseded” need the decision.",
    ),
    ("Names and cases", "No children, suspects, schools, addresses or operations."),
)


def cells_of(line: PlanLine, rating: Rating, members: Membership) -> tuple[object, ...]:
    """Return a line as it stands in the columns."""
    in_words = {
        "lead_seat_id": members.seat(line.lead_seat_id).short_name,
        "lead_id": members.person(line.lead_id).name,
        "supporting": "; ".join(members.seat(seat).short_name for seat in line.supporting),
        "": rating.colour.capitalize() if rating.colour else "",
        "purposes": "; ".join(line.purposes),
        "state": line.state.capitalize(),
    }
    names = [column.name for column in SHEET.columns]
    return tuple(in_words[name] if name in in_words else getattr(line, name) for name in names)
