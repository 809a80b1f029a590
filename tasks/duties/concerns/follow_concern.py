"""A concern from the moment it came until somebody has said what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from uuid import UUID

from forum.concerns.follow_up import CONCERNS, concern_answer_by, unit_does
from forum.concerns.kinds import ConcernKind
from forum.letters.questions import DeskTask
from forum.text.checks import needed_line
from forum.text.wording import clock_time, full_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.quoted_words import quoted, where_the_rest_is
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.retention.holds import place_hold
from tasks.register.concerns.open_concerns import concern_by_reference, next_concern_reference, open_concerns
from tasks.register.groups import group_by_code, is_at_work
from tasks.register.mailbox import forget_words
from tasks.register.tables import ConcernRow, PersonRow, ReceivedRow, WaitingWordsRow

OpenConcern: TypeAlias = tuple[ConcernRow, WaitingWordsRow | None]
"""A concern with the words of the mail that raised it, where one did."""
ABOUT_OWN_DATA = "A person asked about the data kept on them"
UNPROVED = "Nothing proves who wrote it."


def put_on_record(
    forum: GroupContext,
    kind: ConcernKind,
    at: dt.datetime,
    *,
    received: UUID | None,
    person: UUID | None,
    is_proved: bool,
) -> ConcernRow:
    """Put a concern on record with its clock. What names a proved writer who asks about their own data is
    held against disposal, until the hold is lifted."""
    work, follow_up = forum.work, CONCERNS[kind]
    row = ConcernRow(
        group_id=forum.group.id,
        reference=next_concern_reference(work.session, at.year),
        kind=kind,
        received_id=received,
        person_id=person,
        is_proved=is_proved,
        at=at,
        answer_by=concern_answer_by(kind, at.date(), forum.days) if is_at_work(forum.group) else None,
    )
    work.session.add(row)
    work.session.flush()
    if follow_up.pauses and is_writer_known(row):
        place_hold(work, f"{ABOUT_OWN_DATA}: {row.reference}", follow_up.law, person_id=person)
    work.audit("concern raised", concern=row.reference, group=row.group_id, received=received)
    return row


def is_writer_known(row: ConcernRow) -> bool:
    """Say whether somebody on the register wrote of a concern, and something proves it."""
    return row.person_id is not None and row.is_proved


def settle_concern(work: UnitOfWork, reference: str, done: str, by: UUID | None = None) -> str:
    """Record what was done about a concern, in words that name nobody; return its reference."""
    row = concern_by_reference(work.session, reference)
    row.settled_on, row.settled_by_id, row.done = work.on, by, needed_line(done, "What was done")
    if row.received_id:
        forget_words(work.session, work.session.get_one(ReceivedRow, row.received_id))
    work.audit("concern settled", concern=row.reference, person=by)
    return row.reference


def concerns_open(work: UnitOfWork, code: str | None) -> list[str]:
    """Return the open concerns of a group, or of all, in words that name nobody."""
    groups = [group_by_code(work.session, code).id] if code else None
    return [f"{row.reference}: {in_words(row)}." for row in open_concerns(work.session, groups)]


def in_words(row: ConcernRow) -> str:
    """Say what a concern is, when it came, and by when it is answered; never what was written."""
    by = f", to be answered by {full_date(row.answer_by)}" if row.answer_by else ""
    return f"{CONCERNS[row.kind].words}, since {when(row.at)}{by}"


def writer_in_words(forum: GroupContext, row: ConcernRow) -> str:
    """Say who raised a concern by their place in the group and their telephone number, never by name."""
    if row.received_id is None:
        return "somebody by telephone"
    if row.person_id is None:
        return "somebody who is not on the register"
    place = place_in_words(forum.membership, row.person_id, row.at.date())
    phone = forum.tx.session.get_one(PersonRow, row.person_id).phone
    return f"{place}, {phone}" if phone else place


def concerns_to_follow(forum: GroupContext, concerns: Sequence[OpenConcern]) -> Iterator[DeskTask]:
    """Yield what the unit does about each open concern, until it has said what was done; with its words where
    they may be quoted."""
    for row, written in sorted(concerns, key=lambda each: (not CONCERNS[each[0].kind].is_urgent, each[0].at)):
        proof = "" if row.is_proved or row.received_id is None else f" {UNPROVED}"
        does = unit_does(row.kind, forum.policy.concerns, row.answer_by, is_known=is_writer_known(row))
        quote = quoted(forum, written)
        where = f" {where_the_rest_is(written, quote)}".rstrip() if row.received_id else ""
        yield DeskTask(
            group=forum.group.code,
            what=f"{row.reference}, {CONCERNS[row.kind].words}: nobody has said what was done.",
            quote=quote,
            how=f"It came at {when(row.at)} from {writer_in_words(forum, row)}.{where}{proof} {does} Then "
            f"reply SETTLED {row.reference}: and what was done.",
            by=forum.days.on_or_before(row.answer_by) if row.answer_by else forum.on,
            since=row.at.date(),
        )


def when(at: dt.datetime) -> str:
    """Return a time as people say it: "10:30am on Sunday 17 January 2027"."""
    return f"{clock_time(at.time())} on {full_date(at.date())}"
