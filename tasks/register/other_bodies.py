"""Queries about reports to boards, their steps and versions, and what the boards were asked.

Queries about partnerships: their contacts, their briefings, what they sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, text
from sqlalchemy.orm import Session

from forum.boards.steps import ReportState, ReportStep, report_reference
from forum.letters.boards import BoardReportLetter
from forum.outbox.states import State
from forum.partnerships import BriefingWords, briefing_reference
from forum.text.problem import Problem
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, store
from tasks.register.groups import Groups, of_group
from tasks.register.tables import (
    BoardAskRow,
    BoardReportRow,
    BriefingRow,
    DispatchRow,
    GroupRow,
    PartnershipContactRow,
    PartnershipMessageRow,
    ReportEditionRow,
    ReportStepRow,
)

# SQLite uses the index of open reports only for queries in the words that define it.
REPORT_IS_OPEN = text("state NOT IN ('answered', 'dropped')")
_STEPS = select(ReportStepRow).where(ReportStepRow.report_id == bindparam("report"))
_DATES = select(BoardReportRow.group_id, BoardReportRow.body, BoardReportRow.date).where(
    BoardReportRow.group_id.in_(bindparam("groups", expanding=True)),
    BoardReportRow.state != ReportState.DROPPED,
)


def open_reports(session: Session, only: Groups) -> Sequence[BoardReportRow]:
    """Return the reports of these groups that wait for something, by date."""
    return session.scalars(_open_reports(only)).all()


@lru_cache  # to put it together takes longer than to ask it
def _open_reports(only: Groups) -> Select[BoardReportRow]:
    query = select(BoardReportRow).where(REPORT_IS_OPEN, *of_group(BoardReportRow.group_id, only))
    return query.order_by(BoardReportRow.date, BoardReportRow.body)


def reports_of(session: Session, group_id: UUID, body: str | None = None) -> Sequence[BoardReportRow]:
    """Return all reports of a group, or those to one board, the earliest first."""
    of_body = [] if body is None else [BoardReportRow.body == body]
    query = select(BoardReportRow).where(BoardReportRow.group_id == group_id, *of_body)
    return session.scalars(query.order_by(BoardReportRow.date, BoardReportRow.body)).all()


def known_dates(session: Session, groups: Collection[UUID]) -> Mapping[UUID, Mapping[str, list[dt.date]]]:
    """Return, by group and by the code of the board, the dates of the boards' meetings that have a report."""
    dates: dict[UUID, dict[str, list[dt.date]]] = {group: {} for group in groups}
    for group, body, date in session.execute(_DATES, {"groups": list(groups)}) if groups else ():
        dates[group].setdefault(body, []).append(date)
    return dates


def reference_of(session: Session, report: BoardReportRow) -> str:
    """Return the reference of a report: "MASE/KSCB-BG/2027-04-29"."""
    return report_reference(session.get_one(GroupRow, report.group_id).code, report.body, report.date)


def report_to(session: Session, group_id: UUID, body: str) -> BoardReportRow:
    """Return the next report to a board that waits for something; Problem where there is none."""
    reports = open_reports(session, frozenset([group_id]))
    for report in reports:
        if report.body == body.strip().upper():
            return report
    known = ", ".join(dict.fromkeys(report.body for report in reports)) or "none"
    raise Problem(f"No report to {body} is under way. Reports under way: {known}.")


def report_steps(session: Session, report_id: UUID) -> dict[ReportStep, ReportStepRow]:
    """Return the steps of a report by their kind, in their order."""
    by_kind = {row.kind: row for row in session.scalars(_STEPS, {"report": report_id})}
    return {kind: by_kind[kind] for kind in ReportStep if kind in by_kind}


def report_editions(session: Session, report_id: UUID) -> Sequence[ReportEditionRow]:
    """Return the versions of a report, the earliest first."""
    query = select(ReportEditionRow).where(ReportEditionRow.report_id == report_id)
    return session.scalars(query.order_by(ReportEditionRow.number)).all()


def add_report_edition(
    tx: Transaction, report: BoardReportRow, document: NewDocument, on: dt.date
) -> ReportEditionRow:
    """Store the next version of a report, in the name of the transaction's actor."""
    earlier = report_editions(tx.session, report.id)
    row = ReportEditionRow(
        report_id=report.id,
        number=len(earlier) + 1,
        sha256=store(tx.session, document.name, document.media_type, document.content, on),
        state=report.state,
        made_on=on,
        made_by=tx.actor,
    )
    tx.session.add(row)
    tx.session.flush()
    return row


