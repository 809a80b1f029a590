"""Terms of office: when a Chair's or a member's term ends, and whether another may follow (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Appointment, Role
from forum.terms.parts.members import TermsOfOffice
from forum.text.dates import months_after


@dataclass(frozen=True)
class TermEnd:
    """The last day of somebody's term, and whether they may have another."""

    appointment: Appointment
    last: dt.date
    may_follow: bool


def ends_of_terms(rule: TermsOfOffice, appointments: Iterable[Appointment], on: dt.date) -> Iterator[TermEnd]:
    """Yield when each term of office that runs, or ran out and nobody entered another, ends (clause 4). A
    term follows another of the same person in the same office, where the register has each as a line."""
    lines = sorted(appointments, key=lambda each: each.first)
    for role, months, most in (
        (Role.CHAIR, rule.chair_months, rule.chair_most),
        (Role.CORE, rule.member_months, rule.member_most),
    ):
        for line in lines if months else ():
            if line.role is role and line.first <= on and (line.last is None or line.last >= on):
                last = months_after(line.first, months) - ONE_DAY
                same = [each for each in lines if _office(each) == _office(line) and each.first <= on]
                yield TermEnd(line, min(last, line.last or last), not most or len(same) < most)


def _office(line: Appointment) -> tuple[object, ...]:
    return line.person_id, line.role, line.seat_id
