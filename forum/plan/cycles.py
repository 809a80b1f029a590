"""The month's round of updates: leads are asked before a meeting, and silence is counted (own lead times)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forum.calendar.working_days import WorkingDays
from forum.plan.lines import LineInRound, PlanLine
from forum.terms.parts.duties import Plan


@dataclass(frozen=True)
class UpdateCycle:
    """The time in which leads update their lines for a meeting: asked from a day, in ``by`` another, the day
    on which the papers go out. ``chased`` is the first day of the reminder."""

    meeting: dt.date
    asked: dt.date
    chased: dt.date
    by: dt.date

    def is_open_on(self, day: dt.date) -> bool:
        """Say whether leads update their lines on a day."""
        return self.asked <= day <= self.by


@dataclass(frozen=True)
class WantedUpdate:
    """A line of which an update is wanted in a cycle. The question that waits for it was ``asked`` and
    ``chased`` on these days, if there is one."""

    line: LineInRound
    cycle: UpdateCycle
    asked: dt.date | None = None
    chased: dt.date | None = None

    @property
    def is_asked(self) -> bool:
        """Say whether the lead has been asked for this meeting."""
        return self.asked is not None and self.asked >= self.cycle.asked

    def is_asked_or_reminded_by(self, digest_day: dt.date) -> bool:
        """Say whether the digest of a day asks the lead, or reminds a lead who was asked."""
        if not self.is_asked:
            return digest_day >= self.cycle.asked
        return self.chased is None and digest_day >= self.cycle.chased


def update_cycle(
    meeting: dt.date, before: dt.date | None, papers_out: dt.date, rules: Plan, days: WorkingDays
) -> UpdateCycle:
    """Return the cycle of a meeting. Leads are asked 20 working days ahead, and never before the meeting
    ``before`` has been held; they are reminded 15 working days ahead, or two after they were asked."""
    asked = days.add(meeting, -rules.asked_before_meeting)
    if before is not None:
        asked = max(asked, days.add(before, 1))
    chased = max(days.add(meeting, -rules.chased_before_meeting), days.add(asked, 2))
    return UpdateCycle(meeting, asked, chased, papers_out)


def silences(line: PlanLine, cycles: Sequence[UpdateCycle], as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the last days of the cycles that are over in which a line's lead was asked and gave no update,
    the first of them first, since they were heard last. A line new to the plan counts as heard."""
    heard = max(line.added_on, line.start, line.heard_on or line.added_on)
    return tuple(
        cycle.by
        for cycle in sorted(cycles, key=lambda cycle: cycle.by)
        if heard < cycle.asked and cycle.by < as_of
    )


def is_update_wanted(line: LineInRound, cycle: UpdateCycle, as_of: dt.date) -> bool:
    """Say whether a line's lead is to be asked on a day: within the cycle, and not heard since it began."""
    return (
        cycle.is_open_on(as_of) and line.wants_update(as_of) and (line.heard_on or dt.date.min) < cycle.asked
    )
