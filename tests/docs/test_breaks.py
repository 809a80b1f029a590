"""The tests that a row of the terms of reference names fail where its clause is broken."""

from __future__ import annotations

import pytest

from tests.docs.breaks.copies import ALL_PASSED, SOME_FAILED, Break, Copy
from tests.docs.breaks.table import BREAKS
from tests.docs.test_clauses import ROWS

BY_BREAK = pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.row}: {broken.what}")


def test_each_row_has_a_break_at_least_and_each_break_a_row() -> None:
    assert {broken.row for broken in BREAKS} == {row.terms for row in ROWS}


@BY_BREAK
def test_a_break_is_a_change_of_the_code_as_it_is(broken: Break) -> None:
    assert broken.before != broken.after
    assert broken.broken_text()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy.made_in(tmp_path_factory.mktemp("broken"))


def named_tests(broken: Break) -> list[str]:
    (tests,) = (row.tests for row in ROWS if row.terms == broken.row)
    return [f"{file}::{test}" for file, test in tests]


@pytest.mark.long
def test_where_nothing_is_broken_the_tests_of_a_row_pass(copy: Copy) -> None:
    code, said = copy.outcome_of(named_tests(BREAKS[0]))
    assert code == ALL_PASSED, said


@pytest.mark.long
@BY_BREAK
def test_a_broken_clause_fails_the_tests_of_its_row(broken: Break, copy: Copy) -> None:
    code, said = copy.outcome_where(broken, named_tests(broken))
    assert code == SOME_FAILED, f"{broken.what}: its tests pass, or can’t be run\n{said}"
