"""The registers that meetings write: the lines of each, on a sheet of the record.

The sheet Corrections of the record: what the meeting made of each that members want in the minutes
(clause 6: a meeting confirms them; that each is answered is an own rule). The sheet Research of the
record: what the meeting wants looked into (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from forum.challenge import Challenge
from forum.minutes import Confirmation
from forum.record.cells import RecordReader
from forum.record.record import RecordForm
from forum.record.sheets import Ledger, Values
from forum.research import ResearchKind
from forum.risks import Risk, Score
from forum.text.cells import Cell, Row
from forum.text.checks import folded
from forum.text.columns import choice, given, later_day, line, person, yes_no
from forum.text.look_at import may_name_a_child
from forum.text.wording import listed, long_date


@dataclass(frozen=True, kw_only=True)
class CorrectionWanted:
    """A correction that a member wants in the minutes of an earlier meeting; whether they are among those
    that this meeting is to confirm, and what it made of it: ``because`` says why it did not make it."""

    reference: str = given("Reference", 18, added=True)
    person: str = given("From", 24)
    on: dt.date = given("On", 20, long_date)
    text: str = given("Correction", 70)
    made: bool | None = yes_no("Made", 10, "Did the meeting make it?", added=True)
    because: str = line("Because", 40, "Why it was not made", added=True)
    id: UUID
    is_of_last_minutes: bool = True


def _known(form: RecordForm) -> dict[str, CorrectionWanted]:
    there = form.register(CORRECTIONS.name)
    return {correction.reference: correction for correction in there.lines} if there else {}


def _check_row(reader: RecordReader, row: Row, values: Values) -> None:
    """Note a line that no correction has, and one that was not made for no reason."""
    known = _known(reader.form)
    if values["reference"] not in known:
        reader.fault(row["Reference"], listed(known, "or") or "no row here")
    if values.get("made") is False and "because" not in values:
        reader.fault(row["Because"], "why it was not made")


def check_corrections(
    reader: RecordReader,
    answers: Sequence[CorrectionWanted],
    last_minutes: Confirmation | None,
    cell: Cell | None,
) -> None:
    """Note where minutes are confirmed or amended with a correction open; ``cell`` is that of the last
    minutes."""
    answered = {answer.reference: answer for answer in answers}
    if cell is not None:
        for reference, correction in _known(reader.form).items():
            _check_corrections(reader, correction, answered.get(reference), last_minutes, cell)


def _check_corrections(
    reader: RecordReader,
    correction: CorrectionWanted,
    answer: CorrectionWanted | None,
    last_minutes: Confirmation | None,
    cell: Cell,
) -> None:
    if not correction.is_of_last_minutes or last_minutes in (None, Confirmation.DEFERRED):
        return
    which = f"{correction.reference}, which {correction.person} sent on {long_date(correction.on)}"
    if answer is None:
        say = "Say on the sheet Corrections whether it was made, or why not"
        reader.fault(cell, f"Deferred, while a correction is open: {which}. {say}")
    elif answer.made and last_minutes is Confirmation.CONFIRMED:
        reader.fault(cell, f"Amended, since a correction was made: {which}")


CORRECTIONS = Ledger(
    CorrectionWanted,
    "Corrections",
    "What members want corrected in the minutes: say of each whether the meeting made it, or why not.",
    "Say of each whether the meeting made it, or why not: whoever asked for it hears. One that comes after "
    "this workbook is on the next line by its reference, which the desk letter has.",
    check=_check_row,
    make=lambda form, values: replace(_known(form)[values["reference"]], **values),
    said_anew=True,
)


@dataclass(frozen=True, kw_only=True)
class ResearchWanted:
    """A request for research on a line of the record. ``purpose`` is its code, "1b", empty for none."""

    number: str = given("Line", 8)
    question: str = line("Question", 46, "What works to train hotel staff?", "what the group wants to know")
    asked_by_id: UUID = person("Asked by", 24, "Who wants to know")
    decision: str = line(
        "For the decision", 36, "What the group will decide by it", "what the group will decide by it"
    )
    by: dt.date = later_day("By", 17, "The day of that decision")
    kind: ResearchKind | None = choice(
        "Kind", 18, "May stay empty", {kind: kind for kind in ResearchKind}, default=None
    )
    purpose: str = choice("Purpose", 14, "The purpose it serves; may stay empty", "Purposes", default="")


def _check_research(reader: RecordReader, row: Row, values: Values) -> None:
    """Note a question that may name a child or is asked already, and a day by which the group does not
    meet."""
    question, by, form = values.get("question", ""), values.get("by"), reader.form
    if may_name_a_child(question):
        reader.fault(row["Question"], "a question that tells of no child and no case")
    asked = {folded(each): reference for each, reference in form.requests}
    if reference := asked.get(folded(question)):
        reader.fault(row["Question"], f"another question; this one is asked already, {reference}")
    if by and form.next_date and by < form.next_date:
        reader.fault(row["By"], f"a day by which the group meets: {long_date(form.next_date)} or later")


RESEARCH = Ledger(
    ResearchWanted,
    "Research",
    "What the group wants looked into: one line a request, without names or cases.",
    "Each request goes on the register of research; the desk letter then asks you to accept or decline it.",
    free=5,
    check=_check_research,
    once="what was recorded before; the unit may decline the request",
)


def _risk(form: RecordForm, values: Values) -> Risk:
    """Return a risk with the score of the meeting's day."""
    score = Score(form.date, values.pop("likelihood"), values.pop("impact"))
    number = int(values.pop("number"))
    return Risk(number=number, scores=(score,), opened_on=form.date, **values)


def _check_challenge(reader: RecordReader, row: Row, values: Values) -> None:
    """Note a challenge to whoever raised it, and a change that no answer brought."""
    if "to_id" in values and values["to_id"] == values.get("raised_by_id"):
        reader.fault(row["To"], "another seat than the one that raised it")
    if "changed" in values and "answer" not in values:
        reader.fault(row["Answer"], "the answer that changed something")


RISKS = Ledger(
    Risk,
    "Risks",
    "Change what the meeting changed. A new risk goes on the first free line. No names or cases.",
    "Cause, event and effect in a few words each. Likelihood × impact is the score; the register keeps "
    "how it moves. Write Closed where a risk is no more.",
    make=_risk,
)
CHALLENGE = Ledger(
    Challenge,
    "Challenge",
    "What one organisation asks of another, in neutral words. New ones go on the free lines.",
    "Rows open by themselves where help is wanted, an action is long overdue or a seat stays empty. Write "
    "the answer when it is there, and what changed for children when that is known.",
    free=5,
    check=_check_challenge,
)
LEDGERS: tuple[Ledger[Any], ...] = (RISKS, CHALLENGE, RESEARCH, CORRECTIONS)
