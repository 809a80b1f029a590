"""A run of delivery: its lease, its transactions, and the state that each letter reached."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from forum.outbox.states import Mode, State
from tasks.mail.protocol.mailer import (
    BusyError,
    Mailer,
    MailError,
    NotTriedError,
    PassingError,
    SignInError,
)
from tasks.mail.sending.attachment_checks import SendingContext, Stop
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.lease import Lease, LeaseLostError
from tasks.register.database.register import Register, Transaction
from tasks.register.database.rows import rows_by_id
from tasks.register.members.membership import membership
from tasks.register.outbox import groups_in_state, in_state, move, standing_hold
from tasks.register.questions import leave_unasked
from tasks.register.tables import DispatchRow, LeaseRow

Outcome = TypeVar("Outcome")
Waiting = TypeVar("Waiting")

ALL_HELD = "Everything is held until a person lifts it (mase outbox resume): what is queued waits."
EVENTS = {
    State.SENT: "letters sent",
    State.REHEARSED: "letters rehearsed",
    State.LAPSED: "letters lapsed",
    State.HELD: "letters held",
    State.UNKNOWN: "letters without a clear outcome",
    State.ASKED: "letters a person is asked about",
    State.FAILED: "letters failed",
}
NOT_LOOKED_UP: dict[str, Any] = {"looked": 0, "looked_at": None}
# Built once, since building a statement costs more than running it. It sets the columns that it is run with.
_NOTE = update(LeaseRow.metadata.tables[LeaseRow.__tablename__]).where(
    LeaseRow.mailbox == bindparam("of_mailbox")
)
WITHOUT_DRAFT: dict[str, Any] = {"draft_id": None, "drafted_to": None, **NOT_LOOKED_UP}


@dataclass
class SendingTurn:
    """A transaction of a run, begun by proof that the run still holds the lease."""

    tx: Transaction
    context: SendingContext
    moved: dict[UUID, State] = field(default_factory=dict)
    group_of: dict[UUID, UUID] = field(default_factory=dict)  # of the letters moved

    @property
    def session(self) -> Session:
        return self.tx.session

    def try_move(self, row: DispatchRow, to: State, **changes: Any) -> bool:
        """Move a letter on; False when a person was quicker."""
        has_moved = move(self.session, row, to, **changes)
        if has_moved:
            self.moved[row.id], self.group_of[row.id] = to, row.group_id
        return has_moved

    def move(self, row: DispatchRow, to: State, **changes: Any) -> None:
        """Move a letter that only a sender may move; LeaseLostError when another sender did."""
        if not self.try_move(row, to, **changes):
            raise LeaseLostError

    def stop(self, row: DispatchRow, stop: Stop) -> None:
        """Move a letter as a failed check says, unless a person was quicker."""
        stopped = self.try_move(row, stop.to, reason=stop.reason, cause=stop.cause, **WITHOUT_DRAFT)
        if stopped and stop.ask_again:
            self._ask_again(row, stop.ask_again)

    def _ask_again(self, row: DispatchRow, questions: Sequence[UUID]) -> None:
        """Have the open questions of an unsent letter put anew."""
        leave_unasked(self.session, row, questions)
        with self.tx.on_chain_of(row.group_id):
            self.tx.audit("questions to be asked anew", questions=list(questions))

    def audit(self) -> None:
        """Put on the trail of each group what its letters came to."""
        by_state: dict[tuple[UUID, State], list[UUID]] = defaultdict(list)
        for id, state in self.moved.items():
            by_state[self.group_of[id], state].append(id)
        for (group_id, state), ids in by_state.items():
            if state in EVENTS:
                with self.tx.on_chain_of(group_id):
                    self.tx.audit(EVENTS[state], dispatches=ids)


@dataclass
class DeliveryRun:
    """The state of one run of delivery. ``stopped`` is the reason for which the run ends early.

    ``groups`` are those whose letters it delivers, and ``letters`` the names of these; None is all of them.
    """

    register: Register
    mailer: Mailer
    rules: DeliveryRules
    as_of: dt.date
    groups: Collection[UUID] | None
    lease: Lease
    by: str
    letters: Collection[str] | None = None
    states_reached: dict[UUID, State] = field(default_factory=dict)
    tried_in_vain: dict[State, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    thought_over: set[UUID] = field(default_factory=set)  # meetings cancelled just now, of which nothing goes
    stopped: str = ""

    @property
    def delivered(self) -> Collection[UUID] | None:
        """Return the groups whose letters the run delivers: of those asked for, the mailbox's."""
        serves = self.rules.serves
        if self.groups is None or serves is None:
            return self.groups if serves is None else serves
        return serves.intersection(self.groups)

    @property
    def sent_state(self) -> State:
        """Return the state of a letter that the gateway took: a redirected one has only been rehearsed."""
        return State.SENT if self.rules.mode is Mode.LIVE else State.REHEARSED

    @contextmanager
    def transaction(self, groups: Collection[UUID] = ()) -> Iterator[SendingTurn]:
        """Work in the register as the holder of the lease; LeaseLostError when another sender has it.

        What is moved belongs to these groups, so that nobody waits who writes for others. Without them all of
        the service waits.
        """
        with self.register.transaction(self.by, groups=groups) as tx:
            self.lease.beat(tx.session)
            turn = SendingTurn(tx, SendingContext(tx.session, self.as_of, tx.at, self.rules))
            yield turn
            turn.audit()
            if self.sent_state in turn.moved.values():
                self.note_on_lease(turn, sent_until=tx.at)
        self.states_reached.update(turn.moved)

    def is_held(self, session: Session) -> bool:
        """Tell whether a person has put everything on hold, which ends the run, unless it was to deliver
        answers alone."""
        is_held = standing_hold(session) is not None
        if is_held and not self.letters:
            self.stopped = ALL_HELD
        return is_held

    def note_on_lease(self, turn: SendingTurn, **values: Any) -> None:
        turn.session.connection().execute(_NOTE, {"of_mailbox": self.rules.mailbox, **values})

    def groups_of_next_batch(self, state: State) -> Collection[UUID]:
        """Return the groups of the next letters in that state that this run has not tried in vain."""
        with self.register.reading() as session:
            is_held = self.is_held(session)
            groups = groups_in_state(
                session, state, groups=self.delivered, **self._next(state, is_held=is_held)
            )
        return () if self.stopped else groups

    def next_batch(self, turn: SendingTurn, state: State, groups: Collection[UUID]) -> Sequence[DispatchRow]:
        """Return the next letters of these groups in that state that this run has not tried in vain.

        During a hold only answers to the unit go, since one of them says that all is held.
        """
        is_held = self.is_held(turn.session)
        if self.stopped:
            return ()
        rows = in_state(turn.session, state, groups=groups, **self._next(state, is_held=is_held))
        return [row for row in rows if self._is_to_unit(turn.session, row)] if is_held else rows

    def _next(self, state: State, *, is_held: bool) -> dict[str, Any]:
        """Return by what the next letters are found; during a hold any may be one to the unit."""
        at_most = None if is_held else self.rules.batch
        return {"letters": self.letters, "but": self.tried_in_vain[state], "at_most": at_most}

    def _is_to_unit(self, session: Session, row: DispatchRow) -> bool:
        """Tell whether a letter is to an officer of its group's unit."""
        return membership(session, row.group_id, self.as_of).is_unit(row.person_id, self.as_of)

    def reload(self, turn: SendingTurn, ids: Collection[UUID]) -> list[DispatchRow]:
        """Return these letters as they stand now, in the order of ``ids``."""
        rows = rows_by_id(turn.session, DispatchRow, ids)
        return [rows[id] for id in ids]

    def in_turn(self, rows: Sequence[Waiting]) -> Sequence[Waiting]:
        """Begin with another one in each run, since the first may be what the server goes down over."""
        first = self.lease.epoch % len(rows) if rows else 0
        return [*rows[first:], *rows[:first]]

    def ask_mailer(
        self, request: Callable[[], list[Outcome | MailError]], letters: int
    ) -> list[Outcome | MailError]:
        """Make one request for many letters.

        An error of the whole request is the outcome of each letter and ends the run. A failed sign-in, a busy
        mailbox and a server in a passing state end the run, too.
        """
        try:
            outcomes = request()
        except MailError as error:
            self.stopped = str(error)
            return [error] * letters
        for outcome in outcomes:
            if isinstance(outcome, (SignInError, BusyError, PassingError)) and not isinstance(
                outcome, NotTriedError
            ):
                self.stopped = str(outcome)
        return outcomes
