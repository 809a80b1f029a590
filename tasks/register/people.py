"""Finding people by what is known of them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forum.problem import Problem
from tasks.register.tables import AddressRow


def person_by_address(session: Session, address: str, on: dt.date) -> UUID:
    """The person who is written to at that address on that day, or may reply from it.

    Capitals don't matter. Problem when it is nobody's, or more than one person's.
    """
    found = set(
        session.scalars(
            select(AddressRow.person_id).where(
                func.lower(AddressRow.address) == address.strip().lower(),
                AddressRow.first <= on,
                or_(AddressRow.last.is_(None), AddressRow.last >= on),
            )
        )
    )
    if len(found) == 1:
        return found.pop()
    if found:
        raise Problem(f"The address {address} belongs to several people on the register; correct that first.")
    raise Problem(f"Nobody on the register has the address {address}; give one that stands in it.")
