"""The action log: reported, discharged, chased and escalated actions, and the log as a document (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from forum import action_log as rules
from forum.action_log import ActionState
from forum.documents.action_log import ActionEntry, ActionLog, DischargedEntry
from forum.letters.actions import ActionDigest
from forum.letters.after_meeting import AfterMeeting
from forum.letters.escalation import Escalation
from forum.letters.minutes import Minutes
from forum.letters.papers import Papers
from forum.letters.parts import ActionLine
from forum.membership import Person
from forum.outbox import NOT_READ
from forum.problem import Problem
from forum.questions import Channel, QuestionKind
from forum.replies import Reply, Word
from forum.steps import StepKind
from forum.text import checked_text
from tasks.duties.asking import ask, close_question, open_question, questions_about, withdraw_question
from tasks.duties.forum_on_day import ForumOnDay, forum_on_day
from tasks.duties.office import Office
from tasks.duties.writing import action_lines, head, write
from tasks.register.actions import (
    action_by_reference,
    action_value,
    discharged_between,
    open_actions,
    open_actions_of,
)
from tasks.register.meetings import last_held, next_meeting
from tasks.register.members import people
from tasks.register.register import Transaction
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    DispatchRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
    SeatRow,
    StepRow,
)

WITH_ACTIONS = (AfterMeeting.NAME, Papers.NAME, Minutes.NAME)  # letters that list the reader's actions
ABOUT_AN_ACTION = (QuestionKind.UPDATE_ACTION, QuestionKind.DISCHARGE_ACTION, QuestionKind.ESCALATE_ACTION)
NEAR = dt.timedelta(days=7)


def report_action(office: Office, reference: str, reply: Reply, person: UUID | None, by: str) -> None:
    """An owner reports on an action: DONE, a new date and why, HELP, or how it stands."""
    with office.register.transaction(by) as tx:
        row = action_by_reference(tx.session, reference)
        _report(office, tx, row, reply, person or row.owner_id)
        question = open_question(tx.session, row.id, QuestionKind.UPDATE_ACTION)
        if question is not None:
            close_question(
                tx,
                question,
                reply.word,
                by=person or row.owner_id,
                channel=Channel.COMMAND,
                on=tx.at.date(),
            )


def discharge_action(office: Office, reference: str, by: str) -> None:
    """Discharge an action on the Chair's word (clause 3)."""
    with office.register.transaction(by) as tx:
        _discharge(tx, action_by_reference(tx.session, reference))


def action_reported(office: Office, tx: Transaction, question: QuestionRow, reply: Reply) -> None:
    """An owner answered the digest."""
    _report(office, tx, tx.session.get_one(ActionRow, question.about_id), reply, question.of_id)


def discharge_answered(_office: Office, tx: Transaction, question: QuestionRow, reply: Reply) -> None:
    """The Chair discharged an action, or returned it to its owner."""
    row = tx.session.get_one(ActionRow, question.about_id)
    if reply.word is Word.DISCHARGE:
        _discharge(tx, row)
        return
    value = rules.send_back(action_value(row), reply.text)
    row.state, row.reported_on = value.state, value.reported_on
    _add_update(tx, row, "returned", reply.text, question.of_id)


def chase_actions(office: Office, group_id: UUID, as_of: dt.date, by: str) -> None:
    """Open the questions that overdue and nearly due actions raise, and write the weekly digests."""
    with office.register.transaction(by) as tx:
        forum = forum_on_day(office, tx, group_id, as_of)
        rows = open_actions(tx.session, group_id)
        for row in rows:
            _ask_about(forum, row)
        for owner in {row.owner_id: None for row in rows}:
            _write_digest(forum, owner)
        _escalate(forum, [row for row in rows if _may_escalate(forum, row)])


