"""The sections of a report: what is computed, what the unit writes into its boxes, and what is left out.

What is another than the Chair agreed in a report: that alone goes back to them (clauses 2 and 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from forum.boards.answers import MOST_ASKS, asks_in, with_numbers
from forum.boards.facts import DecisionReported, Facts, SubjectFacts, SubjectHeading, clocks_in_words
from forum.terms.parts.duties import Body
from forum.text.charts import Chart, now_and_then
from forum.text.comparison import Paragraph, compare_paragraphs
from forum.text.look_at import for_outside
from forum.text.wording import (
    capital,
    count,
    counted,
    day_month,
    listed,
    long_date,
    month,
    plural,
    rounded,
)


class Box(Enum):
    """The boxes of the draft: the names of their content controls in Word."""

    ASKS = "asks"
    IN_BRIEF = "in_brief"
    CONFIDENCE = "confidence"
    DIFFERENCE = "difference"
    THEMES = "themes"
    RISKS = "risks"
    OWN = "own"
    NEXT = "next"


PROMPTS: Mapping[Box, str] = {
    Box.ASKS: "Up to three, a line each that begins with a verb, such as: agree the plan for 2027",
    Box.IN_BRIEF: "Three sentences",
    Box.CONFIDENCE: "Full, reasonable, limited or none; and why",
    Box.DIFFERENCE: "A measure, before and after, and the voice of a child; or that nothing can be said yet",
    Box.THEMES: "Only what is cleared for wider circulation",
    Box.RISKS: "What stands in the way, and what the lines above mean for the board",
    Box.OWN: "For this board alone",
    Box.NEXT: "What the group will do",
}
DONE, ATTENDANCE, MISSED = "What the group did", "Attendance by organisation", "Deadlines that were missed"
CONFIDENCES = ("full", "reasonable", "limited", "none")


@dataclass(frozen=True)
class ReportTable:
    """A table of three columns."""

    headings: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Section:
    """A section of a report: a ``chart`` with its ``table`` beneath, computed ``lines``, and the unit's own
    words, a paragraph each.

    ``box`` is the box that has these words in the draft, and ``prompt`` what stands in it while it is empty;
    a report that leaves has neither.
    """

    heading: str
    lines: tuple[str, ...] = ()
    table: ReportTable | None = None
    words: tuple[str, ...] = ()
    box: Box | None = None
    prompt: str = ""
    chart: Chart | None = None

    @property
    def tag(self) -> str:
        """The name of the section's content control in Word; empty without a box."""
        return self.box.value if self.box else ""

    @property
    def is_empty(self) -> bool:
        """Say whether the section has nothing to print."""
        return not (self.lines or self.table or self.words or self.box)


@dataclass(frozen=True, kw_only=True)
class ReportToBoard:
    """A report to ``board`` for its meeting on ``date``. ``purpose`` is what the board is to do with it,
    ``sender`` the Chair, and ``standing`` a sentence on whether the Chair has agreed it."""

    board: str
    date: dt.date
    purpose: str
    sender: str
    standing: str
    sections: tuple[Section, ...]


Written = Mapping[Box, str]
"""What the unit wrote, by the box."""


def sections(facts: Facts, written: Written, body: Body, *, is_draft: bool) -> tuple[Section, ...]:
    """Return the sections of a report in their order; one without anything in it is left out (own rule)."""
    return tuple(
        section for section in _sections(facts, written, body, is_draft=is_draft) if not section.is_empty
    )


def headings_of(body: Body) -> Mapping[Box, str]:
    """Return the heading over each box of a board's report; the own paragraph's only where it has one."""
    headings = {
        Box.ASKS: f"The {short(body)} is asked to",
        Box.IN_BRIEF: "In brief",
        Box.CONFIDENCE: "Confidence",
        Box.DIFFERENCE: str(SubjectHeading.CHILDREN),
        Box.THEMES: "Themes",
        Box.RISKS: str(SubjectHeading.RISKS),
        Box.OWN: body.paragraph,
        Box.NEXT: "Next three months",
    }
    return {box: heading for box, heading in headings.items() if heading}


def short(body: Body) -> str:
    """Return what a board is called within its report: "Board" or "Business Group"."""
    return "Business Group" if body.name.endswith("Business Group") else "Board"


def empty_boxes(written: Written, body: Body) -> tuple[str, ...]:
    """Return the headings of the boxes in which the unit wrote nothing."""
    return tuple(heading for box, heading in headings_of(body).items() if not written.get(box))


def faults_of_report(written: Written) -> Iterator[str]:
    """Yield what is wrong with the unit's words, with the remedy."""
    asks = asks_in(written.get(Box.ASKS, ""))
    if len(asks) > MOST_ASKS:
        yield f"It asks the board for {len(asks)} things: leave at most three, a line each."
    confidence = written.get(Box.CONFIDENCE, "")
    if confidence and not confidence.lower().startswith(CONFIDENCES):
        yield f"The confidence is not plain: begin with {listed(CONFIDENCES, 'or')}, then say why."


