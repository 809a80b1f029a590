"""Record an update of an action, given by mail or at a meeting, and withdraw the questions it settles."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.actions.updates import UPDATES, UpdateKind, apply_update
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.challenge.log import answer_about_action, challenge_help
from tasks.duties.questions.ask import ask, withdraw_question
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.register.actions import action_value, write_action
from tasks.register.meetings import next_meeting
from tasks.register.tables import ActionRow, ActionUpdateRow


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
    Nobody discharges their own: where the only Chair owns it the group does, at its meeting (own rule)."""
    following = next_meeting(forum.tx.session, row.group_id, forum.on)
    ask_chairs(
        forum,
        QuestionKind.DISCHARGE_ACTION,
        about=row.id,
        due=following.date if following else forum.days.add(forum.on, 10),
        but=row.owner_id,
    )