def action_log(forum: ForumOnDay, meeting: MeetingRow, part: int) -> ActionLog:
    """The action log of one part: all that is open, and what was discharged since the meeting before."""
    session = forum.tx.session
    held = [row for row in last_held(session, forum.group.id, meeting.date, 2) if row.id != meeting.id]
    since = held[-1].date if held else dt.date.min
    rows = [row for row in open_actions(session, forum.group.id) if row.part == part]
    gone = [row for row in discharged_between(session, forum.group.id, since, forum.on) if row.part == part]
    names = {person.id: person.name for person in people(session, {row.owner_id for row in [*rows, *gone]})}
    return ActionLog(
        group=forum.policy.group.name,
        marking=forum.policy.marking,
        reference=meeting.reference,
        part=part,
        as_of=forum.on,
        actions=tuple(
            ActionEntry(
                reference=row.reference,
                title=row.title,
                owner=names[row.owner_id],
                due=row.due,
                days_overdue=rules.days_overdue(action_value(row), forum.on),
                reported_done=row.reported_on if row.state == ActionState.REPORTED_DONE else None,
                last_update=row.last_update,
                updated_on=row.updated_on,
            )
            for row in rows
        ),
        discharged=tuple(
            DischargedEntry(
                reference=row.reference,
                title=row.title,
                owner=names[row.owner_id],
                discharged_on=row.discharged_on or forum.on,
            )
            for row in gone
        ),
    )


def _report(office: Office, tx: Transaction, row: ActionRow, reply: Reply, person: UUID) -> None:
    today = tx.at.date()
    text = checked_text(reply.text, f"update of {row.reference}")
    said = {Word.DONE: "done", Word.NEW_DATE: "new date", Word.HELP: "help"}.get(reply.word, "update")
    if reply.word is Word.DONE:
        value = rules.report_done(action_value(row), today, text)
        row.state, row.reported_on = value.state, value.reported_on
    elif reply.word is Word.NEW_DATE:
        if reply.date is None:
            raise Problem(f"{row.reference}: a new date needs a day; write it as 12 January 2027.")
        row.due = rules.give_new_date(action_value(row), reply.date, today, text).due
    row.last_update = text or {"done": "Reported done", "help": "Asked for help"}.get(said, row.last_update)
    row.updated_on = today
    _add_update(tx, row, said, text, person, reply.date)
    if reply.word in {Word.DONE, Word.NEW_DATE}:
        _withdraw(tx, row, QuestionKind.ESCALATE_ACTION)  # it is no longer overdue
    if reply.word is Word.DONE:
        _ask_discharge(forum_on_day(office, tx, row.group_id, today), row)


def _ask_discharge(forum: ForumOnDay, row: ActionRow) -> None:
    following = next_meeting(forum.tx.session, row.group_id, forum.on)
    ask(
        forum.tx,
        QuestionKind.DISCHARGE_ACTION,
        group_id=row.group_id,
        about=row.id,
        of=forum.chair().id,
        on=forum.on,
        due=following.date if following else forum.days.add(forum.on, 10),
    )


def _discharge(tx: Transaction, row: ActionRow) -> None:
    value = rules.discharge(action_value(row), tx.at.date())
    row.state, row.discharged_on = value.state, value.discharged_on
    _add_update(tx, row, "discharged", "", None)
    _withdraw(tx, row, *ABOUT_AN_ACTION)


def _withdraw(tx: Transaction, row: ActionRow, *kinds: QuestionKind) -> None:
    for kind in kinds:
        withdraw_question(tx, row.id, kind, tx.at.date())


def _add_update(
    tx: Transaction,
    row: ActionRow,
    said: str,
    text: str,
    person: UUID | None,
    new_due: dt.date | None = None,
) -> None:
    tx.session.add(
        ActionUpdateRow(
            action_id=row.id, on=tx.at.date(), by_id=person, said=said, text=text, new_due=new_due
        )
    )
    tx.audit(f"action: {said}", action=row.id, person=person)


def _ask_about(forum: ForumOnDay, row: ActionRow) -> None:
    action = action_value(row)
    if action.state is ActionState.OPEN and action.due <= forum.on + NEAR:
        ask(
            forum.tx,
            QuestionKind.UPDATE_ACTION,
            group_id=row.group_id,
            about=row.id,
            of=row.owner_id,
            on=forum.on,
            due=max(row.due, forum.days.add(forum.on, 4)),
        )
    if rules.chair_must_hear(action, forum.policy.actions, forum.on):
        row.chair_told_on = forum.on
        ask(
            forum.tx,
            QuestionKind.ESCALATE_ACTION,
            group_id=row.group_id,
            about=row.id,
            of=forum.chair().id,
            on=forum.on,
            due=forum.days.add(forum.on, 5),
        )


