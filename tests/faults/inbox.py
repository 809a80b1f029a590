"""An inbox under fault: three people confirm their details, and answer an invitation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from config.wiring import calendar
from forum.inbox.mailbox_items import Outcome
from forum.letters.inbox import Recorded
from forum.members.membership import PapersFor, Role
from tasks.duties.base.office import Office
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.mail.protocol.mailer import Mailer, SignInError
from tasks.mail.sending.delivery import deliver
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.tables import (
    AppointmentRow,
    AuditRow,
    DispatchRow,
    ExpectedRow,
    PersonRow,
    ReceivedRow,
)
from tests.faults.calendar import NEW, plan
from tests.faults.mailroom import MailRoom, Verdict
from tests.forum.policies import MASE
from tests.tasks.duties.plain_office import PlainDocuments, PlainLetters
from tests.tasks.mail.sending.post_room import MEMBERS, START, address_row, post_room

REPLIES = 2 * len(MEMBERS)


def letters_to_answer(register: Register) -> None:
    """Fill a register with a meeting to invite to, and a letter to each member about their details."""
    room = post_room(register, SetClock(register.clock.now()))
    room.queue(*MEMBERS, name="details")
    with register.transaction("test") as tx:
        plan(tx, room.group, NEW)
        unit = PersonRow(name="unit", job_title="unit", organisation="unit", phone="03000 000000")
        tx.session.add(unit)
        tx.session.flush()
        office = {"group_id": room.group, "seat_id": None, "first": START, "papers": PapersFor.ALWAYS}
        tx.session.add_all(
            [
                AppointmentRow(**office, person_id=unit.id, role=Role.UNIT, part_two=False),
                address_row(unit.id, "unit@members.example", START),
            ]
        )


@dataclass(frozen=True)
class InboxRoom(MailRoom):
    """An inbox under fault.

    ``lost`` are replies that are not on record, or whose consequence isn't; ``doubled`` those that had theirs
    twice; ``misdirected`` are confirmations to somebody else; ``asked`` are replies put to the unit.
    """

    def prepare(self) -> None:
        for member in MEMBERS:
            self.standin.open_mailbox(f"{member}@members.example")
        an_hour_ago = SetClock(self.clock.now() - dt.timedelta(hours=1))  # nobody answers at once
        replace(self, clock=an_hour_ago)._send()
        for member in MEMBERS:
            self._answer(f"{member}@members.example")

    def _send(self) -> None:
        with self.opened() as (register, mailer):
            deliver(register, mailer, self.rules(), as_of=self.clock.now().date())

    def _answer(self, member: str) -> None:
        for item in self.standin.items(member):
            if item["sender"] != self.address:
                continue
            if item["meeting"]:
                self.standin.answer_invitation(member, item["id"], "accepted")
            else:
                self.standin.reply(member, item["id"], "YES")

    def work(self, register: Register, mailer: Mailer) -> None:
        plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
        office = Office(register, {"MASE": MASE}, {"MASE": calendar(MASE)}, clock=self.clock, **plain)
        with suppress(SignInError):
            read_mailbox(office, mailer, self.address, "flow read_mailbox")

    def is_under_way(self, register: Register) -> bool:
        return len(self._rows(register)) < REPLIES

    def verdict(self, register: Register) -> Verdict:
        rows = self._rows(register)
        with register.reading() as session:
            confirmed = Counter(
                session.scalars(select(DispatchRow.person_id).where(DispatchRow.letter == Recorded.NAME))
            )
            coming = Counter(session.scalars(select(ExpectedRow.person_id)))
            noted = session.scalar(select(func.count()).where(AuditRow.event == "details confirmed"))
        recorded = [row for row in rows if row.outcome is Outcome.RECORDED]
        asked = sum(row.outcome in (Outcome.FOR_THE_UNIT, Outcome.QUARANTINED) for row in rows)
        senders = {row.person_id for row in recorded}
        times = [*Counter(row.message for row in rows).values(), *confirmed.values(), *coming.values()]
        return Verdict(
            lost=REPLIES - len(recorded) - asked + 2 * len(MEMBERS) - len(confirmed) - len(coming),
            doubled=sum(number > 1 for number in times) + max(0, (noted or 0) - len(MEMBERS)),
            misdirected=len(confirmed.keys() - senders),
            asked=asked,
            strange=0,
        )

    def _rows(self, register: Register) -> list[ReceivedRow]:
        with register.reading() as session:
            rows = list(session.scalars(select(ReceivedRow)))
            session.expunge_all()
            return rows
