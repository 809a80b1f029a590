"""Reconciling the outbox with the mailbox before anything is tried again: after a broken run, an unclear
outcome, or a database restored from a backup.

Deleting our drafts that no letter waits for, so that none is ever found and sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence, Set
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum.attendance.invitations import State as InvitationState
from forum.attendance.invitations import is_event_key, meeting_of
from forum.outbox.states import Cause, State
from tasks.mail.protocol.mailer import Draft, FoundLetter, Mailer, MailError, Whereabouts
from tasks.mail.sending.attachment_checks import Stop
from tasks.mail.sending.draft_and_send import discard_drafts, draft_anew
from tasks.mail.sending.run import NOT_LOOKED_UP, DeliveryRun, SendingTurn
from tasks.mail.sending.trial_letter import is_trial
from tasks.register import attendance
from tasks.register.database.register import WATCHED, Register
from tasks.register.outbox import drafts_by_key, groups_in_state, in_state, not_looked_up, states_by_key
from tasks.register.tables import DispatchRow, LeaseRow, MeetingRow

LONG_AGO = dt.datetime(2000, 1, 1)
MARGIN = dt.timedelta(hours=1)  # by which the gateway's clock and ours may differ
MAY_BE_IN_SENT = {
    State.SENT,
    State.REHEARSED,
    State.DRAFTING,  # a broken run is resumed by looking in Sent Items first
    State.DRAFTED,  # a sender that was taken over may have sent it late
    State.SUBMITTING,
    State.UNKNOWN,
    State.ASKED,
}
RESTORED = (
    "The mailbox has sent letters or invitations that this register does not know of: it was restored from a "
    "backup. Look at Sent Items and the calendar, then mase outbox restored, and release or cancel what is "
    "held."
)


def unexplained_keys(
    register: Register, mailer: Mailer, mailbox: str, *, meetings_from: dt.date | None
) -> set[str]:
    """Return the keys in Sent Items that the register takes for unsent and nobody has explained.

    With ``meetings_from`` those of meetings in the calendar from that day on, too, that the register does not
    know. Raises MailError.
    """
    with register.reading() as session:
        lease = session.get(LeaseRow, mailbox)
    since = lease.sent_until - MARGIN if lease and lease.sent_until else LONG_AGO
    keys = [key for key in mailer.sent_since(since) if not is_trial(key) and not is_event_key(key)]
    events = mailer.events_since(dt.datetime.combine(meetings_from, dt.time())) if meetings_from else []
    with register.reading() as session:
        states = states_by_key(session, keys)
        lost = {key for key in events if (id := meeting_of(key)) and session.get(MeetingRow, id) is None}
    unknown = {key for key in keys if states.get(key) not in MAY_BE_IN_SENT} | lost
    explained, seen = (lease.explained, lease.unexplained) if lease else ((), ())
    return unknown.difference(explained).union(seen)


def hold_all_if_restored(run: DeliveryRun) -> None:
    """Hold everything while the mailbox has what the register does not know of.

    The calendar is looked at before anything new is put into it.
    """
    with run.register.reading() as session:
        creates = bool(
            attendance.invitations_in_state(session, InvitationState.TO_CREATE, groups=run.rules.serves)
        )
    meetings_from = run.as_of if creates else None
    try:
        keys = unexplained_keys(run.register, run.mailer, run.rules.mailbox, meetings_from=meetings_from)
    except MailError as error:
        run.stopped = str(error)
        return
    if keys:
        hold_all(run, keys)


def hold_all(run: DeliveryRun, keys: Set[str]) -> None:
    """Hold every letter, until a person has explained these keys."""
    with run.transaction() as turn:
        lease = turn.session.get_one(LeaseRow, run.rules.mailbox)
        if not keys <= set(lease.unexplained):
            run.note_on_lease(turn, unexplained=sorted(keys))
            turn.tx.audit("register found restored", letters=len(keys))
    _hold_letters(run)
    run.stopped = RESTORED


def take_up_late_sends(run: DeliveryRun) -> None:
    """Have drafts that are in Sent Items looked up, as a sending that broke off: a sender sent them after it
    had lost the mailbox."""
    with run.register.reading() as session:
        drafted = {row.id: row for row in in_state(session, State.DRAFTED, groups=run.rules.serves)}
    found = _find(run, {id: row.key for id, row in drafted.items()})
    sent = [id for id, letter in found.items() if letter.where is Whereabouts.SENT]
    if sent:
        with run.transaction({drafted[id].group_id for id in sent}) as turn:
            for row in run.reload(turn, sent):
                turn.move(row, State.SUBMITTING, epoch=run.lease.epoch)


def resume_broken_run(run: DeliveryRun) -> None:
    """Resume letters that an earlier run left half done.

    A sending that was begun is looked up. A draft that was begun is deleted and made anew: an unfinished
    draft was never sent, so nobody need be asked.
    """
    while not run.stopped and (groups := _groups_with(run, State.SUBMITTING, State.DRAFTING)):
        with run.transaction(groups) as turn:
            for row in in_state(turn.session, State.SUBMITTING, groups=groups):
                turn.move(
                    row, State.UNKNOWN, reason="The run that was sending it broke off.", **NOT_LOOKED_UP
                )
            begun = {
                row.id: row.key
                for row in in_state(turn.session, State.DRAFTING, groups=groups, at_most=run.rules.batch)
            }
        found = _find(run, begun, throw_drafts_away=True)
        with run.transaction(groups) as turn:
            for row in run.reload(turn, found):
                if found[row.id].where is Whereabouts.SENT:
                    turn.move(row, State.UNKNOWN, reason="It was sent without us.", **NOT_LOOKED_UP)
                else:
                    hold = row.refusals >= run.rules.most_attempts
                    draft_anew(turn, row, row.refusals, row.reason, row.cause, hold=hold)


def look_up_unclear(run: DeliveryRun) -> None:
    """Look for the letters without a clear outcome: at once, and again after the delay."""
    before = run.register.clock.now() - run.rules.look_again_after
    with run.register.reading() as session:
        due = {
            row.id: row
            for row in in_state(session, State.UNKNOWN, groups=run.rules.serves)
            if row.looked_at is None or row.looked_at <= before
        }
    found = _find(run, {id: row.key for id, row in due.items()})
    if found:
        with run.transaction({due[id].group_id for id in found}) as turn:
            for row in run.reload(turn, found):
                _settle_by_look(run, turn, row, found[row.id])


def forgotten(session: Session, mailbox: str) -> Sequence[DispatchRow]:
    """Return the letters of the keys that a person has explained which nobody has looked for yet."""
    lease = session.get(LeaseRow, mailbox)
    return not_looked_up(session, lease.explained if lease else (), but=MAY_BE_IN_SENT)


def note_what_had_gone(run: DeliveryRun) -> None:
    """Note letters that a restored register had forgotten as sent, on the day that Sent Items have.

    They are those of the keys that a person has explained, whatever has become of them since. One that is no
    longer in Sent Items is looked for once, and never goes again.
    """
    with run.register.reading() as session:
        rows = forgotten(session, run.rules.mailbox)
    size = run.rules.batch
    for batch in (rows[start : start + size] for start in range(0, len(rows), size)):
        found = _find(run, {row.id: row.key for row in batch})
        with run.transaction({row.group_id for row in batch}) as turn:
            for row in run.reload(turn, found):
                if found[row.id].where is Whereabouts.SENT:
                    went = found[row.id].sent_at or turn.tx.at
                    turn.try_move(row, run.sent_state, sent_at=went, reason="")
                else:
                    _note_the_look(turn, row)
        if run.stopped:
            return


def _settle_by_look(run: DeliveryRun, turn: SendingTurn, row: DispatchRow, found: FoundLetter) -> None:
    if found.where is Whereabouts.SENT:
        turn.move(row, run.sent_state, sent_at=found.sent_at or turn.tx.at, reason="")
    elif row.looked == 0:
        _note_the_look(turn, row)
    elif found.where is Whereabouts.NOWHERE:
        _ask_a_person(turn, row, "It is nowhere to be found")
    elif row.cause is Cause.UNREADABLE:
        _ask_a_person(
            turn, row, "It is still a draft, but may have gone, as the server’s answer can’t be read"
        )
    elif row.cause is Cause.SERVER_STATE:
        turn.move(row, State.DRAFTED, draft_id=found.id)
    elif row.attempt < run.rules.most_attempts:
        turn.move(row, State.DRAFTED, draft_id=found.id, attempt=row.attempt + 1)
    else:
        _ask_a_person(turn, row, "It is still a draft after several attempts")


def _ask_a_person(turn: SendingTurn, row: DispatchRow, where: str) -> None:
    turn.move(row, State.ASKED, reason=f"{where}: did it arrive? (mase outbox resolve)")


def _note_the_look(turn: SendingTurn, row: DispatchRow) -> None:
    turn.session.execute(
        update(DispatchRow)
        .where(DispatchRow.id == row.id, DispatchRow.state == row.state)
        .values(looked=row.looked + 1, looked_at=turn.tx.at)
        .execution_options(synchronize_session=False)
    )


def _groups_with(run: DeliveryRun, *states: State) -> Collection[UUID]:
    with run.register.reading() as session:
        return groups_in_state(session, *states, groups=run.rules.serves)


def _find(
    run: DeliveryRun, keys: dict[UUID, str], *, throw_drafts_away: bool = False
) -> dict[UUID, FoundLetter]:
    """Find each letter; a gateway that fails ends the run, and the other letters wait for the next."""
    letters: dict[UUID, FoundLetter] = {}
    for id, key in keys.items():
        try:
            letter = run.mailer.find(key)
            if throw_drafts_away and letter.where is Whereabouts.DRAFTS and letter.id is not None:
                run.mailer.delete_draft(letter.id)
            letters[id] = letter
        except MailError as error:
            run.stopped = str(error)
            break
    return letters


def _hold_letters(run: DeliveryRun) -> None:
    reason = "The database was restored from a backup; it may have gone already."
    stop = Stop(State.HELD, reason, cause=Cause.RESTORED)
    with run.transaction() as turn:
        for row in in_state(turn.session, State.QUEUED):
            turn.stop(row, stop)
        drafts = {
            row.id: (row.draft_id or "", stop)
            for row in in_state(turn.session, State.DRAFTED, groups=run.rules.serves)
        }
    if drafts:
        discard_drafts(run, drafts)


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
