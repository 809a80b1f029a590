"""The journal of a year: what people did and when, as a clerk beside them would have written it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

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


@dataclass(frozen=True)
class Ruled(Event):
    """The Chair ruled on the quorum of the meeting of ``date``."""

    date: dt.date
    is_quorate: bool


@dataclass(frozen=True)
class Ratified(Event):
    """The meeting whose record came in ``at`` ratified what that of ``date`` had decided."""

    date: dt.date
    text: str


@dataclass(frozen=True)
class Appointed(Event):
    """From that day a person holds a seat; with no name, nobody does."""

    seat: str
    name: str


@dataclass(frozen=True)
class CalledOff(Event):
    """A meeting will not be held; where ``is_ruled``, the Chair ruled that its month has none."""

    reference: str
    reason: str
    is_ruled: bool


@dataclass(frozen=True)
class Moved(Event):
    """A meeting is on another day."""

    reference: str
    to: dt.date


@dataclass(frozen=True)
class Called(Event):
    """An extraordinary meeting was called."""

    reference: str
    date: dt.date


@dataclass(frozen=True)
class AgendaAgreed(Event):
    """The Chair, or who stands in, agreed the agenda of a meeting."""

    reference: str


@dataclass(frozen=True)
class Went(Event):
    """A letter about the meeting of ``date`` reached a member; ``letter`` is "papers" or "minutes"."""

    letter: str
    date: dt.date


@dataclass(frozen=True)
class Sent(Event):
    """The report for a meeting of a board left."""

    board: str
    date: dt.date


@dataclass(frozen=True)
class Raised(Event):
    """The record that came in ``at`` has an action, to be done by ``due``."""

    reference: str
    due: dt.date


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


Kind = TypeVar("Kind", bound=Event)


@dataclass
class Journal:
    events: list[Event] = field(default_factory=list)

    def write(self, event: Event) -> None:
        """Write an event down, a moment after the one before."""
        self.events.append(replace(event, at=event.at + len(self.events) * MOMENT))

    def of(self, kind: type[Kind], until: dt.datetime) -> Iterator[Kind]:
        """Yield the events of a kind that had happened before a moment."""
        return (event for event in self.events if isinstance(event, kind) and event.at < until)