def _sections(facts: Facts, written: Written, body: Body, *, is_draft: bool) -> Iterator[Section]:
    headings = headings_of(body)

    def section(
        heading: str,
        lines: tuple[str, ...] = (),
        table: ReportTable | None = None,
        box: Box | None = None,
        chart: Chart | None = None,
    ) -> Section:
        text = written.get(box, "") if box else ""
        if box is Box.ASKS:
            text = with_numbers(asks_in(text))
        is_box = is_draft and box is not None
        return Section(
            heading,
            lines,
            table,
            tuple(filter(None, text.split("\n"))),
            box if is_box else None,
            PROMPTS[box] if is_box and box and not text else "",
            chart,
        )

    for box in (Box.ASKS, Box.IN_BRIEF, Box.CONFIDENCE):
        yield section(headings[box], box=box)
    yield section(DONE, _done(facts))
    plan, children = map(facts.under, (SubjectHeading.ACTION_PLAN, SubjectHeading.CHILDREN))
    table, chart = _standings(plan)
    yield section(SubjectHeading.ACTION_PLAN, _lines(plan), table, chart=chart)
    yield section(headings[Box.DIFFERENCE], _lines(children), box=Box.DIFFERENCE)
    yield section(headings[Box.THEMES], box=Box.THEMES)
    yield section(headings[Box.RISKS], _lines(facts.under(SubjectHeading.RISKS)), box=Box.RISKS)
    yield section("Membership and compliance", _membership(facts))
    yield section(ATTENDANCE, *_attendance(facts))
    yield section(MISSED, table=_missed_clocks(facts))
    if Box.OWN in headings:
        yield section(headings[Box.OWN], box=Box.OWN)
    yield section(headings[Box.NEXT], _coming(facts), box=Box.NEXT)


def _done(facts: Facts) -> tuple[str, ...]:
    lines = []
    if facts.meetings:
        held = listed(day_month(day) for day in facts.meetings)
        number = count(len(facts.meetings), "meeting")
        lines.append(f"{number} held ({held}), {facts.quorate} of {len(facts.meetings)} quorate.")
    elif not facts.unrecorded:
        lines.append("No meeting was held in this period.")
    lines += _not_held(facts)
    if facts.discharged or facts.open_actions:
        lines.append(
            f"Actions: {facts.discharged} discharged, {facts.open_actions} open, {facts.overdue} of these "
            "overdue."
        )
    for heading in (SubjectHeading.TASK_GROUPS, SubjectHeading.RESEARCH):
        lines += [f"{heading}: {line}" for line in _lines(facts.under(heading))]
    lines += [f"{_decided(decision)}: {decision.text}" for decision in facts.decisions]
    return tuple(lines)


def _not_held(facts: Facts) -> Iterator[str]:
    """Yield what a board is to know of the meetings that were not held, and why (clause 5)."""
    if facts.not_held:
        days = [
            f"{day_month(meeting.date)} ({reason})" if (reason := meeting.reason) else day_month(meeting.date)
            for meeting in facts.not_held
        ]
        yield f"{plural(len(days), 'Meeting')} not held: {'; '.join(days)}."
    if facts.months:
        yield f"No meeting was planned in {listed(month(day) for day in facts.months)}."
    for run in facts.in_a_row:
        days = [day_month(day) for day in run]
        yield f"{capital(counted(len(days), 'meeting'))} in a row were not held: {listed(days)}."
    if facts.unrecorded:
        days = [day_month(day) for day in facts.unrecorded]
        meetings = f"the {plural(len(days), 'meeting')} of {listed(days)}"
        yield f"Not on record yet, and for the next report: {meetings}."


def _decided(decision: DecisionReported) -> str:
    """Return when a decision was taken; without a quorum it stands since it was ratified (clause 4)."""
    ratified = f", and ratified on {day_month(decision.ratified)}" if decision.ratified else ""
    return f"Decided on {day_month(decision.on)}{ratified}"


def _standings(facts: Sequence[SubjectFacts]) -> tuple[ReportTable | None, Chart | None]:
    """Return the table of facts by state, and the chart above it; neither where nothing was."""
    for each in facts:
        if each.standings:
            now, before = (
                {standing.part: standing.in_words for standing in standings}
                for standings in (each.standings, each.standings_before)
            )
            rows = tuple((part, now.get(part, "–"), before.get(part, "–")) for part in {**before, **now})
            table = ReportTable((f"{capital(plural(0, each.noun))} of", "Now", "At the last report"), rows)
            return table, now_and_then(each.noun, each.standings, each.standings_before, "at the last report")
    return None, None


def _lines(facts: Sequence[SubjectFacts]) -> tuple[str, ...]:
    lines: list[str] = []
    for each in facts:
        lines += each.lines
        if each.children:
            outside = for_outside(dict(each.children))
            lines.append("; ".join(f"{name}: {number}" for name, number in outside.items()) + ".")
    return tuple(lines)


