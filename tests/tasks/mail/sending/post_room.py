"""A group with three members, an outbox, and a mailbox whose faults can be ordered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from forum.members.membership import PapersFor, Role
from forum.outbox.states import Conditions, Mode, Occasion, OccasionKind, State, Topic, Validity
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office
from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery import Delivery, deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.queue import Enclosure, LetterToQueue, queue
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.members.membership import address_of
from tasks.register.tables import AddressRow, AppointmentRow, DispatchRow, GroupRow, PersonRow, SeatRow
from tests.tasks.mail.fake_mailer import FakeMailer

SUBJECT = UUID(int=7)
START = dt.date(2026, 9, 1)
ANYBODY = Conditions()
MEMBERS = ("nurse", "probation", "police")


@dataclass
class PostRoom:
    register: Register
    clock: SetClock
    mailer: FakeMailer
    rules: DeliveryRules
    group: UUID
    people: dict[str, UUID]
    waited: list[float] = field(default_factory=list)
    while_waiting: Callable[[], object] = lambda: None
    moves: dict[UUID, list[tuple[State, State]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def today(self) -> dt.date:
        return self.clock.now().date()

    def queue(
        self,
        *members: str,
        name: str = "minutes",
        number: int = 1,
        conditions: Conditions = ANYBODY,
        attachments: Sequence[Enclosure] = (),
        valid_for: int = 30,
        marking: str = "",
        voting: Sequence[str] = (),
    ) -> list[UUID]:
        """Queue a letter to each of these members and return the ids of the dispatches.

        Another ``number`` makes it another letter.
        """
        occasion = Occasion(OccasionKind.SUPPLEMENT, number=number)
        topic = Topic(SUBJECT, occasion)
        with self.register.transaction("test") as tx:
            for member in members:
                assert queue(
                    tx,
                    LetterToQueue(
                        group_id=self.group,
                        name=name,
                        topic=topic,
                        person_id=self.people[member],
                        address=address_of(tx.session, self.people[member], self.today) or "",
                        printed=Printed(
                            "MASE: two things to do", "Please do two things.", "<p>Please do.</p>"
                        ),
                        attachments=attachments,
                        validity=Validity(self.today + dt.timedelta(days=valid_for), conditions),
                        marking=marking,
                        voting=voting,
                    ),
                )
        with self.register.reading() as session:
            ids = {
                row.person_id: row.id
                for row in session.scalars(select(DispatchRow).where(DispatchRow.occasion == occasion))
            }
        return [ids[self.people[member]] for member in members]

    def deliver(
        self,
        mailer: Mailer | None = None,
        groups: Collection[UUID] | None = None,
        letters: Collection[str] | None = None,
    ) -> Delivery:
        return deliver(
            self.register, mailer or self.mailer, self.rules, as_of=self.today, groups=groups,
            letters=letters, wait=self.wait,
        )  # fmt: skip

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.while_waiting()

    def later(self, minutes: int = 20) -> None:
        self.clock.at += dt.timedelta(minutes=minutes)

    def use(self, **changes: Any) -> None:
        self.rules = replace(self.rules, **changes)

    def redirect(self) -> None:
        self.use(mode=Mode.REDIRECT, redirect_to="rehearsal@unit.example")

    def row(self, id: UUID) -> DispatchRow:
        with self.register.reading() as session:
            row = session.get_one(DispatchRow, id)
            session.expunge(row)
            return row

    def state(self, id: UUID) -> State:
        return self.row(id).state

    def add(self, *rows: Any) -> None:
        with self.register.transaction("test") as tx:
            tx.session.add_all(rows)

    def change(self, table: Any, id: UUID, **values: Any) -> None:
        with self.register.transaction("test") as tx:
            tx.session.execute(update(table).where(table.id == id).values(**values))

    def remove(self, table: Any, id: UUID) -> None:
        with self.register.transaction("test") as tx:
            tx.session.execute(delete(table).where(table.id == id))

    def move_house(self, member: str, address: str) -> None:
        """From today the member has another address."""
        with self.register.transaction("test") as tx:
            row = tx.session.scalars(
                select(AddressRow).where(AddressRow.person_id == self.people[member])
            ).one()
            row.last = self.today - dt.timedelta(days=1)
            if address:
                tx.session.add(address_row(self.people[member], address, self.today))

    def leave(self, member: str) -> None:
        """Yesterday was the member's last day."""
        with self.register.transaction("test") as tx:
            tx.session.execute(
                update(AppointmentRow)
                .where(AppointmentRow.person_id == self.people[member])
                .values(last=self.today - dt.timedelta(days=1))
            )

    def co_opt(self, member: str) -> None:
        """The member is co-opted, and holds no seat."""
        with self.register.transaction("test") as tx:
            tx.session.execute(
                update(AppointmentRow)
                .where(AppointmentRow.person_id == self.people[member])
                .values(role=Role.CO_OPTED, seat_id=None)
            )

    def office(self) -> Office:
        templates = Path("templates")
        return Office(
            register=self.register,
            policies={},
            calendars={},
            letters=LetterPrinter(templates / "email"),
            documents=DocumentPrinter(templates / "documents"),
            clock=self.clock,
        )


def post_room(register: Register, clock: SetClock) -> PostRoom:
    group = GroupRow(code="MASE", policy="MASE", go_live=START)
    with register.transaction("test") as tx:
        tx.session.add(group)
        tx.session.flush()
        people = {name: _member(tx.session, group.id, number, name) for number, name in enumerate(MEMBERS, 1)}
        group_id = group.id
    rules = DeliveryRules(
        mode=Mode.LIVE, mailbox="mase@unit.example", allowed_domains=frozenset({"members.example"})
    )
    return PostRoom(register, clock, FakeMailer(clock), rules, group_id, people)


def address_row(person_id: UUID, address: str, first: dt.date) -> AddressRow:
    return AddressRow(person_id=person_id, address=address, send_to=True, first=first)


def _member(session: Any, group_id: UUID, number: int, name: str) -> UUID:
    seat = SeatRow(
        group_id=group_id, number=number, name=name, present_name=name, short_name=name, created=START
    )
    person = PersonRow(name=name, job_title=name, organisation=name, phone="03000 000000")
    session.add_all([seat, person])
    session.flush()
    session.add_all(
        [
            AppointmentRow(
                group_id=group_id,
                person_id=person.id,
                role=Role.CORE,
                seat_id=seat.id,
                first=START,
                papers=PapersFor.ALWAYS,
                part_two=name == "police",
            ),
            address_row(person.id, f"{name}@members.example", START),
        ]
    )
    session.flush()
    return person.id
