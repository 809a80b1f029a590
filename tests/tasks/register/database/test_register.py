"""Working in the register: a transaction is written whole or not at all, and one at a time."""

from __future__ import annotations

import datetime as dt
import logging
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from forum.text.problem import Problem
from tasks.mail.sending.lease import take
from tasks.register.audit.trail import verify
from tasks.register.database import register as register_module
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import chosen_group, groups
from tasks.register.tables import AuditRow, GroupRow, SeatRow


def group(code: str) -> GroupRow:
    return GroupRow(code=code, policy=code, go_live=dt.date(2026, 9, 1))


def test_no_log_has_what_is_written_or_read(
    database_url: str, clock: SetClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")
    monkeypatch.setattr(register_module, "_engine", register_module._engine.__wrapped__)  # not one of before
    register = Register(database_url, clock)
    with register.transaction("tester") as tx:
        tx.session.add(group("SWORDFISH"))
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["SWORDFISH"]
    register.close()
    assert any(record.name.startswith("sqlalchemy.engine") for record in caplog.records)
    assert "SWORDFISH" not in caplog.text


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


def test_on_postgresql_a_lease_waits_for_nobody_who_writes_for_a_group(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    if register.engine.dialect.name == "sqlite":
        return  # which has one writer
    monkeypatch.setattr(register_module, "WAIT", 0.2)
    with register.transaction("morning", groups=[uuid4()]):
        lease = take(register, "mase@unit.example", 20, lambda _: None)
        assert lease is not None
        lease.give_back(register)


def test_a_database_that_fails_within_a_transaction_is_told_in_words_and_nothing_is_kept(
    register: Register,
) -> None:
    sqlite = register.engine.dialect.name == "sqlite"
    reason = "database or disk is full" if sqlite else "it ended the connection"
    # As large as it is and no larger; or ended by whoever looks after it.
    failure = "PRAGMA max_page_count = 1" if sqlite else "SELECT pg_terminate_backend(pg_backend_pid())"

    def fail() -> None:
        with register.transaction("test") as tx:
            tx.session.add(group("ONE"))
            tx.session.flush()
            tx.session.execute(text(failure))
            tx.session.add_all(group(f"G{number}") for number in range(2000))

    with pytest.raises(Problem, match=rf"could not be written \({reason}\)\. Nothing was changed"):
        fail()
    register.close()  # the connection with the limit is let go
    with register.transaction("test") as tx:
        assert tx.session.scalars(select(GroupRow.code)).all() == []
        tx.session.add(group("ONE"))


def test_a_database_that_fails_while_it_is_read_is_told_in_words(register: Register) -> None:
    sqlite = register.engine.dialect.name == "sqlite"
    failure = "SELECT json('{')" if sqlite else "SELECT pg_terminate_backend(pg_backend_pid())"

    def read() -> None:
        with register.reading() as session:
            session.execute(text(failure))

    with pytest.raises(Problem, match=r"could not be read \(.*\)\. Nothing was changed"):
        read()
    with register.reading() as session:
        assert groups(session) == []


def test_what_fails_within_a_savepoint_takes_back_only_itself(register: Register) -> None:
    def fail(tx: Transaction) -> None:
        with tx.savepoint():
            tx.session.add(group("TWO"))
            tx.audit("two made")
            raise Problem("Two is wrong.")

    with register.transaction("test") as tx:
        with tx.savepoint():
            tx.session.add(group("ONE"))
            tx.audit("one made")
        with pytest.raises(Problem, match="Two is wrong"):
            fail(tx)
        tx.audit("two put aside")
    with register.reading() as session:
        assert [row.code for row in groups(session)] == ["ONE"]
        events = session.scalars(select(AuditRow.event).order_by(AuditRow.seq)).all()
        assert events == ["one made", "two put aside"]
        assert verify(session) == 2


def test_what_was_done_within_a_savepoint_is_undone_with_the_whole(register: Register) -> None:
    def fail() -> None:
        with register.transaction("test") as tx:
            with tx.savepoint():
                tx.session.add(group("ONE"))
                tx.audit("one made")
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
