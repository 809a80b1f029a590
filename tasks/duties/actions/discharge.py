"""Actions recommended for discharge: put to the Chair with their evidence (clause 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from forum.actions.action_log import SAID_DONE
from forum.actions.updates import UpdateKind
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.questions.words import Reply, Word
from forum.text.wording import short_day_month
from tasks.duties.actions.record_update import record_update
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.mail.sending.queue import Enclosure
from tasks.register.tables import ActionRow, PersonRow, QuestionRow

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
        facts=_report(row),
    )
    return of_action, ()


def _report(row: ActionRow) -> str:
    """Say what an owner reported, with the evidence that they gave."""
    done = f"Done {short_day_month(row.reported_on)}" if row.reported_on else "Done"
    if row.last_update == SAID_DONE:
        return f"{done}, no evidence given."
    return f"{done}: “{shorten(row.last_update, LONGEST, placeholder=' …')}”"
