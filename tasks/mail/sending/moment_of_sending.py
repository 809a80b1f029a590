"""The data that checks at the moment of sending look at, and the stop that a failed check returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.members.membership import Membership
from forum.outbox.causes import Cause
from forum.outbox.states import State
from forum.papers.papers import Paper
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.rows_by_id import rows_by_id
from tasks.register.documents import fetch_with_type
from tasks.register.members.membership import address_of, membership, people
from tasks.register.members.people import bounced_people, people_who_signed
from tasks.register.minutes import latest_editions
from tasks.register.papers import paper_by_id
from tasks.register.tables import Base, DispatchRow, LeaseRow, MeetingDocumentRow

Row = TypeVar("Row", bound=Base)
# Built once, since building a statement costs more than running it.
_EXPLAINED = select(LeaseRow.explained).where(LeaseRow.mailbox == bindparam("mailbox"))


@dataclass(frozen=True)
class Stop:
    """Why a letter does not go as it stands, and the state it moves to; questions that must be asked anew."""

    to: State
    reason: str
    ask_again: tuple[UUID, ...] = ()
    cause: Cause | None = None


@dataclass
class SendingContext:
    """The data for the checks of one transaction; all that several letters share is read once."""

    session: Session
    as_of: dt.date
    rules: DeliveryRules
    _memberships: dict[UUID, Membership] = field(default_factory=dict)
    _addresses: dict[UUID, str] = field(default_factory=dict)
    _documents: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _rows: dict[tuple[type[Base], UUID], Base | None] = field(default_factory=dict)
    _papers: dict[UUID, Paper | None] = field(default_factory=dict)
    _newest: dict[tuple[UUID, str], dict[int, MeetingDocumentRow]] = field(default_factory=dict)

    def row(self, table: type[Row], id: UUID) -> Row | None:
        """Read the row with that id; None when it is not in the register."""
        if (table, id) not in self._rows:
            self._rows[table, id] = rows_by_id(self.session, table, [id]).get(id)
        return cast("Row | None", self._rows[table, id])

    def paper(self, paper_id: UUID) -> Paper | None:
        """Read a paper as a value of the rules; None when it is not in the register."""
        if paper_id not in self._papers:
            self._papers[paper_id] = paper_by_id(self.session, paper_id)
        return self._papers[paper_id]

    def newest_edition(self, document: MeetingDocumentRow) -> MeetingDocumentRow:
        """Read the newest edition of that part of a document."""
        key = document.meeting_id, document.kind
        if key not in self._newest:
            self._newest[key] = {row.part: row for row in latest_editions(self.session, *key)}
        return self._newest[key][document.part]

    def membership(self, group_id: UUID) -> Membership:
        if group_id not in self._memberships:
            self._memberships[group_id] = membership(self.session, group_id, self.as_of)
        return self._memberships[group_id]

    def document(self, sha256: str) -> tuple[str, bytes]:
        """Read the media type and content of the document with that SHA-256; Problem when it is gone or
        changed."""
        if sha256 not in self._documents:
            self._documents[sha256] = fetch_with_type(self.session, sha256)
        return self._documents[sha256]

    def read_addresses(self, person_ids: Collection[UUID]) -> None:
        """Read the addresses of these people together."""
        if person_ids:
            self._addresses |= dict.fromkeys(person_ids, "")
            known = people(self.session, person_ids, self.as_of)
            self._addresses |= {person.id: person.send_to for person in known}

    def address(self, person_id: UUID) -> str:
        """Return the address to which the register says to write; empty when it has none."""
        if person_id not in self._addresses:
            self._addresses[person_id] = address_of(self.session, person_id, self.as_of) or ""
        return self._addresses[person_id]

    @cached_property
    def signed(self) -> frozenset[UUID]:
        """Return the people who have signed the confidentiality agreement."""
        return people_who_signed(self.session, self.as_of)

    @cached_property
    def bounced(self) -> frozenset[UUID]:
        """Return the people whose letters come back from the address that the register has for them."""
        return bounced_people(self.session, self.as_of)

    @cached_property
    def explained(self) -> frozenset[str]:
        """Return the keys of letters in Sent Items that a person has accounted for after a restore."""
        explained = self.session.scalar(_EXPLAINED, {"mailbox": self.rules.mailbox})
        return frozenset(explained or ())


def questions_asked(row: DispatchRow) -> tuple[UUID, ...]:
    """Return the ids of the questions that a letter asks."""
    return row.conditions.unanswered
