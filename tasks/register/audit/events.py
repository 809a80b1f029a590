"""Queries about what was recorded when, by the audit trail: people say of an earlier day what they did."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.working_days import ONE_DAY
from tasks.register.tables import AuditRow

About = dict[str, Any]


class Later:
    """What was recorded after a day."""

    def __init__(self, session: Session, day: dt.date) -> None:
        later = select(AuditRow.event, AuditRow.about).where(AuditRow.at >= _end_of(day))
        self._events: defaultdict[tuple[str, str], list[About]] = defaultdict(list)
        for event, about in session.execute(later):
            for value in about.values():
                self._events[event, str(value)].append(about)

    def has(self, event: str, subject: UUID, **about: object) -> bool:
        """Say whether an event of a subject was recorded after the day, with these particulars."""
        wanted = {name: str(value) for name, value in about.items()}
        return any(
            all(str(known.get(name)) == value for name, value in wanted.items())
            for known in self._events.get((event, str(subject)), ())
        )


def events_until(session: Session, day: dt.date, events: Sequence[str]) -> Iterator[tuple[dt.date, About]]:
    """Yield the days and the subjects of these events that were recorded by a day, the earliest first."""
    rows = session.execute(
        select(AuditRow.at, AuditRow.about)
        .where(AuditRow.event.in_(events), AuditRow.at < _end_of(day))
        .order_by(AuditRow.seq)
    )
    for at, about in rows:
        yield at.date(), about


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + ONE_DAY, dt.time())
