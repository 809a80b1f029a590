"""The end of a rehearsal on the screen: the steps of the terms and those that went wrong, and the budget.

The folder that a rehearsal fills, with ``index.html`` to look at first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from forum.calendar.steps import OWN, StepVerdict
from forum.text.problem import Problem
from forum.text.wording import capital, count, short_date
from mase.terminal import make_private, write_private
from rehearsals.output.budget import BudgetRow, budget_months, budget_rows, people_in_words
from rehearsals.output.facts import MeetingFacts, PlayFacts, StepFacts
from rehearsals.output.files import (
    copy_calendar,
    write_dispatches,
    write_documents,
    write_letters,
    write_steps,
)
from rehearsals.output.page import LOOK_AT, page
from rehearsals.output.timeline import meeting_standing
from tasks.duties.base.office import Office

STYLES = {
    StepVerdict.MISSED: "bold red",
    StepVerdict.LATE: "red",
    StepVerdict.NOT_POSSIBLE: "yellow",
    StepVerdict.ON_TIME: "green",
    StepVerdict.OPEN: "bold",
}


WIDTHS = {"Step": 26, "Deadline": 10, "Done": 10, "Clause": 6, "Verdict": 0}  # alike for all meetings
SCREEN_ROWS = 12  # of the budget; the page has every row


def show_end(facts: PlayFacts, console: Console) -> None:
    """Show, on two screens at most, the steps that the terms set or that went wrong, and whose letters come
    nearest to the budget."""
    for number, meeting in enumerate(facts.shown):
        title = f"{meeting.reference}, {short_date(meeting.date)}: {meeting_standing(meeting)}"
        console.print(Text(title, "bold"), _steps_table(meeting, has_headings=number == 0), sep="\n")
    months = budget_months(facts.tallies, facts.first, facts.last)
    rows = budget_rows(facts.tallies, people_in_words(facts.letters), months)
    console.print(Text(budget_in_words(rows), "bold"), _budget_table(nearest(rows), months), sep="\n")


def step_is_shown(step: StepFacts) -> bool:
    """Say whether a step is shown: one of the terms of reference, or one that was not done in time."""
    return step.finding.clause != OWN or step.finding.verdict in LOOK_AT


def nearest(rows: Sequence[BudgetRow]) -> list[BudgetRow]:
    """Return the rows over or nearest to the budget, those furthest over it first."""
    return sorted(rows, key=lambda row: (row.allowed - row.most, -row.allowed))[:SCREEN_ROWS]


def budget_in_words(rows: Sequence[BudgetRow]) -> str:
    """Return "Letters a month against the budget, nearest first: nobody is over it"."""
    over = len({row.person for row in rows if row.over})
    people = count(over, "person is", "people are") if over else "nobody is"
    return f"Letters a month against the budget, nearest first: {people} over it"


def _steps_table(meeting: MeetingFacts, *, has_headings: bool) -> Table:
    box, padding = (SIMPLE_HEAD, (0, 1)) if has_headings else (None, (0, 2, 0, 1))
    table = Table(box=box, padding=padding, pad_edge=not has_headings, show_header=has_headings)
    for heading, width in WIDTHS.items():
        table.add_column(heading, no_wrap=heading != "Verdict", min_width=width)
    for step in filter(step_is_shown, meeting.steps):
        table.add_row(
            capital(step.step.kind.value),
            _date(step.step.deadline),
            _date(step.step.done),
            step.finding.clause,
            Text(step.finding.words, STYLES.get(step.finding.verdict, "dim")),
        )
    return table


def _budget_table(rows: Sequence[BudgetRow], months: Sequence[dt.date]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Person")
    table.add_column("Kind")
    table.add_column("Most in a month", no_wrap=True)
    table.add_column(_months(months), no_wrap=True)
    for row in rows:
        numbers = " ".join(str(number) for number in row.months)
        table.add_row(row.person, capital(row.kind.value), _bar(row), numbers)
    return table


def _bar(row: BudgetRow) -> Text:
    """A row as a bar: "■■□ 2 of 3", with the letters over the budget in red."""
    within = min(row.most, row.allowed)
    bar = Text("■" * within, "green")
    bar.append("□" * (row.allowed - within), "dim")
    bar.append("■" * (row.most - within), "bold red")
    return bar.append(f" {row.most} of {row.allowed}", "bold red" if row.over else "")


def _months(months: Sequence[dt.date]) -> str:
    return f"{months[0]:%b}" if len(months) == 1 else f"{months[0]:%b} to {months[-1]:%b}"


def _date(day: dt.date | None) -> str:
    return short_date(day) if day else "–"


def write_output(office: Office, facts: PlayFacts, out: Path, mail_folder: Path) -> None:
    """Write what was rehearsed into the folder ``out``.

    It gets ``index.html``, ``steps.csv``, ``dispatches.csv``, ``documents/``, ``calendar/`` with the meetings
    of ``mail_folder/calendar``, and ``mail/``: the letters and invitations in ``mail_folder/sent`` as
    ``.eml``, and a page for each letter. Files of the same names are replaced.
    Problem where the folder can't be written.
    """
    try:
        make_private(out)
        write_steps(out / "steps.csv", facts.meetings)
        write_dispatches(out / "dispatches.csv", facts.letters)
        files = write_documents(office, out)
        emls = write_letters(facts.letters, mail_folder / "sent", out)
        items = copy_calendar(mail_folder / "calendar", out)
        terms = sorted(f"policies/{file.name}" for file in (out / "policies").glob("*"))
        write_private(out / "index.html", page(facts, files, emls, items, terms))
    except OSError as error:
        raise Problem(
            f"{error.filename} cannot be written ({error.strerror}). Choose another folder with --out."
        ) from error
