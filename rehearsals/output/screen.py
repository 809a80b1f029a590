"""The end of a rehearsal on the screen: every step with its verdict, and letters against the budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from forum.calendar.steps import Verdict
from forum.outbox.budget import Kind
from forum.text.wording import capital, short_date
from rehearsals.output.budget import BudgetRow, budget_months, budget_rows, people_in_words
from rehearsals.output.facts import Facts, MeetingFacts
from rehearsals.output.timeline import standing

STYLES = {
    Verdict.MISSED: "bold red",
    Verdict.LATE: "red",
    Verdict.NOT_POSSIBLE: "yellow",
    Verdict.ON_TIME: "green",
    Verdict.OPEN: "bold",
}


def show_end(facts: Facts, console: Console) -> None:
    """Show the steps of the meetings, and the letters of each person a month."""
    for meeting in facts.shown:
        title = f"{meeting.reference}, {short_date(meeting.date)}: {standing(meeting)}"
        console.print(Text(title, "bold"), _steps_table(meeting), sep="\n")
    for kind, table in _budget_tables(facts):
        title = f"{capital(kind.value)} to each person in a month, against the budget"
        console.print(Text(title, "bold"), table, sep="\n")


def _steps_table(meeting: MeetingFacts) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Step", "Deadline", "Done", "Clause", "Verdict"):
        table.add_column(heading, no_wrap=heading != "Verdict")
    for step in meeting.steps:
        table.add_row(
            capital(step.step.kind.value),
            _date(step.step.deadline),
            _date(step.step.done),
            step.finding.clause,
            Text(step.finding.words, STYLES.get(step.finding.verdict, "dim")),
        )
    return table


def _budget_tables(facts: Facts) -> list[tuple[Kind, Table]]:
    """A bar chart for each kind of letter: the most to one person in a month, against the budget."""
    months = budget_months(facts.tallies, facts.first, facts.last)
    rows = budget_rows(facts.tallies, people_in_words(facts.letters), months)
    by_kind = [(kind, [row for row in rows if row.kind is kind]) for kind in Kind]
    return [(kind, _budget_table(of_kind, months)) for kind, of_kind in by_kind if of_kind]


def _budget_table(rows: Sequence[BudgetRow], months: Sequence[dt.date]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Person")
    table.add_column("Most in a month", no_wrap=True)
    table.add_column(_months(months), no_wrap=True)
    for row in rows:
        table.add_row(row.person, _bar(row), " ".join(str(number) for number in row.months))
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
