"""The journal of a year: what people did and when, as a clerk beside them would have written it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

MOMENT = dt.timedelta(microseconds=1)
PRESENT, REMOTE, DEPUTY, APOLOGIES, ABSENT = "P", "R", "D", "A", "X"
CAME = {PRESENT, REMOTE}
FILLED = {*CAME, DEPUTY}


@dataclass(frozen=True)
class Sat:
    """A seat at a meeting: its holder's name, empty for a vacant one, and the mark."""

    holder: str
    mark: str


@dataclass(frozen=True)
class Event:
    """Something that happened at a moment."""

    at: dt.datetime


@dataclass(frozen=True)
class Met(Event):
    """A meeting was held on ``date``; its record was sent in ``at``, with what it decided."""

    date: dt.date
    seats: Mapping[str, Sat]
    decisions: tuple[str, ...] = ()
    is_ordinary: bool = True
    heard: str = ""  # of children's needs and voice


@dataclass(frozen=True)
class Ruled(Event):
    """The Chair ruled on the quorum of the meeting of ``date``."""

    date: dt.date
    is_quorate: bool


@dataclass(frozen=True)
class Ratified(Event):
    """The meeting of ``date``, whose record came in ``at``, ratified the decision of that reference."""

    date: dt.date
    reference: str


@dataclass(frozen=True)
class Appointed(Event):
    """From that day a person holds a seat; with no name, nobody does."""

    seat: str
    name: str


@dataclass(frozen=True)
class OfCalendar(Event):
    """What changes the meetings to come."""


@dataclass(frozen=True)
class CalledOff(OfCalendar):
    """A meeting will not be held; where ``is_ruled``, the Chair ruled that its month has none."""

    reference: str
    reason: str
    is_ruled: bool


@dataclass(frozen=True)
class Moved(OfCalendar):
    """A meeting is on another day."""

    reference: str
    to: dt.date


@dataclass(frozen=True)
class RuleChanged(OfCalendar):
    """The terms have the group meet on another day of the month; the meetings to come follow."""

    week: int  # of the month, the first is 1
    weekday: int  # Monday is 0


@dataclass(frozen=True)
class BoardMoved(Event):
    """A board meets on another day; on none where ``to`` is empty."""

    board: str
    date: dt.date
    to: dt.date | None


@dataclass(frozen=True)
class Called(OfCalendar):
    """An extraordinary meeting was called."""

    reference: str
    date: dt.date


@dataclass(frozen=True)
class AgendaAgreed(Event):
    """The Chair, or who stands in, agreed the agenda of a meeting."""

    reference: str


@dataclass(frozen=True)
class Went(Event):
    """A letter about the meeting of ``date`` reached a member: "papers", "minutes" or "action log"."""

    letter: str
    date: dt.date


@dataclass(frozen=True)
class Posted(Event):
    """Letters left."""


@dataclass(frozen=True)
class Sent(Event):
    """The report for a meeting of a board left."""

    board: str
    date: dt.date


@dataclass(frozen=True)
class Raised(Event):
    """The record that came in ``at`` has an action, to be done by ``due``. One that a task group hands back,
    or had discharged, was taken at its meeting of ``taken``."""

    reference: str
    due: dt.date
    taken: dt.date | None = None


@dataclass(frozen=True)
class Reported(Event):
    """Its owner reported an action done."""

    reference: str


@dataclass(frozen=True)
class Postponed(Event):
    """Its owner asked for another day for an action."""

    reference: str
    due: dt.date


@dataclass(frozen=True)
class Discharged(Event):
    """The Chair, or the meeting, discharged an action."""

    reference: str


@dataclass(frozen=True)
class PlanTaken(Event):
    """The boards gave the group their action plan."""


@dataclass(frozen=True)
class Said(Event):
    """The lead of a line of the plan said how it stands: a colour, or DONE."""

    reference: str
    word: str


@dataclass(frozen=True)
class LineDecided(Event):
    """The meeting of ``date`` decided in the words ``text`` that a line has another date, or where ``due`` is
    empty that it is discharged, with its ``impact``."""

    date: dt.date
    reference: str
    text: str
    due: dt.date | None
    impact: str


@dataclass(frozen=True)
class GroupProposed(Event):
    """The page of a task and finish group came, whose work is to end by ``end``."""

    end: dt.date


@dataclass(frozen=True)
class GroupCommissioned(Event):
    """The unit said that the task group is commissioned."""


@dataclass(frozen=True)
class GroupReported(Event):
    """The final report of the task group came for the ``meeting`` of that reference."""

    meeting: str


@dataclass(frozen=True)
class GroupClosed(Event):
    """The unit said that the report of the task group is accepted."""


Kind = TypeVar("Kind", bound=Event)
Value = TypeVar("Value")


@dataclass
class Journal:
    events: list[Event] = field(default_factory=list)
    _of_kinds: dict[type[Event], list[Any]] = field(default_factory=dict)
    _counted: int = 0
    _worked_out: dict[Hashable, Any] = field(default_factory=dict)

    def write(self, event: Event) -> None:
        """Write an event down, a moment after the one before."""
        self.events.append(replace(event, at=event.at + len(self.events) * MOMENT))

    def worked_out(self, key: Hashable, work: Callable[[], Value]) -> Value:
        """Return what follows from events that will not change any more, worked out once."""
        if key not in self._worked_out:
            self._worked_out[key] = work()
        value: Value = self._worked_out[key]
        return value

    def of(self, kind: type[Kind], until: dt.datetime) -> Iterator[Kind]:
        """Yield the events of a kind that had happened before a moment."""
        if self._counted != len(self.events):
            self._counted, self._of_kinds = len(self.events), {}
        if kind not in self._of_kinds:
            self._of_kinds[kind] = [event for event in self.events if isinstance(event, kind)]
        return (event for event in self._of_kinds[kind] if event.at < until)
