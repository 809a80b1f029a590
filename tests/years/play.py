"""A random year, played day by day: the journal of it, and all that the service printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from forum.calendar.working_days import ONE_DAY, each_day
from rehearsals.leads import import_sample_plan
from rehearsals.play import MORNING, PEOPLE_ACT
from rehearsals.script import HISTORY
from rehearsals.stage import BY, enter_past_meetings
from tasks.duties.base.office import Office, read_only, unit_of_work
from tasks.duties.yearly.compliance import compliance
from tasks.duties.yearly.inspection import REGISTER, inspection_bundle
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.members.membership import membership
from tests.tasks.mail.fake_mailer import FakeMailer
from tests.years.journal import Appointed, Journal, Met, PlanTaken, Sat
from tests.years.lean_office import LeanSecretary, lean_office
from tests.years.pages import Page, words_of, words_of_workbook
from tests.years.people import YearCast
from tests.years.plot import Plot
from tests.years.terms import BEGAN, SEATS
from tests.years.terms import SERVICE_BEGAN as FIRST

LAST = dt.date(2027, 12, 20)


@dataclass
class Year:
    """A year that was played."""

    seed: int
    journal: Journal
    pages: list[Page] = field(default_factory=list)


def play(seed: int, last: dt.date = LAST) -> Year:
    """Play the year of a seed."""
    year = Year(seed, Journal())
    with lean_office(FIRST, seed) as (office, clock):
        _enter_past(office, year.journal)
        plot = Plot(seed)
        if plot.has_plan:
            with unit_of_work(office, BY) as work:
                import_sample_plan(work, "MASE")
            year.journal.write(PlanTaken(dt.datetime.combine(FIRST, dt.time())))
        cast, secretary = YearCast(office, FIRST, plot, year.journal), LeanSecretary(office, clock)
        off = plot.days_off(last)
        for day in each_day(FIRST, last):
            if cast.days.is_working(day):
                _play_day(cast, secretary, clock, day, on=day not in off)
            if (day + ONE_DAY).month != day.month:
                year.pages.append(_compliance_page(office, cast.group_id, day))
        year.pages += _bundle(office, cast.group_id, last)
        year.pages += _pages(secretary, cast.group_id)
    return year


def _play_day(cast: YearCast, secretary: LeanSecretary, clock: SetClock, day: dt.date, *, on: bool) -> None:
    if on:
        secretary.morning(day)
    clock.at = dt.datetime.combine(day, PEOPLE_ACT)
    cast.act(day)
    cast.act_later(day)
    if on:
        secretary.afternoon(day)


def _enter_past(office: Office, journal: Journal) -> None:
    """Enter the meetings before the year, as every rehearsal does; the journal has them too."""
    enter_past_meetings(office, "MASE", FIRST)
    dates = [dt.date(2026, 9, 8), dt.date(2026, 10, 13), dt.date(2026, 11, 10), dt.date(2026, 12, 8)]
    with office.register.reading() as session:
        people = membership(session, group_by_code(session, "MASE").id)
    for place, name in enumerate(SEATS):
        holder = people.core_member(people.seats_on(FIRST)[place].id, FIRST)
        journal.write(Appointed(dt.datetime.combine(BEGAN, MORNING), name, holder.name if holder else ""))
    for number, date in enumerate(dates):
        seats = {
            name: Sat(holder.name, HISTORY.get(place, "PPPP")[number])
            for place, (name, seat) in enumerate(zip(SEATS, people.seats_on(date), strict=True))
            if (holder := people.core_member(seat.id, date))
        }
        journal.write(Met(dt.datetime.combine(date, PEOPLE_ACT), date, seats))


def _pages(secretary: LeanSecretary, group: UUID) -> Iterator[Page]:
    """Yield each letter of the group, and each file once, however many people had it."""
    had = set()
    assert isinstance(secretary.mailer, FakeMailer)
    for at, mail in secretary.mailer.sent:
        of, _, letter, *_ = mail.key.split("/")
        if of != str(group):  # of its task group
            continue
        yield Page(letter, at, mail.to, mail.subject, mail.text)
        for file in mail.attachments:
            name = re.sub(r"^MASE[-,].*?\d{2,4} (?=[a-z])|\.docx$", "", file.name)
            if (at, letter, file.name) in had:
                continue
            had.add((at, letter, file.name))
            if file.name.endswith(".docx"):
                yield Page(f"{letter}: {name}", at, mail.to, mail.subject, words_of(file.content))
            elif letter == "record_workbook":
                yield Page(f"{letter}: sheets", at, mail.to, mail.subject, file.content.decode())


def _bundle(office: Office, group: UUID, day: dt.date) -> Iterator[Page]:
    """Yield the pages of an inspection bundle that are made for it, and its register."""
    with read_only(office, "test", day) as work:
        files = inspection_bundle(work, group).files
    at = dt.datetime.combine(day + ONE_DAY, dt.time())
    for name, content in files.items():
        if name == REGISTER:
            yield Page("bundle: register", at, "", "", words_of_workbook(content))
        elif made := re.search(r"/MASE, .* (attendance|compliance) \w+\.docx$", name):
            yield Page(f"bundle: {made[1]}", at, "", "", words_of(content))


def _compliance_page(office: Office, group: UUID, day: dt.date) -> Page:
    with read_only(office, "test", day) as work:
        page = compliance(work, group).page
    at = dt.datetime.combine(day + ONE_DAY, dt.time())
    return Page("compliance page", at, "", "", words_of(office.documents.print(page)))
