"""How well the replies of the corpora are read; nothing of them is recorded that was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.corpus import replies_of, verdict

FOLDER = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "at_once", "with_a_yes_or_tap"), [("building", 0.97, 0.99), ("kept_aside", 0.94, 0.98)]
)
def test_plain_words_are_understood_and_none_is_recorded_that_was_not_meant(
    name: str, at_once: float, with_a_yes_or_tap: float
) -> None:
    verdicts = [verdict(written) for written in replies_of(FOLDER / f"{name}.jsonl")]
    assert [each.written.id for each in verdicts if each.is_harmful or each.is_unexpected] == []
    plain = [each for each in verdicts if each.written.is_plain]
    assert sum(each.is_understood for each in plain) >= at_once * len(plain)
    assert sum(each.is_one_tap_away for each in plain) >= with_a_yes_or_tap * len(plain)
