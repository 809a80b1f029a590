"""The weights by which the likely meaning of a reply is proposed, as `make likely-words` wrote them."""

from __future__ import annotations

import json
from functools import cache

from config.settings import ROOT
from forum.inbox.likely.word_weights import Weights

FILE = ROOT / "config" / "likely_words.json"


@cache
def likely_words() -> Weights:
    """Return the weights, which are read once they are wanted."""
    weights: Weights = json.loads(FILE.read_text(encoding="utf-8"))
    return weights
