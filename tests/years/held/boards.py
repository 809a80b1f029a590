"""The reports to boards, held against the books (clauses 2 and 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from tests.years.books import Books, Standing, percent
from tests.years.days import ONE_DAY, day_month, full, long
from tests.years.deadlines import AGENDA, MINUTES, PAPERS, REPORT, steps_of_meetings, steps_of_reports
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import WORDS
from tests.years.held.task_group import hold_stage
from tests.years.journal import FILLED, Met
from tests.years.plan import counts, lines_of, still_open
from tests.years.terms import BEGAN, BOARD_NAMES, DEPUTIES_SHARE, OWN_SHARE, PLAN, SEATS

PLANNED_AHEAD = 4 * 31 * ONE_DAY
COMING = 3  # meetings that a report names
A_QUARTER = 92 * ONE_DAY


class Boards:
    """What each board has been told, report by report: meetings, decisions and actions, by their names; and
    the day of its last report."""

    def __init__(self) -> None:
        self.told: dict[str, set[str]] = {}
        self.last: dict[str, dt.date] = {}
        self.plan: dict[str, Mapping[str, str]] = {}
        self.letter = ""

    def hold_report(self, hold: Hold, books: Books) -> Iterator[Difference]:
        """Hold a report as it went to a board: all that the board has not been told, and that once."""
        (board,) = re.findall(r"report to (\S+),", hold.page.subject)
        yield from _meeting(hold, books, board)
        told = self.told.setdefault(board, set())
        since = self.last.get(board, BEGAN)
        yield from hold.of_its_day(books, partial(_hold_report, told, since, self.plan.get(board, {})))
        yield from _period(hold, books, since)
        as_at = Books(books.journal, hold.as_at or books.at)
        self.plan[board] = counts(lines_of(as_at))
        told |= _News(as_at, told).names
        self.last[board] = books.at.date()
        self.letter = hold.page.text

    def hold_draft(self, hold: Hold, books: Books) -> Iterator[Difference]:
        """Hold the draft of a report, of which the board has heard nothing yet."""
        (board,) = re.findall(r"^Report to the (.*)$", hold.page.text, re.MULTILINE)
        code = BOARD_NAMES[board]
        lines = [line if " | " in line else f"* {line}" for line in hold.page.text.splitlines()]
        of_letter = Hold(replace(hold.page, text="\n".join(lines)))
        told, since = self.told.get(code, set()), self.last.get(code, BEGAN)
        plan = self.plan.get(code, {})
        yield from of_letter.of_its_day(books, partial(_hold_report, told, since, plan))
        hold.held += of_letter.held

    def hold_file(self, hold: Hold, _books: Books) -> Iterator[Difference]:
        """Hold the attached file against the letter, which says that it is the same."""
        lines = {line.removeprefix("* ") for line in self.letter.splitlines()}
        for line in hold.page.text.partition("\nThe ")[2].splitlines()[1:]:
            hold.held += 1
            if line not in lines and not re.match(r"In the annex\b|Annex: ", line):
                yield Difference(hold.page, line, "")


def _meeting(hold: Hold, books: Books, board: str) -> Iterator[Difference]:
    """Hold for which meeting of the board a report goes, or that this has been."""
    pattern = r"(for|it was for) (\w+ \d+ \w+ \d{4})(?:\.$|, and comes too late)"
    dates = {full(date): "it was for" if date < books.today else "for" for date in books.dates(board)}
    said = re.findall(pattern, hold.page.text, re.MULTILINE)
    yield from hold.sentences(pattern, *(f"{dates.get(day, 'on no day')} | {day}" for _, day in said))


class _News:
    """What a board is to be told at a moment, of all that it has not been told."""

    def __init__(self, books: Books, told: Collection[str]) -> None:
        self.meetings = [met for met in books.meetings if str(met.date) not in told]
        self.called_off = [
            planned for planned in books.calendar if planned.called_off and planned.reference not in told
        ]
        self.decisions = [
            (met, text)
            for met in books.meetings
            for text in books.decisions(met)
            if f"{met.date} {text}" not in told
        ]
        self.discharged = [
            task.reference
            for task in books.tasks
            if task.is_public and task.discharged and task.reference not in told
        ]
        self.plan = lines_of(books)
        self.ended = [line for line in self.plan if line.ended and line.reference not in told]
        self.names = {
            *(line.reference for line in self.ended),
            *(str(met.date) for met in self.meetings),
            *(planned.reference for planned in self.called_off),
            *(f"{met.date} {text}" for met, text in self.decisions),
            *self.discharged,
        }


def _hold_report(
    told: Collection[str], since: dt.date, before: Mapping[str, str], hold: Hold, books: Books
) -> Iterator[Difference]:
    """Hold a report to a board that has been told of these, and had its last report on a day, with the plan
    as it stood ``before``."""
    news = _News(books, told)
    none = [] if _unrecorded(books) else ["* No meeting was held in this period."]
    held = _held(books, news.meetings) or none
    yield from hold.sentences(r"^\* (?:\d+ meetings? held|No meeting was held).*$", *held)
    lines = [_decided(books, met, text) for met, text in news.decisions]
    yield from hold.sentences(r"^\* Decided on .*$", *lines)
    yield from _not_held(hold, books, news)
    yield from _attendance(hold, books, news.meetings)
    heard = [met for met in news.meetings if met.heard][-1:]
    lines = [f"* Heard on {day_month(met.date)}: {met.heard}" for met in heard]
    yield from hold.sentences(r"^\* Heard on .*$", *lines)
    yield from _plan(hold, news, before)
    yield from hold_stage(hold, books)
    yield from _deadlines(hold, books, since)
    yield from _next_meetings(hold, books)
    tasks = [task for task in books.tasks if task.is_public and not task.discharged]
    overdue = sum(not task.reported and task.due < books.at.date() for task in tasks)
    figures = f"{len(news.discharged)} discharged, {len(tasks)} open, {overdue} of these overdue."
    expected = [f"* Actions: {figures}"] if news.discharged or tasks else []
    yield from hold.sentences(r"^\* Actions: .*$", *expected)


def _plan(hold: Hold, news: _News, before: Mapping[str, str]) -> Iterator[Difference]:
    """Hold the colours of the plan now and at the last report, the red lines, and those discharged since."""
    now = counts(news.plan)
    strands = dict.fromkeys(strand for strand, _, _ in PLAN.values())
    rows = [
        f"{strand} | {now.get(strand, '–')} | {before.get(strand, '–')}"
        for strand in strands
        if strand in now or strand in before
    ]
    yield from hold.sentences(rf"^(?:{'|'.join(strands)}) \| .*$", *rows)
    red = [f"{line.action} | {long(line.due)}" for line in still_open(news.plan) if line.colour == "red"]
    yield from hold.sentences(r"^\* (.*?): Red \(R\), .*; due (\d+ \w+ \d{4})\.$", *red)
    ended = [f"* {line.action}, discharged: {line.impact}." for line in news.ended]
    yield from hold.sentences(r"^\* .*, discharged: .*$", *ended)


def _held(books: Books, meetings: Sequence[Met]) -> list[str]:
    number, quorate = len(meetings), sum(map(books.is_quorate, meetings))
    dates = _listed([day_month(met.date) for met in meetings])
    held = f"* {number} meeting{'s' * (number != 1)} held ({dates}), {quorate} of {number} quorate."
    return [held] if meetings else []


def _decided(books: Books, met: Met, text: str) -> str:
    day = books.ratified(met, text)
    ratified = f", and ratified on {day_month(day)}" if day else ""
    named = re.sub(r"\bP\d\.\d\b", lambda match: f"“{PLAN[match[0]][2]}”", text)
    return f"* Decided on {day_month(met.date)}{ratified}: {named}"


def _not_held(hold: Hold, books: Books, news: _News) -> Iterator[Difference]:
    """Hold the meetings that were called off, and those whose record is not in (clause 5)."""
    days = [
        f"{day_month(each.date)} ({'as the Chair ruled: ' * off.is_ruled}{off.reason})"
        for each in news.called_off
        if (off := each.called_off)
    ]
    lines = [f"* Meeting{'s' * (len(days) != 1)} not held: {'; '.join(days)}."] if days else []
    yield from hold.sentences(r"^\* Meetings? not held: .*$", *lines)
    ordinary = [planned for planned in books.calendar if planned.is_ordinary]
    runs = [[*run] for is_off, run in groupby(ordinary, lambda each: each.called_off is not None) if is_off]
    rows = [
        f"* {WORDS[len(run)].capitalize()} meetings in a row were not held: "
        f"{_listed([day_month(planned.date) for planned in run])}."
        for run in runs
        if len(run) > 1 and {*news.called_off} & {*run}
    ]
    yield from hold.sentences(r"^\* .* in a row were not held.*$", *rows)
    due = sum(met.is_ordinary for met in news.meetings)
    missed = sum(not each.called_off.is_ruled for each in news.called_off if each.called_off)
    frequency = [f"* Ordinary meetings (clause 5): {due} of {due + missed} held."] if due + missed else []
    yield from hold.sentences(r"^\* Ordinary meetings \(clause 5\).*$", *frequency)
    open_ = _unrecorded(books)
    meetings = f"meeting{'s' * (len(open_) != 1)} of {_listed(open_)}"
    waits = f"* Not on record yet, and for the next report: the {meetings}."
    yield from hold.sentences(r"^\* No meeting was planned in .*$")
    yield from hold.sentences(r"^\* Not on record yet.*$", *[waits] * bool(open_))


def _period(hold: Hold, books: Books, since: dt.date) -> Iterator[Difference]:
    """Hold from which day to which the report is: each begins where the last one ended."""
    first = since if since == BEGAN else since + ONE_DAY
    pattern = r", covering (\d+ \w+ \d{4}) to (\d+ \w+ \d{4})"
    yield from hold.sentences(pattern, f"{long(first)} | {long(books.at.date())}")


def _unrecorded(books: Books) -> list[str]:
    recorded = {met.date for met in books.meetings}
    return [
        day_month(planned.date)
        for planned in books.calendar
        if planned.date <= books.at.date() and not planned.called_off and planned.date not in recorded
    ]


def _deadlines(hold: Hold, books: Books, since: dt.date) -> Iterator[Difference]:
    """Hold how many deadlines of the terms have passed since the last report, and how many were met."""
    steps = [
        step
        for step in (*steps_of_meetings(books, BEGAN, books.today + A_QUARTER), *steps_of_reports(books))
        if since <= step.deadline < books.today
    ]
    met = sum(step.in_time for step in steps)
    line = f"* Deadlines of the terms of reference: {met} of {len(steps)} met."
    yield from hold.sentences(r"^\* Deadlines of the terms .*$", *[line] * bool(steps))
    of_kind: dict[tuple[str, str], list[bool]] = {}
    for step in steps:
        of_kind.setdefault((step.name, step.clause), []).append(step.in_time)
    rows = [
        f"{name} | {clause} | {sum(cases)} of {len(cases)}"
        for (name, clause), cases in of_kind.items()
        if not all(cases)
    ]
    names = "|".join((AGENDA, PAPERS, MINUTES, REPORT))
    yield from hold.sentences(rf"^((?:{names}) \| \d \| \d+ of \d+)$", *rows)


def _next_meetings(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold when the group meets next, of the months for which its meetings are planned."""
    today = books.at.date()
    last = today + PLANNED_AHEAD
    days = [
        long(planned.date)
        for planned in books.calendar
        if today < planned.date <= last and not planned.called_off
    ][:COMING]
    yield from hold.sentences(r"^\* The group meets on .*$", f"* The group meets on {_listed(days)}.")


