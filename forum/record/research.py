"""The sheet Research of the record: what the meeting wants looked into (clause 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from forum.record.cells import RecordReader
from forum.record.ledger import Ledger, Values
from forum.research.requests import ResearchKind
from forum.text.cell_reader import Row
from forum.text.checks import folded
from forum.text.children import may_name_a_child
from forum.text.columns import choice, given, later_day, line, person
from forum.text.wording import long_date


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


def _check(reader: RecordReader, row: Row, values: Values) -> None:
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
    check=_check,
    once="what was recorded before; the unit may decline the request",
)
