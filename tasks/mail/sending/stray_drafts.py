"""Deleting our drafts that no letter waits for, so that none is ever found and sent."""

from __future__ import annotations

from forum.outbox.states import State
from tasks.mail.protocol.mailer import Draft, MailError
from tasks.mail.sending.run import DeliveryRun
from tasks.register.database.register import WATCHED
from tasks.register.outbox.dispatches import drafts_by_key

NEED_THEIR_DRAFT = {State.DRAFTED, State.SUBMITTING, State.UNKNOWN}


def delete_stray_drafts(run: DeliveryRun) -> None:
    """Delete the drafts that a crash, a lost answer or a change of senders has left behind.

    A stray draft may have an address that is out of date, so nothing is sent while one can't be deleted.
    """
    try:
        drafts = run.mailer.list_drafts()
        for draft in _stray(run, drafts):
            run.mailer.delete_draft(draft.id)
    except MailError as error:
        run.stopped = str(error)


def _stray(run: DeliveryRun, drafts: list[Draft]) -> list[Draft]:
    with run.register.reading() as session:
        dispatches = drafts_by_key(session, [draft.key for draft in drafts if draft.key])
    ids = {draft.id for draft in drafts}
    stray = [
        draft for draft in drafts if not _is_needed(draft, ids, *dispatches.get(draft.key, (None, None)))
    ]
    if stray:
        with run.transaction(WATCHED) as turn:  # only the holder of the lease deletes
            turn.tx.audit("drafts swept", drafts=len(stray))
    return stray


def _is_needed(draft: Draft, ids: set[str], state: State | None, draft_id: str | None) -> bool:
    """Tell whether a letter waits for this draft: of two drafts of one letter, the one that the register
    names.

    Any draft is needed while the named one is not among ``ids``: draft ids change with the gateway.
    """
    return state in NEED_THEIR_DRAFT and (draft_id == draft.id or draft_id not in ids)
