"""Documents, what they are to a meeting, and corrections that somebody wants in one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Base


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
