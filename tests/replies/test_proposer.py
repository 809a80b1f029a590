"""The trained model is the one that the corpus teaches, whole and small."""

from __future__ import annotations

import hashlib
from pathlib import Path

from benchmarks.understanding.training import digest_of, rows_of
from config.settings import ROOT
from forum.inbox import word_weights
from forum.inbox.likely_meaning import BUCKETS, Meant, weights_of_model

MOST = 300_000  # bytes of the file


def test_the_model_is_as_it_was_written_and_was_trained_on_the_replies_that_stand_here() -> None:
    weights = weights_of_model()
    assert len(weights) == BUCKETS * len(Meant)
    assert hashlib.sha256(weights).hexdigest() == word_weights.DIGEST
    assert digest_of(rows_of(Path(__file__).parent / "building.jsonl")) == word_weights.TRAINED_ON, (
        "the replies have changed since: make proposer"
    )
    assert (ROOT / "forum" / "inbox" / "word_weights.py").stat().st_size < MOST
