"""Record the answer to a question, and carry it out.

The Chair is away: who stands in has what is asked of the Chair the same day (own rule).
"""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from uuid import UUID

from forum.actions.action_log import ActionState, discharge
from forum.inbox.who_may_say import is_hearsay, may_answer
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.reasons import audited
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.problem import Problem
from forum.text.wording import capital, full_date, long_date
from tasks.duties.actions.action_log import ask_discharge
from tasks.duties.answers.handlers import HANDLERS, refuse_other_word
from tasks.duties.answers.put_questions import put_to_stand_in, put_urgent
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.members.appointments import agree_cover
from tasks.duties.questions.ask import (
    asked_now,
    close_question,
    is_open,
    is_settled_by_chairs,
    open_question,
    questions_about,
    sender_to,
)
from tasks.duties.questions.open_questions import facts_of, noted_in_the_name_of, what_about
from tasks.register.actions import action_by_reference, action_value
from tasks.register.database.register import Transaction
from tasks.register.tables import ActionRow, QuestionRow


def answer(
    work: UnitOfWork,
    question_id: UUID,
    reply: Reply,
    *,
    by: UUID,
    channel: Channel,
    on: dt.date | None = None,
    reason: str = "",
) -> None:
    """Record the answer of ``by`` to a question and carry it out, in one transaction.

    ``on`` is the day on which it was given, today without one; ``reason`` why another puts it on record.
    """
    work = work.for_day(on)
    question = work.session.get(QuestionRow, question_id)
    if question is None:
        raise Problem(f"There is no question {question_id} on the register.")
    _answer(group_context(work, question.group_id), question, reply, by, channel)
    if reason:
        work.audit("answered for somebody", question=question.id, by=by, reason=audited(reason))


def discharge_action(
    work: UnitOfWork, reference: str, *, by: UUID, channel: Channel, on: dt.date | None = None
) -> bool:
    """Discharge an action on the Chair's word (clause 3), which is put on record as the answer to a question.

    Return False where the word of another joint Chair is still to come.
    """
    work = work.for_day(on)
    row = action_by_reference(work.session, reference)
    discharge(action_value(row), work.on)  # refused even where another Chair's word would be waited for
    _refuse_before_action(row, work.on)
    forum = group_context(work, row.group_id)
    ask_discharge(forum, row)
    is_own = row.owner_id == by and any(chair.id == by for chair in forum.asked_chairs())
    if is_own or open_question(work.session, row.id, QuestionKind.DISCHARGE_ACTION) is None:
        raise Problem(
            f"Nobody discharges their own action. For {row.reference} the other of Chair and deputy chair is "
            "asked; the group may discharge it at its meeting, too, on the sheet Updates of the record."
        )
    _answer(forum, _question_put_to(forum, row, by), Reply(Word.DISCHARGE), by, channel)
    return row.state == ActionState.DISCHARGED


def _answer(forum: GroupContext, question: QuestionRow, reply: Reply, by: UUID, channel: Channel) -> None:
    """Put an answer on record and carry it out, unless another joint Chair's is waited for; Problem where
    ``by`` may not give it, or the word does not answer."""
    tx = forum.tx
    _refuse_if_closed(tx, question)
    _refuse_other_day(question, tx)
    _refuse_stranger(forum, question, by, channel)
    checked_text(reply.text, "answer")
    refuse_other_word(forum.work, question, reply)
    is_passed_on = question.kind in TO_THE_CHAIR and channel in (Channel.PHONE, Channel.COMMAND)
    noted = noted_in_the_name_of(forum, by, question.id, lambda: _in_their_name(forum, question, channel))
    with noted if is_passed_on else nullcontext():
        close_question(tx, question, reply.word, text=reply.text, by=by, channel=channel, on=tx.on)
        if question.kind not in TO_THE_CHAIR or is_settled_by_chairs(forum, question, reply.word, by):
            HANDLERS[question.kind].carry_out(forum.work, question, reply)
            if question.kind is QuestionKind.AGREE_REPORT:
                put_urgent(forum)  # what has changed in it, where its day has come


