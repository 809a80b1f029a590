from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tasks.duties.base.office import Office
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.register.audit.trail import verify
from tasks.register.database.register import Register, copied
from tasks.register.tables import Base, MeetingRow
from tests.english import day
from tests.tasks.duties.do import do


def rows(register: Register) -> dict[str, list[tuple[object, ...]]]:
    with register.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
        }


def test_a_copy_has_every_row_and_leaves_no_file(mase: Office) -> None:
    do(call_meeting, mase, "MASE", day("Tue 9 Feb 2027"))
    with copied(mase.register, mase.clock) as copy:
        assert rows(copy) == rows(mase.register)
        file = Path(str(copy.url.database))
        assert file.exists()
    assert not file.parent.exists()


def test_what_is_done_in_a_copy_stays_there_and_its_audit_trail_goes_on(mase: Office) -> None:
    before = rows(mase.register)
    with copied(mase.register, mase.clock) as copy:
        with copy.transaction("test") as tx:
            tx.audit("tried")
        with copy.reading() as session:
            assert verify(session) == len(before["audit"]) + 1
        assert rows(mase.register) == before


def test_others_go_on_writing_while_a_copy_is_open(mase: Office) -> None:
    with copied(mase.register, mase.clock) as copy:
        do(call_meeting, mase, "MASE", day("Tue 9 Feb 2027"))
        with copy.reading() as session:
            assert session.scalars(select(MeetingRow)).all() == []