def _write_digest(forum: ForumOnDay, owner: UUID) -> None:
    """One letter a week with all of a person's actions, when one of them needs a line."""
    session = forum.tx.session
    questions = [
        question
        for row in open_actions_of(session, forum.group.id, owner)
        if (question := open_question(session, row.id, QuestionKind.UPDATE_ACTION))
    ]
    if not questions:
        return
    actions = forum.policy.actions
    budget = forum.policy.budget.member_digests
    if not rules.digest_goes(
        actions,
        forum.days,
        forum.on,
        digests_sent=_days_of(forum, owner, [ActionDigest.NAME]),
        other_letters=[*_days_of(forum, owner, WITH_ACTIONS), *_coming_letters(forum)],
        most_a_month=budget,
    ):
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


def _days_of(forum: ForumOnDay, person: UUID, letters: Sequence[str]) -> list[dt.date]:
    since = dt.datetime.combine(forum.on - dt.timedelta(days=31), dt.time())
    rows = forum.tx.session.scalars(
        select(DispatchRow.queued_at).where(
            DispatchRow.person_id == person,
            DispatchRow.group_id == forum.group.id,
            DispatchRow.letter.in_(letters),
            DispatchRow.state.not_in(NOT_READ),
            DispatchRow.queued_at >= since,
        )
    )
    return [at.date() for at in rows]


def _coming_letters(forum: ForumOnDay) -> list[dt.date]:
    """The days on which papers or minutes are to go out next: they list their readers' actions too."""
    rows = forum.tx.session.scalars(
        select(StepRow.deadline).where(
            StepRow.group_id == forum.group.id,
            StepRow.kind.in_([StepKind.PAPERS_OUT, StepKind.MINUTES_OUT]),
            StepRow.done.is_(None),
            StepRow.verdict.is_(None),
            StepRow.opens <= forum.on,
        )
    )
    return [day for day in rows if day is not None]


def _may_escalate(forum: ForumOnDay, row: ActionRow) -> bool:
    """28 days overdue, and the Chair said SEND."""
    if not rules.organisation_may_hear(action_value(row), forum.policy.actions, forum.on):
        return False
    answers = questions_about(forum.tx.session, row.id, QuestionKind.ESCALATE_ACTION)
    return bool(answers) and (answers[-1].answer or "").startswith(Word.SEND)


def _escalate(forum: ForumOnDay, rows: Sequence[ActionRow]) -> None:
    """Write once to the organisation of each seat whose actions are long overdue."""
    by_seat: dict[UUID, list[ActionRow]] = {}
    for row in rows:
        if row.seat_id is not None:
            by_seat.setdefault(row.seat_id, []).append(row)
    for seat_id, overdue in by_seat.items():
        seat = forum.tx.session.get_one(SeatRow, seat_id)
        if seat.escalation_contact_id is None:
            continue
        (contact,) = people(forum.tx.session, [seat.escalation_contact_id], forum.on)
        _write_escalation(forum, seat, contact, overdue)


def _write_escalation(
    forum: ForumOnDay, seat: SeatRow, contact: Person, overdue: Sequence[ActionRow]
) -> None:
    by = forum.days.add(forum.on, 5)
    letter = Escalation(
        **head(forum, contact, why=f"you are the contact of {seat.present_name} for the group"),
        organisation=seat.present_name,
        actions=tuple(
            ActionLine(
                reference=row.reference,
                title=row.title,
                due=row.due,
                days_overdue=rules.days_overdue(action_value(row), forum.on),
                last_update=row.last_update,
                owner=forum.tx.session.get_one(PersonRow, row.owner_id).name,
            )
            for row in overdue
        ),
        by=by,
    )
    write(
        forum,
        letter,
        to=contact,
        about=seat.id,
        occasion=forum.on.isoformat(),
        valid_until=by,
        conditions={"appointed": False},
    )
    for row in overdue:
        row.organisation_told_on = forum.on
        forum.tx.audit("organisation told", action=row.id, seat=seat.id)
