"""What the terms ask of the membership, and how it was met over a period (clauses 4 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from forum.attendance.standing import Standing
from forum.calendar.steps import OWN
from forum.members.agreements import readers
from forum.members.joining import WELCOMED
from forum.members.membership import Person
from forum.members.register_state import is_unconfirmed, last_confirmed
from forum.terms.answers import share_in_words
from forum.text.wording import count
from forum.yearly.attendance import vacancy_days
from forum.yearly.compliance import Case, ClauseOverPeriod
from tasks.duties.attendance.table import Review
from tasks.duties.yearly.period import Period
from tasks.register.audit.events import events_until
from tasks.register.members.people import heard_from

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
