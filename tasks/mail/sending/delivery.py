"""Delivery: bringing the calendar up to date, then sending the letters of the outbox, each once."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.outbox.states import Mode, State
from forum.text.problem import Problem
from tasks.mail.protocol.mailer import Mailer, MailError
from tasks.mail.sending.calendar.update_calendar import update_calendar
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.draft_and_send import draft_a_batch, send_a_batch
from tasks.mail.sending.lease import LeaseLostError, take
from tasks.mail.sending.queue import leave_time_for_second_thoughts, releasable, release
from tasks.mail.sending.reconcile import (
    delete_stray_drafts,
    forgotten,
    hold_all,
    hold_all_if_restored,
    look_up_unclear,
    note_what_had_gone,
    resume_broken_run,
    take_up_late_sends,
    unexplained_keys,
)
from tasks.mail.sending.run import ALL_HELD, DeliveryRun
from tasks.mail.sending.trial_letter import is_check_number_due, send_check_number
from tasks.register import attendance
from tasks.register.database.register import Register
from tasks.register.outbox import is_anything_due, standing_hold
from tasks.register.tables import LeaseRow

ON_HOLD = "Delivery is on hold (MASE_MODE=hold): nothing leaves, and what is queued waits."
BUSY = "Another sender is at work in this mailbox."
_MODES = select(LeaseRow.mode)  # built once, since building a statement costs more than running it
TAKEN_OVER = "Another sender has taken the mailbox over."


@dataclass(frozen=True)
class Delivery:
    """The result of one run of delivery: the ids of dispatches by the state that each reached.

    ``sent`` and ``rehearsed`` include letters found in Sent Items after an earlier run broke off. ``unknown``
    letters are looked for again; ``asked`` and ``held`` ones wait for a person. ``stopped`` is the reason, in
    a sentence, for which the run ended early; empty when it did not.
    """

    sent: tuple[UUID, ...] = ()
    rehearsed: tuple[UUID, ...] = ()
    lapsed: tuple[UUID, ...] = ()
    held: tuple[UUID, ...] = ()
    unknown: tuple[UUID, ...] = ()
    asked: tuple[UUID, ...] = ()
    failed: tuple[UUID, ...] = ()
    stopped: str = ""


def deliver(
    register: Register,
    mailer: Mailer,
    rules: DeliveryRules,
    *,
    as_of: dt.date,
    groups: Collection[UUID] | None = None,
    letters: Collection[str] | None = None,
    wait: Callable[[float], None] | None = time.sleep,
    by: str = "delivery",
) -> Delivery:
    """Deliver the waiting letters of these groups (all groups for None) and return the state each reached.

    The calendar comes first, since letters speak of invitations. With ``letters`` only the letters of these
    names go: no other letter, no invitation and no check number. Of those, answers to the unit also go while
    everything is held. Appointments, addresses and ``valid_until`` are judged on ``as_of``; instants come
    from the register's clock. The audit trail names ``by``. Without ``wait`` nothing is delivered while
    another sender has the mailbox, be it alive or not. No transaction is open while the mailer works. A run
    after any interruption doubles and loses nothing. Raises Problem when a register that has rehearsed is to
    go live, or one that went live is to rehearse.
    """
    if rules.mode is Mode.HOLD:
        return Delivery(stopped=ON_HOLD)
    with register.reading() as session:
        if standing_hold(session) and not letters:
            return Delivery(stopped=ALL_HELD)
        _check_mode(session, rules.mode)
        is_due = is_anything_due(session, rules.serves) or attendance.is_invitation_due(session, rules.serves)
        if rules.ops_address:
            is_due = is_due or is_check_number_due(session, register.clock.now().date())
        if not (is_due or releasable(session, as_of) or forgotten(session, rules.mailbox)):
            return Delivery()
    lease = take(register, rules.mailbox, rules.lease_seconds, wait)
    if lease is None:
        return Delivery(stopped=BUSY)
    run = DeliveryRun(register, mailer, rules, as_of, groups, lease, by, letters)
    with _leased(run):
        _deliver(run)
    if run.stopped == TAKEN_OVER:
        _sweep_late_drafts(run, wait)
    return _delivery(run)


def hold_if_restored(
    register: Register,
    mailer: Mailer,
    rules: DeliveryRules,
    *,
    as_of: dt.date,
    wait: Callable[[float], None] = time.sleep,
    by: str = "delivery",
) -> str:
    """Hold everything if the register was restored from a backup, also when nothing waits in the outbox.

    Return why everything is held, or why nobody can say, in a sentence; empty when all is well.
    """
    if rules.mode is Mode.HOLD:
        return ""
    try:
        keys = unexplained_keys(register, mailer, rules.mailbox, meetings_from=as_of)
    except MailError as error:
        return str(error)
    if not keys:
        return ""
    lease = take(register, rules.mailbox, rules.lease_seconds, wait)
    if lease is None:
        return BUSY
    run = DeliveryRun(register, mailer, rules, as_of, None, lease, by)
    with _leased(run):
        hold_all(run, keys)
    return run.stopped


@contextmanager
def _leased(run: DeliveryRun) -> Iterator[None]:
    """Give the run's lease back when the block ends, unless another sender has taken the mailbox over."""
    try:
        yield
    except LeaseLostError:
        run.stopped = TAKEN_OVER
    except Exception:
        run.lease.give_back(run.register)
        raise
    run.lease.give_back(run.register)