def _membership(facts: Facts) -> tuple[str, ...]:
    if not facts.seats:
        return ()
    filled, expected = (
        sum(seat.filled for seat in facts.seats),
        sum(seat.expected for seat in facts.seats),
    )
    lines = []
    if expected:
        lines.append(f"Seats were filled {filled} of {expected} times ({rounded(filled, expected)}).")
    lines += _standard(facts)
    lines += [
        f"Vacant since {long_date(seat.vacant_since)}: {seat.organisation}."
        for seat in facts.seats
        if seat.vacant_since
    ]
    if facts.clocks:
        lines.append(f"Deadlines of the terms of reference: {clocks_in_words(facts.clocks)}.")
    if facts.frequency:
        met, due, clause = facts.frequency.met, facts.frequency.due, facts.frequency.clause
        lines.append(f"{facts.frequency.name} (clause {clause}): {met} of {due} held.")
    return tuple(lines)


def _standard(facts: Facts) -> Iterator[str]:
    """Yield the organisations whose member is below the attendance standard at the last meeting held, and
    why: they may have come to all of the meetings above (clause 4)."""
    below = [seat for seat in facts.seats if seat.is_below]
    as_at = f" after the meeting of {long_date(facts.as_at)}" if facts.as_at else ""
    for seat in below:
        why = f" Its member {seat.why[0].lower()}{seat.why[1:]}" if seat.why else ""
        yield f"Below the attendance standard{as_at}: {seat.organisation}.{why}"
    if facts.as_at and not below:
        yield f"No member is below the attendance standard{as_at}."


def _attendance(facts: Facts) -> tuple[tuple[str, ...], ReportTable | None]:
    """Return how many organisations missed no meeting, and the others in a table (own rule: a report has two
    sides)."""
    if not (facts.seats and facts.meetings):
        return (), None
    rows = tuple(
        (
            seat.organisation,
            f"{seat.filled} of {seat.expected}",
            rounded(seat.filled, seat.expected) if seat.expected else "–",
        )
        for seat in facts.seats
        if not seat.expected or seat.filled < seat.expected
    )
    others = len(facts.seats) - len(rows)
    those = f"{'the other' if rows else 'all'} {count(others, 'organisation')}"
    lines = (f"{capital(those)} {plural(others, 'was', 'were')} represented at each meeting.",)
    table = ReportTable(("Organisation", "Represented", "Share"), rows)
    return lines if others else (), table if rows else None


def _missed_clocks(facts: Facts) -> ReportTable | None:
    """Return the deadlines that were not met each time; those that were stand in the count above."""
    rows = tuple(
        (capital(clock.name), clock.clause, f"{clock.met} of {clock.due}")
        for clock in facts.clocks
        if clock.met < clock.due
    )
    return ReportTable(("Deadline", "Clause", "Met"), rows) if rows else None


def _coming(facts: Facts) -> tuple[str, ...]:
    days = listed(long_date(day) for day in facts.coming)
    return (f"The group meets on {days}.",) if facts.coming else ()


def changes(agreed: Facts, now: Facts, body: Body) -> tuple[str, ...]:
    """Return each line of a report that is another than the Chair agreed, with its heading (own rule).

    How many actions are open, how many lines of the plan have which colour and how many deadlines were met
    are counts of the day on which the report leaves, and so is what waits for its record: nobody agrees
    them. A deadline missed since then, and a meeting that is not to come any more, are told.
    """
    of_agreed, of_now = _changed_lines(agreed, now, body), _changed_lines(now, agreed, body)
    return tuple(
        line
        for heading in {**of_agreed, **of_now}
        for line in _in_words(heading, of_agreed.get(heading, []), of_now.get(heading, []))
    )


def _changed_lines(facts: Facts, other: Facts, body: Body) -> Mapping[str, list[str]]:
    """Return the lines that are agreed, by heading; of the meetings to come those that both can name."""
    first, last = max(facts.last, other.last), max(other.coming, default=dt.date.max)
    agreed = replace(
        facts,
        discharged=0,
        open_actions=0,
        overdue=0,
        unrecorded=(),
        clocks=(),
        coming=tuple(day for day in facts.coming if first < day <= last),
        of_subjects=tuple(replace(each, standings=(), standings_before=()) for each in facts.of_subjects),
    )
    lines: dict[str, list[str]] = {}
    for section in sections(agreed, {}, body, is_draft=False):
        rows = section.table.rows if section.table else ()
        of_heading = lines.setdefault(str(section.heading), [])
        of_heading += [*section.lines, *(f"{name}: {', '.join(values)}" for name, *values in rows)]
    lines[MISSED] = [
        f"{capital(clock.name)}, clause {clock.clause}: {count(clock.due - clock.met, 'time')}"
        for clock in facts.clocks
        if clock.met < clock.due
    ]
    return lines


def _in_words(heading: str, before: list[str], after: list[str]) -> Iterator[str]:
    lines = ([Paragraph(heading, line) for line in version] for version in (before, after))
    for change in compare_paragraphs(*lines):
        old = "".join(piece.text for piece in change.pieces if not piece.new)
        new = "".join(piece.text for piece in change.pieces if not piece.out)
        if old and new:
            yield f"{heading}: “{old}” is now “{new}”"
        else:
            yield f"{heading}, new: {new}" if new else f"{heading}, no longer: {old}"
