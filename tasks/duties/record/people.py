"""People of a record: unnamed deputies and owners outside the group become people of the register."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import func, select

from forum.record.record import RecordedPerson
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.register.database.register import Transaction
from tasks.register.tables import AddressRow, PersonRow


class People:
    """Finds whoever a record names, and adds those the register does not know, without an appointment."""

    def __init__(self, tx: Transaction, on: dt.date) -> None:
        self._tx = tx
        self._on = on

    def id_of(self, entry: RecordedPerson) -> UUID:
        """The id of a person in the register, added to it when it is new."""
        if entry.id is not None:
            return entry.id
        person = self._by_address(entry) if entry.address else self._by_name(entry)
        return person.id if person is not None else self._add(entry)

    def _by_address(self, entry: RecordedPerson) -> PersonRow | None:
        """The person at this address; it must be theirs, since it is they who are written to.

        Whoever else has it is not named: they may be of another group.
        """
        person = self._tx.session.scalars(
            select(PersonRow)
            .join(AddressRow, AddressRow.person_id == PersonRow.id)
            .where(func.lower(AddressRow.address) == entry.address.lower())
            .order_by(AddressRow.last.is_(None).desc(), AddressRow.first.desc())
        ).first()
        if person is not None and folded(person.name) != folded(entry.name):
            raise Problem(
                f"The email given for {entry.name} is somebody else’s in the register. Give their own, or "
                "the name of the person who has it. Nothing has been recorded."
            )
        return person

    def _by_name(self, entry: RecordedPerson) -> PersonRow | None:
        return self._tx.session.scalars(
            select(PersonRow).where(
                PersonRow.name == entry.name, PersonRow.organisation == entry.organisation
            )
        ).first()

    def _add(self, entry: RecordedPerson) -> UUID:
        person = PersonRow(
            name=entry.name,
            job_title=entry.role,
            organisation=entry.organisation,
            phone="",
            agreement_signed=None,
            details_confirmed=None,
        )
        self._tx.session.add(person)
        self._tx.session.flush()
        if entry.address:
            self._tx.session.add(
                AddressRow(
                    person_id=person.id, address=entry.address, send_to=True, first=self._on, last=None
                )
            )
        self._tx.audit("person added from a record", person=person.id)
        return person.id
