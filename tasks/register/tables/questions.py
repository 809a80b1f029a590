"""The questions, the people asked, and the answers."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from tasks.register.tables.base import Base, only, words


class QuestionRow(Base):
    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_open", "group_id", "of_id", **only("answered IS NULL AND withdrawn IS NULL")),
        Index(None, "about_id", "kind"),
    )

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
    rung: Mapped[dt.date | None]  # when the unit last rang about it and reached nobody
    escalated: Mapped[dt.date | None]
    escalated_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered: Mapped[dt.date | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[Channel | None] = mapped_column(words(Channel))
    answer: Mapped[Word | None] = mapped_column(words(Word))
    answer_text: Mapped[str | None]  # what was said with the word, if anything
    draft: Mapped[list[str] | None]  # the ids of the agenda's items as they were put, in order
    withdrawn: Mapped[dt.date | None]  # no longer needed, without an answer