def _attendance(hold: Hold, books: Books, meetings: Sequence[Met]) -> Iterator[Difference]:
    filled, seats = books.filled(meetings)
    if meetings:
        sentence = f"* Seats were filled {filled} of {seats} times ({percent(filled, seats)})."
        yield from hold.sentences(r"^\* Seats were filled .*$", sentence)
        rows = []
        for seat, name in SEATS.items():
            times = sum(met.seats[seat].mark in FILLED for met in meetings)
            number = len(meetings)
            if times < number:
                rows.append(f"{name} | {times} of {number} | {percent(times, number)}")
        yield from hold.sentences(r"^[^|\n]+ \| \d+ of \d+ \| \d+%$", *rows)
        number = len(SEATS) - len(rows)
        which = f"{'The other' if rows else 'All'} {number} organisation{'s' * (number != 1)}"
        others = [f"* {which} {'was' if number == 1 else 'were'} represented at each meeting."] * (number > 0)
        yield from hold.sentences(r"^\* .* represented at each meeting\.$", *others)
    last = books.meetings[-1].date  # whatever it was called for
    vacant = [(books.vacant_since(seat), name) for seat, name in SEATS.items()]
    yield from hold.sentences(
        r"^\* Vacant since .*$", *(f"* Vacant since {long(day)}: {name}." for day, name in vacant if day)
    )
    below = [
        f"* Below the attendance standard after the meeting of {long(last)}: {SEATS[seat]}. "
        f"{_why(books.standing(seat))}"
        for seat in books.seats_below()
    ]
    none = [f"* No member is below the attendance standard after the meeting of {long(last)}."]
    yield from hold.sentences(
        r"^\* (?:Below the attendance standard|No member is below).*$", *(below or none)
    )


def _why(standing: Standing) -> str:
    number = len(standing.marks)
    asked = -(-number * OWN_SHARE.numerator // OWN_SHARE.denominator)
    share = percent(standing.came, number)
    attended = f"Its member attended {standing.came} of the last {number} ({share}), {asked} asked for."
    deputised = standing.deputised
    allowed = int(number * DEPUTIES_SHARE)
    deputies = f" A deputy came to {deputised}; the terms allow {allowed}."
    return attended + deputies * (deputised > allowed)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
