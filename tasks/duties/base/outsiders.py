"""People outside the group, as the unit names them in one line, and put on the register once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from forum.text.addresses import checked_address
from forum.text.checks import checked_line, folded
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.members.people import people_at
from tasks.register.tables import AddressRow, PersonRow

_PHONE = re.compile(r"[\d +()-]{5,}")


@dataclass(frozen=True)
class Outsider:
    """A person as the unit names them. ``organisation`` and ``phone`` are empty where it gives none."""

    name: str
    address: str
    organisation: str = ""
    phone: str = ""


def read_outsider(details: str, what: str, how: str) -> Outsider:
    """Read "Jo Field, Kent Hospitals, jo.field@kent.example, 01233 000000", the name first and the rest in
    any order.

    ``what`` is the person in a message ("contact"). Raises Problem, which ends with ``how`` to write it.
    """
    parts = [part.strip() for part in re.split(r"[,;]", details) if part.strip()]
    addresses = [part for part in parts if "@" in part]
    phones = [part for part in parts if _PHONE.fullmatch(part)]
    words = [part for part in parts if part not in (*addresses, *phones)]
    if not words or len(words) > 2 or len(addresses) != 1 or len(phones) > 1:
        raise Problem(f"It is not plain who the {what} is, and at which address. {how}")
    return Outsider(
        name=checked_name(words[0], f"The {what}"),
        address=checked_address(addresses[0]),
        organisation=checked_line(words[1], "organisation") if len(words) > 1 else "",
        phone=phones[0] if phones else "",
    )


def is_somebody_elses(work: UnitOfWork, name: str, address: str) -> bool:
    """Say whether an address is on the register for a person of another name."""
    known = (work.session.get_one(PersonRow, id) for id in people_at(work.session, address, work.on)[:1])
    return any(folded(person.name) != folded(name) for person in known)


def person_on_register(work: UnitOfWork, outsider: Outsider, what: str) -> UUID:
    """Return the person at an address, put on the register where nobody is.

    Raises Problem where the address is somebody else's, who is not named: they may be of another group.
    """
    if is_somebody_elses(work, outsider.name, outsider.address):
        raise Problem(f"That address is somebody else’s in the register: give the {what}’s own.")
    for known in people_at(work.session, outsider.address, work.on):
        return known
    row = PersonRow(
        name=outsider.name,
        job_title="",
        organisation=outsider.organisation,
        phone=outsider.phone,
        agreement_signed=None,
        details_confirmed=None,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(
        AddressRow(person_id=row.id, address=outsider.address, send_to=True, first=work.on, last=None)
    )
    work.audit(f"person added as a {what}", person=row.id)
    return row.id
