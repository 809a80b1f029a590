"""The cost of drafting a board's report after ten years of meetings: ``python -m
benchmarks.board_report``."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.groups import TODAY, WEEK, Model, play, policy_of
from benchmarks.register import make_register
from config.settings import ROOT
from config.wiring import calendar, load_policies
from forum.boards.facts import Facts, facts_to_json
from forum.boards.steps import ReportState
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.boards.report import plan_reports
from tasks.duties.boards.write import draft_report
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import group_by_code
from tasks.register.other_bodies import report_to
from tasks.register.tables import BoardReportRow

BY, CODE, MONDAY = "benchmark", "G0001", 0
LETTERS = LetterPrinter(ROOT / "templates" / "email")
DOCUMENTS = DocumentPrinter(ROOT / "templates" / "documents")
PERIOD = dt.timedelta(days=91)  # since the last report to the board

HEARD = Facts(first=TODAY - 2 * PERIOD, last=TODAY - PERIOD)


@dataclass(frozen=True)
class Case:
    """A register with so many years of meetings, on a day on which a board's report is drafted."""

    model: Model

    @contextmanager
    def office(self, folder: Path) -> Iterator[Office]:
        """An office with a copy of the register, since a report is drafted once."""
        clock = SetClock(dt.datetime.combine(TODAY, dt.time(9)))
        file = shutil.copy(self.model.file, folder / "copy.db")
        policy, days = self.model.policy, calendar(self.model.policy)
        (sample,) = load_policies(ROOT / "config").values()
        body = sample.bodies[0]
        meets = days.add(TODAY, body.paper_deadline + policy.reports.drafted_before)
        bodies = (body.model_copy(update={"dates": (meets,)}),)
        with closing(Register(f"sqlite:///{file}", clock)) as register:
            yield Office(
                register=register,
                policies={policy.group.code: policy.model_copy(update={"bodies": bodies})},
                calendars={policy.group.code: days},
                letters=LETTERS,
                documents=DOCUMENTS,
                clock=clock,
            )

    def draft(self, folder: Path) -> float:
        """The seconds from the facts to the letter with the draft."""
        with self.office(folder) as office:
            with unit_of_work(office, BY) as work:
                group = group_by_code(work.session, CODE).id
                earlier = BoardReportRow(
                    group_id=group, body="KSCB-BG", name="KSCB Business Group", date=TODAY - PERIOD,
                    state=ReportState.ANSWERED, last_day=TODAY - PERIOD, facts=facts_to_json(HEARD),
                )  # fmt: skip
                work.session.add(earlier)
                plan_reports(work, group)
                report = report_to(work.session, group, "KSCB-BG").id
            begun = time.perf_counter()
            with unit_of_work(office, BY) as work:
                draft_report(work, report)
            return time.perf_counter() - begun


def cases(folder: Path, years: int) -> tuple[Case, Case]:
    """A group after a year of meetings every four weeks, and the same after so many years."""
    (played,) = play(MONDAY, folder, [TODAY])
    policy = policy_of(MONDAY, (TODAY - played.on) // WEEK)
    models = [Model(folder / f"{number}.db", TODAY, policy) for number in (1, years)]
    for model, number in zip(models, (1, years), strict=True):
        make_register(model.file, [replace(played, policy=policy)], groups=2, years=number)
    young, old = models
    return Case(young), Case(old)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--times", type=int, default=15, help="how often each is drafted, in turn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = cases(folder, options.years)
        for case in sides:
            case.draft(folder)  # templates are read once
        drafted = [[case.draft(folder) for case in sides] for _ in range(options.times)]
    young, old = (median(side) for side in zip(*drafted, strict=True))
    print(
        f"first year {young * 1000:.0f} ms, {options.years} years on {old * 1000:.0f} ms, "
        f"ratio {old / young:.2f}"
    )


if __name__ == "__main__":
    main()
