"""The audit trail is a chain: whoever changes a row afterwards is found out."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from forum.text.problem import Problem
from tasks.register.audit.journal import check_number_of_the_day
from tasks.register.audit.row_check import verify_register
from tasks.register.audit.trail import row_with, verify
from tasks.register.database.register import Register
from tasks.register.tables import AuditRow, GroupRow


def write(register: Register, number: int, groups: Collection[UUID] = ()) -> None:
    for _ in range(number):
        with register.transaction("tester", groups=groups) as tx:
            tx.audit("thing done", meeting=uuid4(), when=tx.at.date())


def number_of_the_day(register: Register) -> str:
    with register.transaction("tester") as tx:
        return check_number_of_the_day(tx)


@pytest.fixture
def groups(register: Register) -> list[UUID]:
    with register.transaction("tester") as tx:
        rows = [GroupRow(code=code, policy=code, go_live=tx.at.date()) for code in ("EAST", "WEST")]
        tx.session.add_all(rows)
        return [row.id for row in rows]


def tamper(register: Register, sentence: str) -> None:
    with register.transaction("somebody else") as tx:
        tx.session.execute(text(sentence))


def test_an_untouched_trail_is_verified_and_counted(register: Register) -> None:
    with register.reading() as session:
        assert verify(session) == 0
    write(register, 2)
    write(register.for_run(uuid4()), 1)
    with register.reading() as session:
        assert verify(session) == 3


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("UPDATE audit SET actor = 'another' WHERE seq = 2", "row 2 was changed after it was written"),
        ("UPDATE audit SET about = '{}' WHERE seq = 3", "row 3 was changed after it was written"),
        ("UPDATE audit SET run = NULL WHERE seq = 2", "row 2 was changed after it was written"),
        ("DELETE FROM audit WHERE seq = 2", "row 3 does not follow from the row before"),
        ("DELETE FROM audit WHERE seq = 1", "row 2 does not follow from the row before"),
        (
            f"UPDATE audit SET previous = '{'f' * 64}' WHERE seq = 3",
            "row 3 does not follow from the row before",
        ),
    ],
)
def test_a_changed_row_is_found(register: Register, sentence: str, finding: str) -> None:
    write(register.for_run(uuid4()), 4)
    tamper(register, sentence)
    with register.reading() as session, pytest.raises(Problem, match=finding):
        verify(session)


def test_the_row_of_a_run_is_verified_and_taken_for_no_other_runs(register: Register) -> None:
    write(register.for_run(uuid4()), 2)
    with register.reading() as session:
        assert verify(session) == 2
    tamper(register, f"UPDATE audit SET run = '{uuid4().hex}' WHERE seq = 2")
    with register.reading() as session, pytest.raises(Problem, match="row 2 was changed"):
        verify(session)


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("DELETE FROM audit WHERE seq = 4", "row 6 does not follow from the row before it in its chain"),
        ("UPDATE audit SET chain = (SELECT chain FROM audit WHERE seq = 3) WHERE seq = 2", "row 2 does not"),
        ("DELETE FROM audit WHERE seq = 6", "rows before row 8 are not those that it was written after"),
        ("DELETE FROM audit WHERE chain = (SELECT chain FROM audit WHERE seq = 3)", "rows before row 8 are"),
    ],
)
def test_a_change_of_one_groups_chain_is_found(
    register: Register, groups: list[UUID], sentence: str, finding: str
) -> None:
    for _ in range(3):  # rows 2, 4 and 6 are of the first group, 3, 5 and 7 of the second
        for group in groups:
            write(register, 1, [group])
    number_of_the_day(register)
    tamper(register, sentence)
    with register.reading() as session, pytest.raises(Problem, match=finding):
        verify(session)


def test_rows_cut_off_at_the_end_are_found_by_a_number_kept_outside(
    register: Register, groups: list[UUID]
) -> None:
    write(register, 2, groups[:1])
    kept = number_of_the_day(register)
    write(register, 2, groups[1:])
    assert number_of_the_day(register) == kept, "one a day"
    another = f"{kept[:6]}{'00' if kept[6:8] != '00' else '11'}{kept[8:]}"
    with register.reading() as session:
        assert (verify(session), row_with(session, f" {kept.upper()[:32]} {kept[32:]}").seq) == (6, 4)
        assert row_with(session, kept[9:]).seq == 4, "as early letters have it"
        with pytest.raises(Problem, match=f"is of another register: this one’s begin with {kept[:8]}"):
            row_with(session, f"{another[:9]}{'0' * 64}")
        with pytest.raises(Problem, match=f"4 January 2027 is nearly the same: {kept}"):
            row_with(session, f"{kept[:-1]}{'0' if kept[-1] != '0' else '1'}")
        with pytest.raises(Problem, match=r"“4 January” is no check number: .* Nothing is said of the trail"):
            row_with(session, "4 January")
    tamper(register, "DELETE FROM audit WHERE seq > 3")
    with register.reading() as session:
        assert verify(session) == 3, "it looks whole"
        with pytest.raises(Problem, match="no row has that check number"):
            row_with(session, kept)


def test_a_transaction_for_several_groups_leaves_a_row_on_the_chain_of_each(
    register: Register, groups: list[UUID]
) -> None:
    with register.transaction("tester", groups=groups) as tx:
        tx.session.get_one(GroupRow, groups[0]).ended = tx.at.date()
    with register.reading() as session:
        chains = session.scalars(select(AuditRow.chain).where(AuditRow.actor == "tester", AuditRow.seq > 1))
        assert sorted(chains) == sorted(groups)
        verify_register(session)


def test_several_writers_at_once_leave_unbroken_chains(register: Register, groups: list[UUID]) -> None:
    for_whom = [groups[:1], groups[1:], groups, (), groups[:1], groups[1:]]
    with ThreadPoolExecutor(len(for_whom)) as pool:
        list(pool.map(lambda theirs: write(register, 5, theirs), for_whom))
    number_of_the_day(register)
    with register.reading() as session:
        assert verify(session) == 1 + 5 * len(for_whom) + 1
