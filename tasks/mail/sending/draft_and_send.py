"""Drafting and sending, a batch at a time: claim the letters, ask the mailer, record the outcomes."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from uuid import UUID

from forum.outbox.states import Cause, State
from tasks.mail.protocol.batches import ask_in_batches
from tasks.mail.protocol.mailer import (
    Attachment,
    BusyError,
    Mail,
    MailError,
    NotTriedError,
    PassingError,
    RefusedError,
    SignInError,
    UnreadableError,
    UnsendableError,
)
from tasks.mail.sending.attachment_checks import SendingContext, Stop
from tasks.mail.sending.checks import delivery_address, first_stop
from tasks.mail.sending.run import NOT_LOOKED_UP, WITHOUT_DRAFT, DeliveryRun, SendingTurn
from tasks.register.outbox import is_shown
from tasks.register.tables import DispatchRow

CAUSES: dict[type[MailError], Cause] = {
    BusyError: Cause.SERVER_STATE,
    PassingError: Cause.SERVER_STATE,
    UnreadableError: Cause.UNREADABLE,
}


def draft_a_batch(run: DeliveryRun) -> bool:
    """Draft the next queued letters; False when there are none."""
    groups = run.groups_of_next_batch(State.QUEUED)
    if not groups:
        return False
    mails: dict[UUID, Mail] = {}
    with run.transaction(groups) as turn:
        waiting = run.next_batch(turn, State.QUEUED, groups)
        unmet = [row for row in waiting if not _met_trouble(row)]
        rows = unmet or run.in_turn(waiting)
        turn.context.read_addresses({row.person_id for row in rows})
        for row in rows:
            stop = first_stop(row, turn.context)
            if stop:
                turn.stop(row, stop)
            elif _claim_for_drafting(run, turn, row):
                mails[row.id] = mail_of(row, turn.context)
    if mails:
        requests = [list(mails.values())] if unmet else [[mail] for mail in mails.values()]
        outcomes = run.ask_mailer(lambda: ask_in_batches(requests, run.mailer.draft), len(mails))
        with run.transaction(groups) as turn:
            for row, outcome in zip(run.reload(turn, mails), outcomes, strict=True):
                _record_drafting(run, turn, row, outcome)
    return bool(rows)


def send_a_batch(run: DeliveryRun) -> bool:
    """Send the next drafts by their ids in the register; False when there are no more of them."""
    groups = run.groups_of_next_batch(State.DRAFTED)
    if not groups:
        return False
    drafts: dict[UUID, str] = {}
    alone: dict[UUID, str] = {}
    stopped: dict[UUID, tuple[str, Stop]] = {}
    with run.transaction(groups) as turn:
        rows = run.next_batch(turn, State.DRAFTED, groups)
        turn.context.read_addresses({row.person_id for row in rows})
        for row in rows:
            assert row.draft_id is not None
            stop = first_stop(row, turn.context)
            if stop:
                stopped[row.id] = row.draft_id, stop
            else:
                turn.move(row, State.SUBMITTING, epoch=run.lease.epoch)
                (drafts if row.attempt == 1 else alone)[row.id] = row.draft_id
        if drafts or alone:
            run.note_on_lease(turn, mode=run.rules.mode)
    if drafts or alone:
        # The server may have failed over one letter of a batch: each goes alone after that.
        requests = [*([list(drafts.values())] if drafts else []), *([id] for id in alone.values())]
        drafts |= alone
        outcomes = run.ask_mailer(lambda: ask_in_batches(requests, run.mailer.send), len(drafts))
        with run.transaction(groups) as turn:
            for row, outcome in zip(run.reload(turn, drafts), outcomes, strict=True):
                _record_sending(run, turn, row, outcome)
    if not run.stopped:
        _delete_quietly(run, [drafts[id] for id in drafts if run.states_reached.get(id) is State.FAILED])
        if stopped:
            discard_drafts(run, stopped, groups)
    return len(rows) == run.rules.batch


def discard_drafts(
    run: DeliveryRun, stopped: dict[UUID, tuple[str, Stop]], groups: Collection[UUID] = ()
) -> None:
    """Delete these drafts, and move their letters, which are of these groups, as the failed check says."""
    deleted: list[UUID] = []
    for id, (draft_id, _) in stopped.items():
        try:
            run.mailer.delete_draft(draft_id)
        except MailError as error:
            run.stopped = str(error)
            break
        deleted.append(id)
    with run.transaction(groups) as turn:
        for row in run.reload(turn, deleted):
            turn.stop(row, stopped[row.id][1])


def _delete_quietly(run: DeliveryRun, draft_ids: list[str]) -> None:
    """Delete drafts that nobody will send; one that can't be deleted does no harm."""
    with suppress(MailError):
        for draft_id in draft_ids:
            run.mailer.delete_draft(draft_id)


