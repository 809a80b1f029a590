"""Sweeping: drafts of ours that no letter waits for are deleted, so that none is ever found and sent."""

from __future__ import annotations

from forum.outbox.states import State
from tasks.mail.protocol.mailer import Draft, MailError
from tasks.mail.sending.run import DeliveryRun
from tasks.register.dispatches import drafts_by_key

NEED_THEIR_DRAFT = {State.DRAFTED, State.SUBMITTING, State.UNKNOWN}


def delete_stray_drafts(run: DeliveryRun) -> None:
    """Delete what a crash, a lost answer or a sender that was taken over has left among the drafts.

    Such a draft may carry an address that is out of date, so nothing is sent while it can't be deleted.
    """
    try:
        drafts = run.mailer.list_drafts()
        for draft in _left_behind(run, drafts):
            run.mailer.delete_draft(draft.id)
    except MailError as error:
        run.stopped = str(error)


def _left_behind(run: DeliveryRun, drafts: list[Draft]) -> list[Draft]:
    with run.register.reading() as session:
        known = drafts_by_key(session, [draft.key for draft in drafts if draft.key])
    there = {draft.id for draft in drafts}
    left = [draft for draft in drafts if not _is_needed(draft, there, *known.get(draft.key, (None, None)))]
    if left:
        with run.transaction() as turn:  # only the holder of the lease deletes
            turn.tx.audit("drafts swept", drafts=len(left))
    return left


def _is_needed(draft: Draft, there: set[str], state: State | None, draft_id: str | None) -> bool:
    """Of two drafts of one letter only the register's is needed. Where that is not there, any may be it: the
    ids change when the mailbox is reached through another gateway."""
    return state in NEED_THEIR_DRAFT and (draft_id == draft.id or draft_id not in there)
