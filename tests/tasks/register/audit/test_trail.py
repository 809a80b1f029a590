"""The audit trail is a chain: whoever changes a row afterwards is found out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import text

from forum.text.problem import Problem
from tasks.register.audit.trail import START, latest_hash, verify
from tasks.register.database.register import Register


def write(register: Register, number: int) -> None:
    for _ in range(number):
        with register.transaction("tester") as tx:
            tx.audit("thing done", meeting=uuid4(), when=tx.at.date())


def tamper(register: Register, sentence: str) -> None:
    with register.transaction("somebody else") as tx:
        tx.session.execute(text(sentence))


def test_an_untouched_trail_is_verified_and_counted(register: Register) -> None:
    with register.reading() as session:
        assert (verify(session), latest_hash(session)) == (0, START)
    write(register, 3)
    with register.reading() as session:
        assert verify(session) == 3
        assert latest_hash(session) != START


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("UPDATE audit SET actor = 'another' WHERE seq = 2", "row 2 was changed after it was written"),
        ("UPDATE audit SET about = '{}' WHERE seq = 3", "row 3 was changed after it was written"),
        ("DELETE FROM audit WHERE seq = 2", "row 2 is missing"),
        ("DELETE FROM audit WHERE seq = 1", "row 1 is missing"),
        (
            f"UPDATE audit SET previous = '{'f' * 64}' WHERE seq = 3",
            "row 3 does not follow from the row before",
        ),
    ],
)
def test_a_changed_row_is_found(register: Register, sentence: str, finding: str) -> None:
    write(register, 4)
    tamper(register, sentence)
    with register.reading() as session, pytest.raises(Problem, match=finding):
        verify(session)


def test_rows_cut_off_at_the_end_show_in_the_head(register: Register) -> None:
    write(register, 3)
    with register.reading() as session:
        kept = latest_hash(session)
    tamper(register, "DELETE FROM audit WHERE seq = 3")
    with register.reading() as session:
        assert verify(session) == 2
        assert latest_hash(session) != kept


def test_several_writers_at_once_leave_one_unbroken_trail(register: Register) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write(register, 5), range(4)))
    with register.reading() as session:
        assert verify(session) == 20
