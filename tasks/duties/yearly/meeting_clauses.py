"""What the terms ask of meetings, and how it was met over a period (clauses 1, 4, 5 and 6).

What the terms ask of the membership, and how it was met over a period (clauses 4 and 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from forum.agenda import purpose_codes
from forum.attendance.quorum import Ruling
from forum.attendance.standing import Standing
from forum.calendar.meetings import A_MONTH, NOT_HELD, held_in_place, months_without
from forum.calendar.steps import (
    BEFORE_MEETING,
    OWN,
    WAIVED,
    StepKind,
    StepVerdict,
    deadline_after,
    deadline_before,
    judge_step,
)
from forum.documents.base import DocumentKind
from forum.members.joining import WELCOMED, readers
from forum.members.membership import Person
from forum.members.register_state import is_unconfirmed, last_confirmed
from forum.minutes import MinutesState
from forum.terms.parts.calendar import MonthlyRule
from forum.terms.parts.deadlines import Limit, in_words
from forum.terms.questionnaire import share_in_words
from forum.text.wording import count, day_month, month, short_date
from forum.yearly import Case, ClauseOverPeriod, vacancy_days
from tasks.duties.agenda.coverage import work_done
from tasks.duties.attendance.table import Review
from tasks.duties.coming.seats_to_fill import quorum_from
from tasks.duties.meetings.remind import another_after, was_quorate
from tasks.duties.yearly.period import Period
from tasks.register.audit.journal import events_until
from tasks.register.documents import ACTION_LOG, MINUTES, editions
from tasks.register.meetings import CANCELLED, NO_MEETING, ORDINARY, meetings_between, step_value
from tasks.register.members.people import heard_from
from tasks.register.tables import MeetingRow, StepRow

OF_PURPOSES = "1"  # the clause of the terms that lists the purposes
JUDGED = frozenset({StepVerdict.ON_TIME, StepVerdict.LATE, StepVerdict.MISSED})


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
        why=f"{count(seats.present, 'seat')} filled, {seats.needed} needed{ruled}",
    )


def another_meeting(period: Period) -> ClauseOverPeriod | None:
    """Return the meetings without a quorum, each followed by another in time or not; None where the terms ask
    for none."""
    limit, cases = period.forum.policy.deadlines.another_meeting, []
    if limit is None:
        return None
    for meeting in period.held:
        due, following = another_after(period.forum, limit, meeting)
        if not was_quorate(period.forum, meeting):
            met = True if following else False if due < period.last else None
            cases.append(Case(what=meeting.reference, due=due, done=following, met=met))
    asks = f"Another meeting within {in_words(limit)} of one without a quorum"
    return ClauseOverPeriod(
        number=limit.clause, asks=asks, sheet="Another meeting", noun="meeting", cases=tuple(cases)
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
    """Return a meeting that the rule gave. One left out on the Chair's word does not count, and says so; nor
    does a cancelled one in whose period another stands."""
    held = meeting in period.held
    in_place = _in_place_of(period, meeting) if meeting.state is CANCELLED else None
    if held or meeting.state is NO_MEETING:
        met, why = (True, "") if held else (None, f"no meeting, agreed: {meeting.reason}".rstrip(": "))
    elif in_place:
        met, why = None, f"{meeting.reason.rstrip('.')}; {day_month(in_place)} in its place"
    else:
        met, why = False, meeting.reason or "no record was filed"
    return Case(what=f"{month(meeting.date)}, {meeting.reference}", met=met, due=meeting.date, why=why)


def _in_place_of(period: Period, meeting: MeetingRow) -> dt.date | None:
    """Return the day of the ordinary meeting in the place of one, as planned by the last day."""
    forum, until = period.forum, period.last + A_MONTH
    others = (
        row.date
        for row in meetings_between(forum.tx.session, forum.group.id, period.first, until)
        if row.kind is ORDINARY and row.state not in NOT_HELD and row.planned_on <= period.last
    )
    return held_in_place(forum.policy.meetings.rule, meeting.date, others)


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


def log_out(period: Period) -> ClauseOverPeriod | None:
    """Return the meetings with their action log out in time or not, where it has a limit of its own."""
    limit = period.forum.policy.deadlines.log_out
    return _after(period, ACTION_LOG, limit, "Action log out", "Action log") if limit else None


def draft_to_chair(period: Period) -> ClauseOverPeriod | None:
    """Return the meetings with their draft minutes with the Chair in time or not, where that has a limit."""
    limit = period.forum.policy.deadlines.draft_to_chair
    return _after(period, MINUTES, limit, "Draft minutes with the Chair", "Drafts") if limit else None


def _after(period: Period, kind: DocumentKind, limit: Limit, asks: str, sheet: str) -> ClauseOverPeriod:
    cases = []
    for meeting in period.held:
        rows = editions(period.forum.tx.session, meeting.id, kind)
        days = [row.made_on for row in rows if row.state != MinutesState.DRAFT and row.made_on <= period.last]
        due, done = deadline_after(limit, period.forum.days, meeting.date), min(days, default=None)
        met = done <= due if done else False if due < period.last else None
        cases.append(Case(what=meeting.reference, due=due, done=done, met=met))
    asks = f"{asks} within {in_words(limit)}"
    return ClauseOverPeriod(number=limit.clause, asks=asks, sheet=sheet, noun="meeting", cases=tuple(cases))


def _clock(period: Period, kind: StepKind, limit: Limit, asks: str, sheet: str) -> ClauseOverPeriod:
    cases = (
        _step(period, meeting, step, limit)
        for meeting in period.due
        for step in period.steps(meeting)
        if step.kind is kind
    )
    return ClauseOverPeriod(number=limit.clause, asks=asks, sheet=sheet, noun="meeting", cases=tuple(cases))


def _step(period: Period, meeting: MeetingRow, row: StepRow, limit: Limit) -> Case:
    """Return a step of a meeting. One for which the Chair waived the notice was in time, and short of what
    the clause asks all the same."""
    done = period.done(row)
    step = replace(step_value(row), done=done)
    finding = judge_step(step, meeting_date=meeting.date, as_of=period.last)
    is_judged, is_waived = finding.verdict in JUDGED, row.clause.endswith(WAIVED)
    asked = deadline_before(limit, period.forum.days, meeting.date) if is_waived else row.deadline
    waived = "the Chair waived the notice" if is_waived else ""
    return Case(
        what=f"{meeting.reference}, {short_date(meeting.date)}",
        due=asked,
        done=done,
        lapses=meeting.date if row.kind in BEFORE_MEETING else None,
        met=finding.verdict is StepVerdict.ON_TIME and not is_waived if is_judged else None,
        why=waived if is_judged else finding.words,
    )


OF_THE_LIST = "6"  # the clause of the terms that asks for an up to date list
CONFIRMED = ("details confirmed", "details corrected")  # on the trail: the register has the last day alone
SIGNED = "agreement signed"


def seats(period: Period) -> ClauseOverPeriod:
    """Return the seats of the terms, each with its core member or days without one (clause 4)."""
    members, cases = period.forum.membership, []
    for seat in members.seats_on(period.last):
        days = vacancy_days(members, seat, period.first, period.last)
        why = f"vacant on {count(days, 'day')}" if days else ""
        cases.append(Case(what=seat.short_name, met=not days, short=days, why=why))
    return ClauseOverPeriod(
        number=period.forum.policy.seats[0].clause,
        asks="A core member for each seat",
        sheet="Seats",
        noun="seat",
        cases=tuple(cases),
    )


def attendance(period: Period) -> ClauseOverPeriod:
    """Return each core member's attendance as it stood after the last meeting, though that was before the
    period (clause 4)."""
    rule = period.forum.policy.attendance
    return ClauseOverPeriod(
        number=rule.clause,
        asks=f"Members at {share_in_words(rule.own)} of meetings, deputies at no more than "
        f"{share_in_words(rule.deputies)}",
        sheet="Attendance",
        noun="member",
        cases=tuple(_attendance(period)),
    )


def _attendance(period: Period) -> list[Case]:
    if period.last_held is None:
        return []
    result = Review.of(period.forum, period.last_held)
    return [
        Case(
            what=seat.short_name,
            met=None if finding.standing is Standing.TOO_EARLY else finding.standing is not Standing.BELOW,
            short=finding.short,
            why=f"{finding.own} of {finding.counted}, a deputy at {finding.deputies}",
        )
        for seat in result.seats
        if (finding := result.findings.get(seat.id))
    ]


def confirmed_list(period: Period) -> ClauseOverPeriod:
    """Return the people on the list of members, each with details confirmed of late or not (clause 6)."""
    forum, months = period.forum, period.forum.policy.members.unconfirmed_after
    then = _confirmed_then(period)
    since = period.last - dt.timedelta(days=31 * months)
    heard = heard_from(forum.tx.session, forum.group.id, since, period.last)
    return ClauseOverPeriod(
        number=OF_THE_LIST,
        asks=f"List of members up to date: details confirmed within {count(months, 'month')}",
        sheet="List of members",
        noun="name",
        cases=tuple(
            Case(
                what=_role(person),
                done=confirmed,
                short=(period.last - (confirmed or dt.date.min)).days,
                met=not is_unconfirmed(forum.membership, person, months, period.last, heard.get(person.id)),
            )
            for person in (replace(each, details_confirmed=then.get(each.id)) for each in _people(period))
            for confirmed in [last_confirmed(forum.membership, person, heard.get(person.id))]
        ),
    )


def agreements(period: Period) -> ClauseOverPeriod | None:
    """Return the people who may get papers, each with the confidentiality agreement signed or not (own
    rule); None where the group asks for none."""
    members = period.forum.membership
    if not period.forum.policy.members.must_sign:
        return None
    return ClauseOverPeriod(
        number=OWN,
        asks="Confidentiality agreement signed by each reader",
        sheet="Agreements",
        noun="reader",
        cases=tuple(
            Case(
                what=_role(person),
                done=signed,
                met=signed is not None,
            )
            for person in readers(members, period.last)
            for signed in [period.by_then(person.agreement_signed, SIGNED, person.id)]
        ),
    )


def _people(period: Period) -> tuple[Person, ...]:
    """Return the people on the list of members on the last day, by name."""
    members = period.forum.membership
    ids = {each.person_id for each in members.all_on(period.last) if each.role in WELCOMED}
    return tuple(sorted(map(members.person, ids), key=lambda person: person.name))


def _confirmed_then(period: Period) -> Mapping[UUID, dt.date]:
    """Return the day on which each person had confirmed their details, as it was known on the last day."""
    days = {
        person.id: person.details_confirmed
        for person in _people(period)
        if person.details_confirmed and person.details_confirmed <= period.last
    }
    for on, about in events_until(period.forum.tx.session, period.last, CONFIRMED):
        days[UUID(about["person"])] = on
    return days


def _role(person: Person) -> str:
    """Return who somebody is without their name: people outside the group read the page (own rule)."""
    return ", ".join(part for part in (person.job_title, person.organisation) if part)
