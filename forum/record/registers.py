"""The registers that meetings write: the lines of each, on a sheet of the record."""

from __future__ import annotations

from typing import Any

from forum.challenge.challenge import Challenge
from forum.record.cells import RecordReader
from forum.record.corrections import CORRECTIONS
from forum.record.form import RecordForm
from forum.record.ledger import Ledger, Values
from forum.record.research import RESEARCH
from forum.risks.risks import Risk, Score
from forum.text.cell_reader import Row


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