def _claim_for_drafting(run: DeliveryRun, turn: SendingTurn, row: DispatchRow) -> bool:
    to = delivery_address(row, turn.context)
    changes = {"epoch": run.lease.epoch, "drafted_to": to}
    if run.sent_state is State.SENT:
        changes["address"] = to
    return turn.try_move(row, State.DRAFTING, **changes)


def _met_trouble(row: DispatchRow) -> bool:
    """Tell whether a letter was refused, or the server was in a passing state over it: it goes alone, after
    the others."""
    return bool(row.refusals) or row.cause is Cause.SERVER_STATE


def mail_of(row: DispatchRow, context: SendingContext) -> Mail:
    """Return a letter of the outbox as mail to the address of its reader today."""
    return Mail(
        key=row.key,
        to=delivery_address(row, context),
        subject=row.subject,
        text=row.text,
        html=row.html,
        marking=row.marking,
        voting=tuple(row.voting),
        attachments=tuple(
            Attachment(
                attachment["name"],
                *context.document(attachment["sha256"]),
                is_shown=is_shown(row, attachment["name"]),
            )
            for attachment in row.attachments
        ),
    )


def _record_drafting(run: DeliveryRun, turn: SendingTurn, row: DispatchRow, outcome: str | MailError) -> None:
    """Record the outcome of drafting a letter."""
    if isinstance(outcome, str):
        turn.move(row, State.DRAFTED, draft_id=outcome)
    elif isinstance(outcome, (RefusedError, SignInError)):
        refusals = row.refusals + _counts(run, outcome)
        run.tried_in_vain[State.QUEUED].add(row.id)
        cause = row.cause if isinstance(outcome, NotTriedError) else CAUSES.get(type(outcome))
        draft_anew(turn, row, refusals, str(outcome), cause, hold=_is_final(run, outcome, refusals))
    else:  # the letter stays in this state, and the next run resumes it
        row.refusals += not isinstance(outcome, PassingError)
        row.reason, row.cause = str(outcome), CAUSES.get(type(outcome))


def draft_anew(
    turn: SendingTurn, row: DispatchRow, refusals: int, reason: str, cause: Cause | None, *, hold: bool
) -> None:
    """Put a letter without a draft back into the queue; with ``hold`` it waits for a person."""
    turn.move(row, State.QUEUED, refusals=refusals, reason=reason, cause=cause, **WITHOUT_DRAFT)
    if hold:
        turn.session.refresh(row)
        turn.move(row, State.HELD)


def _record_sending(run: DeliveryRun, turn: SendingTurn, row: DispatchRow, outcome: MailError | None) -> None:
    """Record the outcome of sending a letter."""
    if outcome is None:
        turn.move(row, run.sent_state, sent_at=turn.tx.at, reason="")
    elif not isinstance(outcome, (RefusedError, SignInError)):
        turn.move(row, State.UNKNOWN, reason=str(outcome), cause=CAUSES.get(type(outcome)), **NOT_LOOKED_UP)
    else:
        refusals = row.refusals + _counts(run, outcome)
        run.tried_in_vain[State.DRAFTED].add(row.id)
        if _is_final(run, outcome, refusals):
            turn.move(row, State.FAILED, refusals=refusals, reason=str(outcome))
        else:
            turn.move(row, State.DRAFTED, refusals=refusals, reason=str(outcome))


def _counts(run: DeliveryRun, outcome: MailError) -> bool:
    """Tell whether a refusal counts against its letter: not where it was not tried, or the run had to end."""
    return not run.stopped and not isinstance(outcome, NotTriedError)


def _is_final(run: DeliveryRun, outcome: MailError, refusals: int) -> bool:
    return isinstance(outcome, UnsendableError) or refusals >= run.rules.most_attempts
