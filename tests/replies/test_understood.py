"""How well the replies of the corpus are read; nothing of them is recorded that was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.corpus import replies_of, verdict

FOLDER = Path(__file__).parent


AT_ONCE, WITH_A_YES_OR_TAP = 0.88, 0.98  # a remark beside a consent, or a rare turn of phrase, costs a YES


@pytest.mark.thorough
def test_plain_words_are_understood_and_none_is_recorded_that_was_not_meant() -> None:
    verdicts = [verdict(written) for written in replies_of(FOLDER / "building.jsonl")]
    assert [each.written.id for each in verdicts if each.is_harmful or each.is_unexpected] == []
    plain = [each for each in verdicts if each.written.is_plain]
    assert sum(each.is_understood for each in plain) >= AT_ONCE * len(plain)
    assert sum(each.is_one_tap_away for each in plain) >= WITH_A_YES_OR_TAP * len(plain)