def _deliver(run: DeliveryRun) -> None:
    for phase in (
        hold_all_if_restored,
        release,
        take_up_late_sends,
        resume_broken_run,
        delete_stray_drafts,
        look_up_unclear,
        note_what_had_gone,
        leave_time_for_second_thoughts,
        *((update_calendar,) if run.letters is None else ()),
    ):
        phase(run)
        if run.stopped:
            return
    busy = True
    while busy and not run.stopped:
        busy = send_a_batch(run)
        if not run.stopped:
            busy = draft_a_batch(run) or busy
    if not run.stopped:
        look_up_unclear(run)
    if not run.stopped and run.letters is None:
        send_check_number(run)
    if not run.stopped and run.lease.after_silence:
        delete_stray_drafts(run)


def _sweep_late_drafts(run: DeliveryRun, wait: Callable[[float], None] | None) -> None:
    """Sweep what this run drafted after it had lost the mailbox; a sender at work sweeps it in the end."""
    lease = take(run.register, run.rules.mailbox, run.rules.lease_seconds, wait)
    if lease is None:
        return
    with suppress(LeaseLostError):
        delete_stray_drafts(replace(run, lease=lease))
    lease.give_back(run.register)


def _check_mode(session: Session, mode: Mode) -> None:
    used = set(session.scalars(_MODES)) - {None, mode}
    if Mode.REDIRECT in used:
        raise Problem(
            "This register has rehearsed with redirected letters and never goes live; "
            "set MASE_DATABASE_URL to a new register, or MASE_MODE=redirect."
        )
    if used:
        raise Problem(
            "This register has sent letters to people, and redirecting would make it a rehearsal; "
            "set MASE_MODE=hold to stop it, or MASE_DATABASE_URL to a register for rehearsals."
        )


def _delivery(run: DeliveryRun) -> Delivery:
    def ids(state: State) -> tuple[UUID, ...]:
        return tuple(id for id, reached in run.states_reached.items() if reached is state)

    return Delivery(
        sent=ids(State.SENT),
        rehearsed=ids(State.REHEARSED),
        lapsed=ids(State.LAPSED),
        held=ids(State.HELD),
        unknown=ids(State.UNKNOWN),
        asked=ids(State.ASKED),
        failed=ids(State.FAILED),
        stopped=run.stopped,
    )
