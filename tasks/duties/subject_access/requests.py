"""A person's request for what is kept on them, from the day on which it came to its answer (UK GDPR, articles
12 and 15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from forum.letters.foot import operators_contact
from forum.letters.questions import DeskTask
from forum.subject_access.request import answer_by
from forum.text.problem import Problem
from forum.text.wording import day_month, long_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.retention.holds import place_hold
from tasks.register.retention.access_requests import request_of
from tasks.register.tables import AccessRequestRow, RetentionHoldRow

ARTICLE = "UK GDPR, article 15"


def take_request(work: UnitOfWork, group_id: UUID, person_id: UUID, asked_on: dt.date | None) -> dt.date:
    """Put a request on record, hold what names the person against disposal, and return the last day for the
    answer.

    It came on ``asked_on``, or today. One that nobody has answered yet goes on, from ``asked_on`` if that is
    given.
    """
    row = open_request(work, group_id, person_id, asked_on or work.on)
    if asked_on and row.asked_on != asked_on:
        row.asked_on = asked_on
        work.audit("access request dated", request=row.id, asked=asked_on)
    held = select(RetentionHoldRow).where(
        RetentionHoldRow.person_id == person_id,
        RetentionHoldRow.authority == ARTICLE,
        RetentionHoldRow.lifted_on.is_(None),
    )
    if work.session.scalar(held) is None:
        place_hold(work, "A person asked what is kept on them", ARTICLE, person_id=person_id)
    return answer_by(row.asked_on)


def open_request(work: UnitOfWork, group_id: UUID, person_id: UUID, asked_on: dt.date) -> AccessRequestRow:
    """Put a request on record with its day, unless one of theirs waits for its answer; return it."""
    row = request_of(work.session, person_id)
    if row is None:
        row = AccessRequestRow(group_id=group_id, person_id=person_id, asked_on=asked_on)
        work.session.add(row)
        work.session.flush()
        work.audit("access request taken", group=group_id, person=person_id, asked=asked_on)
    return row


def note_answer(work: UnitOfWork, person_id: UUID, on: dt.date) -> None:
    """Record on which day a person was answered. The hold stays until it is lifted.

    Problem where no request of theirs is open, and for a day before they asked.
    """
    row = request_of(work.session, person_id)
    if row is None:
        raise Problem("No request of theirs waits for an answer. See: mase subject-access list.")
    if on < row.asked_on:
        raise Problem(f"They asked on {long_date(row.asked_on)}, so they can’t be answered before that day.")
    row.answered_on = on
    work.audit("access request answered", request=row.id, answered=on)


def requests_to_see_to(forum: GroupContext, rows: Sequence[AccessRequestRow]) -> Iterator[DeskTask]:
    """Yield what the unit does about each of these requests. It names nobody."""
    operators = operators_contact(forum.office.ops_address)
    for row in rows:
        last_day = answer_by(row.asked_on)
        yield DeskTask(
            group=forum.group.code,
            what=f"Somebody asked on {day_month(row.asked_on)} what is kept on them. Answer them by "
            f"{day_month(last_day)}, one month later.",
            how="Read all of it first, with your data protection officer. Once it has gone, give its day "
            f"to {operators}.",
            by=forum.days.on_or_before(last_day),
            since=row.asked_on,
        )
