"""What is said of an action, by mail or at a meeting: it is written, and what it settles is asked no more."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.actions import action_log as rules
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import ForumOnDay
from tasks.duties.questions.ask import withdraw_question
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.register.actions import action_value, write_value
from tasks.register.meetings import next_meeting
from tasks.register.tables import ActionRow, ActionUpdateRow


def hear(
    forum: ForumOnDay,
    row: ActionRow,
    said: str,
    text: str,
    *,
    on: dt.date,
    by: UUID | None = None,
    new_due: dt.date | None = None,
) -> None:
    """Write what was said of an action on a day; what is reported done the Chair is asked to discharge
    (clause 3). Nobody in particular says what a meeting hears."""
    tx = forum.tx
    write_value(row, rules.heard(action_value(row), said, on, text, new_due))
    tx.session.add(ActionUpdateRow(action_id=row.id, on=on, by_id=by, said=said, text=text, new_due=new_due))
    tx.audit(f"action: {said}", action=row.id, person=by, on=on)
    for kind in rules.SETTLED_BY[said]:
        withdraw_question(tx, row.id, kind, tx.on)
    if said == "done":
        ask_discharge(forum, row)


def ask_discharge(forum: ForumOnDay, row: ActionRow) -> None:
    """Ask the Chair, or each of joint Chairs, whether an action is discharged; nothing where it is asked."""
    following = next_meeting(forum.tx.session, row.group_id, forum.on)
    ask_chairs(
        forum,
        QuestionKind.DISCHARGE_ACTION,
        about=row.id,
        due=following.date if following else forum.days.add(forum.on, 10),
    )
