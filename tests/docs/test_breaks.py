"""The tests that a row of the terms of reference names fail where its clause is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.breaks.copies import SOME_FAILED, Break, outcome_of
from tests.docs.breaks.table import BREAKS
from tests.docs.test_clauses import ROWS

BY_BREAK = pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.row}: {broken.what}")


def test_each_row_has_a_break_at_least_and_each_break_a_row() -> None:
    assert {broken.row for broken in BREAKS} == {row.terms for row in ROWS}


@BY_BREAK
def test_a_break_is_a_change_of_the_code_as_it_is(broken: Break) -> None:
    assert broken.before != broken.after
    assert broken.broken_text()


@pytest.mark.long
@BY_BREAK
def test_a_broken_clause_fails_the_tests_of_its_row(broken: Break, tmp_path: Path) -> None:
    (tests,) = (row.tests for row in ROWS if row.terms == broken.row)
    code, said = outcome_of(broken, [f"{file}::{test}" for file, test in tests], tmp_path)
    assert code == SOME_FAILED, f"{broken.what}: its tests pass, or can’t be run\n{said}"
