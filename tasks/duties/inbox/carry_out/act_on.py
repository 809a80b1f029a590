"""Carry out one saying of an item, whole or not at all."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import ActionReported, Answered, Saying
from forum.inbox.who_may_say import Standing
from forum.letters.parts import Unclear
from forum.questions.words import CONSENTS
from forum.text.children import may_name_somebody
from forum.text.problem import Problem, UnitProblem
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.base.write_letter import names_known
from tasks.duties.inbox.carry_out.handlers import HANDLERS
from tasks.duties.inbox.carry_out.outcomes import Files, Outcomes, Workbook
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.register.audit.journal import journal
from tasks.register.outbox.dispatches import LIVE
from tasks.register.tables import DispatchRow

TO_REWORD = (
    "It may name a child, or somebody else, so no letter without a marking repeats it: reply REWORD, "
    "the reference{about} and other words."
)
NOT_RECORDED = "What they say can’t be put on record as the register is now: see what it takes."
SEND_IT_AGAIN = "Your workbook is attached with these cells marked: correct them there and send it again."
BESIDE_A_CONSENT = "Their answer is on record; beside it they say more, for you to read."
UNPROVED = "Nothing proves that it is from them: ring them before anything follows from it."


def act_on(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, files: Files, outcomes: Outcomes
) -> None:
    """Carry out one saying, whole or not at all, and note its consequences."""
    try:
        with item.tx.savepoint(), journal(item.session) as record:
            before = _queued_now(item)
            result = HANDLERS[type(saying)](item, saying, files)
            entries = record.entries
            letters = sorted(str(id) for id in _queued_now(item) - before)
    except Problem as problem:
        if isinstance(problem, UnitProblem) and item.standing is not Standing.UNIT:
            outcomes.for_the_unit.append(NOT_RECORDED)
        else:
            how = ""
            if isinstance(problem, WorkbookRefused):
                how = SEND_IT_AGAIN
                outcomes.workbooks.append(Workbook(problem.name, problem.marked))
            outcomes.unclear.append(Unclear(why=problem.sentence, how=how, points=problem.faults))
        return
    if told := _of_names(item, saying):
        outcomes.for_the_unit.append(told)
    if isinstance(saying, Answered) and saying.reply.word in CONSENTS and saying.reply.text:
        outcomes.for_the_unit.append(BESIDE_A_CONSENT)
    if result.for_the_unit:
        outcomes.for_the_unit.append(result.for_the_unit)
        if not item.is_proved:
            outcomes.for_the_unit.append(UNPROVED)
    if not saying.IS_RECORDED:
        return
    if result.workbook:
        outcomes.workbooks.append(result.workbook)
    line = (result.instead or saying).in_words(letter)
    undo = entries if saying.is_undone_by_wrong else None
    if not result.is_told:
        outcomes.lines += [line, *result.more]
    outcomes.consequences.append({"did": saying.CODE, "line": line, "entries": undo, "letters": letters})


def _of_names(item: IncomingItem, saying: Saying) -> str:
    """Ask the unit to reword what somebody wrote that may name a child; empty for all else."""
    if not may_name_somebody(saying.own_words) or not may_name_somebody(
        saying.own_words, names_known(item.forum)
    ):
        return ""
    return TO_REWORD.format(about=f" {saying.reference}" if isinstance(saying, ActionReported) else "")


def _queued_now(item: IncomingItem) -> set[UUID]:
    """Return the letters queued at this moment, so that a duty's own can be told from them."""
    now = select(DispatchRow.id).where(LIVE, DispatchRow.queued_at == item.tx.at)
    return set(item.session.scalars(now))
