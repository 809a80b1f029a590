"""The groups of the benchmarks."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.groups import BEGIN, play


@pytest.mark.thorough
@pytest.mark.parametrize("with_subjects", [False, True])
def test_a_model_group_takes_its_list_of_members_on_its_first_day(
    tmp_path: Path, with_subjects: bool
) -> None:
    (model,) = play(0, tmp_path, [BEGIN], with_subjects=with_subjects)
    assert model.on == BEGIN
    assert model.file.exists()
