"""Documents, what they are to a meeting, and corrections that somebody wants in one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import Dialect, ForeignKey, Index, LargeBinary, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.documents.kinds import DocumentKind, DocumentState
from forum.minutes.states import MinutesState
from tasks.register.tables.base import Base, Row, words

_STATES: dict[str, MinutesState | DocumentState] = {
    state.value: state for kind in (MinutesState, DocumentState) for state in kind
}


class StateOfDocument(TypeDecorator[MinutesState | DocumentState]):
    """The words of a state, which say themselves whether it is one of minutes or of another document."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else _STATES[value].value

    def process_result_value(
        self, value: str | None, _dialect: Dialect
    ) -> MinutesState | DocumentState | None:
        return None if value is None else _STATES[value]


class DocumentRow(Base):
    """A document by its SHA-256. ``name`` is the neutral file name that readers see."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    stored_on: Mapped[dt.date]


class MeetingDocumentRow(Row):
    """A document of a meeting: what it is, its edition and part, and who made it when."""

    __tablename__ = "meeting_document"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "part", "edition"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind, 24))
    part: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"))
    state: Mapped[MinutesState | DocumentState] = mapped_column(StateOfDocument())
    made_on: Mapped[dt.date]
    made_by: Mapped[str]  # a person's id, or the name of the flow or command


class CorrectionRow(Row):
    """A correction that a person wants in the minutes of a meeting, in their own words. It is open until a
    later meeting, that of ``settled_on``, has ``made`` it or not, ``because`` of something.
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "meeting_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]  # in MASE/2027-01/C1
    on: Mapped[dt.date]
    text: Mapped[str]
    made: Mapped[bool | None]
    because: Mapped[str] = mapped_column(default="")
    settled_on: Mapped[dt.date | None]
