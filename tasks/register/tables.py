"""The tables of the register, one class each. History is kept: what changes has a first and a last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from forum.invitations import State as InvitationState
from forum.mailbox import Outcome
from forum.membership import PapersFor, Role
from forum.outbox import State
from forum.questions import Channel, QuestionKind
from forum.steps import StepKind, Verdict


class Id(Uuid[UUID]):
    """The same ids are read again and again: where they are kept as text, what they mean is made once."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        is_text = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _id if is_text else None


@lru_cache(maxsize=100_000)
def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it as a class attribute)
        UUID: Id(),
        dt.date: Date(),
        dt.time: Time(),
        dt.datetime: DateTime(timezone=False),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        str: Text(),
    }


@event.listens_for(Base, "init", propagate=True)
def _give_id(row: Base, _args: object, values: dict[str, Any]) -> None:
    """A row has its id from its birth, so that others can name it before it is written."""
    if "id" in row.__mapper__.columns:
        values.setdefault("id", uuid4())


def words(kind: type[Any]) -> Enum:
    """Store an enum by its words, so that a person reading the table understands it."""
    return Enum(kind, native_enum=False, length=40, values_callable=lambda e: [member.value for member in e])


class GroupRow(Base):
    __tablename__ = "forum_group"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    policy: Mapped[str] = mapped_column(String(16))  # the code of the policy file that rules it
    go_live: Mapped[dt.date]


class SeatRow(Base):
    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    number: Mapped[int]
    name: Mapped[str]
    present_name: Mapped[str]
    short_name: Mapped[str]
    created: Mapped[dt.date]
    abolished: Mapped[dt.date | None]
    escalation_contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PersonRow(Base):
    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    job_title: Mapped[str]
    organisation: Mapped[str]
    phone: Mapped[str]
    pa: Mapped[str] = mapped_column(default="")
    format_needed: Mapped[str] = mapped_column(default="")
    agreement_signed: Mapped[dt.date | None]
    details_confirmed: Mapped[dt.date | None]


