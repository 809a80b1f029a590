"""Queries about the agenda and its papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.agenda import Item
from forum.documents.base import DocumentKind, DocumentState
from forum.papers.papers import Paper
from forum.text.problem import Problem
from tasks.register.database.rows import value_of
from tasks.register.meetings import held_between
from tasks.register.tables import AgendaItemRow, MeetingDocumentRow, MeetingRow, PaperRow

AGENDA, CIRCULATED = DocumentKind.AGENDA, DocumentState.CIRCULATED

# Built once, since building a statement costs more than running it.
_ITEMS = (
    select(AgendaItemRow)
    .where(AgendaItemRow.meeting_id == bindparam("meeting"), AgendaItemRow.dropped_on.is_(None))
    .order_by(AgendaItemRow.position)
)
_PAPERS_ALONE = select(PaperRow).where(PaperRow.meeting_id == bindparam("meeting"))
_PAPERS = (
    select(PaperRow, AgendaItemRow)
    .join(AgendaItemRow, AgendaItemRow.id == PaperRow.item_id)
    .where(PaperRow.meeting_id == bindparam("meeting"), AgendaItemRow.dropped_on.is_(None))
    .order_by(PaperRow.place.is_(None), PaperRow.place, AgendaItemRow.position, PaperRow.title)
)
_CIRCULATED_AGENDA = (
    select(MeetingDocumentRow)
    .where(
        MeetingDocumentRow.meeting_id == bindparam("meeting"),
        MeetingDocumentRow.kind == AGENDA,
        MeetingDocumentRow.part == bindparam("part"),
        MeetingDocumentRow.state == CIRCULATED,
    )
    .order_by(MeetingDocumentRow.edition.desc())
    .limit(1)
)
_PAPER = (
    select(PaperRow, AgendaItemRow)
    .join(AgendaItemRow, AgendaItemRow.id == PaperRow.item_id)
    .where(PaperRow.id == bindparam("paper"))
)


def has_part_two(session: Session, meeting_id: UUID) -> bool:
    """Say whether the agenda of a meeting has a part 2."""
    return any(item.part > 1 for item in agenda_items(session, meeting_id))


def agenda_items(session: Session, meeting_id: UUID) -> Sequence[AgendaItemRow]:
    """Return the items of an agenda in order, without those that were dropped."""
    return session.scalars(_ITEMS, {"meeting": meeting_id}).all()


def heard_of_children(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[tuple[MeetingRow, str]]:
    """Return what meetings from ``first`` to ``last`` heard in part 1 of children's needs and voice, in the
    order of their agendas."""
    return [
        (meeting, item.children)
        for meeting in held_between(session, group_id, first, last)
        for item in agenda_items(session, meeting.id)
        if item.part == 1 and item.children
    ]


def item_by_number(session: Session, meeting_id: UUID, number: str) -> AgendaItemRow:
    """Return the item of an agenda with that number; Problem naming the items when there is none."""
    items = agenda_items(session, meeting_id)
    for item in items:
        if item.number == number:
            return item
    numbers = ", ".join(item.number for item in items) or "none yet"
    raise Problem(f"The agenda has no item {number!r}. Its items are: {numbers}.")


def paper_rows(session: Session, meeting_id: UUID) -> Sequence[tuple[PaperRow, AgendaItemRow]]:
    """Return the papers of a meeting with their items, in the unit's order, then in that of the agenda."""
    return [(paper, item) for paper, item in session.execute(_PAPERS, {"meeting": meeting_id})]


def papers_alone(session: Session, meeting_id: UUID) -> Sequence[PaperRow]:
    """Return the papers of a meeting in no order, also those of items that were dropped."""
    return session.scalars(_PAPERS_ALONE, {"meeting": meeting_id}).all()


def papers_of_item(session: Session, item: AgendaItemRow) -> Sequence[PaperRow]:
    """Return the papers of an item, by the index of its meeting."""
    return [paper for paper in papers_alone(session, item.meeting_id) if paper.item_id == item.id]


def paper_of_item(session: Session, item: AgendaItemRow) -> PaperRow | None:
    """Return the paper of an item; None for an item without one."""
    return next(iter(papers_of_item(session, item)), None)


def item_value(row: AgendaItemRow) -> Item:
    """Return the item as a value of the rules."""
    return value_of(Item, row, lead=row.lead_id, proposed_by=row.proposed_by_id)


def paper_value(row: PaperRow, item: AgendaItemRow) -> Paper:
    """Return the paper as a value of the rules."""
    seats = frozenset(UUID(seat) for seat in row.seats)
    return value_of(Paper, row, item_number=item.number, part=item.part, seats=seats)


def paper_by_id(session: Session, paper_id: UUID) -> Paper | None:
    """Return a paper as a value of the rules, also of a dropped item; None when it is not in the register."""
    row = session.execute(_PAPER, {"paper": paper_id}).first()
    return paper_value(*row) if row else None


def papers_of(session: Session, meeting_id: UUID) -> list[Paper]:
    """Return the papers of a meeting as values of the rules, in order."""
    return [paper_value(row, item) for row, item in paper_rows(session, meeting_id)]


def circulated_agenda(session: Session, meeting_id: UUID, part: int) -> MeetingDocumentRow | None:
    """Return the agenda as the pack had it, for readers of part 1 alone or also of part 2; None before."""
    return session.scalars(_CIRCULATED_AGENDA, {"meeting": meeting_id, "part": part}).first()
