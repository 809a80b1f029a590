"""A run of a flow: its office, the day that it works for, and the events of its duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from forum.outbox.states import Mode
from forum.text.problem import refusing
from forum.watch.evidence import Look
from tasks.duties.base.office import Office
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.lease import Mailbox
from tasks.mail.sending.trial_letter import is_check_number_due
from tasks.register.database.register import WATCHED
from tasks.register.groups import Groups, groups_at_work
from tasks.register.watch import note_looks


@dataclass(frozen=True)
class WorkingDay:
    """The day of a run of a flow; its rows on the trail have the run's id, which ``office.register`` writes.
    The first of the ``mailboxes`` is the service's own.

    ``shards`` is how many runs may share a morning. ``failed`` are the reasons why duties could not be done
    for some of the meetings or groups, ``looks`` what flows found due, by their names.
    """

    office: Office
    mailboxes: Sequence[Mailbox]
    as_of: dt.date
    flow: str
    group_id: UUID | None
    shards: int = 1
    failed: list[Exception] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)

    @property
    def by(self) -> str:
        """The name under which the run's duties are audited."""
        return f"flow {self.flow}"

    @property
    def only(self) -> Groups:
        """The groups to which the run is narrowed."""
        return None if self.group_id is None else frozenset([self.group_id])

    @property
    def today(self) -> dt.date:
        """The day on which the run works: the one that it works for may have passed."""
        return self.office.clock.now().date()

    @property
    def rules(self) -> DeliveryRules:
        """The rules of delivery from the service's own mailbox."""
        return self.mailboxes[0].rules

    @property
    def owes_check_number(self) -> bool:
        """Say whether those who run the service are still to get the audit trail's check number today."""
        if not self.rules.ops_address or self.rules.mode is Mode.HOLD:
            return False
        with self.office.register.reading() as session:
            return is_check_number_due(session, self.today)

    def note_looks(self) -> None:
        """Note which flows have looked at what is due on this day: by that the watcher knows that they live.

        A look at one group is none at all that is due.
        """
        if self.looks and self.group_id is None:
            with self.office.register.transaction(self.by, groups=WATCHED) as tx:
                note_looks(tx, self.as_of, self.looks)

    def close(self) -> None:
        """Give the connections back of the mailboxes that were opened."""
        for mailbox in self.mailboxes:
            mailbox.close()


def begin(
    flow: str,
    as_of: dt.date,
    group: str | None,
    office: Office,
    mailboxes: Sequence[Mailbox],
    shards: int = 1,
) -> WorkingDay:
    """Begin a run. Raises Refusal for a group that the register does not know, that has ended or is
    paused."""
    with office.register.reading() as session, refusing():
        group_id = groups_at_work(session, group)[0].id if group else None
    its_own = replace(office, register=office.register.for_run(uuid4()))
    return WorkingDay(its_own, mailboxes, as_of, flow, group_id, shards)
