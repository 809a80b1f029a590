"""A transaction for some groups writes what belongs to them alone, by whatever statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tasks.register.audit.row_digests import OtherGroupError, covered, key_of
from tasks.register.audit.trail import SERVICE, verify
from tasks.register.database.register import Register
from tasks.register.tables import ActionUpdateRow, Base, GroupRow, SeatRow
from tests.english import day

OTHERS = [uuid4()]
WROTE = "a transaction for groups wrote "


def write_each_table(session: Session) -> None:
    """Write a row of each table, as it was."""
    for table in covered().values():
        key = key_of(table)
        first = session.scalar(select(key).limit(1))
        session.execute(update(table).where(key == first).values({key: first}))


def tables_refused(register: Register, groups: Sequence[UUID]) -> set[str]:
    """The tables that are named where a row of each is written in a transaction for these groups."""
    with pytest.raises(OtherGroupError) as caught, register.transaction("test", groups=groups) as tx:
        write_each_table(tx.session)
    return {row.partition(" of ")[0] for row in str(caught.value).removeprefix(WROTE).split(", ")}


def test_each_row_but_a_document_belongs_to_a_group_or_to_the_service(full: Register) -> None:
    with full.reading() as session:
        groups = session.scalars(select(GroupRow.id)).all()
    assert tables_refused(full, OTHERS) == tables_refused(full, [SERVICE]) == {*covered()} - {"document"}
    assert tables_refused(full, groups) == {"person", "address", "template", "hold"}


def insert_a_seat(session: Session, values: dict[str, object]) -> None:
    session.add(SeatRow(**{**values, "id": uuid4(), "number": 99}))


def change_an_update(session: Session, _: object) -> None:
    session.scalars(select(ActionUpdateRow)).all()[0].on = day("Mon 1 Feb 2027")


def delete_an_update(session: Session, _: object) -> None:
    session.delete(session.scalars(select(ActionUpdateRow)).all()[0])


def delete_all_updates(session: Session, _: object) -> None:
    session.execute(delete(ActionUpdateRow))


@pytest.mark.parametrize("write", [insert_a_seat, change_an_update, delete_an_update, delete_all_updates])
def test_what_is_written_for_another_group_is_refused_and_nothing_of_it_kept(
    full: Register, write: Callable[[Session, dict[str, object]], None]
) -> None:
    def rows() -> list[list[str]]:
        with full.reading() as session:
            tables = [Base.metadata.tables[name] for name in ("seat", "action_update", "audit")]
            return [sorted(map(repr, session.execute(select(table)))) for table in tables]

    before = rows()
    with (
        pytest.raises(OtherGroupError, match=WROTE + "(seat|action_update) of "),
        full.transaction("test", groups=OTHERS) as tx,
    ):
        write(tx.session, dict(tx.session.execute(select(SeatRow.__table__)).mappings().all()[0]))
    assert rows() == before


def test_a_row_of_the_audit_trail_goes_on_no_chain_of_another_group(register: Register) -> None:
    with (
        pytest.raises(OtherGroupError),
        register.transaction("test", groups=OTHERS) as tx,
        tx.on_chain_of(uuid4()),
    ):
        tx.audit("thing done")
    with register.reading() as session:
        assert verify(session) == 0
