"""The action log: actions reported, discharged and escalated, and the log as a document (clauses 3, 6).

Record an update of an action, given by mail or at a meeting, and withdraw the questions it settles.
Actions recommended for discharge: put to the Chair with their evidence (clause 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions import action_log as rules
from forum.actions.action_log import BY_WORD, SAID_DONE, UPDATES, ActionState, UpdateKind, apply_update
from forum.documents.actions import ActionEntry, ActionLog, DischargedEntry
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.problem import Problem
from forum.text.wording import short_day_month
from tasks.duties.actions.digest import (
    digest_is_due,
    is_to_be_put,
    lines_asked_for,
    needs_a_line,
    research_asked_for,
    work_asked_for,
    write_digest,
)
from tasks.duties.actions.escalate import escalate, is_to_escalate, warn_owners
from tasks.duties.actions.owners import Owners, owners_in_group
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.challenge import answer_about_action, challenge_help
from tasks.duties.plan.ask_leads import ask_leads
from tasks.duties.plan.rated import rated_plan
from tasks.duties.questions.ask import ask, ask_chairs, close_question, open_question, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import (
    action_by_reference,
    action_value,
    discharged_between,
    open_actions,
    write_action,
)
from tasks.register.database.rows import value_of
from tasks.register.meetings import last_held, next_meeting
from tasks.register.members.membership import people
from tasks.register.outbox import withdraw_letter
from tasks.register.questions import leave_unasked
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PersonRow,
    QuestionRow,
)


def record_update(
    forum: GroupContext,
    row: ActionRow,
    kind: UpdateKind,
    text: str,
    *,
    on: dt.date,
    by: UUID | None = None,
    new_due: dt.date | None = None,
) -> None:
    """Write what was said of an action on a day. The Chair is asked to discharge what is reported done, and
    the unit to give the help that is wanted (clause 3). ``by`` is None for what a meeting said."""
    tx = forum.tx
    old_due = row.due if new_due else None
    write_action(row, apply_update(action_value(row), kind, on, text, new_due))
    tx.session.add(
        ActionUpdateRow(
            action_id=row.id, on=on, by_id=by, said=kind, text=text, new_due=new_due, old_due=old_due
        )
    )
    tx.audit(f"action: {kind}", action=row.id, person=by, on=on)
    for settled in UPDATES[kind].settles:
        withdraw_question(tx, row.id, settled, tx.on)
    if kind is UpdateKind.DONE:
        ask_discharge(forum, row)
    if kind is UpdateKind.HELP:
        _ask_for_help(forum, row)
        challenge_help(forum, row)
    answer_about_action(forum, row, kind)


def _ask_for_help(forum: GroupContext, row: ActionRow) -> None:
    """Ask the unit to help the owner, and the Chair to hear of it where no help has come after ten working
    days (own rule)."""
    ask(
        forum.tx,
        QuestionKind.HELP_WITH_ACTION,
        group_id=row.group_id,
        about=row.id,
        of=forum.unit().id,
        on=forum.on,
        due=forum.days.add(forum.on, 2),
    )
    to_chair = forum.days.add(forum.on, forum.policy.actions.chair_hears_of_help_after)
    ask_chairs(
        forum,
        QuestionKind.HEAR_OF_HELP_WANTED,
        about=row.id,
        opens=to_chair,
        due=forum.days.add(to_chair, 2),
    )


def ask_discharge(forum: GroupContext, row: ActionRow) -> None:
    """Ask the Chair, or each of joint Chairs, whether an action is discharged; nothing where it is asked.
    Nobody discharges their own: where the only Chair owns it, the deputy chair is asked soon, whom few other
    letters come to, and where the deputy chair acts for the Chair, it waits for the Chair (own rule)."""
    following = next_meeting(forum.tx.session, row.group_id, forum.on)
    due = following.date if following else forum.days.add(forum.on, 10)
    ask_chairs(
        forum,
        QuestionKind.DISCHARGE_ACTION,
        about=row.id,
        due=forum.on if _chairs(forum) == {row.owner_id} else due,
        but=row.owner_id,
    )


def _chairs(forum: GroupContext) -> set[UUID]:
    return {chair.id for chair in forum.offices.chairs(forum.on)}


HOW = "give DONE, a new date and why, HELP, or how it is going."


def report_action(
    work: UnitOfWork, reference: str, reply: Reply, person: UUID | None, *, channel: Channel = Channel.COMMAND
) -> None:
    """Record an owner's report on an action: DONE, a new date and why, HELP, or how it is going."""
    row = action_by_reference(work.session, reference)
    by_whom = person or row.owner_id
    question = open_question(work.session, row.id, QuestionKind.UPDATE_ACTION)
    if question is not None:
        close_question(work, question, reply.word, by=by_whom, channel=channel, on=work.on)
    _report(work, row, reply, by_whom)


