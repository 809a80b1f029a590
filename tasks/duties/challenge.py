"""The challenge log: rows open by themselves, go a stage up when nobody answers, and are answered.

What a meeting changed in the challenge log, written from its record. The challenge log as a document.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions.action_log import UpdateKind
from forum.attendance.standing import FILLED, Mark
from forum.challenge import WHO_ANSWERS, Challenge, Source, Stage, challenge_reference, is_blank, settles
from forum.documents.registers import ChallengeEntry, ChallengeLog
from forum.questions.kinds import QuestionKind
from forum.text.checks import checked_text
from forum.text.look_at import may_name_a_child
from forum.text.problem import Problem
from forum.text.wording import counted, long_date, years
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import ask, withdraw_question
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups
from tasks.register.meetings import attendance_at, last_held
from tasks.register.registers import (
    challenge_by_reference,
    challenge_rows,
    challenges_of_period,
    groups_with_overdue_challenge,
    open_challenge_about,
)
from tasks.register.tables import ActionRow, ChallengeRow, MeetingRow


def challenge_help(forum: GroupContext, action: ActionRow) -> None:
    """Log that an owner wants help with an action; to whom it goes the group says in the next record."""
    what = f"Help is wanted with {action.reference}, {action.title}."
    _open_about_action(forum, action, Source.HELP, what, raised_by=action.seat_id, to=None)


def challenge_overdue(forum: GroupContext, action: ActionRow) -> None:
    """Log that the Chair wrote to an organisation about an action that is long overdue."""
    what = f"{action.reference}, {action.title}, is long overdue."
    _open_about_action(forum, action, Source.ESCALATION, what, raised_by=None, to=action.seat_id)


def challenge_empty_seats(forum: GroupContext, meeting: MeetingRow) -> None:
    """Log the seats that were empty at the last meetings up to one whose record is filed (own rule)."""
    rules = forum.policy.challenge
    if not rules.answered_within:
        return
    session = forum.tx.session
    held = last_held(session, forum.group.id, meeting.date, rules.seat_empty_at)
    order = [row.id for row in held]
    marks: defaultdict[UUID, list[Mark]] = defaultdict(list)
    for row in sorted(attendance_at(session, order), key=lambda row: order.index(row.meeting_id)):
        is_vacant = row.holder_id is None  # so that nobody was expected
        marks[row.seat_id].append(Mark.ABSENT if is_vacant and row.mark not in FILLED else row.mark)
    what = f"The seat was empty at the last {counted(rules.seat_empty_at, 'meeting')}."
    for seat in forum.membership.seats_on(meeting.date):
        is_known = open_challenge_about(session, seat.id) is not None
        if is_blank(marks[seat.id], rules.seat_empty_at) and not is_known:
            _open(forum, Source.EMPTY_SEAT, what, about=seat.id, raised_by=None, to=seat.id)


def answer_about_action(forum: GroupContext, action: ActionRow, kind: UpdateKind) -> None:
    """Answer what was logged about an action with its last update, where that settles it."""
    row = open_challenge_about(forum.tx.session, action.id)
    if row is not None and settles(row.source, kind):
        record_challenge_answer(forum, row, action.last_update or f"The action is {action.state}.")


def answer_challenge(work: UnitOfWork, reference: str, answer: str) -> None:
    """Record what an organisation answered, as the unit was told."""
    row = challenge_by_reference(work.session, reference)
    answer = checked_text(answer, f"answer to {row.reference}").strip()
    if may_name_a_child(answer):
        raise Problem(f"{row.reference}: that may name a child or a family; say what was done, of nobody.")
    if row.answered_on is not None:
        raise Problem(f"{row.reference} has its answer already; correct it in the next record workbook.")
    record_challenge_answer(group_context(work, row.group_id), row, answer)


def record_challenge_answer(forum: GroupContext, row: ChallengeRow, answer: str) -> None:
    """Put the answer to a challenge on record; nobody is asked for it any more."""
    row.answer, row.answered_on = answer, forum.on
    withdraw_question(forum.tx, row.id, QuestionKind.ANSWER_CHALLENGE, forum.on)
    forum.tx.audit("challenge answered", challenge=row.id)


def groups_to_take_up(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Return the groups with a challenge that goes a stage up today."""
    return list(groups_with_overdue_challenge(session, as_of, only))