def _in_their_name(forum: GroupContext, question: QuestionRow, channel: Channel) -> str:
    """Say what another put on record of a Chair, and how it was told."""
    facts = facts_of(forum.office, forum.tx.session, question)
    about = what_about(forum.tx.session, question)
    asked = f"{capital(facts.phrase)}{f' ({about})' if about else ''}: {question.answer}"
    how = "said by you by phone" if channel is Channel.PHONE else "entered by a command"
    return f"{asked}, {how}{f' on {long_date(question.answered)}' if question.answered else ''}."


def _question_put_to(forum: GroupContext, row: ActionRow, by: UUID) -> QuestionRow:
    """Return the question whether an action is discharged; of those to joint Chairs the one put to ``by``."""
    questions = questions_about(forum.tx.session, row.id, QuestionKind.DISCHARGE_ACTION)
    waiting = [question for question in questions if is_open(question)]
    return next((question for question in waiting if by in asked_now(forum, question)), waiting[0])


def _refuse_before_action(row: ActionRow, on: dt.date) -> None:
    if on < row.opened_on:
        raise Problem(
            f"Action {row.reference} is of {long_date(row.opened_on)}; it can’t have been discharged on "
            f"{long_date(on)}."
        )


def _refuse_if_closed(tx: Transaction, question: QuestionRow) -> None:
    if is_open(question):
        return
    if question.withdrawn and open_question(tx.session, question.about_id, question.kind):
        raise Problem("This has changed since, and was asked again: please answer our newer letter.")
    closed: dt.date | None = question.answered or question.withdrawn
    how = "answered" if question.answered else "withdrawn"
    on = f" on {long_date(closed)}" if closed else ""
    raise Problem(f"This question was {how}{on}; there is nothing left to answer.")


def _refuse_other_day(question: QuestionRow, tx: Transaction) -> None:
    if tx.on > tx.at.date():
        raise Problem(f"{long_date(tx.on)} is still to come; give the day on which it was said.")
    if tx.on < question.opened:
        raise Problem(
            f"This was asked on {long_date(question.opened)}; it can’t have been answered on "
            f"{long_date(tx.on)}."
        )


def _refuse_stranger(forum: GroupContext, question: QuestionRow, by: UUID, channel: Channel) -> None:
    """Refuse an answer of a person who may not give it by mail on that day. The unit may pass on any."""
    standing = sender_to(forum, [question], [by], forum.on).standing
    if is_hearsay(question.kind, standing, channel):
        raise Problem(
            "The Chair’s word decides this, and the unit can only pass it on: say how the unit had it "
            "(--how phone), or whose word it is (--by chair)."
        )
    if not may_answer(question.kind, standing):
        raise Problem(
            "Only the person asked, whoever holds the office that was asked, who covers for them, the deputy "
            "chair once asked, or the unit may answer this."
        )


LONGEST = dt.timedelta(days=366)


def note_chair_away(forum: GroupContext, chair: UUID, first: dt.date, last: dt.date) -> None:
    """Have the deputy chair, or whoever acts for them, stand in for a Chair from ``first`` to ``last``, and
    put what is open to them today where that has begun. Problem where nobody can, or the days are past or too
    many."""
    deputy = forum.offices.deputy_chair(first)
    stand_in = forum.offices.acting_for(deputy.id, first) if deputy else None
    if stand_in is None or stand_in.id == chair:
        raise Problem(
            "There is no deputy chair who could act for the Chair then: enter who does on the sheet Cover "
            "of the members’ workbook."
        )
    if last < forum.on or last - first > LONGEST:
        raise Problem(f"{full_date(last)} is past, or more than a year off; say until which day.")
    agree_cover(forum.work, forum.group.code, chair, stand_in.id, first, last)
    forum.forget_membership()
    if first <= forum.on:
        put_to_stand_in(forum, chair)
