"""The challenge log as a document."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.challenge.challenge import WHO_ANSWERS
from forum.documents.registers import ChallengeEntry, ChallengeLog
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.challenge import challenges_of_period
from tasks.register.database.value_of import value_of

THE_GROUP = "The group"


def challenge_log(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> ChallengeLog:
    """Return the challenges that were open from ``first`` to ``last``, both days included. Problem where
    there were none."""
    log = challenges_between(group_context(work, group_id), first, last)
    if log is None:
        raise Problem(
            f"No challenge was open from {long_date(first)} to {long_date(last)}; choose another period."
        )
    return log


def challenges_between(forum: GroupContext, first: dt.date, last: dt.date) -> ChallengeLog | None:
    """Return the log of a period; None where no challenge was open in it."""
    rows = challenges_of_period(forum.tx.session, forum.group.id, first, last)
    if not rows:
        return None
    return ChallengeLog(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        challenges=tuple(
            value_of(
                ChallengeEntry,
                row,
                opened=row.opened_on,
                raised_by=seat_named(forum, row.raised_by_id),
                to=seat_named(forum, row.to_id),
                stage=WHO_ANSWERS[row.stage],
                answered=row.answered_on,
            )
            for row in rows
        ),
    )


def seat_named(forum: GroupContext, seat: UUID | None) -> str:
    """Return the short name of a seat; the group's own where there is none."""
    return forum.membership.seat(seat).short_name if seat else THE_GROUP
