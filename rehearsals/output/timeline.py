"""The timeline picture, in pixels: a band for each meeting, and in it a lane for each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forum.calendar.steps import StepKind, StepVerdict
from forum.text.wording import capital, short_date
from rehearsals.output.budget import months_between
from rehearsals.output.facts import MeetingFacts, StepFacts

TOP = 30  # the line of months
GAP = 10  # below the last lane of a band
EDGE = 7  # so that a mark at the edge is whole
MARGIN = dt.timedelta(days=4)
MISSED = dt.timedelta(days=7)  # how far a missed step is drawn beyond its deadline
A_LETTER = 7  # what a letter of the words beside a bar takes
MONTH_NAMES = ((120, "%B %Y"), (72, "%b %Y"), (26, "%b"))  # by the room that each needs


@dataclass(frozen=True)
class DrawingSheet:
    """The sheet to draw on: its width, the height of a lane and of the heading above them, and whether words
    stand above bars or beside them."""

    width: int
    lane: int
    head: int
    words_above: bool


DESK = DrawingSheet(width=1100, lane=21, head=46, words_above=False)
PHONE = DrawingSheet(width=330, lane=36, head=30, words_above=True)


@dataclass(frozen=True)
class Month:
    name: str
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A step: from ``x`` for ``width`` up to its deadline, and for ``over`` beyond it while late or missed.

    ``done`` is where it was done; ``deadline`` where it was due; None where there is none. The words stand
    at ``words_x``, left of the bar (``before``) where there is no room on its right.
    """

    name: str
    words: str
    verdict: str
    y: float
    x: float
    width: float
    over: float
    done: float | None
    deadline: float | None
    words_x: float
    before: bool


@dataclass(frozen=True)
class Band:
    """A meeting: ``x`` is where its heading stands, ``meeting`` where the day of the meeting is."""

    title: str
    standing: str
    y: float
    height: float
    x: float
    meeting: float
    before: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Timeline:
    """``end`` is the last day of the rehearsal, beyond which all is to come; None outside the picture."""

    sheet: DrawingSheet
    height: float
    months: tuple[Month, ...]
    bands: tuple[Band, ...]
    end: float | None


@dataclass(frozen=True)
class Scale:
    """A scale from days to pixels."""

    first: dt.date
    last: dt.date
    width: int

    def x(self, day: dt.date) -> float:
        """The middle of the day, and the edge of the picture for days outside it."""
        x = self.width * ((day - self.first).days + 0.5) / ((self.last - self.first).days + 1)
        return round(min(max(x, EDGE), self.width - EDGE), 1)


def timeline(meetings: Sequence[MeetingFacts], first: dt.date, last: dt.date) -> Timeline:
    """Draw all meetings with their steps as they stand on ``last``, the last day of the rehearsal."""
    days = [first, last, *(day for meeting in meetings for day in _days(meeting.steps))]
    return _draw(DESK, meetings, days, last)


def one_by_one(meetings: Iterable[MeetingFacts], last: dt.date) -> list[tuple[MeetingFacts, Timeline]]:
    """Draw each meeting by itself, narrow enough for a phone; what was done months ahead is at its edge."""
    return [(meeting, _draw(PHONE, [meeting], _own_days(meeting), last)) for meeting in meetings]


def _draw(
    sheet: DrawingSheet, meetings: Sequence[MeetingFacts], days: Sequence[dt.date], last: dt.date
) -> Timeline:
    scale = Scale(min(days) - MARGIN, max(days) + MARGIN, sheet.width)
    bands: list[Band] = []
    y = float(TOP)
    for meeting in meetings:
        bands.append(_band(meeting, sheet, scale, y, last))
        y += bands[-1].height
    end = scale.x(last) if scale.first < last < scale.last else None
    return Timeline(sheet, y, _months(scale), tuple(bands), end)


def meeting_standing(meeting: MeetingFacts) -> str:
    """A meeting's standing: "held, 9 of the 8 needed · 1 missed, 1 late"."""
    counts = {verdict: _number(meeting, verdict) for verdict in (StepVerdict.MISSED, StepVerdict.LATE)}
    bad = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    held = f"{meeting.state}, {meeting.quorum}" if meeting.quorum else meeting.state
    return f"{held} · {bad}" if bad else held


def _number(meeting: MeetingFacts, verdict: StepVerdict) -> int:
    return sum(step.finding.verdict is verdict for step in meeting.steps)


def _band(meeting: MeetingFacts, sheet: DrawingSheet, scale: Scale, y: float, last: dt.date) -> Band:
    lanes = [
        _bar(step, sheet, scale, y + sheet.head + number * sheet.lane, last)
        for number, step in enumerate(meeting.steps)
    ]
    on = scale.x(meeting.date)
    title = f"{meeting.reference}, {short_date(meeting.date)}"
    return Band(
        title=title,
        standing=meeting_standing(meeting),
        y=y,
        height=sheet.head + len(meeting.steps) * sheet.lane + GAP,
        x=on,
        meeting=on,
        before=on > sheet.width / 2,
        bars=tuple(lanes),
    )


def _bar(facts: StepFacts, sheet: DrawingSheet, scale: Scale, y: float, last: dt.date) -> Bar:
    step, verdict = facts.step, facts.finding.verdict
    ends = step.deadline or step.done or step.opens or last
    opens = min(step.opens or ends, ends)
    overdue = verdict in {StepVerdict.LATE, StepVerdict.MISSED}
    until = (step.done or min(last, ends + MISSED)) if overdue else ends
    x, end, beyond = scale.x(opens), scale.x(ends), scale.x(max(until, ends))
    right = max(beyond, scale.x(step.done) if step.done else 0) + 12
    room = A_LETTER * len(f"{step.kind.value}: {facts.finding.words}")
    before = not sheet.words_above and right + room > sheet.width
    return Bar(
        name=capital(step.kind.value),
        words=facts.finding.words,
        verdict=verdict.value.replace(" ", "-"),
        y=y,
        x=x,
        width=round(end - x, 1),
        over=round(beyond - end, 1),
        done=scale.x(step.done) if step.done else None,
        deadline=scale.x(step.deadline) if step.deadline else None,
        words_x=_words_x(sheet, x, right, before),
        before=before,
    )


def _words_x(sheet: DrawingSheet, left: float, right: float, before: bool) -> float:
    if sheet.words_above:
        return 4
    return round(left - 10 if before else right, 1)


def _months(scale: Scale) -> tuple[Month, ...]:
    firsts = months_between(scale.first, scale.last)
    edges = [0.0, *(scale.x(day) for day in firsts[1:]), float(scale.width)]
    return tuple(
        Month(_name(day, right - left), left, round(right - left, 1))
        for day, (left, right) in zip(firsts, pairwise(edges), strict=True)
    )


def _name(month: dt.date, room: float) -> str:
    return next((f"{month:{style}}" for needed, style in MONTH_NAMES if room >= needed), "")


def _own_days(meeting: MeetingFacts) -> list[dt.date]:
    return [meeting.date, *_days(facts for facts in meeting.steps if facts.step.kind is not StepKind.INVITE)]


def _days(steps: Iterable[StepFacts]) -> Iterable[dt.date]:
    for facts in steps:
        yield from (
            day for day in (facts.step.opens, facts.step.deadline, facts.step.done) if day is not None
        )
