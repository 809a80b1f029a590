"""The cost of filing a record after ten years of meetings: ``python -m benchmarks.filing_a_record``."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy import select

from benchmarks.groups import BEGIN, TODAY, WEEK, Model, play, policy_of
from benchmarks.register import make_register
from config.settings import ROOT
from config.wiring import calendar
from forum.calendar.meetings import meeting_dates
from rehearsals.business import BUSINESS
from rehearsals.leads import fill_sheets, open_sheets
from rehearsals.meeting_day import record_of
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.attendance.review import review_attendance
from tasks.duties.base.batches import do_one
from tasks.duties.base.office import Office, UnitOfWork, read_only
from tasks.duties.minutes.draft_and_file import draft_minutes
from tasks.duties.record.file_record import file_record, prefilled_record
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import group_by_code
from tasks.register.meetings import PLANNED
from tasks.register.members.membership import membership
from tasks.register.tables import MeetingRow

BY, MONDAY, YEARS = "benchmark", 0, 10
SCENE = 2  # of the rehearsal: a meeting that confirms minutes and hears of actions
LETTERS = LetterPrinter(ROOT / "templates" / "email")
DOCUMENTS = DocumentPrinter(ROOT / "templates" / "documents")
Seconds = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """A register with a group in it, the morning after a meeting whose record is not filed."""

    model: Model
    code: str

    @contextmanager
    def office(self, folder: Path) -> Iterator[Office]:
        """An office with a copy of the register, since a record is filed once."""
        clock = SetClock(dt.datetime.combine(self.model.on, dt.time(9)))
        file = shutil.copy(self.model.file, folder / "copy.db")
        policy = self.model.policy
        with closing(Register(f"sqlite:///{file}", clock)) as register:
            yield Office(
                register=register,
                policies={policy.group.code: policy},
                calendars={policy.group.code: calendar(policy)},
                letters=LETTERS,
                documents=DOCUMENTS,
                clock=clock,
            )

    def file(self, folder: Path) -> Seconds:
        """The seconds of each duty from the workbook that came back to the letters that it leads to."""
        with self.office(folder) as office:
            meeting, content = self.filled(office)
            duties: Mapping[str, Callable[[UnitOfWork, UUID], object]] = {
                "checks and filing": lambda work, meeting: file_record(work, meeting, content),
                "letters after the meeting": write_after_meeting,
                "attendance": review_attendance,
                "draft minutes": draft_minutes,
            }
            return {
                name: _seconds(partial(do_one, office, duty, meeting, self.model.on, BY))
                for name, duty in duties.items()
            }

    def filled(self, office: Office) -> tuple[UUID, bytes]:
        """Return the meeting whose record is not filed, and its workbook as the minute-taker fills it in."""
        with office.register.reading() as session:
            group = group_by_code(session, self.code).id
            meeting = session.scalars(
                select(MeetingRow)
                .where(
                    MeetingRow.group_id == group,
                    MeetingRow.state == PLANNED,
                    MeetingRow.date <= self.model.on,
                )
                .order_by(MeetingRow.date.desc())
            ).one()
            people = membership(session, group, meeting.date)
        chair = people.chair(meeting.date)
        assert chair is not None
        with read_only(office, BY) as work:
            sheets = open_sheets(prefilled_record(work, meeting.id))
        entries = record_of(sheets, meeting, people, SCENE, BUSINESS[SCENE - 1], chair)
        return meeting.id, fill_sheets(sheets, entries)


def _seconds(duty: Callable[[], object]) -> float:
    begun = time.perf_counter()
    duty()
    return time.perf_counter() - begun


def cases(folder: Path, years: int) -> tuple[Case, Case]:
    """The group's first whole month, and so many years later, with a settled month of it repeated as history.
    Both are the morning after a meeting, on a Tuesday."""
    dates = meeting_dates(policy_of(MONDAY, 0).meetings.rule, BEGIN + 4 * WEEK, TODAY)
    mornings = [day + dt.timedelta(days=1) for day in (dates[0], dates[-1])]
    first, last = play(MONDAY, folder, mornings)
    week = (TODAY - last.on) // WEEK
    model = Model(folder / "years.db", TODAY, policy_of(MONDAY, week))
    make_register(model.file, [Model(last.file, last.on, model.policy)], groups=2, years=years)
    # In the first of the groups somebody takes over on the very day, and has the name of who went before.
    return Case(first, first.policy.group.code), Case(model, "G0001")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--times", type=int, default=9, help="how often each is filed, in turn")
    parser.add_argument("--folder", type=Path, help="where the registers are made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        sides = cases(folder, options.years)
        for case in sides:
            case.file(folder)  # templates are read once
        filed = [[case.file(folder) for case in sides] for _ in range(options.times)]
    print(f"{'':26} {'first month':>12} {f'{options.years} years on':>13} {'ratio':>6}")
    for part in (*filed[0][0], "in all"):
        young, old = (
            median(sum(times.values()) if part == "in all" else times[part] for times in side)
            for side in zip(*filed, strict=True)
        )
        print(f"{part:26} {young * 1000:9.0f} ms {old * 1000:10.0f} ms {old / young:6.2f}")


if __name__ == "__main__":
    main()
