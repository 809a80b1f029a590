"""Train the model that proposes what a reply likely means, and say how well it does on words it never saw.

`make proposer` writes the model; ARGS=--apart leaves out one set of replies at a time, and reads that.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import textwrap
import zlib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.understanding.corpus import Verdict, WrittenReply, written_reply
from benchmarks.understanding.outcomes import of_sayings
from forum.inbox.likely_meaning import BUCKETS, ONE, Meant, features
from forum.inbox.reading.reply import own_words
from forum.inbox.sayings import Saying
from forum.inbox.trained_proposals import ASKED, trained_proposal

CORPUS = Path("tests/replies/building.jsonl")
MODEL = Path("forum/inbox/word_weights.py")
HEAD = '''"""The weights of :mod:`forum.inbox.likely_meaning`, as `make proposer` writes them.

``TRAINED_ON`` is the hash of the replies in tests/replies/building.jsonl that taught them, ``DIGEST`` that
of the weights.
"""

from __future__ import annotations

'''
_STRENGTH = 30.0  # the inverse of how strongly large weights are punished
_LESS = 0.5  # of the weight of what is proposed, since the proposer's own rules leave most else out
_MEANT = {
    **dict.fromkeys(("agree agenda", "agree minutes", "1:allow", "1:discharge", "1:quorate"), Meant.YES),
    **dict.fromkeys(("1:no", "1:return", "1:not quorate"), Meant.NO),
    **dict.fromkeys(("agenda agreed by chair", "minutes agreed by chair"), Meant.AGREED_BY_CHAIR),
    "coming": Meant.COMING,
    "not coming": Meant.NOT_COMING,
    "no deputy": Meant.NO_DEPUTY,
    "details ok": Meant.RIGHT,
}
"""The meaning of outcomes; those with a name or a number behind them mean what stands before it."""


def meant(row: Mapping[str, Any]) -> Meant:
    """Return what a reply means; OTHER where it says several things, or nothing that is proposed."""
    expected = row["expected"]
    outcomes = set() if isinstance(expected, str) else set(expected)
    if any(outcome.startswith("deputy:") for outcome in outcomes):
        return Meant.DEPUTY
    if "no deputy" in outcomes:
        return Meant.NO_DEPUTY if row["letter"].startswith("deputy") else Meant.NOT_COMING
    if outcomes == {"agree agenda", "agree minutes"}:
        return Meant.YES
    if len(outcomes) != 1:
        return Meant.OTHER
    (outcome,) = outcomes
    word = outcome.partition(":")[0]
    return _MEANT.get(outcome) or (Meant(word) if word in [*Meant] else Meant.OTHER)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the replies that the model learns from: those to letters of which it proposes anything."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if written_reply(row).letter.name in ASKED]


def trained(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the weights learnt from replies, all of the first meaning first, a signed byte each."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    each = [features_of(row) for row in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(numbers, len(numbers) ** -0.5) for numbers in each])
    model = LogisticRegression(
        C=_STRENGTH, class_weight={Meant.OTHER: _LESS}, fit_intercept=False, max_iter=500
    )
    model.fit(matrix, [meant(row) for row in rows])
    weights = [0] * (BUCKETS * len(Meant))
    for name, learnt in zip(model.classes_, model.coef_, strict=True):
        first = [*Meant].index(Meant(name)) * BUCKETS
        for number, weight in zip(vectors.feature_names_, learnt, strict=True):
            weights[first + number] = max(-127, min(127, round(float(weight) * ONE)))
    return array("b", weights).tobytes()


def features_of(row: Mapping[str, Any]) -> list[int]:
    """Return the features of a reply."""
    written = written_reply(row)
    text = "\n".join(own_words(written.letter, written.reply))
    return features(ASKED[written.letter.name], text, written.letter.deputies)


def write(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write the model that these replies teach, with its hash and theirs."""
    weights = trained(rows)
    lines = textwrap.wrap(base64.b85encode(zlib.compress(weights, 9)).decode(), 100, break_on_hyphens=False)
    content = f"""{HEAD}TRAINED_ON = "{digest_of(rows)}"
DIGEST = "{hashlib.sha256(weights).hexdigest()}"
WEIGHTS = \"\"\"
{chr(10).join(lines)}
\"\"\"
"""
    path.write_text(content, encoding="utf-8")


def digest_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the hash of the replies that a model was trained on."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def show_apart(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print how many proposals are right of a model that was trained on all sets of replies but theirs."""
    for name in sorted({_set_of(row) for row in rows}):
        weights = trained([row for row in rows if _set_of(row) != name])
        apart = [written_reply(row) for row in rows if _set_of(row) == name]
        proposed = {each.id: _proposal(each, weights) for each in apart if not each.reply.files}
        made = [each for each in apart if proposed.get(each.id)]
        wrong = [each for each in made if not _is_right(each, proposed[each.id])]
        plain = sum(each.is_plain for each in apart)
        print(f"{name}: {len(made) - len(wrong)} of {len(made)} proposals right; {plain} replies are plain")
        for each in wrong:
            print(f"  {each.id}  {each.own!r:.80}: {', '.join(of_sayings(proposed[each.id], each.letter))}")


def _proposal(written: WrittenReply, weights: bytes) -> tuple[Saying, ...]:
    letter, reply = written.letter, written.reply
    return trained_proposal(letter, own_words(letter, reply), reply.on, weights)


def _set_of(row: Mapping[str, Any]) -> str:
    return str(row["id"]).rstrip("0123456789")


def _is_right(written: WrittenReply, sayings: Sequence[Saying]) -> bool:
    return Verdict(written, of_sayings(sayings, written.letter), frozenset()).is_right


if __name__ == "__main__":
    replies = rows_of(CORPUS)
    if "--apart" in sys.argv:
        show_apart(replies)
    else:
        write(replies, MODEL)
