"""Letters about a meeting: its invitation, deputies wanted, moved, cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.letters.taps import WHOLE
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class ByMail(Letter):
    """The letter that puts a decision to a member between meetings, and the one that says what came of it.

    Asks whether a seat agrees to a decision by a day; with ``agreed`` it says how many seats did.

    ``needed`` of ``seats`` make it a decision, which ``is_taken`` then. ``against`` are the short names of
    the seats that said no; ``next_date`` is the meeting that ratifies it, None where none is planned.
    """

    NAME: ClassVar[str] = "by_mail"

    reference: str
    decision: str
    reason: str
    until: dt.date
    needed: int
    seats: int
    agreed: int | None = None
    is_taken: bool = False
    against: tuple[str, ...] = ()
    next_date: dt.date | None = None

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        is_asked = self.agreed is None
        return {WHOLE: KINDS[QuestionKind.AGREE_BY_MAIL].buttons} if is_asked else {}


@dataclass(frozen=True, kw_only=True)
class GoingOn:
    """A number of ``items`` that go on to the agenda of a ``date``."""

    date: dt.date
    items: int


@dataclass(frozen=True, kw_only=True)
class Cancelled(Letter):
    """The letter that says a meeting will not take place.

    Says that ``meeting`` is cancelled, and when the next one is.

    ``reason`` is a neutral sentence, or empty. ``next_date`` is None when no meeting is planned;
    ``minutes_of`` are the dates of the meetings whose minutes are still to be confirmed.
    ``carried`` are the items that go on to other agendas; the Chair may be asked ``if_held_instead``.
    """

    NAME: ClassVar[str] = "cancelled"

    meeting: MeetingLine
    reason: str
    next_date: dt.date | None
    minutes_of: tuple[dt.date, ...]
    carried: tuple[GoingOn, ...]
    if_held_instead: bool = False


@dataclass(frozen=True, kw_only=True)
class DeputyWanted(Letter):
    """The letter that asks a member who can't come for a deputy.

    Asks for the name of a deputy, or the word NONE, by a day.

    ``seat`` is the short name of the seat; ``deputies`` are the names of its deputies on the register, empty
    where there are none. ``covered`` is the name of the member who can't come where the reader covers for
    them; ``or_yourself`` says that the reader may come in their place. ``who`` may be one, by the terms.
    """

    NAME: ClassVar[str] = "deputy_wanted"

    meeting: MeetingLine
    seat: str
    deputies: tuple[str, ...]
    by: dt.date
    covered: str = ""
    or_yourself: bool = False
    who: str = ""

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        yourself = ("I WILL COME",) if self.or_yourself else ()
        return {WHOLE: (*self.deputies, *KINDS[QuestionKind.NAME_DEPUTY].buttons, *yourself)}


COMING_OR_NOT = ("COMING", "APOLOGIES")
NAME_DEPUTY = "DEPUTY:"


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """The words of a meeting's calendar item, which all who are invited read.

    Asks to accept, or to decline and name a deputy.

    ``joining`` is a link or words on how to join from elsewhere; empty where nobody can.
    """

    NAME: ClassVar[str] = "invitation"

    meeting: MeetingLine
    joining: str

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: (*COMING_OR_NOT, *((NAME_DEPUTY,) if self.takes_deputies else ()))}


@dataclass(frozen=True, kw_only=True)
class Moved(Letter):
    """The letter that says a meeting has moved.

    Says when and where a moved meeting is.

    ``meeting`` has the new date and place, ``was`` is the time that the reader knows; ``reason`` is a neutral
    sentence or empty; ``papers_stand`` is true when the reader has papers that stay as they are.
    """

    NAME: ClassVar[str] = "moved"

    meeting: MeetingLine
    was: dt.datetime
    reason: str
    papers_stand: bool
