"""A secretary whose letters go in one transaction, as they would with a mailer that never fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from forum.outbox.states import State
from tasks.mail.sending.checks import first_stop
from tasks.mail.sending.draft_and_send import mail_of
from tasks.mail.sending.moment_of_sending import SendingContext
from tasks.mail.sending.release_held import release_now
from tasks.mail.sending.run import Turn
from tasks.register.attendance.invitations import is_invitation_due
from tasks.register.outbox.dispatches import in_state
from tests.tasks.duties.mornings import Secretary
from tests.tasks.mail.fake_mailer import FakeMailer


class LeanSecretary(Secretary):
    """Has letters checked as delivery does, and spares what is for failures: drafts, leases, looking up."""

    def send(self, day: dt.date, groups: Sequence[UUID]) -> None:
        with self.office.register.reading() as session:
            is_calendar_due = is_invitation_due(session, None)
        if is_calendar_due:
            super().send(day, groups)
            return
        assert isinstance(self.mailer, FakeMailer)
        with self.office.register.transaction("delivery") as tx:
            release_now(tx, day, groups)
            turn = Turn(tx, SendingContext(tx.session, day, self.rules))
            waiting = in_state(tx.session, State.QUEUED, groups=groups)
            turn.context.read_addresses({row.person_id for row in waiting})
            for row in waiting:
                if stop := first_stop(row, turn.context):
                    turn.stop(row, stop)
                else:
                    self.mailer.sent.append((tx.at, mail_of(row, turn.context)))
                    row.state, row.sent_at = State.SENT, tx.at
