"""A row of the secretary's calendar: what a flow looks for, and which duties it does for what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from tasks.duties.base.batches import Duty
from tasks.duties.base.office import Office
from tasks.duties.calendar.due import DueQuery
from tasks.register.groups import Groups


@dataclass(frozen=True)
class Work:
    """A query for the meetings or groups with something due, and the duties done for each, or for all
    ``together``.

    ``step`` is the step of the meeting that the duties move on. With ``delivers`` the letters of the groups
    are sent first.
    """

    due: DueQuery
    duties: tuple[Duty, ...]
    step: StepKind | None = None
    together: bool = False
    delivers: bool = False

    def find(self, office: Office, as_of: dt.date, only: Groups = None) -> list[UUID]:
        """Return the ids of the meetings or groups for which something is due on a day."""
        with office.register.reading() as session:
            return list(self.due(office, session, as_of, only))

    def apart(self, subjects: Sequence[UUID]) -> Sequence[Sequence[UUID]]:
        """Return each meeting or group by itself; all of them where the duties are done for all together."""
        return [subjects] if self.together else [[subject] for subject in subjects]


Calendar: TypeAlias = Mapping[str, Sequence[Work]]
"""The work of each flow, by its name, in the order of the day."""


def find_in_turn(
    office: Office, works: Iterable[Work], as_of: dt.date, only: Groups
) -> Iterator[tuple[Work, list[UUID]]]:
    """Yield each of these that has something due or delivers, with what it finds when its turn comes."""
    rest = iter(works)
    while found := _find_next(office, rest, as_of, only):
        yield found


def _find_next(
    office: Office, rest: Iterator[Work], as_of: dt.date, only: Groups
) -> tuple[Work, list[UUID]] | None:
    """Look for the next of them: in one session, since nothing is done meanwhile that would change it."""
    with office.register.reading() as session:
        for work in rest:
            things = list(work.due(office, session, as_of, only))
            if things or work.delivers:
                return work, things
    return None


def is_due(office: Office, session: Session, works: Iterable[Work], as_of: dt.date) -> bool:
    """Tell whether any of this is due on a day."""
    return any(work.due(office, session, as_of, None) for work in works)
