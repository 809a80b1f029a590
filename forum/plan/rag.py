"""The colour of a line, with its reason and the day since when (clause 3: monitor).

The exceptions that stand before the plan: what is red or long amber, and who gave no update.

A colour is worked out from dates and from silence. It is a floor: a lead may say worse, and only the group
better.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import ONE_DAY
from forum.plan.cycles import UpdateCycle
from forum.plan.lines import Colour, LineState, PlanLine
from forum.terms.parts.duties import Plan
from forum.text.charts import Standing
from forum.text.wording import count, counted, long_date


class Ground(StrEnum):
    """The grounds for a colour."""

    NOT_DUE_TO_START = "not due to start"
    ON_COURSE = "on course"
    WAITING_FOR_DISCHARGE = "waiting for discharge"
    LATE = "late"
    MOVED = "moved too often"
    SILENT = "no update"
    LEAD_SAYS = "the lead says so"
    GROUP_SAYS = "the group says so"
    DISCHARGED = "discharged"


@dataclass(frozen=True)
class RagGround:
    """A ground for a colour, since a day, in words that follow a colon: "12 days past its date"."""

    ground: Ground
    colour: Colour
    since: dt.date
    words: str


@dataclass(frozen=True)
class Rating:
    """The colour of a line with all ``findings`` that give it; without a colour for a line closed or
    superseded, whose state stands in its place."""

    colour: Colour | None
    since: dt.date
    findings: tuple[RagGround, ...]
    state: LineState = LineState.OPEN

    @property
    def in_words(self) -> str:
        """The colour as word and letter: "Red (R)"; the state of a line without one."""
        if self.colour is None:
            return self.state.capitalize()
        return self.colour.in_words

    @property
    def reason(self) -> str:
        """The reasons, with the lead's own words quoted: "12 days past its date; “Staff left.”"."""
        return "; ".join(finding.words for finding in self.findings)


def rate(line: PlanLine, as_of: dt.date, silences: Sequence[dt.date], rules: Plan) -> Rating:
    """Return the colour of a line on a day, with its reasons (own rule).

    ``silences`` are the last days of the cycles in a row, up to the latest, in which its lead gave no update.
    The group's word lifts what was known when it was given; what comes later counts again.
    """
    if line.state is not LineState.OPEN:
        return _ended(line)
    findings = [*_floor(line, as_of, silences, rules), *_words_of_lead(line)]
    if line.agreed_colour and line.agreed_on:
        agreed = RagGround(
            Ground.GROUP_SAYS, line.agreed_colour, line.agreed_on, f"as the group agreed, {line.agreed_by}"
        )
        findings = [agreed, *(finding for finding in findings if _is_later(finding, line.agreed_on))]
    return _worst(findings)


def floor(line: PlanLine, as_of: dt.date, silences: Sequence[dt.date], rules: Plan) -> Rating:
    """Return the best colour that a lead may give a line on a day."""
    return rate(replace(line, said=None), as_of, silences, rules)


def hear(
    line: PlanLine,
    on: dt.date,
    colour: Colour,
    text: str,
    silences: Sequence[dt.date],
    rules: Plan,
) -> PlanLine:
    """Take the lead's word for the colour of a line, with their progress or reason in ``text``."""
    before = rate(line, on, silences, rules).colour
    goes_on = colour is line.said and before is colour
    return replace(
        line,
        said=colour,
        said_since=line.said_since if goes_on else on,
        said_on=on,
        heard_on=on,
        why="" if colour is Colour.GREEN else text,
        progress=text or line.progress,
        put_forward_on=None,
    )


def strands_by_colour(lines: Iterable[tuple[str, Colour | None]]) -> tuple[Standing, ...]:
    """Return the open lines of each strand by colour, the worst first, from the strand and the colour of
    each line. None of them is blue, since that is a line discharged."""
    lines = list(lines)
    counts = Counter(lines)
    colours = [colour for colour in reversed(Colour) if colour is not Colour.BLUE]
    return tuple(
        Standing(strand, tuple((colour.value, counts[strand, colour]) for colour in colours))
        for strand in dict.fromkeys(strand for strand, _ in lines)
    )


def _ended(line: PlanLine) -> Rating:
    on = line.ended_on or line.due
    if line.state is LineState.DISCHARGED:
        words = f"discharged by the group, {line.ended_by}"
        finding = RagGround(Ground.DISCHARGED, Colour.BLUE, on, words)
        return Rating(Colour.BLUE, on, (finding,), line.state)
    return Rating(None, on, (), line.state)


