"""What the terms ask of meetings, and how it was met over a period (clauses 1, 4, 5 and 6)."""

from __future__ import annotations

from dataclasses import replace

from forum.agenda.purpose import purpose_codes
from forum.attendance.quorum import Ruling
from forum.calendar.meeting_dates import months_without
from forum.calendar.steps import BEFORE_MEETING, StepKind, Verdict, judge_step
from forum.terms.parts.calendar import Limit, MonthlyRule, in_words
from forum.text.wording import count, month, short_date
from forum.yearly.compliance import Case, ClauseOverPeriod
from tasks.duties.agenda.coverage import work_done
from tasks.duties.coming.quorum_forecast import quorum_from
from tasks.duties.yearly.period import Period
from tasks.register.meetings import NO_MEETING, ORDINARY, step_value
from tasks.register.tables import MeetingRow, StepRow

OF_PURPOSES = "1"  # the clause of the terms that lists the purposes
JUDGED = frozenset({Verdict.ON_TIME, Verdict.LATE, Verdict.MISSED})


def purposes(period: Period) -> ClauseOverPeriod:
    """Return what was done for each purpose: something at one meeting at least (clause 1)."""
    done = list(work_done(period.forum.tx.session, period.held))
    policy = period.forum.policy
    cases = [
        Case(
            what=f"{code} {policy.objectives[purpose]}",
            met=any(work.purpose == purpose for work in done) if period.held else None,
            why=count(sum(work.purpose == purpose for work in done), "piece of work", "pieces of work"),
        )
        for code, purpose in purpose_codes(policy.objectives).items()
    ]
    return ClauseOverPeriod(
        number=OF_PURPOSES,
        asks="Work for each purpose of the group",
        sheet="Purposes",
        noun="purpose",
        cases=tuple(cases),
    )


def quorate(period: Period) -> ClauseOverPeriod:
    """Return the meetings held, each quorate or not, by the Chair's ruling or else the count (clause 4)."""
    return ClauseOverPeriod(
        number=period.forum.policy.quorum.clause,
        asks="Each meeting quorate",
        sheet="Quorum",
        noun="meeting",
        cases=tuple(_quorate(period, meeting) for meeting in period.held),
    )


def _quorate(period: Period, meeting: MeetingRow) -> Case:
    seats = quorum_from(period.forum, meeting, period.attendance[meeting.id])
    ruling = meeting.quorum_ruling
    ruled = f"; the Chair ruled it {ruling}" if ruling else ""
    return Case(
        what=meeting.reference,
        due=meeting.date,
        done=meeting.date,
        met=seats.quorate if ruling is None else ruling is Ruling.QUORATE,
        short=seats.needed - seats.present,
        why=f"{seats.present} of {seats.needed} needed seats filled{ruled}",
    )


def monthly(period: Period) -> ClauseOverPeriod:
    """Return the ordinary meetings of the period, and by a monthly rule the months without one (clause 5)."""
    policy = period.forum.policy.meetings
    ordinary = [meeting for meeting in period.meetings if meeting.kind is ORDINARY]
    rule, dates = policy.rule, [meeting.date for meeting in ordinary]
    missing = (
        Case(what=month(first), met=False, why="no meeting was planned")
        for first in months_without(rule, period.first, period.last, dates)
    )
    return ClauseOverPeriod(
        number=policy.clause,
        asks="A meeting each month" if isinstance(rule, MonthlyRule) else "Meetings by the group’s rule",
        sheet="Meetings",
        noun="meeting",
        cases=(*missing, *(_ordinary(period, meeting) for meeting in ordinary)),
    )


def _ordinary(period: Period, meeting: MeetingRow) -> Case:
    """Return a meeting that the rule gave. One left out on the Chair's word does not count, and says so."""
    held = meeting in period.held
    if held or meeting.state is NO_MEETING:
        met, why = (True, "") if held else (None, f"no meeting, agreed: {meeting.reason}".rstrip(": "))
    else:
        met, why = False, meeting.reason or "no record was filed"
    return Case(what=f"{month(meeting.date)}, {meeting.reference}", met=met, due=meeting.date, why=why)


def agenda_agreed(period: Period) -> ClauseOverPeriod:
    """Return the meetings with their agenda agreed in time or not (clause 6)."""
    limit = period.forum.policy.deadlines.agenda_agreed
    asks = f"Agenda agreed with the Chair {in_words(limit)} before"
    return _clock(period, StepKind.AGENDA_AGREED, limit, asks, "Agenda")


def papers_out(period: Period) -> ClauseOverPeriod:
    """Return the meetings with their agenda and papers out in time or not (clause 6)."""
    limit = period.forum.policy.deadlines.papers_out
    asks = f"Agenda and papers out {in_words(limit)} before"
    return _clock(period, StepKind.PAPERS_OUT, limit, asks, "Papers")


def minutes_out(period: Period) -> ClauseOverPeriod:
    """Return the meetings with their minutes and action log out in time or not (clause 6)."""
    limit = period.forum.policy.deadlines.minutes_out
    asks = f"Minutes and action log out within {in_words(limit)}"
    return _clock(period, StepKind.MINUTES_OUT, limit, asks, "Minutes")


def _clock(period: Period, kind: StepKind, limit: Limit, asks: str, sheet: str) -> ClauseOverPeriod:
    cases = (
        _step(period, meeting, step)
        for meeting in period.due
        for step in period.steps(meeting)
        if step.kind is kind
    )
    return ClauseOverPeriod(number=limit.clause, asks=asks, sheet=sheet, noun="meeting", cases=tuple(cases))


def _step(period: Period, meeting: MeetingRow, row: StepRow) -> Case:
    done = period.done(row)
    step = replace(step_value(row), done=done)
    finding = judge_step(step, meeting_date=meeting.date, as_of=period.last)
    is_judged = finding.verdict in JUDGED
    return Case(
        what=f"{meeting.reference}, {short_date(meeting.date)}",
        due=row.deadline,
        done=done,
        lapses=meeting.date if row.kind in BEFORE_MEETING else None,
        met=finding.verdict is Verdict.ON_TIME if is_judged else None,
        why="" if is_judged else finding.words,
    )
