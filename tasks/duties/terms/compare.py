"""Compare the groups in the register with their policies: seats, go-live, the figures of open steps, and the
days of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from forum.boards import dates
from forum.calendar.figures import figures_of
from forum.calendar.working_days import WorkingDays
from forum.terms.faults import Fault
from forum.terms.parts import members as terms
from forum.terms.policy import Policy
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.duties.meetings.follow_rule import meetings_off_rule
from tasks.duties.meetings.replan import meetings_with_open_steps
from tasks.register.boards import known_dates
from tasks.register.groups import groups, pause_in_words, seat_rows_of
from tasks.register.tables import GroupRow, MeetingRow, SeatRow

Pair = tuple[terms.Seat | None, SeatRow | None]


@dataclass(frozen=True)
class TermsCompared:
    """The register beside the policies: ``faults`` stop a quorum, ``notes`` wait for a word, and ``paused``
    says which groups are."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paused: list[str] = field(default_factory=list)


def compare_terms(
    session: Session, policies: Mapping[str, Policy], calendars: Mapping[str, WorkingDays], today: dt.date
) -> TermsCompared:
    """Compare every group with its policy, a line for each difference and each meeting off the rule."""
    compared = TermsCompared()
    for group in groups(session):
        terms = policies.get(group.policy)
        if group.ended is not None:
            continue
        if terms is None:
            compared.paused.append(pause_in_words(group))
            continue
        if group.commission is not None:  # no file has the terms of a task group
            continue
        seats = {name for row in present_seats(session, group.id) for name in (row.name, row.short_name)}
        compared.faults.extend(
            f"{group.code}: the quorum needs “{name}”, and the register has no such seat. Correct its name "
            "in the policy or in the members’ workbook, or take the policy’s seats: mase policy apply"
            for name in terms.quorum.named_seats
            if name not in seats
        )
        compared.faults.extend(
            f"{group.code}: {fault}" for fault in changes_in_the_past(session, group, terms, today)
        )
        compared.notes.extend(f"{group.code}: {line}" for line in differences(session, group, terms))
        days = calendars[group.policy]
        compared.notes.extend(
            f"{group.code}: off the meeting rule: {meeting}"
            for meeting in meetings_off_rule(session, group.id, terms, days, today)
        )
    return compared


def changes_in_the_past(session: Session, group: GroupRow, terms: Policy, today: dt.date) -> Sequence[Fault]:
    """Return the boards' dates in a policy that would change what has passed for a group (own rule)."""
    if not terms.bodies:
        return ()
    known = known_dates(session, [group.id])[group.id]
    return list(dates.changes_of_the_past(terms, known, today))


def refuse_changes_of_the_past(session: Session, group: GroupRow, terms: Policy, today: dt.date) -> None:
    """Raise Problem for a policy that would change what has passed for a group."""
    if faults := changes_in_the_past(session, group, terms, today):
        raise Problem(
            f"The policy would change the past of {group.code}. Put its dates right and try again; "
            "nothing has been changed.",
            [str(fault) for fault in faults],
        )


def differences(session: Session, group: GroupRow, terms: Policy) -> list[str]:
    """Return a line for each difference between a group in the register and its policy, "register → policy".

    A present name that the members' workbook gave a seat is no difference: the policy has the name of the
    terms.
    """
    lines = []
    if group.go_live != terms.group.go_live:
        lines.append(f"go-live: {group.go_live} → {terms.group.go_live}")
    for seat, row in paired_seats(session, group.id, terms):
        if seat is None or row is None:
            lines.append(f"seat: {row.name if row else 'nothing'} → {seat.name if seat else 'nothing'}")
        else:
            lines += [
                f"seat {row.name}: {was} → {now}"
                for was, now in ((row.name, seat.name), (row.short_name, seat.short_name))
                if was != now
            ]
    if outdated := planned_otherwise(session, group, terms):
        lines.append(f"open steps planned by other figures: {listed(row.reference for row in outdated)}")
    return lines


def present_seats(session: Session, group_id: UUID) -> list[SeatRow]:
    """Return the seats of a group that are not abolished, nor to be, in their order."""
    return [row for row in seat_rows_of(session, group_id) if row.abolished is None]


def paired_seats(session: Session, group_id: UUID, terms: Policy) -> Iterator[Pair]:
    """Yield each seat of the policy with its row, by name and else by short name, and rows without a seat.
    None stands for what is not there."""
    rows = present_seats(session, group_id)
    by_name = {folded(row.name): row for row in rows}
    by_short_name = {folded(row.short_name): row for row in rows}
    named = {folded(seat.name) for seat in terms.seats}
    left = {row.id: row for row in rows}
    for seat in terms.seats:
        row = by_name.get(folded(seat.name))
        if row is None:
            renamed = by_short_name.get(folded(seat.short_name))
            row = renamed if renamed is not None and folded(renamed.name) not in named else None
        if row is not None:
            left.pop(row.id, None)
        yield seat, row
    for row in left.values():
        yield None, row


def planned_otherwise(session: Session, group: GroupRow, terms: Policy) -> Sequence[MeetingRow]:
    """Return the meetings with open steps that were planned by other figures than the policy's. Those from
    before figures were kept count as planned by these."""
    figures = figures_of(terms)
    return [
        meeting
        for meeting in meetings_with_open_steps(session, group.id)
        if meeting.figures not in (None, figures)
    ]
