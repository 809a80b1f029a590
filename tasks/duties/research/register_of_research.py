"""The register of research, as the unit looks at it and takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.research.requests import Lateness, Request, lateness
from tasks.documents.research.workbook import write_research
from tasks.duties.base.office import Office
from tasks.register.groups import chosen_group
from tasks.register.research import all_requests, open_requests, request_value
from tasks.register.tables import GroupRow, PersonRow, ResearchRow


@dataclass(frozen=True)
class ResearchEntry:
    """A request of a group, with the row's people and how late it is today."""

    request: Request
    row: ResearchRow
    late: Lateness


def research_of(office: Office, session: Session, group: GroupRow) -> Sequence[ResearchEntry]:
    """Return all requests of a group, the oldest first."""
    return _entries(office, group, all_requests(session, group.id))


def late_research(office: Office, session: Session, group: GroupRow) -> Sequence[ResearchEntry]:
    """Return the requests of a group of which something is late."""
    return [
        entry
        for entry in _entries(office, group, open_requests(session, frozenset([group.id])))
        if entry.late
    ]


def _entries(office: Office, group: GroupRow, rows: Sequence[ResearchRow]) -> Sequence[ResearchEntry]:
    rules, days, today = office.policy(group).research, office.days(group), office.clock.now().date()
    requests = [(request_value(row), row) for row in rows]
    return [ResearchEntry(request, row, lateness(request, rules, days, today)) for request, row in requests]


def research_workbook(office: Office, code: str | None) -> bytes:
    """Return the register of a group as a workbook. Problem for an unknown group."""
    with office.register.reading() as session:
        group = chosen_group(session, code)
        rows = [
            (
                entry.request,
                session.get_one(PersonRow, entry.row.asked_by_id).name,
                session.get_one(PersonRow, entry.row.researcher_id).name if entry.row.researcher_id else "",
                entry.late.value,
            )
            for entry in research_of(office, session, group)
        ]
        return write_research(office.policy(group).group.short_name, rows)
