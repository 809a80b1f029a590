"""A person's details on the register, as they say themselves."""

from __future__ import annotations

from uuid import UUID

from tasks.duties.office import Office
from tasks.register.tables import PersonRow


def confirm_details(office: Office, person: UUID, by: str) -> None:
    """Note that somebody said their details are right."""
    with office.register.transaction(by) as tx:
        tx.session.get_one(PersonRow, person).details_confirmed = tx.at.date()
        tx.audit("details confirmed", person=person)
