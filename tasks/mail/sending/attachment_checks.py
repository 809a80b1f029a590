"""Checks of attachments at the moment of sending: approved, current, and for the recipient to read.

The data that checks at the moment of sending look at, and the stop that a failed check returns. The
checks of a letter to a partnership's contact: it says what the Chair agreed, and nothing else. The check
of a letter to a guest for one item: they are still invited, and the item has that time.

The conditions of a letter name its attachments, see ``forum.outbox.states``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.guests import may_guest_read
from forum.members.membership import Membership
from forum.minutes import MinutesState
from forum.outbox.states import AgreedBriefing, Cause, State
from forum.papers.papers import Paper, PaperState, is_circulated, may_read
from forum.partnerships import BriefingState, decision_digest, partnerships_in
from forum.text.problem import Problem
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.rows import rows_by_id
from tasks.register.documents import fetch_with_type, latest_editions
from tasks.register.members.membership import address_of, membership, people
from tasks.register.members.people import bounced_people, people_who_signed, slot_now
from tasks.register.other_bodies import words_of
from tasks.register.papers import paper_by_id
from tasks.register.tables import (
    Base,
    BriefingRow,
    DecisionRow,
    DispatchRow,
    GuestRow,
    LeaseRow,
    MeetingDocumentRow,
    PackFileRow,
    PartnershipContactRow,
)

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
    """The data for the checks of one transaction, made ``at`` a time; all that several letters share is read
    once."""

    session: Session
    as_of: dt.date
    at: dt.datetime
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


def digest_of_body(subject: str, text: str, html: str) -> str:
    """Return a mark of a letter's words, by which a change of any is noticed: SHA-256 in hexadecimal."""
    return hashlib.sha256("\0".join((subject, text, html)).encode()).hexdigest()


