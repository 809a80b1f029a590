"""The secretary's mornings without Prefect: the duties that the flows call, in the order of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from flows.do_what_is_due import CALENDAR, MORNING
from forum.outbox.states import Mode
from forum.text.addresses import domain_of
from tasks.duties.base.batches import Duty, do_each
from tasks.duties.base.office import Office
from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.clock import SetClock
from tasks.register.tables import AddressRow
from tests.tasks.mail.fake_mailer import FakeMailer

NINE_AM, TWO_PM = dt.time(9), dt.time(14)


class Secretary:
    """Does the mornings and afternoons of an office; its letters stay in ``mailer``."""

    def __init__(self, office: Office, clock: SetClock) -> None:
        self.office, self.clock = office, clock
        self.mailer: Mailer = FakeMailer(clock)
        with office.register.reading() as session:
            domains = frozenset(domain_of(one) for one in session.scalars(select(AddressRow.address)))
        self.rules = DeliveryRules(mode=Mode.LIVE, mailbox="mase@unit.example", allowed_domains=domains)

    def morning(self, day: dt.date) -> None:
        """Every flow of the calendar, in its order, at 9am."""
        self.clock.at = dt.datetime.combine(day, NINE_AM)
        for flow, works in MORNING.items():
            for work in works:
                found = work.find(self.office, day)
                for duty in work.duties:
                    self.do(duty, found, day, f"flow {flow}", together=work.together)
        self._deliver(day)

    def afternoon(self, day: dt.date) -> None:
        """The mail that was queued since."""
        self.clock.at = dt.datetime.combine(day, TWO_PM)
        self._deliver(day)

    def do(self, duty: Duty, found: Sequence[UUID], day: dt.date, by: str, *, together: bool) -> None:
        """One duty, for each of the meetings or groups with something due."""
        do_each(self.office, duty, found, day, by, together=together)

    def send(self, day: dt.date, groups: Sequence[UUID]) -> None:
        """Send what waits for these groups."""
        deliver(self.office.register, self.mailer, self.rules, as_of=day, groups=groups)

    def _deliver(self, day: dt.date) -> None:
        for work in CALENDAR["deliver_mail"]:
            found = work.find(self.office, day)
            if work.delivers and found:
                self.send(day, found)
            for duty in work.duties if found else ():
                self.do(duty, found, day, "flow deliver_mail", together=work.together)
