"""What letters say of meetings that moved, of actions, attendance, minutes and reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from tests.years.books import Books, Standing
from tests.years.days import ONE_DAY, before, day_month, full, long, open_by, short
from tests.years.differences import Difference, Hold
from tests.years.held.attendance import WORDS
from tests.years.held.dates import MINUTES_WITHIN
from tests.years.journal import OfCalendar, Posted, Sent
from tests.years.plan import lines_of
from tests.years.terms import BEGAN, BOARDS, OWN_SHARE, SEATS

DATE = r"\d+ \w+ \d{4}"
LINE = rf"^\* (P\d\.\d): .*\n  Due ({DATE})\. (\w+) \("
DONE = rf"^\* (MASE/\S+/\d\d): .*\n  Reported done on ({DATE});"
ACTION = rf"^\* (MASE/\S+/\d\d): .*\n  (?:.*\. It was )?[Dd]ue (?:on )?({DATE})(, \d+ days? (?:ago|overdue))?"


def hold_moved(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold on which day a meeting is now, and on which it was when letters last left: of another day since
    nobody heard."""
    (reference,) = re.findall(r"^Reference: (\S+)$", hold.page.text, re.MULTILINE)
    changes = [event.at for event in books.journal.of(OfCalendar, books.at)]
    first = dt.datetime.combine(BEGAN, dt.time())
    posts = [first, *(event.at for event in books.journal.of(Posted, books.at))]
    days = []
    for began, ended in pairwise((first, *changes, books.at)):
        if ended == books.at or any(began <= at < ended for at in posts):
            days += [
                each.date for each in Books(books.journal, ended).calendar if each.reference == reference
            ]
    was = [day for day in days if day != days[-1]]
    yield from hold.sentences(r"^Date: (.*)$", full(days[-1]))
    yield from hold.sentences(r"^Was: (.*), \d+(?:am|pm|:).*$", *(full(day) for day in was[-1:]))


def hold_actions(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the day by which each action of a letter is due, how long ago that was, the day on which one was
    reported done, and how many wait for the reader."""
    yield from _count(hold)
    yield from _plan(hold, books)
    tasks = {task.reference: task for task in books.tasks}
    expected = []
    for reference, _, _ in re.findall(ACTION, hold.page.text, re.MULTILINE):
        late = (books.today - tasks[reference].due).days
        unit = "ago" if hold.page.kind == "escalation" else "overdue"
        days = f", {late} day{'s' * (late != 1)} {unit}" if late > 0 else ""
        expected.append(f"{reference} | {long(tasks[reference].due)} | {days}")
    yield from hold.sentences(ACTION, *expected)
    done = [tasks[reference] for reference, _ in re.findall(DONE, hold.page.text, re.MULTILINE)]
    yield from hold.sentences(
        DONE, *(f"{task.reference} | {long(task.reported)}" for task in done if task.reported)
    )


def _plan(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the date and the colour of each line of the plan that a letter lists."""
    lines = {line.reference: line for line in lines_of(books)}
    named = [lines[reference] for reference, _, _ in re.findall(LINE, hold.page.text, re.MULTILINE)]
    expected = [f"{line.reference} | {long(line.due)} | {line.colour.capitalize()}" for line in named]
    yield from hold.sentences(LINE, *expected)


def _count(hold: Hold) -> Iterator[Difference]:
    """Hold the number of actions in the subject against those listed that are not reported done, and that of
    those from the meeting against the list of them."""
    number = len(re.findall(ACTION, hold.page.text, re.MULTILINE))
    named = re.search(r"(?:your (?:(\d+) )?(?:overdue )?|with (\w+) |(\d+) )actions?\b", hold.page.subject)
    counted = next((each for each in named.groups() if each), "1") if named else "0"
    hold.held += 1
    if counted not in (str(number), _word(number)):
        yield Difference(hold.page, hold.page.subject, f"{number} actions")
    if hold.page.kind != "after_meeting":
        return
    taken = hold.page.text.partition("\nYour action")[2].partition("\n\n\n")[0]
    lines = re.split(r"^Reported done|^Still open|^To propose|^Your other", taken, flags=re.MULTILINE)[0]
    number = len(re.findall(r"^\* MASE/", lines, re.MULTILINE))
    yield from hold.sentences(r"You took (\w+) action", *[_word(number)] * bool(number))


def hold_attendance(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold how often a letter in the Chair's name says that somebody came, of how many meetings.

    It may stand as at the moment of its day at which the Chair had it sent.
    """
    yield from hold.of_its_day(books, _hold_attendance)


def _hold_attendance(hold: Hold, books: Books) -> Iterator[Difference]:
    seat = _seat_in(hold, books)
    number = len(seat.marks)
    asked = -(-number * OWN_SHARE.numerator // OWN_SHARE.denominator)
    of_these = f" {_word(asked)} of these" if seat.came < asked else ""
    yield from hold.sentences(
        r"able to attend (\w+) of the last (\w+) meetings",
        f"{_word(seat.came) if seat.came else 'none'} | {_word(number)}",
    )
    yield from hold.sentences(r"come in person to( \w+ of these)", *filter(None, [of_these]))


def _seat_in(hold: Hold, books: Books) -> Standing:
    """The standing of the member to whom, or to whose organisation, a letter is."""
    organisation = re.search(r"represents (.*), and was able", hold.page.text)
    (reader,) = re.findall(r"^Dear (.*),$", hold.page.text, re.MULTILINE)
    return next(
        books.standing(seat)
        for seat, name in SEATS.items()
        if (name == organisation[1] if organisation else books.holder(seat) == reader)
    )


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)


def hold_outcome(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold the day of a board's meeting whose outcome is asked for: it had a report."""
    (board,) = re.findall(r"what did (\S+) decide", hold.page.subject)
    reported = [event.date for event in books.journal.of(Sent, books.at) if event.board == board]
    yield from hold.sentences(r"decided on our report on (\d+ \w+)", day_month(reported[-1]))
    hold.held += 1
    if f"decide on {short(reported[-1])}?" not in hold.page.subject:
        yield Difference(hold.page, hold.page.subject, short(reported[-1]))


def hold_report_draft(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold for which meeting of a board a report is drafted, and when it goes."""
    (board,) = re.findall(r"report to (\S+),", hold.page.subject)
    days, _ = BOARDS[board]
    meets = next(date for date in books.dates(board) if date >= books.today)
    goes = before(meets, days)
    yield from hold.sentences(
        r"on (\w+ \d+ \w+ \d{4}), and goes to its secretary on (\w+ \d+ \w+)\.",
        f"{full(meets)} | {goes:%A} {day_month(goes)}",
    )


def hold_minutes_due(hold: Hold, books: Books) -> Iterator[Difference]:
    """Hold of which meeting minutes are to be written, and by when members have them."""
    (about,) = re.findall(r"MASE (?:\w+ )??(\d+ \w{3}):", hold.page.subject)
    met = [each.date for each in books.meetings if short(each.date) == about][-1]
    due = open_by(met + MINUTES_WITHIN * ONE_DAY)
    pattern = r"The minutes (?:are|were) due to members (?:by|on) (\w+ \d+ \w+)"
    number = len(re.findall(pattern, hold.page.text))
    yield from hold.sentences(pattern, *[f"{due:%A} {day_month(due)}"] * number)
    days = re.findall(r"\bof (\w+ \d+ \w+ \d{4}) are\b", hold.page.text)
    yield from hold.sentences(r"\bof (\w+ \d+ \w+ \d{4}) are\b", *[full(met)] * len(days))
