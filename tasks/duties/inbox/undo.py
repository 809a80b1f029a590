"""WRONG: take back what was last recorded of somebody, unless something has come of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from forum.inbox.outcomes import Outcome
from forum.letters.inbox import NotUnderstood
from forum.letters.parts import Unclear
from tasks.duties.coming.invitations import sync_invitations
from tasks.duties.inbox.carry_out.outcomes import Consequence, Outcomes, is_file
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.undo_consequences import take_back_whole
from tasks.register.mailbox import last_recorded_item
from tasks.register.tables import DispatchRow, ProposedReadingRow, ReceivedRow

NOTHING = Unclear(
    why="There is nothing of yours on record here that could be undone.",
    how="Tell us in a few words what is wrong.",
)
TOO_LATE = "They say that something recorded is wrong, and it can’t be undone any more: {lines}"


def undo(item: IncomingItem, outcomes: Outcomes) -> None:
    """Take back what was last recorded of the writer in answer to the same letter."""
    row = _last(item)
    if row is None:
        outcomes.unclear.append(NOTHING)
        return
    too_late: list[Consequence] = []
    files = [consequence for consequence in row.made_of if is_file(consequence)]  # another one replaces them
    outcomes.stands += [consequence["line"] for consequence in files]
    for consequence in reversed(row.made_of):
        if (
            consequence in files or not consequence["line"]
        ):  # a button of the calendar is pressed again, not taken back
            continue
        if _take_back(item, consequence):
            outcomes.taken_back.append(consequence["line"])
        else:
            too_late.append(consequence)
    sync_invitations(item.forum)  # a deputy who was named by mistake is not invited
    row.made_of = [*files, *too_late]
    if not row.made_of and row.outcome is Outcome.RECORDED:
        row.outcome = Outcome.TAKEN_BACK
    item.tx.audit("reply taken back", received=row.id, too_late=len(too_late))
    if too_late:
        outcomes.too_late += [consequence["line"] for consequence in too_late]
        outcomes.for_the_unit.append(TOO_LATE.format(lines=" ".join(outcomes.too_late)))


def _last(item: IncomingItem) -> ReceivedRow | None:
    if item.by is None:
        return None
    row = (
        _confirming(item)
        or (None if _is_asked_back(item) else item.confirmed)
        or last_recorded_item(item.session, item.by, item.our_letter.id if item.our_letter else None)
    )
    return row if row and row.person_id == item.by and row.made_of else None


def _is_asked_back(item: IncomingItem) -> bool:
    """Say whether the answered letter says that none of a reply was understood: an earlier one is meant."""
    return (
        item.confirmed is not None
        and item.session.scalar(select(DispatchRow.letter).where(DispatchRow.subject_id == item.confirmed.id))
        == NotUnderstood.NAME
    )


def _confirming(item: IncomingItem) -> ReceivedRow | None:
    """Return the YES by which the writer confirmed what the answered letter had put to them."""
    proposal = item.session.get(ProposedReadingRow, item.confirmed.id) if item.confirmed else None
    yes = proposal.confirmed_by_id if proposal else None
    return item.session.get(ReceivedRow, yes) if yes else None


def _take_back(item: IncomingItem, consequence: Consequence) -> bool:
    """Put back what one answer wrote, and withdraw its letters; False where delivery has begun with them."""
    if consequence["entries"] is None:
        return False
    letters = [UUID(id) for id in consequence["letters"]]
    return take_back_whole(item.forum, consequence["entries"], letters)
