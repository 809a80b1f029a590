"""Put the unit's words in place of somebody's that may name a child, wherever the register has them."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.research import REFERENCE
from forum.text.checks import needed_line
from forum.text.look_at import may_name_a_child, may_name_somebody
from forum.text.problem import Problem
from forum.text.wording import capital
from tasks.duties.base.office import UnitOfWork
from tasks.register.registers import challenge_by_reference
from tasks.register.research import item_of, request_by_reference
from tasks.register.tables import ActionRow, ActionUpdateRow, ChallengeRow, ResearchRow

STILL_NAMES = "{reference}: these words may name a child or a family too; write them of nobody."
_FOR = re.compile(r"(?P<question>[^?]*\?)\s*for\b[\s:]*(?P<decision>\S.*)", re.IGNORECASE)
_OF_CHALLENGE = re.compile(r"/C\d{1,3}$", re.IGNORECASE)


def reword(work: UnitOfWork, reference: str, words: str) -> None:
    """Put the unit's words in place of what was written of a request for research, an action or a challenge.

    The words that they replace are kept nowhere but in the mailbox. Problem for an unknown reference, and for
    words that may name a child themselves.
    """
    words = needed_line(words, "the new words")
    if may_name_a_child(words):
        raise Problem(STILL_NAMES.format(reference=reference))
    row = reworded_row(work.session, reference)
    if isinstance(row, ResearchRow):
        _reword_research(work.session, row, words)
    elif isinstance(row, ActionRow):
        _reword_action(work.session, row, words)
    elif row.answer and not may_name_a_child(row.what):
        row.answer = words
    else:
        row.what = words
    work.audit("reworded", about=row.id)


def group_of_words(session: Session, reference: str) -> UUID:
    """Return the group whose unit rewords what has a reference; Problem where nothing has it."""
    return reworded_row(session, reference).group_id


def reworded_row(session: Session, reference: str) -> ResearchRow | ActionRow | ChallengeRow:
    """Return what has a reference; Problem where nothing has it."""
    reference = reference.strip().upper()
    if REFERENCE.fullmatch(reference):
        return request_by_reference(session, reference)
    if _OF_CHALLENGE.search(reference):
        return challenge_by_reference(session, reference)
    row = session.scalars(select(ActionRow).where(func.upper(ActionRow.reference) == reference)).first()
    if row is None:
        raise Problem(f"There is no action {reference}; write its reference as the action log has it.")
    return row


def _reword_research(session: Session, row: ResearchRow, words: str) -> None:
    """Take the question, and after FOR the decision; the item that has the decision follows."""
    match = _FOR.fullmatch(words)
    row.question = match["question"].strip() if match else words
    if match:
        row.decision = match["decision"].strip(" .")
        if item := item_of(session, row):
            item.title = f"{capital(row.decision)} (research {row.reference})"


def _reword_action(session: Session, row: ActionRow, words: str) -> None:
    """Reword what was said of an action last, else its title, else its text, whichever may name somebody."""
    if may_name_somebody(row.last_update):
        said = ActionUpdateRow.action_id == row.id, ActionUpdateRow.text == row.last_update
        for update in session.scalars(select(ActionUpdateRow).where(*said)):
            update.text = words
        row.last_update = words
    elif may_name_somebody(row.text) and not may_name_somebody(row.title):
        row.text = words
    else:
        row.title = words
