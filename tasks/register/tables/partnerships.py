"""Partnerships: who carries messages to and from them, what they are briefed on, and what they send."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.partnerships.briefings import BriefingKind, BriefingState
from tasks.register.tables.base import Row, RowOfGroup, words


class PartnershipContactRow(RowOfGroup):
    """A contact of a partnership, over time. ``body`` is theirs: a county has a dozen partnerships."""

    __tablename__ = "partnership_contact"
    __table_args__ = (Index(None, "group_id"), Index(None, "person_id"))

    partnership: Mapped[str]  # as the policy names it
    body: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]


class BriefingRow(RowOfGroup):
    """A briefing of a partnership on a decision, with the fields of
    ``forum.partnerships.briefings.BriefingWords``. ``of_digest`` marks the decision as it was when the words
    were asked for, ``agreed_digest`` the words that the Chair agreed.
    """

    __tablename__ = "briefing"
    __table_args__ = (UniqueConstraint("reference"), Index(None, "meeting_id"), Index(None, "group_id"))

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    reference: Mapped[str] = mapped_column(String(12))  # B/2027/01
    decision: Mapped[str] = mapped_column(String(32))  # its reference; a record filed again has other rows
    of_digest: Mapped[str] = mapped_column(String(64))
    partnership: Mapped[str]
    part: Mapped[int]
    state: Mapped[BriefingState] = mapped_column(words(BriefingState, 16))
    opened: Mapped[dt.date]
    kind: Mapped[BriefingKind | None] = mapped_column(words(BriefingKind, 16))
    decided: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    ask: Mapped[str] = mapped_column(default="")
    by: Mapped[dt.date | None]
    pass_on: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[dt.date | None]
    agreed_digest: Mapped[str | None] = mapped_column(String(64))


class PartnershipMessageRow(Row):
    """A message of a contact's, which is an item for the group; ``meeting_id`` is that of the briefings which
    it answers, None where it answers none."""

    __tablename__ = "partnership_message"
    __table_args__ = (Index(None, "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("partnership_contact.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    on: Mapped[dt.date]
    kind: Mapped[BriefingKind] = mapped_column(words(BriefingKind, 16))
