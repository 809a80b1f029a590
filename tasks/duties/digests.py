"""The weekly digest: an owner is asked for a line on their actions, reminded once, then rung (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import action_log as rules
from forum.action_log import ActionState
from forum.letters.actions import ActionDigest
from forum.letters.after_meeting import AfterMeeting
from forum.letters.minutes import Minutes
from forum.letters.papers import Papers
from forum.membership import Role
from forum.outbox import NOT_READ
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.duties.asking import open_question
from tasks.duties.forum_on_day import ForumOnDay
from tasks.duties.office import Office
from tasks.duties.writing import action_lines, head, write
from tasks.register.actions import open_actions_of
from tasks.register.members import appointments_of, people
from tasks.register.tables import ActionRow, DispatchRow, GroupRow, QuestionRow, StepRow

WITH_ACTIONS = (AfterMeeting.NAME, Papers.NAME, Minutes.NAME)  # letters that list the reader's actions
NEAR = dt.timedelta(days=7)
READERS = (Role.CORE, Role.CO_OPTED, Role.CHAIR, Role.DEPUTY_CHAIR)  # who gets papers and minutes in any case


def needs_a_line(office: Office, session: Session, row: ActionRow, on: dt.date) -> bool:
    """An open action, due within a week of the latest digest day, that nothing was said of since that day."""
    group = session.get_one(GroupRow, row.group_id)
    digest_day = rules.latest_digest_day(office.policy(group).actions.digest_day, office.days(group), on)
    is_near = row.state == ActionState.OPEN and row.due <= digest_day + NEAR and row.opened_on <= digest_day
    is_news = row.updated_on is not None and row.updated_on >= digest_day
    return is_near and not is_news and not _has_left(session, row, on)


def _has_left(session: Session, row: ActionRow, on: dt.date) -> bool:
    """Whether an action's owner belonged to the group when it was opened, and no longer does."""
    appointments = appointments_of(session, row.group_id, row.owner_id)
    belonged = any(one.first <= row.opened_on <= (one.last or row.opened_on) for one in appointments)
    return belonged and not any(one.first <= on <= (one.last or on) for one in appointments)


def is_to_be_put(question: QuestionRow) -> bool:
    """Asked in one digest, chased in another, and then for the unit to ring about."""
    return question.asked is None or question.chased is None


def write_digest(forum: ForumOnDay, owner: UUID) -> None:
    """One letter a week with all of a person's actions, when one of them needs a line."""
    session = forum.tx.session
    actions = open_actions_of(session, forum.group.id, owner)
    questions = [
        question
        for row in actions
        if not _has_left(session, row, forum.on)
        and (question := open_question(session, row.id, QuestionKind.UPDATE_ACTION))
    ]
    if not any(is_to_be_put(question) for question in questions):
        return
    if not digest_goes(forum.office, session, forum.group, owner, forum.on):
        return
    (person,) = people(session, [owner], forum.on)
    by = forum.days.add(forum.on, 4)
    letter = ActionDigest(**head(forum, person), actions=action_lines(forum, owner), by=by)
    if write(
        forum,
        letter,
        to=person,
        about=owner,
        occasion=forum.on.isoformat(),
        valid_until=by,
        conditions={"unanswered": [str(question.id) for question in questions]},
    ):
        for question in questions:
            if question.asked is None:
                question.asked = forum.on
            elif question.chased is None:
                question.chased = forum.on
            question.due = by


def digest_goes(office: Office, session: Session, group: GroupRow, owner: UUID, on: dt.date) -> bool:
    """Whether a person may have a digest today, by the letters they had and those that are coming."""
    policy, days = office.policy(group), office.days(group)
    had = [*_days_of(session, group, owner, WITH_ACTIONS, on), *_coming_letters(session, group, owner, on)]
    return rules.digest_goes(
        policy.actions,
        days,
        on,
        digests_sent=_days_of(session, group, owner, [ActionDigest.NAME], on),
        other_letters=had,
        most_a_month=policy.budget.member_digests,
    )


def _days_of(
    session: Session, group: GroupRow, person: UUID, letters: Sequence[str], on: dt.date
) -> list[dt.date]:
    since = dt.datetime.combine(on - dt.timedelta(days=31), dt.time())
    rows = session.scalars(
        select(DispatchRow.queued_at).where(
            DispatchRow.person_id == person,
            DispatchRow.group_id == group.id,
            DispatchRow.letter.in_(letters),
            DispatchRow.state.not_in(NOT_READ),
            DispatchRow.queued_at >= since,
        )
    )
    return [at.date() for at in rows]


def _coming_letters(session: Session, group: GroupRow, person: UUID, on: dt.date) -> list[dt.date]:
    """The days on which papers or minutes are to go out next: they list their readers' actions too."""
    appointments = appointments_of(session, group.id, person)
    if not any(one.first <= on <= (one.last or on) and one.role in READERS for one in appointments):
        return []
    rows = session.scalars(
        select(StepRow.deadline).where(
            StepRow.group_id == group.id,
            StepRow.kind.in_([StepKind.PAPERS_OUT, StepKind.MINUTES_OUT]),
            StepRow.done.is_(None),
            StepRow.verdict.is_(None),
            StepRow.opens <= on,
        )
    )
    return [day for day in rows if day is not None]