def take_up(work: UnitOfWork, group_id: UUID) -> None:
    """Take each challenge without an answer by its day a stage up, to the board at last (own rule)."""
    forum = group_context(work, group_id)
    for row in challenge_rows(work.session, group_id):
        if row.answered_on is None and row.due < work.as_of:
            take_to(forum, row, row.stage.next)


def take_to(forum: GroupContext, row: ChallengeRow, stage: Stage) -> None:
    """Take a challenge to a stage, where an answer is wanted anew."""
    row.stage, row.due = stage, _due(forum)
    forum.tx.audit("challenge taken to a stage", challenge=row.id, stage=stage)
    ask_for_answer(forum, row)


def open_at_meeting(
    forum: GroupContext, reference: str, what: str, *, raised_by: UUID | None, to: UUID | None, on: dt.date
) -> ChallengeRow:
    """Log a challenge that was raised at a meeting, under the reference of its line in the record."""
    row = ChallengeRow(
        group_id=forum.group.id,
        reference=reference,
        source=Source.MEETING,
        about_id=None,
        raised_by_id=raised_by,
        to_id=to,
        what=what,
        stage=Stage.OFFICER,
        opened_on=on,
        due=_due(forum),
    )
    _add(forum, row)
    return row


def ask_for_answer(forum: GroupContext, row: ChallengeRow) -> None:
    """Have the unit ask for an answer; help that is wanted is asked for by a question of its own."""
    withdraw_question(forum.tx, row.id, QuestionKind.ANSWER_CHALLENGE, forum.on)
    if row.source is Source.HELP and row.to_id is None:
        return
    ask(
        forum.tx,
        QuestionKind.ANSWER_CHALLENGE,
        group_id=row.group_id,
        about=row.id,
        of=forum.unit().id,
        on=forum.on,
        due=row.due,
    )


def _open_about_action(
    forum: GroupContext,
    action: ActionRow,
    source: Source,
    what: str,
    *,
    raised_by: UUID | None,
    to: UUID | None,
) -> None:
    """Open a challenge about an action of part 1, once. Nothing of part 2 flows by itself (own rule)."""
    if not forum.policy.challenge.answered_within or action.part > 1:
        return
    if open_challenge_about(forum.tx.session, action.id) is None:
        _open(forum, source, what, about=action.id, raised_by=raised_by, to=to)


def _open(
    forum: GroupContext, source: Source, what: str, *, about: UUID, raised_by: UUID | None, to: UUID | None
) -> None:
    taken = [row.reference for row in challenge_rows(forum.tx.session, forum.group.id)]
    row = ChallengeRow(
        group_id=forum.group.id,
        reference=challenge_reference(forum.group.code, forum.on, taken),
        source=source,
        about_id=about,
        raised_by_id=raised_by,
        to_id=to,
        what=what,
        stage=Stage.SENIOR if source is Source.ESCALATION else Stage.OFFICER,
        opened_on=forum.on,
        due=_due(forum),
    )
    _add(forum, row)


def _add(forum: GroupContext, row: ChallengeRow) -> None:
    forum.tx.session.add(row)
    forum.tx.session.flush()
    forum.tx.audit("challenge opened", challenge=row.id, source=row.source)
    ask_for_answer(forum, row)


def _due(forum: GroupContext) -> dt.date:
    return forum.days.add(forum.on, forum.policy.challenge.answered_within)


def file_challenges(forum: GroupContext, meeting: MeetingRow, challenges: Sequence[Challenge]) -> None:
    """Write the challenges of a record that are new or changed. Another stage or another organisation is
    asked anew, until the answer is on record."""
    session = forum.tx.session
    rows = {row.reference: row for row in challenge_rows(session, forum.group.id)} if challenges else {}
    for said in challenges:
        row = rows.get(said.reference)
        if row is None:
            row = open_at_meeting(
                forum,
                said.reference,
                said.what,
                raised_by=said.raised_by_id,
                to=said.to_id,
                on=meeting.date,
            )
        is_elsewhere = (row.to_id, row.stage) != (said.to_id, said.stage)
        row.raised_by_id, row.to_id = said.raised_by_id, said.to_id
        row.what, row.changed = said.what, said.changed
        if said.answer and row.answered_on is None:
            record_challenge_answer(forum, row, said.answer)
        elif row.answered_on is not None:
            row.answer, row.answered_on = said.answer, row.answered_on if said.answer else None
        elif is_elsewhere:
            take_to(forum, row, said.stage)
        row.stage = said.stage
        forum.tx.audit("challenge recorded", challenge=row.id, stage=row.stage)


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
