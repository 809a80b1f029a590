"""The table at the end of the fault suite: what was done to the sender, how often, and what it led to."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table as RichTable

from tests.faults.mailroom import Verdict


@dataclass
class Line:
    """The runs of one kind at one point; ``happened`` counts those in which the fault struck at all,
    ``wrong`` those with a letter lost, doubled or misdirected, or too many put to a person."""

    runs: int = 0
    happened: int = 0
    lost: int = 0
    doubled: int = 0
    misdirected: int = 0
    asked: int = 0
    wrong: int = 0


@dataclass
class Table:
    lines: dict[tuple[str, str, str], Line] = field(default_factory=dict)

    def add(
        self,
        database: str,
        kind: str,
        what: str,
        verdict: Verdict,
        *,
        most_asked: int,
        happened: bool = True,
        misdirected: int = 0,
    ) -> Line:
        """Count a run, and return the line in which it is counted."""
        line = self.lines.setdefault((kind, what, database), Line())
        line.runs += 1
        line.happened += happened
        line.lost += verdict.lost
        line.doubled += verdict.doubled
        line.misdirected += misdirected + verdict.misdirected
        line.asked += verdict.asked
        line.wrong += not verdict.is_well or bool(misdirected) or verdict.asked > most_asked
        return line

    def take(self, other: Table) -> None:
        """Take in the lines of a table about another database."""
        self.lines |= other.lines

    @property
    def is_well(self) -> bool:
        return not any(line.wrong for line in self.lines.values())

    def show(self) -> None:
        console = Console(width=130)
        screen = RichTable(title="What befell delivery and the inbox, and what came of it")
        for heading in ("", "Point or fault", "Database and server"):
            screen.add_column(heading, overflow="fold")
        for heading in ("Runs", "Struck", "Lost", "Doubled", "Misdirected", "To a person"):
            screen.add_column(heading, justify="right")
        for (kind, what, database), line in sorted(self.lines.items()):
            numbers = (line.runs, line.happened, line.lost, line.doubled, line.misdirected, line.asked)
            style = "bold red" if line.wrong else ""
            screen.add_row(kind, what, database, *(str(number) for number in numbers), style=style)
        console.print(screen)
        lines = self.lines.values()
        total = Line(*(sum(getattr(line, name) for line in lines) for name in Line.__dataclass_fields__))
        console.print(
            f"{total.runs} runs, {total.happened} struck: {total.lost} lost, {total.doubled} "
            f"doubled, {total.misdirected} misdirected; {total.asked} in front of a person."
        )