class AddressRow(Base):
    """An address of a person over time: ``send_to`` is where we write, from others they may reply."""

    __tablename__ = "address"
    __table_args__ = (Index(None, "person_id"), Index(None, "address"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str]
    send_to: Mapped[bool]
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
    bounced: Mapped[dt.date | None]  # since when letters to it have come back


class AppointmentRow(Base):
    __tablename__ = "appointment"
    __table_args__ = (Index(None, "group_id", "first"), Index(None, "person_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(words(Role))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
    papers: Mapped[PapersFor] = mapped_column(words(PapersFor))
    part_two: Mapped[bool]


class CoverRow(Base):
    __tablename__ = "cover"
    __table_args__ = (Index(None, "group_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    covered_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date]


class MeetingRow(Base):
    """``kind`` is ordinary or extraordinary; ``state`` planned, held, cancelled or "no meeting, agreed"."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "group_id", "date"),
        Index(None, "date"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01
    kind: Mapped[str] = mapped_column(String(16), default="ordinary")
    state: Mapped[str] = mapped_column(String(24), default="planned")
    date: Mapped[dt.date]
    start: Mapped[dt.time]
    minutes: Mapped[int]
    place: Mapped[str]
    planned_on: Mapped[dt.date]
    rule_date: Mapped[dt.date | None]  # what the rule gave, so that a moved meeting is not planned again
    reason: Mapped[str] = mapped_column(default="")  # why it was moved or cancelled
    started: Mapped[dt.time | None]
    finished: Mapped[dt.time | None]
    chaired_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    quorum_ruling: Mapped[str] = mapped_column(default="")
    last_minutes: Mapped[str] = mapped_column(default="")  # confirmed, amended or deferred at this meeting
    joining: Mapped[str] = mapped_column(default="")  # how to join: a link, or words
    moves: Mapped[int] = mapped_column(default=0)  # how often it has been moved
    notice_waived: Mapped[bool] = mapped_column(default=False)  # by the Chair's answer to a question


class StepRow(Base):
    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind"),
        Index("ix_step_open", "group_id", "opens", sqlite_where=text("done IS NULL AND verdict IS NULL"),
              postgresql_where=text("done IS NULL AND verdict IS NULL")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[StepKind] = mapped_column(words(StepKind))
    opens: Mapped[dt.date | None]
    deadline: Mapped[dt.date | None]
    clause: Mapped[str] = mapped_column(String(16))
    planned_on: Mapped[dt.date]  # when this deadline was set: the meeting planned, or last moved
    done: Mapped[dt.date | None]
    verdict: Mapped[Verdict | None] = mapped_column(words(Verdict))  # written when frozen
    note: Mapped[str] = mapped_column(default="")


class AgendaItemRow(Base):
    __tablename__ = "agenda_item"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(8))
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(String(16))
    part: Mapped[int]
    minutes: Mapped[int]
    objective: Mapped[str] = mapped_column(String(32), default="")
    standing: Mapped[bool]
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_on: Mapped[dt.date]
    dropped_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")  # what the record says of it
    outcome: Mapped[str] = mapped_column(default="")


class PaperRow(Base):
    """A paper for an item. ``state`` is one of forum.papers.PaperState. ``place`` is where the unit put it in
    the pack, ``remarks`` what was found in the file (tasks.documents.cleaning.Remark).
    """

    __tablename__ = "paper"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str]
    state: Mapped[str] = mapped_column(String(16))
    readers: Mapped[str] = mapped_column(String(16), default="all")  # all, core, part 2, seats
    seats: Mapped[list[str]] = mapped_column(default=list)  # the ids of those named
    place: Mapped[int | None]
    document: Mapped[str | None] = mapped_column(ForeignKey("document.sha256"))
    remarks: Mapped[list[str]] = mapped_column(default=list)
    filed_on: Mapped[dt.date | None]
    supplement: Mapped[int | None]


class DocumentRow(Base):
    """A document by its SHA-256. ``name`` is the neutral file name that readers see."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    stored_on: Mapped[dt.date]


class MeetingDocumentRow(Base):
    """A document of a meeting: what it is, its edition and part, and who made it when."""

    __tablename__ = "meeting_document"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "part", "edition"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[str] = mapped_column(String(24))  # agenda, minutes, action log, attendance table, record
    part: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"))
    state: Mapped[str] = mapped_column(String(24))  # draft, with the Chair, agreed, circulated, confirmed
    made_on: Mapped[dt.date]
    made_by: Mapped[str]  # a person's id, or the name of the flow or command


class CorrectionRow(Base):
    """What somebody wants corrected in the minutes of a meeting, in their own words."""

    __tablename__ = "correction"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    on: Mapped[dt.date]
    text: Mapped[str]


class PackFileRow(Base):
    """A pack as one PDF, for all who may read the same papers. ``key`` is the SHA-256 of what it is made of,
    ``papers`` the ids and documents of those in it; without ``sha256`` it could not be made.
    """

    __tablename__ = "pack_file"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    agenda_id: Mapped[UUID] = mapped_column(ForeignKey("meeting_document.id"))
    key: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str | None] = mapped_column(ForeignKey("document.sha256"))
    papers: Mapped[list[dict[str, str]]] = mapped_column(JSON())


class ExpectedRow(Base):
    """What a person said about coming on a day: accepted, tentative, apologies, deputy named."""

    __tablename__ = "expected"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    number: Mapped[int]  # counts what is said of a meeting, in order
    answer: Mapped[str] = mapped_column(String(16))  # accepted, tentative, apologies, deputy
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    said_on: Mapped[dt.date]
    for_date: Mapped[dt.date]  # the meeting's date then: of another date nobody has said anything yet


class InvitationRow(Base):
    """The calendar item of a meeting. ``told`` is what the calendar is known to have been told, ``telling``
    what it is being told while nobody knows of the outcome yet.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("meeting_id"),
        Index("ix_invitation_live", "state",
              sqlite_where=text("state NOT IN ('done', 'rehearsed', 'cancelled', 'lapsed')"),
              postgresql_where=text("state NOT IN ('done', 'rehearsed', 'cancelled', 'lapsed')")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[InvitationState] = mapped_column(words(InvitationState))
    reason: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    event_id: Mapped[str | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    telling: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    changed_at: Mapped[dt.datetime]
    told_at: Mapped[dt.datetime | None]
    epoch: Mapped[int | None]
    attempt: Mapped[int] = mapped_column(default=1)
    refusals: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)
    looked_at: Mapped[dt.datetime | None]


class AttendanceRow(Base):
    """How a seat was filled at a meeting held. ``mark`` is P, R, D, A, X or – (not expected)."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"), Index(None, "holder_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("seat.id"))
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # None: the seat was vacant
    mark: Mapped[str] = mapped_column(String(1))
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    deputy_name: Mapped[str] = mapped_column(default="")  # a deputy nobody had named
    deputy_role: Mapped[str] = mapped_column(default="")
    under_cover: Mapped[bool] = mapped_column(default=False)
    arrived: Mapped[dt.time | None]
    left: Mapped[dt.time | None]


class AttendeeRow(Base):
    """Somebody else in attendance: co-opted members, guests, the minute-taker."""

    __tablename__ = "attendee"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str]
    organisation: Mapped[str]
    capacity: Mapped[str]
    items: Mapped[str] = mapped_column(default="")


class InterestRow(Base):
    __tablename__ = "interest"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    person_name: Mapped[str]
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    withdrew: Mapped[bool]


class DecisionRow(Base):
    """A decision. One ``to_ratify`` waits for a quorate meeting, until ``ratified_at_id`` names it."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_decision_to_ratify", "group_id", sqlite_where=text("to_ratify"),
              postgresql_where=text("to_ratify")),
        Index(None, "ratified_at_id"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01/D1
    text: Mapped[str]
    seats_present: Mapped[int]
    quorate: Mapped[bool]
    to_ratify: Mapped[bool]
    ratified_at_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    refer_to: Mapped[str] = mapped_column(default="")


class ActionRow(Base):
    """An action. ``state``: open, reported done, discharged. An owner outside the group is a person too."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_action_open", "group_id", "due", sqlite_where=text("state <> 'discharged'"),
              postgresql_where=text("state <> 'discharged'")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id"))
    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01/03
    title: Mapped[str]
    text: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    due: Mapped[dt.date]
    objective: Mapped[str] = mapped_column(String(32), default="")
    part: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    opened_on: Mapped[dt.date]
    reported_on: Mapped[dt.date | None]
    discharged_on: Mapped[dt.date | None]
    last_update: Mapped[str] = mapped_column(default="")
    updated_on: Mapped[dt.date | None]
    chair_told_on: Mapped[dt.date | None]
    organisation_told_on: Mapped[dt.date | None]


class ActionUpdateRow(Base):
    __tablename__ = "action_update"
    __table_args__ = (Index(None, "action_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    action_id: Mapped[UUID] = mapped_column(ForeignKey("action.id"))
    on: Mapped[dt.date]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    said: Mapped[str] = mapped_column(String(16))  # done, new date, help, discharged, returned, handed over
    from_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # handed over: whose it was before
    text: Mapped[str] = mapped_column(default="")
    new_due: Mapped[dt.date | None]


class ProposalRow(Base):
    """A change of the list of members that waits for the unit's word: a workbook with what it would change
    as it was ``shown``, or another address of a person.
    """

    __tablename__ = "proposal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(default="")
    workbook: Mapped[str | None] = mapped_column(String(64), ForeignKey("document.sha256"))
    shown: Mapped[list[list[str]]] = mapped_column(JSON(), default=list)
    since: Mapped[dt.date]


class QuestionRow(Base):
    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_open", "group_id", "of_id",
              sqlite_where=text("answered IS NULL AND withdrawn IS NULL"),
              postgresql_where=text("answered IS NULL AND withdrawn IS NULL")),
        Index(None, "about_id", "kind"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    kind: Mapped[QuestionKind] = mapped_column(words(QuestionKind))
    about_id: Mapped[UUID]
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    of_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    together: Mapped[UUID | None]  # shared by what is asked of joint Chairs at once
    opened: Mapped[dt.date]
    due: Mapped[dt.date]
    asked: Mapped[dt.date | None]
    chased: Mapped[dt.date | None]
    escalated: Mapped[dt.date | None]
    escalated_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered: Mapped[dt.date | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[Channel | None] = mapped_column(words(Channel))
    answer: Mapped[str | None]
    withdrawn: Mapped[dt.date | None]  # no longer needed, without an answer


class DispatchRow(Base):
    """One letter to one person. ``attachments`` are [{"sha256", "name"}]; whole messages are never kept."""

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_dispatch_live", "state", "queued_at",
              sqlite_where=text("state NOT IN ('sent', 'rehearsed', 'lapsed', 'cancelled', 'failed')"),
              postgresql_where=text("state NOT IN ('sent', 'rehearsed', 'lapsed', 'cancelled', 'failed')")),
        Index("ix_dispatch_failed", "meeting_id", sqlite_where=text("state = 'failed'"),
              postgresql_where=text("state = 'failed'")),
        Index(None, "meeting_id", "letter", "person_id"),
        Index(None, "person_id", "queued_at"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str] = mapped_column(String(200))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    subject_id: Mapped[UUID]  # what the letter is about: a meeting, an action, a person
    letter: Mapped[str] = mapped_column(String(40))
    occasion: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str]
    state: Mapped[State] = mapped_column(words(State))
    reason: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # what a person decided about it, and why
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    marking: Mapped[str] = mapped_column(String(40), default="")
    voting: Mapped[list[str]] = mapped_column(default=list)  # the answers that Outlook offers as buttons
    attachments: Mapped[list[dict[str, str]]] = mapped_column(JSON())
    conditions: Mapped[dict[str, Any]]  # what must still be true at the moment of sending
    queued_at: Mapped[dt.datetime]
    valid_until: Mapped[dt.date]
    attempt: Mapped[int] = mapped_column(default=1)
    epoch: Mapped[int | None]
    draft_id: Mapped[str | None]
    drafted_to: Mapped[str | None]  # the address the draft carries: another one when letters are redirected
    refusals: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)
    looked_at: Mapped[dt.datetime | None]
    sent_at: Mapped[dt.datetime | None]


class LeaseRow(Base):
    """Who may send from a mailbox: one at a time, each taking raises the epoch."""

    __tablename__ = "lease"

    mailbox: Mapped[str] = mapped_column(String(320), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    epoch: Mapped[int]
    beats: Mapped[int]  # rises while the holder is alive; a taker watches it by its own clock
    unexplained: Mapped[list[str]] = mapped_column(
        default=list
    )  # keys in Sent that the register thinks unsent
    explained: Mapped[list[str]] = mapped_column(default=list)  # those a person has seen: they never go again
    mode: Mapped[str] = mapped_column(String(8), default="")  # live or redirect, from the first letter on
    sent_until: Mapped[dt.datetime | None]  # when the last letter went that the register knows of


class HoldRow(Base):
    """A time in which nothing may leave the register; it stands until it is lifted."""

    __tablename__ = "hold"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    placed_at: Mapped[dt.datetime]
    reason: Mapped[str]
    lifted_at: Mapped[dt.datetime | None]
    why_lifted: Mapped[str] = mapped_column(default="")


class MailboxRow(Base):
    """How far a mailbox has been read; the cursor is the gateway's own."""

    __tablename__ = "mailbox"

    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    cursor: Mapped[str]
    read_at: Mapped[dt.datetime]


class ReceivedRow(Base):
    """One item of the mailbox and what was made of it: never its subject, its text or the name of a file.

    ``message`` is the SHA-256 of its Message-ID, empty where it has none: by it an item is known again that
    another gateway calls otherwise. ``made_of`` says what was done, each with what it takes to undo it.
    """

    __tablename__ = "received"
    __table_args__ = (
        UniqueConstraint("mailbox", "item"),
        Index("ix_received_waiting", "group_id",
              sqlite_where=text("outcome IN ('for the unit', 'quarantined')"),
              postgresql_where=text("outcome IN ('for the unit', 'quarantined')")),
        Index(None, "message"),
        Index(None, "person_id", "read_at"),
        Index(None, "received_at"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    mailbox: Mapped[str] = mapped_column(String(320))
    item: Mapped[str]
    message: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(32))
    sender: Mapped[str]
    received_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime]
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    dispatch_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch.id"))  # the letter it answers
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    reason: Mapped[str] = mapped_column(default="")  # why it waits for the unit, in words of ours
    made_of: Mapped[list[dict[str, Any]]] = mapped_column(JSON(), default=list)
    decision: Mapped[str] = mapped_column(default="")  # why a person put it aside


class AuditRow(Base):
    """Append-only: ids and digests only, each row with the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("previous"), CheckConstraint("length(hash) = 64", name="hash_length"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(80))
    event: Mapped[str] = mapped_column(String(60))
    about: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