def record_report(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record an owner's answer to the digest."""
    _report(work, work.session.get_one(ActionRow, question.about_id), reply, question.of_id)


def record_help(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record the help that the unit gave or found for an owner."""
    row = work.session.get_one(ActionRow, question.about_id)
    text = checked_text(reply.text, f"help with {row.reference}").strip()
    if not text:
        raise Problem(f"{row.reference}: say after HELPED what was done; it goes into the action log.")
    forum, by = group_context(work, row.group_id), question.answered_by_id or question.of_id
    record_update(forum, row, UpdateKind.HELPED, text, on=work.on, by=by)


def chase_actions(work: UnitOfWork, group_id: UUID) -> None:
    """Open the questions that actions and lines of the plan raise, and write the weekly digests, which put
    the questions about research too."""
    forum = group_context(work, group_id)
    rows = open_actions(work.session, group_id)
    owners = owners_in_group(work.session, group_id, work.as_of)
    lines = dict(lines_asked_for(work.session, frozenset([group_id])))
    for row in rows:
        if needs_a_line(work.office, forum.group, owners, row):
            lines[row.id] = _ask_for_line(forum, row)
        if rules.chair_must_hear(action_value(row), forum.policy.actions, forum.on):
            row.chair_told_on = forum.on
            ask_chairs(forum, QuestionKind.ESCALATE_ACTION, about=row.id, due=forum.days.add(forum.on, 5))
    of_members = [row for row in rows if row.id in lines and not owners.has_left(row)]
    of_plan = {**work_asked_for(work.office, work.session, forum.group, forum.on), **ask_leads(forum)}
    of_research = research_asked_for(work.office, work.session, forum.group, forum.on)
    plan = rated_plan(forum)
    for owner in dict.fromkeys([*(row.owner_id for row in of_members), *of_plan, *of_research]):
        of_actions = [lines[row.id] for row in of_members if row.owner_id == owner]
        asked = of_plan.get(owner, ()), of_research.get(owner, ())
        write_digest(forum, owners, owner, plan, of_actions, *asked)
    warn_owners(forum, owners, rows)
    escalate(forum, rows)


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write digests that waited in the outbox once more, as of today; not those that another letter has made
    needless since."""
    for row in letters:
        if withdraw_letter(forum.tx.session, row):
            leave_unasked(forum.tx.session, row, row.conditions.unanswered)
    chase_actions(forum.work, forum.group.id)


def is_to_be_chased(
    office: Office,
    session: Session,
    group: GroupRow,
    owners: Owners,
    row: ActionRow,
    question: QuestionRow | None,
) -> bool:
    """Say whether an action is to be asked about today, or to be heard of by the Chair or an organisation.

    ``question`` is the one for a line on it that waits for an answer.
    """
    if rules.chair_must_hear(action_value(row), office.policy(group).actions, owners.on):
        return True
    if is_to_escalate(office, session, group, row, owners.on):
        return True
    if question is None:
        return needs_a_line(office, group, owners, row)
    return is_to_be_put(question) and digest_is_due(office, group, owners, row.owner_id)


def action_log(forum: GroupContext, meeting: MeetingRow, part: int) -> ActionLog:
    """Return the action log of one part: all that is open, and what was discharged since the meeting
    before."""
    session = forum.tx.session
    earlier = [row for row in last_held(session, forum.group.id, meeting.date, 2) if row.id != meeting.id]
    since = earlier[-1].date if earlier else dt.date.min
    rows = [row for row in open_actions(session, forum.group.id) if row.part == part]
    discharged = [
        row for row in discharged_between(session, forum.group.id, since, forum.on) if row.part == part
    ]
    owners = {person.id: person for person in people(session, {row.owner_id for row in [*rows, *discharged]})}
    return ActionLog(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        part=part,
        as_of=forum.on,
        actions=tuple(
            value_of(
                ActionEntry,
                row,
                owner=owners[row.owner_id].name,
                organisation=owners[row.owner_id].organisation,
                raised=row.opened_on,
                days_overdue=rules.days_overdue(action_value(row), forum.on),
                chair_told=row.chair_told_on,
                organisation_told=row.organisation_told_on,
                reported_done=row.reported_on if row.state == ActionState.REPORTED_DONE else None,
                plan_line=row.plan_line or "",
            )
            for row in rows
        ),
        discharged=tuple(
            value_of(
                DischargedEntry,
                row,
                owner=owners[row.owner_id].name,
                organisation=owners[row.owner_id].organisation,
                raised=row.opened_on,
                discharged_on=row.discharged_on or forum.on,
            )
            for row in discharged
        ),
    )


def _report(work: UnitOfWork, row: ActionRow, reply: Reply, person: UUID) -> None:
    text = checked_text(reply.text, f"update of {row.reference}")
    if reply.word not in BY_WORD:
        raise Problem(f"{row.reference}: “{reply.word}” says nothing of an action; {HOW}")
    if reply.word is Word.OTHER and not text.strip():
        raise Problem(f"{row.reference}: nothing was said; {HOW}")
    forum = group_context(work, row.group_id)
    record_update(forum, row, BY_WORD[reply.word], text, on=work.on, by=person, new_due=reply.date)
    row.updated_on = work.on


def _ask_for_line(forum: GroupContext, row: ActionRow) -> QuestionRow:
    return ask(
        forum.tx,
        QuestionKind.UPDATE_ACTION,
        group_id=row.group_id,
        about=row.id,
        of=row.owner_id,
        on=forum.on,
        due=max(row.due, forum.days.add(forum.on, 4)),
    )


DEPUTY_ASKED = " It is the Chair’s own, so that you are asked."
LONGEST = 160  # characters of an owner's words in the Chair's letter: the action log has all of them


def discharge_or_return(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Discharge an action on the Chair's word, or return it to its owner."""
    row = work.session.get_one(ActionRow, question.about_id)
    kind, text = UpdateKind.DISCHARGED, ""
    if reply.word is Word.RETURN:
        kind, text = UpdateKind.RETURNED, reply.text
    forum, by = group_context(work, row.group_id), question.answered_by_id or question.of_id
    record_update(forum, row, kind, text, on=work.on, by=by)


def put_discharge(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with an action's reference, title and owner, and what its owner said last of it."""
    row = forum.tx.session.get_one(ActionRow, question.about_id)
    of_action = replace(
        ask,
        reference=row.reference,
        title=row.title,
        person=forum.tx.session.get_one(PersonRow, row.owner_id).name,
        facts=_what_was_reported(row) + (DEPUTY_ASKED if row.owner_id in _chairs(forum) else ""),
    )
    return of_action, ()


def _what_was_reported(row: ActionRow) -> str:
    """Say what an owner reported, with the evidence that they gave."""
    done = f"Done {short_day_month(row.reported_on)}" if row.reported_on else "Done"
    if row.last_update == SAID_DONE:
        return f"{done}, no evidence given."
    return f"{done}: “{shorten(row.last_update, LONGEST, placeholder=' …')}”"
