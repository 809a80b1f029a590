"""The workbook of the plan: its columns, and a line as it stands in them."""

from __future__ import annotations

from forum.members.membership import Membership
from forum.plan.lines import Colour, LineState, PlanLine
from forum.plan.rag import Rating
from forum.text.columns import Column, Kind

COLOURS = tuple(colour.capitalize() for colour in Colour)
STATES = tuple(state.capitalize() for state in LineState)
TITLE = "Plan"


COLUMNS = (
    Column("Reference", 11, "P, the strand and the number: P2.3. It stays with its line."),
    Column("Strand", 14, "Prepare, Prevent, Protect, Pursue, or the board’s own; one for a number."),
    Column("Outcome sought", 30, "So that …"),
    Column("Action", 36, "What is done, with one verb."),
    Column("Lead seat", 20, "A seat by its name or short name."),
    Column("Lead officer", 22, "One person of the group, by name; or the lead of another line: as P1.2."),
    Column("Supporting seats", 22, "With ; between."),
    Column("Start", 13, "Until then the line is grey.", kind=Kind.DATE),
    Column("Due as first agreed", 13, "A day. It never changes; “ongoing” is no day.", kind=Kind.DATE),
    Column("Due now", 13, "Empty: as first agreed. Another needs a decision.", kind=Kind.DATE),
    Column("Agreed by", 18, "The decision that moved the date: MASE/2027-02/D1."),
    Column("RAG", 9, "No better than dates and updates allow.", choices=COLOURS),
    Column("Why", 30, "Why it is not green."),
    Column("Progress", 36, "At most 50 words; no names or places."),
    Column("Evidence", 28, "What shows that it is done."),
    Column("Measure", 22),
    Column("Baseline", 12),
    Column("Target", 12),
    Column("Latest", 12),
    Column("Purposes", 11, "1a to 1g, with ; between."),
    Column("Board", 18, "The board that wants it."),
    Column("Source", 18, "Terms, audit, review, inspection or decision."),
    Column("Status", 16, choices=STATES),
    Column("Decision", 18, "The decision that ended the line."),
    Column("Ended", 13, "Its day; empty: today.", kind=Kind.DATE),
    Column("Impact", 36, "One sentence: what it changed for children."),
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
    return (
        line.reference,
        line.strand,
        line.outcome,
        line.action,
        members.seat(line.lead_seat_id).short_name,
        members.person(line.lead_id).name,
        "; ".join(members.seat(seat).short_name for seat in line.supporting),
        line.start,
        line.first_due,
        line.due,
        line.due_by,
        rating.colour.capitalize() if rating.colour else "",
        line.why,
        line.progress,
        line.evidence,
        line.measure,
        line.baseline,
        line.target,
        line.latest,
        "; ".join(line.purposes),
        line.board,
        line.source,
        line.state.capitalize(),
        line.ended_by,
        line.ended_on,
        line.impact,
    )
