"""The workbook in which a lead says how their lines of the plan stand: its columns, and its rows read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from forum.plan.lines import LONGEST_PROGRESS, PlanLine
from forum.plan.rag import Rating
from forum.questions.words import Reply, Word
from forum.text.cell_reader import CellReader, Row
from forum.text.columns import Column, Kind, plain
from forum.text.problem import Problem
from forum.text.wording import listed

WORDS = tuple(word.capitalize() for word in (Word.GREEN, Word.AMBER, Word.RED, Word.DONE))
SHEET = plain(
    "Lines",
    Column("Reference", 11, given=True),
    Column("Action", 40, given=True),
    Column("Due", 14, kind=Kind.DATE, given=True),
    Column("RAG now", 30, given=True),
    Column("How it is", 12, "Leave it empty for a line of which you have nothing to say.", choices=WORDS),
    Column("In words", 60, "At most 50 words, without names or places; after Done, what shows it."),
)
HELP = (
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