def _floor(line: PlanLine, as_of: dt.date, silences: Sequence[dt.date], rules: Plan) -> list[RagGround]:
    """Return the grounds that dates and silence give; being on course where they give no other."""
    if line.start > as_of:
        words = f"starts on {long_date(line.start)}"
        return [RagGround(Ground.NOT_DUE_TO_START, Colour.GREY, line.added_on, words)]
    if line.put_forward_on:
        words = "done, and waiting for the group to discharge it"
        return [RagGround(Ground.WAITING_FOR_DISCHARGE, Colour.GREEN, line.put_forward_on, words)]
    grounds = [*_late(line, as_of, rules), *_moved(line, rules), *_silent(silences, rules)]
    since = max(line.start, line.added_on)
    return grounds or [
        RagGround(Ground.ON_COURSE, Colour.GREEN, since, f"on course for {long_date(line.due)}")
    ]


def _late(line: PlanLine, as_of: dt.date, rules: Plan) -> list[RagGround]:
    days = (as_of - line.due).days
    if days <= 0:
        return []
    words = f"{count(days, 'day')} past its date"
    if days > rules.red_after_days:
        return [RagGround(Ground.LATE, Colour.RED, line.due + (rules.red_after_days + 1) * ONE_DAY, words)]
    return [RagGround(Ground.LATE, Colour.AMBER, line.due + ONE_DAY, words)]


def _moved(line: PlanLine, rules: Plan) -> list[RagGround]:
    if len(line.moved) < rules.red_after_moves:
        return []
    times = {1: "once", 2: "twice"}.get(len(line.moved), counted(len(line.moved), "time"))
    return [RagGround(Ground.MOVED, Colour.RED, line.moved[rules.red_after_moves - 1], f"date moved {times}")]


def _silent(silences: Sequence[dt.date], rules: Plan) -> list[RagGround]:
    if not silences:
        return []
    words = f"no update for {counted(len(silences), 'meeting')}"
    if len(silences) >= rules.red_after_silences:
        return [RagGround(Ground.SILENT, Colour.RED, silences[rules.red_after_silences - 1], words)]
    return [RagGround(Ground.SILENT, Colour.AMBER, silences[0], words)]


def _words_of_lead(line: PlanLine) -> list[RagGround]:
    """Return the colour that the lead gave, unless the line waits for the group since."""
    if line.said is None or line.said_since is None or line.put_forward_on:
        return []
    words = f"“{line.why}”" if line.why else "as its lead reports"
    return [RagGround(Ground.LEAD_SAYS, line.said, line.said_since, words)]


def _is_later(finding: RagGround, agreed_on: dt.date) -> bool:
    """Say whether a ground has arisen since the group's word; being on course is none."""
    is_ground = finding.ground not in (Ground.ON_COURSE, Ground.NOT_DUE_TO_START)
    return is_ground and finding.since > agreed_on


def _worst(findings: Sequence[RagGround]) -> Rating:
    order = list(Colour)
    colour = max((finding.colour for finding in findings), key=order.index)
    of_colour = [finding for finding in findings if finding.colour is colour]
    if len(of_colour) > 1:  # being on course, or as the lead reports, says nothing beside another ground
        of_colour = [finding for finding in of_colour if finding.ground is not Ground.ON_COURSE]
    return Rating(colour, min(finding.since for finding in of_colour), tuple(of_colour))


LOOKED_AT_AGAIN_AFTER = 6  # months
SHOWN_AFTER_ENDING = dt.timedelta(days=365)


def is_exception(rating: Rating, as_of: dt.date, rules: Plan) -> bool:
    """Say whether a line is one of the exceptions: red, or amber for more than four weeks (own rule)."""
    is_long_amber = rating.colour is Colour.AMBER and (as_of - rating.since).days > rules.red_after_days
    return rating.colour is Colour.RED or is_long_amber


def is_in_report(line: PlanLine, as_of: dt.date) -> bool:
    """Say whether a line is printed: while it is open, and for a year after it has ended."""
    return line.ended_on is None or as_of - line.ended_on <= SHOWN_AFTER_ENDING


def is_to_look_at_again(line: PlanLine, meeting: dt.date) -> bool:
    """Say whether a meeting looks again at a line: in the sixth month after its discharge (own rule)."""
    if line.state is not LineState.DISCHARGED or line.ended_on is None:
        return False
    months = 12 * (meeting.year - line.ended_on.year) + meeting.month - line.ended_on.month
    return months == LOOKED_AT_AGAIN_AFTER


def seats_without_update(lines: Iterable[PlanLine], cycle: UpdateCycle, as_of: dt.date) -> frozenset[UUID]:
    """Return the lead seats of lines that were asked about for a meeting and had no update since."""
    return frozenset(
        line.lead_seat_id
        for line in lines
        if line.wants_update(as_of) and (line.heard_on or line.added_on) < cycle.asked <= as_of
    )
