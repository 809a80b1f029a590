"""Working in the register: a transaction is written whole or not at all, and one at a time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.text.problem import Problem
from tasks.register.audit.trail import verify
from tasks.register.database import register as register_module
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import chosen_group, groups
from tasks.register.migrations import upgrade
from tasks.register.tables import AuditRow, GroupRow, SeatRow


def group(code: str) -> GroupRow:
    return GroupRow(code=code, policy=code, go_live=dt.date(2026, 9, 1))


def test_a_transaction_that_fails_leaves_nothing_behind(register: Register) -> None:
    def fail() -> None:
        with register.transaction("tester") as tx:
            tx.session.add(group("MASE"))
            tx.audit("group made")
            raise Problem("Something is wrong.")

    with pytest.raises(Problem, match="Something is wrong"):
        fail()
    with register.reading() as session:
        assert groups(session) == []
        assert verify(session) == 0


def test_what_is_changed_while_reading_is_not_kept(register: Register) -> None:
    with register.reading() as session:
        session.add(group("MASE"))
        session.flush()
    with register.reading() as session:
        assert groups(session) == []


def test_an_audit_row_has_the_time_of_the_clock_and_its_ids_as_text(
    register: Register, clock: SetClock
) -> None:
    id = uuid4()
    with register.transaction("tester") as tx:
        tx.audit("thing done", meeting=id, on=dt.date(2027, 1, 4))
    with register.reading() as session:
        row = session.scalars(select(AuditRow)).one()
    assert (row.at, row.actor, row.event) == (clock.at, "tester", "thing done")
    assert row.about == {"meeting": str(id), "on": "2027-01-04"}


def test_a_row_that_refers_to_nothing_is_refused(register: Register) -> None:
    seat = SeatRow(
        group_id=uuid4(), number=1, name="", present_name="", short_name="", created=dt.date(2026, 9, 1)
    )
    with pytest.raises(IntegrityError), register.transaction("tester") as tx:
        tx.session.add(seat)


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_written(register: Register) -> None:
    seat = SeatRow(
        group_id=uuid4(),
        number=1,
        name="Children’s home",
        present_name="",
        short_name="",
        created=dt.date(2026, 9, 1),
    )
    with pytest.raises(IntegrityError) as caught, register.transaction("tester") as tx:
        tx.session.add(seat)
    assert "Children’s home" not in str(caught.value)


def test_a_second_writer_that_waits_in_vain_is_told_so(
    database_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_module, "WAIT", 0.2)
    one, other = Register(database_url, clock), Register(database_url, clock)

    def write_meanwhile() -> None:
        with other.transaction("other"):
            pass

    with one.transaction("one"), pytest.raises(Problem, match=r"register is busy.*Nothing was changed"):
        write_meanwhile()
    write_meanwhile()
    one.close()
    other.close()


def test_what_is_done_together_is_written_whole(register: Register) -> None:
    with register.together("reader") as tx:
        with register.transaction("one") as one:
            one.session.add(group("ONE"))
            one.audit("one made")
        with register.reading() as session:
            assert [row.code for row in groups(session)] == ["ONE"]
        with register.transaction("two") as two:
            two.session.add(group("TWO"))
            two.audit("two made")
        tx.audit("both made")
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["ONE", "TWO"]
        actors = session.scalars(select(AuditRow.actor).order_by(AuditRow.seq)).all()
        assert actors == ["one", "two", "reader"]
        assert verify(session) == 3


def test_what_is_done_together_is_undone_together(register: Register) -> None:
    def fail() -> None:
        with register.together("reader"):
            with register.transaction("one") as one:
                one.session.add(group("ONE"))
                one.audit("one made")
            raise Problem("Something is wrong.")

    with pytest.raises(Problem, match="Something is wrong"):
        fail()
    with register.reading() as session:
        assert groups(session) == []
        assert verify(session) == 0
    with register.transaction("after") as tx:
        tx.session.add(group("AFTER"))
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["AFTER"]


def test_a_part_that_fails_takes_back_only_itself(register: Register) -> None:
    def fail() -> None:
        with register.transaction("two") as two:
            two.session.add(group("TWO"))
            two.audit("two made")
            raise Problem("Two is wrong.")

    with register.together("reader") as tx:
        with register.transaction("one") as one:
            one.session.add(group("ONE"))
            one.audit("one made")
        with pytest.raises(Problem, match="Two is wrong"):
            fail()
        tx.audit("two put aside")
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["ONE"]
        assert verify(session) == 2


def test_what_is_changed_while_reading_together_is_not_kept(register: Register) -> None:
    with register.together("reader") as tx:
        tx.session.add(group("ONE"))
        with register.reading() as session:
            session.add(group("TWO"))
            session.flush()
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["ONE"]


def test_another_register_takes_no_part(register: Register, tmp_path: Path, clock: SetClock) -> None:
    other = Register(f"sqlite:///{tmp_path / 'other.db'}", clock)
    upgrade(other)
    with register.together("reader"), other.transaction("other") as tx:
        tx.session.add(group("OTHER"))
    with register.reading() as session:
        assert groups(session) == []
    other.close()


def test_the_only_group_need_not_be_named(register: Register) -> None:
    with register.transaction("tester") as tx:
        tx.session.add(group("MASE"))
    with register.reading() as session:
        assert chosen_group(session, None).code == "MASE"
    with register.transaction("tester") as tx:
        tx.session.add(group("ARMP"))
    with register.reading() as session:
        assert chosen_group(session, "ARMP").code == "ARMP"
        with pytest.raises(
            Problem, match=r"Say which group is meant, with --group\. Groups known: ARMP, MASE"
        ):
            chosen_group(session, None)
