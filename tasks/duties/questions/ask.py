"""Open a question once; close it with its answer, or withdraw it once nobody needs the answer.

Ask the Chair, or each of joint Chairs, and say whether their answers stand. Ask the Business Unit about a
meeting. Proposed changes that wait for the unit's word: stored, and asked about once. The people who
answer a question: the person asked, the holder of the office asked, and their cover.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.inbox import who_may_say as rules
from forum.inbox.who_may_say import Sender, deputies_asked
from forum.members.membership import Person
from forum.questions.chairs import JointStanding, settled
from forum.questions.kinds import BEFORE_MEETING, OF_THE_UNIT, TO_THE_CHAIR, QuestionKind
from forum.questions.lifecycle import Channel, Question
from forum.questions.words import Word
from tasks.duties.base.group_context import GroupContext
from tasks.register.database.register import Transaction
from tasks.register.database.rows import value_of
from tasks.register.questions import open_questions
from tasks.register.tables import ActionRow, MeetingRow, ProposalRow, QuestionRow

_ABOUT = (
    select(QuestionRow)
    .where(QuestionRow.about_id == bindparam("about"), QuestionRow.kind == bindparam("kind"))
    .order_by(QuestionRow.opened, QuestionRow.id)
)


def question_value(row: QuestionRow) -> Question:
    """Return the question as the rules know it."""
    return value_of(Question, row, about=row.about_id, of=row.of_id, escalated_to=row.escalated_to_id)


def questions_about(session: Session, about: UUID, kind: QuestionKind) -> Sequence[QuestionRow]:
    """Return all questions of a kind about one meeting, paper, action or person, the latest last."""
    return session.scalars(_ABOUT, {"about": about, "kind": kind}).all()


def open_question(session: Session, about: UUID, kind: QuestionKind) -> QuestionRow | None:
    """Return the question of a kind about a meeting, paper, action or person that waits for its answer."""
    return next((q for q in questions_about(session, about, kind) if is_open(q)), None)


def open_questions_of(
    session: Session, meeting: MeetingRow, kinds: Collection[QuestionKind] = tuple(QuestionKind)
) -> list[QuestionRow]:
    """Return the questions for a meeting that wait for their answers: of these kinds, or of all."""
    waiting = open_questions(session, meeting.group_id)
    return [question for question in waiting if question.meeting_id == meeting.id and question.kind in kinds]


def is_too_late(question: Question | QuestionRow, been: Collection[UUID]) -> bool:
    """Say whether an answer is of no use any more, since its meeting has been held; a meeting that is
    moved needs the answer again. ``been`` are the meetings that have been held and have no record yet."""
    return question.kind in BEFORE_MEETING and question.meeting_id in been


def is_overdue(question: QuestionRow, on: dt.date) -> bool:
    """Say whether a letter asked a question by a day that has passed."""
    return question.asked is not None and question.due < on


def is_open(question: QuestionRow) -> bool:
    """Say whether a question waits for its answer."""
    return question.answered is None and question.withdrawn is None


def ask(
    tx: Transaction,
    kind: QuestionKind,
    *,
    group_id: UUID,
    about: UUID,
    of: UUID,
    on: dt.date,
    due: dt.date,
    meeting_id: UUID | None = None,
    together: UUID | None = None,
    anew: bool = False,
) -> QuestionRow:
    """Open a question, or return the open one about the same thing for the same meeting.

    ``together`` is shared by the questions of several people who are asked the same. With ``anew`` another is
    opened beside one that is open: each letter has its own.
    """
    for waiting in () if anew else questions_about(tx.session, about, kind):
        if together and waiting.together == together:
            continue
        if is_open(waiting) and (waiting.group_id, waiting.meeting_id) == (group_id, meeting_id):
            return waiting
    question = QuestionRow(
        group_id=group_id,
        kind=kind,
        about_id=about,
        meeting_id=meeting_id,
        of_id=of,
        together=together,
        opened=on,
        due=max(due, on),
    )
    tx.session.add(question)
    tx.audit("question opened", question=question.id, kind=kind, about=about, of=of)
    return question


def close_question(
    tx: Transaction,
    question: QuestionRow,
    answer: Word,
    *,
    by: UUID,
    channel: Channel,
    on: dt.date,
    text: str = "",
) -> None:
    """Put an answer on record: the word and the text, by whom, how and when."""
    question.answered, question.answered_by_id, question.channel = on, by, channel
    question.answer, question.answer_text = answer, text or None
    tx.audit("question answered", question=question.id, kind=question.kind, by=by, channel=channel)


def withdraw_preparation(tx: Transaction, meeting: MeetingRow, on: dt.date) -> None:
    """Withdraw the questions that prepared a meeting, once it has been held."""
    for question in open_questions_of(tx.session, meeting, BEFORE_MEETING):
        withdraw(tx, question, on)


def withdraw_question(tx: Transaction, about: UUID, kind: QuestionKind, on: dt.date) -> None:
    """Withdraw the open questions of a kind about one thing; a letter that still asks them lapses unsent."""
    for question in questions_about(tx.session, about, kind):
        if is_open(question):
            withdraw(tx, question, on)


def withdraw(tx: Transaction, question: QuestionRow, on: dt.date) -> None:
    """Withdraw a question without an answer."""
    question.withdrawn = on
    tx.audit("question withdrawn", question=question.id, kind=question.kind)


def ask_unit(forum: GroupContext, kind: QuestionKind, meeting: MeetingRow, *, due: dt.date) -> None:
    """Ask the unit a question about a meeting; nothing where it is open already."""
    ask(
        forum.tx,
        kind,
        group_id=forum.group.id,
        about=meeting.id,
        of=forum.unit().id,
        on=forum.on,
        due=due,
        meeting_id=meeting.id,
    )


WITHIN = 3  # working days for the unit's word


def propose(forum: GroupContext, kind: QuestionKind, proposal: ProposalRow) -> QuestionRow:
    """Store a proposal and open its question, withdrawing an earlier one about the same."""
    for waiting in waiting_for_unit(forum, kind, proposal.person_id):
        withdraw_question(forum.tx, waiting.about_id, kind, forum.on)
        for other in asked_as_well(forum.tx, forum.tx.session.get_one(ProposalRow, waiting.about_id)):
            withdraw(forum.tx, other, forum.on)
    proposal.id, proposal.group_id, proposal.since = uuid4(), forum.group.id, forum.on
    forum.tx.session.add(proposal)
    forum.tx.session.flush()
    return ask(
        forum.tx,
        kind,
        group_id=forum.group.id,
        about=proposal.id,
        of=forum.unit().id,
        on=forum.on,
        due=forum.days.add(forum.on, WITHIN),
    )


def waiting_for_unit(forum: GroupContext, kind: QuestionKind, person: UUID | None) -> list[QuestionRow]:
    """Return the open questions of that kind about proposals for a person, or for none."""
    proposed = select(ProposalRow.id).where(
        ProposalRow.group_id == forum.group.id, ProposalRow.person_id.is_not_distinct_from(person)
    )
    questions = select(QuestionRow).where(QuestionRow.kind == kind, QuestionRow.about_id.in_(proposed))
    return [question for question in forum.tx.session.scalars(questions) if is_open(question)]


def asked_as_well(tx: Transaction, proposal: ProposalRow) -> list[QuestionRow]:
    """Return the open questions that ask the units of other groups about the same details of a person."""
    if not proposal.person_id or not proposal.shown:
        return []
    of_person = select(ProposalRow).where(
        ProposalRow.person_id == proposal.person_id,
        ProposalRow.since == proposal.since,
        ProposalRow.group_id != proposal.group_id,
    )
    ids = [row.id for row in tx.session.scalars(of_person) if row.shown == proposal.shown]
    questions = select(QuestionRow).where(
        QuestionRow.kind == QuestionKind.CHANGE_ADDRESS, QuestionRow.about_id.in_(ids)
    )
    return [question for question in tx.session.scalars(questions) if is_open(question)]


def asked_now(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> tuple[UUID, ...]:
    """Return the people asked a question, today or ``on`` an earlier day: for an office, its holders then."""
    of_an_office = question.kind in TO_THE_CHAIR | OF_THE_UNIT
    members = forum.offices if of_an_office and on in (None, forum.on) else forum.membership
    asked_too = [row.of_id for row in asked_together(forum.tx.session, question)]
    own, rule = owner(forum, question), forum.policy.chairs
    return rules.asked_now(question_value(question), members, on or forum.on, rule, asked_too, own)


def owner(forum: GroupContext, question: QuestionRow) -> UUID | None:
    """Return whose action it is that is to be discharged; None for any other question."""
    if question.kind is not QuestionKind.DISCHARGE_ACTION:
        return None
    return forum.tx.session.get_one(ActionRow, question.about_id).owner_id


def reader_of(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> UUID | None:
    """Return the person to write to or ring about a question: the person asked, or their cover."""
    people = asked_now(forum, question, on)
    return forum.stand_in(people[0], on) if people else None


def deputies_now(forum: GroupContext, question: QuestionRow) -> tuple[Person, ...]:
    """Return whoever was asked a question as well as the Chair and may answer it today: the deputy chair, or
    their cover."""
    if question.escalated is None:
        return ()
    deputies = rules.deputies_asked(question_value(question), forum.membership, forum.on)
    return tuple(forum.membership.person(id) for id in deputies[-1:])


def sender_to(
    forum: GroupContext,
    questions: Sequence[QuestionRow],
    senders: Collection[UUID],
    on: dt.date,
    pas_of: Collection[UUID] = (),
) -> Sender:
    """Return the sender with their standing to the people who are asked these questions of one group."""
    members, values = forum.membership, [question_value(question) for question in questions]
    return rules.sender_of(
        senders,
        [id for question in questions for id in asked_now(forum, question, on)],
        members,
        on,
        deputies=[id for question in values for id in rules.deputies_asked(question, members, on)],
        pas_of=pas_of,
    )


def asked_together(session: Session, question: QuestionRow) -> Sequence[QuestionRow]:
    """Return the questions that put the same to the other joint Chairs."""
    if question.together is None:
        return ()
    about = questions_about(session, question.about_id, question.kind)
    return [row for row in about if row.together == question.together and row.id != question.id]


def ask_chairs(
    forum: GroupContext,
    kind: QuestionKind,
    *,
    about: UUID,
    due: dt.date,
    meeting_id: UUID | None = None,
    opens: dt.date | None = None,
    but: UUID | None = None,
) -> None:
    """Ask each Chair whom the policy names the same question, today or once it ``opens``; nothing where it is
    open already. ``but`` is somebody who is not to decide it, in whose place another Chair does."""
    asked = forum.asked_chairs()
    chairs = [chair for chair in asked if chair.id != but] or asked[:1]
    together = uuid4() if len(chairs) > 1 else None
    for chair in chairs:
        ask(
            forum.tx,
            kind,
            group_id=forum.group.id,
            about=about,
            of=chair.id,
            on=opens or forum.on,
            due=due,
            meeting_id=meeting_id,
            together=together,
        )


def is_settled_by_chairs(forum: GroupContext, question: QuestionRow, word: Word, by: UUID) -> bool:
    """Say whether an answer on record is to be carried out now. The unit is asked where joint Chairs differ.

    The deputy chair, once asked, answers for every Chair who has not; a former Chair is not waited for.
    """
    to_other_chairs = asked_together(forum.tx.session, question)
    waited_for = [
        of_other for of_other in to_other_chairs if is_open(of_other) and _is_of_another(forum, of_other, by)
    ]
    if by in deputies_asked(question_value(question), forum.membership, forum.on):
        waited_for = []
    answers = [of_other for of_other in to_other_chairs if of_other.answered]
    words = [*(of_other.answer for of_other in answers), *(None for _ in waited_for)]
    outcome = settled(forum.policy.chairs, word, words)
    if outcome is not JointStanding.WAITS:
        for of_other in to_other_chairs:
            if is_open(of_other):
                withdraw(forum.tx, of_other, forum.on)
    if outcome is JointStanding.DIFFERS:
        ask(
            forum.tx,
            QuestionKind.SETTLE_BETWEEN_CHAIRS,
            group_id=forum.group.id,
            about=question.id,
            of=forum.unit().id,
            on=forum.on,
            due=max(question.due, forum.days.add(forum.on, 1)),
            meeting_id=question.meeting_id,
        )
    return outcome is JointStanding.STANDS


def word_that_stands(session: Session, about: UUID, kind: QuestionKind) -> Word | None:
    """Return the last answer of the Chair, or of joint Chairs between them, to a kind of question; None
    while it is open or they differ."""
    questions = [question for question in questions_about(session, about, kind) if question.withdrawn is None]
    if not questions:
        return None
    latest = [
        questions[-1],
        *(question for question in asked_together(session, questions[-1]) if question.withdrawn is None),
    ]
    for question in latest:
        for put_to_unit in questions_about(session, question.id, QuestionKind.SETTLE_BETWEEN_CHAIRS):
            return put_to_unit.answer
    words = {question.answer for question in latest}
    return words.pop() if len(words) == 1 else None


def _is_of_another(forum: GroupContext, question: QuestionRow, by: UUID) -> bool:
    """Say whether a question waits for a Chair other than ``by``, who may cover for several."""
    return any(by not in (chair, forum.stand_in(chair)) for chair in asked_now(forum, question))


def office_of_answer(forum: GroupContext, question: QuestionRow) -> Literal["Chair", "deputy chair"]:
    """Say in whose office a question to the Chair was answered."""
    deputy = forum.offices.deputy_chair(forum.on)
    return "deputy chair" if deputy and question.answered_by_id == deputy.id else "Chair"
