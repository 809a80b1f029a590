"""Every table of the register belongs to a kind of record, or stays for a reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forum.actions.action_log import ActionState
from forum.boards.steps import ReportState
from forum.calendar.meetings import MeetingState
from forum.inbox.mailbox_items import Outcome
from forum.outbox.states import State
from forum.retention import ClosedRecord, RecordKind
from tasks.register.audit.row_check import verify_register
from tasks.register.database.register import Register
from tasks.register.retention.closed import closed_records
from tasks.register.retention.rows import GOES_WITH, ROOTS, RowsOf, needed_by, rows_of, take_out
from tasks.register.tables import (
    ActionRow,
    Base,
    BoardReportRow,
    DecisionRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    QuestionRow,
    ReceivedRow,
)
from tests.tasks.register.full import DAY

STAYS = {
    "forum_group": "the group itself, and the code by which references are made",
    "seat": "the terms name it",
    "audit": "ids and digests only; it shows that what stays is as it was written",
    "disposal_list": "who decided what, and who carried it out",
    "disposal_line": "it stands for what is gone",
    "document": "it goes with the last row that refers to it",
    "template": "letters are printed from it",
    "hold": "a time in which nothing left, with its reason",
    "lease": "who may send now",
    "mailbox": "how far it is read",
    "look": "that a flow has looked at what was due: numbers only",
    "watch_fault": "what was wrong with the service, and when; it names nobody",
    "morning_letter": "when a mailbox wrote to itself",
}


def test_every_table_goes_with_a_record_or_stays_for_a_reason() -> None:
    goes = {root.__tablename__ for roots in ROOTS.values() for root in roots}
    goes |= {column.class_.__tablename__ for column in GOES_WITH}
    assert goes.isdisjoint(STAYS)
    assert goes | {*STAYS} == {*Base.metadata.tables}


def test_a_record_of_each_kind_comes_up_once_it_is_closed(full: Register) -> None:
    closed: dict[type[Base], dict[str, object]] = {
        BoardReportRow: {"state": ReportState.ANSWERED},
        MeetingRow: {"state": MeetingState.HELD},
        ActionRow: {"state": ActionState.DISCHARGED},
        QuestionRow: {"answered": DAY},
        DecisionRow: {"to_ratify": False},
        DispatchRow: {"state": State.SENT},
        ReceivedRow: {"outcome": Outcome.RECORDED},
    }
    with full.transaction("test") as tx:
        for row, values in closed.items():
            tx.session.execute(update(row).values(values))
        group = tx.session.scalars(select(GroupRow.id)).first()
        assert group
        records = Counter(record.kind for record in closed_records(tx.session, group, dt.date(2099, 1, 1)))
    twice = RecordKind.PLAN, RecordKind.RISKS  # lines and versions, risks and challenges
    assert records == {kind: 2 if kind in twice else 1 for kind in RecordKind}


def record_of(session: Session, kind: RecordKind, root: type[Base]) -> RowsOf:
    """The rows of the first record of a table, to which the first rows of all others refer."""
    table = root.__table__
    id = session.scalars(select(table.c.id).order_by(table.c.id)).first()
    group = session.scalars(select(GroupRow.id)).first()
    assert id
    assert group
    return rows_of(session, group, ClosedRecord(kind, str(id), "", DAY))


@pytest.mark.thorough
def test_a_record_can_be_taken_out_if_and_only_if_nothing_is_said_to_need_it(full: Register) -> None:
    taken_out = set()
    for kind, root in ((kind, root) for kind, roots in ROOTS.items() for root in roots):
        with full.transaction("test") as tx:
            rows = record_of(tx.session, kind, root)
            needed = needed_by(tx.session, rows)
            try:
                with tx.savepoint():
                    take_out(tx.session, rows)
            except IntegrityError:
                assert needed, root
            else:
                assert not needed, (root, needed)
                taken_out.add(root.__tablename__)
    assert taken_out >= {"incident", "risk", "challenge", "plan_version", "research"}
    with full.reading() as session:
        verify_register(session)
