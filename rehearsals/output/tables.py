"""The two tables for further use, as CSV: the steps with their verdicts, and the outbox. No names in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from mase.private_files import write_private
from rehearsals.output.facts import LetterFacts, MeetingFacts

STEPS = ("group", "meeting", "step", "opens", "deadline", "done", "verdict", "clause")
DISPATCHES = ("key", "group", "meeting", "letter", "recipient", "queued", "sent", "state", "reason")


def write_steps(file: Path, meetings: Iterable[MeetingFacts]) -> None:
    """Every step on the register, also of meetings still to come; days as 2027-01-12, empty for none."""
    _write(
        file,
        STEPS,
        [
            (
                meeting.group,
                meeting.reference,
                step.step.kind.value,
                _day(step.step.opens),
                _day(step.step.deadline),
                _day(step.step.done),
                step.finding.words,
                step.finding.clause,
            )
            for meeting in meetings
            for step in meeting.steps
        ],
    )


def write_dispatches(file: Path, letters: Iterable[LetterFacts]) -> None:
    """Every letter of the outbox, to a seat or role; times as 2027-01-12 09:00 in London."""
    _write(
        file,
        DISPATCHES,
        [
            (
                letter.key,
                letter.group,
                letter.meeting,
                letter.letter,
                letter.recipient,
                _time(letter.queued),
                _time(letter.sent),
                letter.state.value,
                letter.reason,
            )
            for letter in letters
        ],
    )


def _write(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    write_private(file, text.getvalue())


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _time(at: dt.datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
