"""The questions, the people asked, the answers, and what the Chair is to hear of them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from tasks.register.tables.base import RowOfGroup, only, words


class QuestionRow(RowOfGroup):
    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_open", "group_id", "of_id", **only("answered IS NULL AND withdrawn IS NULL")),
        Index(None, "about_id", "kind"),
    )

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


class ChairNoteRow(RowOfGroup):
    """A note for ``person_id``, the Chair or whoever is said to have spoken; ``about_id`` is the question,
    the appointment, the guest or the person that it is about.

    ``sentence`` says it; ``entries`` and ``letters`` undo it, where it can be undone. ``letter_id`` is the
    letter that tells it under a ``number``, empty while none does.
    """

    __tablename__ = "chair_note"
    __table_args__ = (
        Index("ix_chair_note_untold", "group_id", **only("letter_id IS NULL")),
        Index(None, "letter_id"),
    )

    kind: Mapped[NoteKind] = mapped_column(words(NoteKind))
    about_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[dt.date]
    sentence: Mapped[str]
    entries: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    letters: Mapped[list[str]] = mapped_column(JSON(), default=list)
    letter_id: Mapped[UUID | None]
    number: Mapped[int | None]
    denied_on: Mapped[dt.date | None]
