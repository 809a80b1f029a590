"""What the words of a reply likely mean, by how often such words meant it: a small trained model.

It is a multinomial logistic regression over single words and pairs of words, whose weights stand in
:mod:`forum.inbox.word_weights`. The same words give the same meaning in every run. What it says is put to the
writer, and never recorded by itself.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt

from forum.inbox.word_weights import WEIGHTS


class Meant(StrEnum):
    """What a reply may mean; OTHER is everything that is not proposed."""

    YES = "yes"
    NO = "no"
    COMING = "coming"
    NOT_COMING = "not coming"
    DEPUTY = "deputy"
    NO_DEPUTY = "no deputy"
    DONE = "done"
    HELP = "help"
    DATE = "date"
    VERBAL = "verbal"
    WITHDRAW = "withdraw"
    RIGHT = "right"
    AGREED_BY_CHAIR = "agreed by chair"
    SIGNED = "signed"
    OTHER = "other"


Weights = bytes
"""Those of the features, all of the first meaning first, each a signed byte that counts eighths."""
BUCKETS = 8192
"""The number of features: words and pairs of words that are hashed alike share their weights."""
ONE = 8
"""The parts of one in which weights are counted."""
_WORDS = re.compile(r"[a-z']+|0+|[.!?,;:]")
_TIMES_ASKED = 3  # so that the kind of letter weighs as much as a few words


def likely_meaning(
    asked: str, text: str, names: Collection[str], weights: Weights | None = None
) -> tuple[Meant, float]:
    """Return the likeliest meaning of a text in answer to what was ``asked``, and its probability.

    ``names`` are those of the deputies whom the text may name; other ``weights`` than the model's are for
    trying others out.
    """
    numbers = features(asked, text, names)
    weights = weights or weights_of_model()
    signed = memoryview(weights).cast("b")
    sums = [
        sum(signed[meant * BUCKETS + number] for number in numbers) / (ONE * sqrt(len(numbers)))
        for meant in range(len(Meant))
    ]
    highest = max(sums)
    odds = [exp(each - highest) for each in sums]
    return [*Meant][sums.index(highest)], 1 / sum(odds)


def features(asked: str, text: str, names: Collection[str]) -> list[int]:
    """Return the numbers of the features of a text in answer to what was ``asked``."""
    words = ["^", *_WORDS.findall(_plain(text, names)), "$"]
    said = {*words, *map(" ".join, pairwise(words))}
    each = {*said, *(f"{asked}|{one}" for one in said), *(f"#{asked} {n}" for n in range(_TIMES_ASKED))}
    return sorted({zlib.crc32(one.encode()) % BUCKETS for one in each})


def _plain(text: str, names: Collection[str]) -> str:
    """Return a text in small letters, with one word for any deputy's name and 0 for each figure."""
    for name in names:
        first, *_, last = (re.escape(part) for part in (*name.split(), *name.split()))
        text = re.sub(rf"\b(?:{re.escape(name)}|{first}|[A-Z]\w{{1,4}} {last})\b", "deputyname", text)
    return re.sub(r"\d", "0", text.replace("’", "'")).casefold()


@lru_cache(maxsize=1)
def weights_of_model() -> Weights:
    """Return the weights of the model."""
    return zlib.decompress(base64.b85decode("".join(WEIGHTS.split())))
