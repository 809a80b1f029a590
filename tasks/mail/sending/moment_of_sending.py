"""The data that checks at the moment of sending look at, and the stop that a failed check returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from forum.members.membership import Membership
from forum.outbox.causes import Cause
from forum.outbox.states import State
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.documents import fetch
from tasks.register.members import address_of, membership
from tasks.register.people import bounced_people
from tasks.register.tables import DispatchRow, LeaseRow


@dataclass(frozen=True)
class Stop:
    """Why a letter does not go as it stands, and the state it moves to; questions that must be asked anew."""

    to: State
    reason: str
    ask_again: tuple[UUID, ...] = ()
    cause: Cause | None = None


@dataclass
class SendingContext:
    """The data for the checks of one transaction; a group's members and a document are read once."""

    session: Session
    as_of: dt.date
    rules: DeliveryRules
    _memberships: dict[UUID, Membership] = field(default_factory=dict)
    _addresses: dict[UUID, str] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def membership(self, group_id: UUID) -> Membership:
        if group_id not in self._memberships:
            self._memberships[group_id] = membership(self.session, group_id, self.as_of)
        return self._memberships[group_id]

    def content(self, sha256: str) -> bytes:
        """Read the document with that SHA-256; Problem when it is gone or changed."""
        if sha256 not in self._contents:
            self._contents[sha256] = fetch(self.session, sha256)
        return self._contents[sha256]

    def address(self, person_id: UUID) -> str:
        """Return the address to which the register says to write; empty when it has none."""
        if person_id not in self._addresses:
            self._addresses[person_id] = address_of(self.session, person_id, self.as_of) or ""
        return self._addresses[person_id]

    @cached_property
    def bounced(self) -> frozenset[UUID]:
        """Return the people whose letters come back from the address that the register has for them."""
        return bounced_people(self.session, self.as_of)

    @cached_property
    def explained(self) -> frozenset[str]:
        """Return the keys of letters in Sent Items that a person has accounted for after a restore."""
        row = self.session.get(LeaseRow, self.rules.mailbox)
        return frozenset(row.explained if row else ())


def questions_asked(row: DispatchRow) -> tuple[UUID, ...]:
    """Return the ids of the questions that a letter asks."""
    return row.conditions.unanswered
