"""Documents, what they are to a meeting, and corrections that somebody wants in one.

The agenda of a meeting, its papers, and the packs made of them.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import JSON, Dialect, ForeignKey, Index, LargeBinary, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.agenda import Place, Purpose
from forum.documents.base import DocumentKind, DocumentState
from forum.minutes import MinutesState
from forum.papers.papers import PaperState, Readers
from tasks.register.tables.base import Base, RowOfMeeting, words

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


class MeetingDocumentRow(RowOfMeeting):
    """A document of a meeting: what it is, its edition and part, and who made it when."""

    __tablename__ = "meeting_document"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "part", "edition"),)

    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind, 24))
    part: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"))
    state: Mapped[MinutesState | DocumentState] = mapped_column(StateOfDocument())
    made_on: Mapped[dt.date]
    made_by: Mapped[str]  # a person's id, or the name of the flow or command


class CorrectionRow(RowOfMeeting):
    """A correction that a person wants in the minutes of a meeting, in their own words. It is open until a
    later meeting, that of ``settled_on``, has ``made`` it or not, ``because`` of something.
    """

    __tablename__ = "correction"
    __table_args__ = (Index(None, "meeting_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]  # in MASE/2027-01/C1
    on: Mapped[dt.date]
    text: Mapped[str]
    made: Mapped[bool | None]
    because: Mapped[str] = mapped_column(default="")
    settled_on: Mapped[dt.date | None]


class AgendaItemRow(RowOfMeeting):
    __tablename__ = "agenda_item"
    __table_args__ = (Index(None, "meeting_id"), Index(None, "research_id"), Index(None, "task_step_id"))

    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(8))
    title: Mapped[str]
    purpose: Mapped[Purpose] = mapped_column(words(Purpose, 16))
    part: Mapped[int]
    minutes: Mapped[int]
    objective: Mapped[str] = mapped_column(String(32), default="")
    standing: Mapped[bool]
    place: Mapped[Place | None] = mapped_column(words(Place, 16))  # of an item that every agenda has
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_on: Mapped[dt.date]
    research_id: Mapped[UUID | None]  # the request whose product is its paper
    task_step_id: Mapped[UUID | None]  # the step of a task group for which it stands there
    dropped_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")  # what the record says of it
    children: Mapped[str | None]  # what was said of their needs, or by them
    outcome: Mapped[str] = mapped_column(default="")


class PaperRow(RowOfMeeting):
    """A paper for an item. ``place`` is where the unit put it in the pack, ``remarks`` what was found in the
    file (forum.papers.papers.Remark).
    """

    __tablename__ = "paper"
    __table_args__ = (Index(None, "meeting_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str]
    state: Mapped[PaperState] = mapped_column(words(PaperState, 16))
    readers: Mapped[Readers] = mapped_column(words(Readers, 16), default=Readers.ALL)
    seats: Mapped[list[str]] = mapped_column(default=list)  # the ids of those named
    place: Mapped[int | None]
    document: Mapped[str | None] = mapped_column(ForeignKey("document.sha256"))
    remarks: Mapped[list[str]] = mapped_column(default=list)
    due: Mapped[dt.date | None]  # where that is earlier than for the other papers
    filed_on: Mapped[dt.date | None]
    supplement: Mapped[int | None]


class PackFileRow(RowOfMeeting):
    """A pack as one PDF, for all who may read the same papers. ``key`` is the SHA-256 of what it is made of,
    ``papers`` the ids and documents of those in it; without ``sha256`` it could not be made.
    """

    __tablename__ = "pack_file"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    key: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str | None] = mapped_column(ForeignKey("document.sha256"))
    papers: Mapped[list[dict[str, str]]] = mapped_column(JSON())