def briefings_are_as_agreed(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that a letter is as it was written, that each briefing in it is word for word what the Chair
    agreed, on a decision that stands as it did, and that the recipient is still a contact of that
    partnership."""
    if not row.conditions.briefings:
        return None
    if row.attachments:
        return Stop(State.HELD, "Nothing is ever attached to a briefing.")
    if digest_of_body(row.subject, row.text, row.html) != row.conditions.body:
        return Stop(State.HELD, "It does not say what was written when the Chair agreed it.")
    reasons = (_why_not(agreed, row, context) for agreed in row.conditions.briefings)
    reason = next(filter(None, reasons), "")
    return Stop(State.HELD, reason) if reason else None


def _why_not(agreed: AgreedBriefing, row: DispatchRow, context: SendingContext) -> str:
    """Return why a briefing may not go to the recipient, in a sentence; empty when it may."""
    briefing = context.session.get(BriefingRow, agreed.id)
    words = words_of(briefing) if briefing else None
    if briefing is None or words is None or briefing.state is not BriefingState.AGREED:
        return "A briefing in it is not agreed by the Chair."
    if not words.digest == briefing.agreed_digest == agreed.digest:
        return f"{briefing.reference} is not word for word what the Chair agreed."
    if reason := _why_not_on_that_decision(briefing, context):
        return reason
    contact = context.session.get(PartnershipContactRow, agreed.contact)
    is_contact = contact is not None and (contact.person_id, contact.partnership) == (
        row.person_id,
        briefing.partnership,
    )
    if contact is None or not is_contact or (contact.last and contact.last < context.as_of):
        return f"The recipient is no contact of {briefing.partnership} any more."
    return ""


def _why_not_on_that_decision(briefing: BriefingRow, context: SendingContext) -> str:
    """Return why the decision stands in the way of a briefing; empty where it stands as it did, or where the
    briefing is on a quarter and on no decision."""
    if not briefing.decision:
        return ""
    query = select(DecisionRow).where(
        DecisionRow.meeting_id == briefing.meeting_id, DecisionRow.reference == briefing.decision
    )
    decision = context.session.scalars(query).one_or_none()
    if decision is None or decision_digest(decision.reference, decision.text) != briefing.of_digest:
        return f"The decision that {briefing.reference} is on has changed since the Chair agreed it."
    if not partnerships_in(decision.refer_to, [briefing.partnership]):
        return (
            f"The decision that {briefing.reference} is on is no longer referred to {briefing.partnership}."
        )
    return ""


def guest_of_letter(row: DispatchRow, context: SendingContext) -> GuestRow | None:
    """Return the invitation to an item that a letter is about; None for a letter about none."""
    id = row.conditions.guest
    return context.row(GuestRow, id) if id else None


def guest_is_still_invited(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient is still invited to the item, which is taken when the letter says."""
    if row.conditions.guest is None:
        return None
    guest = guest_of_letter(row, context)
    if guest is None or guest.last is not None or guest.person_id != row.person_id:
        return Stop(State.LAPSED, "The recipient is not invited to the item any more.")
    slot = slot_now(context.session, guest)
    if slot is None or slot.starts != row.occasion_at:
        return Stop(State.LAPSED, "The item is taken at another time now, or not at all.")
    return None


def approval_still_current(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the attached edition is the approved and newest one, and part 2 for a recipient who may read
    it.

    Minutes that the next meeting has confirmed lapse: they go with the next meeting's own.
    """
    for id in row.conditions.approved:
        document = context.row(MeetingDocumentRow, id)
        if document is None:
            return Stop(State.HELD, "A document it should bring is no longer in the register.")
        members = context.membership(row.group_id)
        if document.part == 2 and not members.may_read_part_two(row.person_id, context.as_of):
            return Stop(State.HELD, f"The recipient may not read part 2 of the {document.kind}.")
        newest = context.newest_edition(document)
        is_replaced = document.edition != newest.edition
        if is_replaced and newest.state == MinutesState.CONFIRMED and row.meeting_id == newest.meeting_id:
            return Stop(State.LAPSED, "The minutes have been confirmed since, and go with the next ones.")
        if is_replaced or document.sha256 not in _attached(row):
            return Stop(State.HELD, f"What is attached is not the current {document.kind}.")
    return None


def may_still_read_part_two(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient of a letter with part 2 may still read it; its questions are asked anew."""
    if not row.conditions.part_two:
        return None
    if context.membership(row.group_id).may_read_part_two(row.person_id, context.as_of):
        return None
    reason = "The recipient may no longer read part 2; it is written again without it."
    return Stop(State.LAPSED, reason, ask_again=questions_asked(row))


def late_papers_are_for_the_reader(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient may read each late paper that the letter asks leave for, in its current
    version.

    Otherwise the letter's questions are asked anew without that paper.
    """
    members = context.membership(row.group_id)
    for paper in (context.paper(id) for id in row.conditions.late):
        is_current = paper and paper.document in _attached(row)
        if not (paper and is_current and may_read(paper, members, row.person_id, context.as_of)):
            reason = "A late paper with it is not the current one, or not for the recipient any more."
            return Stop(State.LAPSED, reason, ask_again=questions_asked(row))
    return None


def papers_still_meant_for_the_reader(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each paper still goes out, is attached as it is now, and may be read by the recipient."""
    for id in row.conditions.papers:
        paper = context.paper(id)
        if paper is None:
            return Stop(State.HELD, "A paper it should bring is no longer in the register.")
        if paper.state is PaperState.WITHDRAWN:
            return Stop(State.HELD, f"The paper for item {paper.item_number} has been withdrawn.")
        if not _may_read(paper, row, context):
            return Stop(State.HELD, f"The recipient may not read the paper for item {paper.item_number}.")
        if paper.document not in _attached(row):
            return Stop(
                State.HELD, f"What is attached is not the current paper for item {paper.item_number}."
            )
        if not is_circulated(paper) and paper.state is not PaperState.TABLED:
            return Stop(State.HELD, f"The paper for item {paper.item_number} does not go out any more.")
    return None


def one_file_holds_only_what_the_reader_may_read(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each paper in the pack's one file is current, of part 1, and for the recipient."""
    if row.conditions.one_file is None:
        return None
    file = context.row(PackFileRow, row.conditions.one_file)
    if file is None or file.sha256 not in _attached(row):
        return Stop(State.HELD, "What is attached is not the pack’s one file.")
    for bound in file.papers:
        paper = context.paper(UUID(bound["paper"]))
        if paper is None or not is_circulated(paper) or paper.document != bound["document"]:
            return Stop(State.HELD, "A paper in the pack’s one file is not the current one.")
        members = context.membership(row.group_id)
        if paper.is_restricted or not may_read(paper, members, row.person_id, context.as_of):
            return Stop(
                State.HELD,
                f"The recipient may not read the paper for item {paper.item_number} in the one file.",
            )
    return None


def attachments_are_those_approved(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each attachment is in the register, with the SHA-256 under which it was queued."""
    try:
        for sha256 in _attached(row):
            context.document(sha256)
    except Problem as problem:
        return Stop(State.HELD, problem.sentence)
    return None


def _may_read(paper: Paper, row: DispatchRow, context: SendingContext) -> bool:
    """Say whether the recipient may read a paper: as one of the group, or as a guest for its item."""
    if guest := guest_of_letter(row, context):
        slot = slot_now(context.session, guest)
        return slot is not None and may_guest_read(paper, slot.item.number)
    return may_read(paper, context.membership(row.group_id), row.person_id, context.as_of)


def _attached(row: DispatchRow) -> list[str]:
    return [attachment["sha256"] for attachment in row.attachments]