def report_left(session: Session, report: BoardReportRow) -> dt.datetime | None:
    """Return when the letter with a report left for the board's secretary; None while it has not."""
    if report.secretary_id is None:  # it has not been written
        return None
    sent = select(DispatchRow.sent_at).where(
        DispatchRow.person_id == report.secretary_id,
        DispatchRow.subject_id == report.id,
        DispatchRow.letter == BoardReportLetter.NAME,
        DispatchRow.state == State.SENT,
    )
    return session.scalars(sent).first()


def asks_of(session: Session, report_id: UUID) -> Sequence[BoardAskRow]:
    """Return what a board was asked in a report, by number."""
    query = select(BoardAskRow).where(BoardAskRow.report_id == report_id)
    return session.scalars(query.order_by(BoardAskRow.number)).all()


def open_asks(session: Session, group_id: UUID) -> Sequence[BoardAskRow]:
    """Return what a group's boards were asked and have not answered, the earliest first."""
    query = select(BoardAskRow).where(BoardAskRow.group_id == group_id, BoardAskRow.answered.is_(None))
    return session.scalars(query.order_by(BoardAskRow.asked, BoardAskRow.report_id, BoardAskRow.number)).all()


def all_asks(session: Session, group_id: UUID) -> Sequence[BoardAskRow]:
    """Return all that a group's boards were asked, the earliest first."""
    query = select(BoardAskRow).where(BoardAskRow.group_id == group_id)
    return session.scalars(query.order_by(BoardAskRow.asked, BoardAskRow.report_id, BoardAskRow.number)).all()


def contacts_of(session: Session, group_id: UUID, on: dt.date) -> Sequence[PartnershipContactRow]:
    """Return the contacts of a group's partnerships on a day, by partnership and body."""
    query = select(PartnershipContactRow).where(PartnershipContactRow.group_id == group_id, _is_valid(on))
    return session.scalars(
        query.order_by(PartnershipContactRow.partnership, PartnershipContactRow.body)
    ).all()


def contacts_who_are(session: Session, person_id: UUID, on: dt.date) -> Sequence[PartnershipContactRow]:
    """Return the places in which a person is a contact on a day, in whichever group."""
    query = select(PartnershipContactRow).where(PartnershipContactRow.person_id == person_id, _is_valid(on))
    return session.scalars(query.order_by(PartnershipContactRow.first, PartnershipContactRow.id)).all()


def briefings_of(session: Session, meeting_id: UUID) -> Sequence[BriefingRow]:
    """Return all briefings on a meeting's decisions, by reference."""
    query = select(BriefingRow).where(BriefingRow.meeting_id == meeting_id)
    return session.scalars(query.order_by(BriefingRow.reference)).all()


def briefings_in(session: Session, group_id: UUID) -> Sequence[BriefingRow]:
    """Return all briefings of a group, by reference."""
    query = select(BriefingRow).where(BriefingRow.group_id == group_id)
    return session.scalars(query.order_by(BriefingRow.reference)).all()


def messages_in(
    session: Session, group_id: UUID
) -> Sequence[tuple[PartnershipMessageRow, PartnershipContactRow]]:
    """Return what the contacts of a group's partnerships sent, with who sent it, the oldest first."""
    query = (
        select(PartnershipMessageRow, PartnershipContactRow)
        .join(PartnershipContactRow, PartnershipContactRow.id == PartnershipMessageRow.contact_id)
        .where(PartnershipContactRow.group_id == group_id)
        .order_by(PartnershipMessageRow.on, PartnershipMessageRow.id)
    )
    return [(message, contact) for message, contact in session.execute(query)]


def next_briefing(session: Session, year: int) -> str:
    """Return the reference of the year's next briefing. Numbers run through the register, so that a reference
    means one briefing, whichever groups a unit serves."""
    of_year = select(BriefingRow.reference).where(BriefingRow.reference.like(f"B/{year}/%"))
    numbers = (int(reference.rpartition("/")[2]) for reference in session.scalars(of_year))
    return briefing_reference(year, max(numbers, default=0) + 1)


def words_of(row: BriefingRow) -> BriefingWords | None:
    """Return the words of a briefing as the rules know them; None before any are written."""
    if row.kind is None:
        return None
    return BriefingWords(
        kind=row.kind, decided=row.decided, why=row.why, ask=row.ask, by=row.by, pass_on=row.pass_on
    )


def _is_valid(on: dt.date) -> ColumnElement[bool]:
    last = PartnershipContactRow.last
    return and_(PartnershipContactRow.first <= on, or_(last.is_(None), last >= on))
