"""What a subject of the duties hands the house, which goes through all subjects and names none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.timetable import StatusTable
from forum.letters.base import Letter
from forum.letters.parts import Ask
from forum.letters.questions import DeskTask
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office, UnitOfWork
from tasks.mail.sending.queue import Enclosure
from tasks.register.groups import Groups
from tasks.register.tables import QuestionRow

CarryOut: TypeAlias = Callable[[UnitOfWork, QuestionRow, Reply], None]
Letters: TypeAlias = Callable[[GroupContext, QuestionRow], Sequence[Letter]]
Put: TypeAlias = Callable[[GroupContext, QuestionRow, Ask, Person], tuple[Ask, Sequence[Enclosure]]]


def carry_out_nothing(_work: UnitOfWork, _question: QuestionRow, _reply: Reply) -> None:
    """Leave an answer on record: nothing follows from it, or the weekly round acts on it."""


def put_plainly(
    _forum: GroupContext, _question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter says nothing more of the question than its day and its meeting."""
    return ask, ()


def no_letters(_forum: GroupContext, _question: QuestionRow) -> Sequence[Letter]:
    """Nothing goes in the Chair's name."""
    return ()


@dataclass(frozen=True)
class Handler:
    """``carry_out`` does what an answer says. ``put`` adds to the question in the Chair's letter what the
    reader needs to know, and returns the documents to enclose. ``letters`` are those that would go in the
    Chair's name."""

    carry_out: CarryOut = carry_out_nothing
    put: Put = put_plainly
    letters: Letters = no_letters


Waiting = TypeVar("Waiting")


@dataclass(frozen=True)
class OnDesk(Generic[Waiting]):
    """Things that need the unit: ``waiting`` finds them for many groups, and ``tasks`` says in the desk
    letter what the unit does about those of one. They alone are a reason for a letter.

    What is ``urgent`` comes before all else.
    """

    waiting: Callable[[Office, Session, dt.date, Groups], Iterable[Waiting]]
    tasks: Callable[[GroupContext, Sequence[Waiting]], Iterable[DeskTask]]
    urgent: bool = False


def group_of_subject(thing: Any) -> UUID:
    """Return the id of the group of something that waits: of a row, or of the first of several; or the group
    itself."""
    first = thing[0] if isinstance(thing, tuple) else thing
    return first if isinstance(first, UUID) else first.group_id


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The parts that a subject has: ``answers`` are the handlers of the questions that it puts, and ``desk``
    is what it puts on the unit's desk. On the status board a group has the tables of its ``steps``, and of
    what waits for somebody its ``board``."""

    answers: Mapping[QuestionKind, Handler] = field(default_factory=dict)
    desk: Sequence[OnDesk[Any]] = ()
    steps: Callable[[GroupContext], Iterable[StatusTable]] | None = None
    board: Callable[[GroupContext], StatusTable] | None = None
