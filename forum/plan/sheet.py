"""The workbook of the plan: its columns, and a line as it stands in them.

The workbook in which a lead says how their lines of the plan stand: its columns, and its rows read. What
an import would change in the plan, a sentence each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from forum.members.membership import Membership
from forum.plan.lines import LONGEST_PROGRESS, Colour, LineState, PlanLine
from forum.plan.rag import Rating
from forum.questions.words import Reply, Word
from forum.text.cells import CellReader, Row
from forum.text.columns import Column, Kind, plain
from forum.text.problem import Problem
from forum.text.wording import listed, long_date

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


WORDS = tuple(word.capitalize() for word in (Word.GREEN, Word.AMBER, Word.RED, Word.DONE))
UPDATE_SHEET = plain(
    "Lines",
    Column("Reference", 11, given=True),
    Column("Action", 40, given=True),
    Column("Due", 14, kind=Kind.DATE, given=True),
    Column("RAG now", 30, given=True),
    Column("How it is", 12, "Leave it empty for a line of which you have nothing to say.", choices=WORDS),
    Column("In words", 60, "At most 50 words, without names or places; after Done, what shows it."),
)
UPDATE_HELP = (
    (
        "What this is",
        "Your lines of the action plan. Say how each is, and reply to our letter with the workbook; or write "
        "it in the reply itself.",
    ),
    (
        "How it is",
        "Green is on course for its date; Amber slips by up to four weeks, or has a risk with a plan; Red is "
        "later, or has no plan. Done puts the line to the group, with what shows it.",
    ),
    ("Dates", "Only the group agrees another date: say in words why the line needs one."),
)


def cells_to_update(line: PlanLine, rating: Rating) -> tuple[str | dt.date, ...]:
    """Return a line as it stands in the columns, of which its lead fills in the last two."""
    return line.reference, line.action, line.due, f"{rating.in_words}: {rating.reason}", "", ""


def read_updates(
    rows: Sequence[Row], references: Collection[str], where: str, faults: Sequence[str] = ()
) -> tuple[tuple[str, Reply], ...]:
    """Return what a lead says of their lines, which have these ``references``.

    Raises Problem with every faulty cell in one list, or where nothing is said of any line.
    """
    reader = CellReader(faults)
    updates = [
        (reference, reply)
        for reference, row in reader.rows_by(rows, "Reference", dict.fromkeys(references)).items()
        if (reply := _reply(reader, row)) is not None
    ]
    reader.refuse_faults(where, "recorded")
    if not updates:
        raise Problem(f"{where} says of none of your lines how it is: choose {listed(WORDS, 'or')}.")
    return tuple(updates)


def _reply(reader: CellReader, row: Row) -> Reply | None:
    said, words = row["How it is"], row["In words"]
    if not (said.line or words.line):
        return None
    word, text = reader.choice(said, WORDS, needed=True), reader.text(words)
    if len(text.split()) > LONGEST_PROGRESS:
        reader.fault(words, f"at most {LONGEST_PROGRESS} words")
    if not word:
        return None
    if word.upper() == Word.DONE and not text:
        reader.fault(words, "what shows that it is done")
    return Reply(Word[word.upper()], text)


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
