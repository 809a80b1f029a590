"""Train what proposes the likely meaning of a reply, or say how well it does with words that it never saw.

python -m benchmarks.understanding.training            writes the weights, in half a minute
python -m benchmarks.understanding.training --apart    leaves out one hand after the other, and reads it
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.understanding.corpus import WrittenReply, replies_of, verdict
from benchmarks.understanding.letters import DEPUTIES, WRITERS
from benchmarks.understanding.outcomes import of_sayings
from forum.inbox.likely.matters import Matter, Meaning
from forum.inbox.likely.propose import answer_to, matters_and_statements
from forum.inbox.likely.word_weights import Weights, features
from forum.questions.kinds import QuestionKind

FEWEST_WRITERS = 3  # who used a word or a pair of words
TELLING = 1.3  # the least that a feature weighs for some meaning, to be kept
LEAST = 0.5  # of a weight that is written down
_ROUNDS, _RATE, _DECAY = 15, 0.5, 2e-5
_OF_NATURAL = 2  # how much a reply as people write them weighs beside one that tries a rule
BUILDING, NATURAL = (Path("tests/replies", f"{name}.jsonl") for name in ("building", "natural"))
WEIGHTS = Path("config/likely_words.json")

_NAMES = frozenset(
    part.casefold()
    for names in (WRITERS.values(), *DEPUTIES.values())
    for name in names
    for part in name.split()
)


@dataclass(frozen=True)
class Example:
    """What a reply says of a matter: its features, and what it means."""

    writer: str
    features: Mapping[str, float]
    meanings: Sequence[Meaning]
    meaning: Meaning
    weight: float


def examples_of(written: WrittenReply) -> Iterator[Example]:
    """Yield an example for each matter of the letter that a reply answers."""
    letter, reply = written.letter, written.reply
    weight = _OF_NATURAL if writer_of(written).startswith("N") else 1
    matters, statements = matters_and_statements(letter, reply)
    for at, matter in enumerate(matters):
        words = [words for of, words in statements if at in of]
        of_words = features(matter, words, letter.deputies, has_file=bool(reply.files))
        meanings = [Meaning.NOTHING, *sorted(matter.meanings)]
        yield Example(writer_of(written), of_words, meanings, meant(matter, written), weight)


def writer_of(written: WrittenReply) -> str:
    """Return the hand that wrote a reply: "N17" of "N17-001"."""
    return written.id.rstrip("0123456789").rstrip("-")


def meant(matter: Matter, written: WrittenReply) -> Meaning:
    """Return what a reply means for a matter, by what is right to record of it."""
    for meaning in sorted(matter.meanings):
        begins = _outcome(matter, meaning, written)
        if any(outcome.startswith(begins) for outcome in written.right[0]):
            return meaning
    return Meaning.NOTHING


def _outcome(matter: Matter, meaning: Meaning, written: WrittenReply) -> str:
    """Return how the outcome begins that a meaning of a matter comes to."""
    match meaning:
        case Meaning.PAPER:
            return f"paper:{matter.reference}"
        case Meaning.DATE:
            return f"date:{matter.reference.rpartition('/')[2]}"
        case Meaning.DEPUTY | Meaning.ITEM:
            return f"{meaning}:"
        case Meaning.COMING | Meaning.NOT_COMING | Meaning.NOBODY | Meaning.CORRECTION:
            return meaning
    if matter.family == "details":
        return "details ok" if meaning is Meaning.YES else "detail:"
    if meaning is Meaning.GIVE or (matter.question and matter.question.kind is QuestionKind.TAKE_ON_ACTION):
        word = {Meaning.YES: "accept", Meaning.NO: "no", Meaning.GIVE: "to"}[meaning]
        return f"{matter.number}:{word}"
    if matter.question is None or matter.question.kind is QuestionKind.UPDATE_ACTION:
        return f"{meaning}:{matter.reference.rpartition('/')[2]}"
    answer = answer_to(matter, meaning, "", written.letter, written.reply.on)
    (outcome,) = of_sayings([answer], written.letter)
    return outcome


class Training:
    """Multinomial logistic regression among the meanings of each matter, by steps down the gradient that grow
    shorter where many were made."""

    def __init__(self, examples: Sequence[Example]) -> None:
        writers: dict[str, set[str]] = defaultdict(set)
        for example in examples:
            for feature in example.features:
                writers[feature].add(example.writer)
        common = (each for each, of in writers.items() if len(of) >= FEWEST_WRITERS and not _names(each))
        self._meanings = sorted(Meaning)
        self._take(common)
        self._learn(examples)
        self._take(each for each, at in self._places.items() if np.abs(self._weights[at]).max() >= TELLING)
        self._learn(examples)

    def _take(self, features: Iterable[str]) -> None:
        """Take these features, none of which weighs anything yet."""
        self._places = {feature: at for at, feature in enumerate(sorted(features))}
        self._weights = np.zeros((len(self._places), len(self._meanings)))

    def _learn(self, examples: Sequence[Example]) -> None:
        squares = np.full_like(self._weights, 1e-2)
        order = np.random.default_rng(1)
        for _ in range(_ROUNDS):
            for number in order.permutation(len(examples)):
                example = examples[number]
                known = [each for each in example.features if each in self._places]
                meanings = [self._meanings.index(each) for each in example.meanings]
                cells = np.ix_([self._places[each] for each in known], meanings)
                values = np.array([example.features[each] for each in known])
                odds = np.exp(values @ self._weights[cells])
                error = odds / odds.sum() - (np.array(meanings) == self._meanings.index(example.meaning))
                step = np.outer(values, error) * example.weight + _DECAY * self._weights[cells]
                squares[cells] += step**2
                self._weights[cells] -= _RATE * step / np.sqrt(squares[cells])

    def weights(self) -> dict[str, dict[str, float]]:
        """Return the weights of each feature that weigh anything, rounded."""
        return {
            feature: kept
            for feature, at in self._places.items()
            if (
                kept := {
                    str(meaning): round(float(weight), 1)
                    for meaning, weight in zip(self._meanings, self._weights[at], strict=True)
                    if abs(weight) >= LEAST
                }
            )
        }


def _names(feature: str) -> bool:
    """Say whether a feature has a name of somebody in the letters or replies."""
    return not _NAMES.isdisjoint(feature.rpartition("|")[2].removeprefix("not_").removesuffix("'s").split())


def replies_by_hand(paths: Iterable[Path]) -> dict[str, list[WrittenReply]]:
    """Return the replies of corpora to letters of ours, by the hand that wrote them."""
    by_hand: dict[str, list[WrittenReply]] = defaultdict(list)
    for written in (each for path in paths for each in replies_of(path) if not each.is_fresh):
        by_hand[writer_of(written)].append(written)
    return by_hand


def trained(by_hand: Mapping[str, Sequence[WrittenReply]]) -> Weights:
    """Return the weights that replies teach."""
    replies = (written for of in by_hand.values() for written in of)
    return Training([example for written in replies for example in examples_of(written)]).weights()


def show_apart(by_hand: Mapping[str, Sequence[WrittenReply]], hands: Iterable[str]) -> None:
    """Print for each hand how many of its plain replies are understood, and with one YES, and how many
    proposals are right, with the weights that all other hands teach."""
    for hand in hands:
        weights = trained({other: of for other, of in by_hand.items() if other != hand})
        verdicts = [verdict(written, weights) for written in by_hand[hand]]
        plain = [each for each in verdicts if each.written.is_plain]
        put = [each for each in verdicts if each.proposed and not each.is_understood]
        print(
            f"{hand}: of {len(plain)} plain replies {sum(each.is_understood for each in plain)} at once, "
            f"{sum(each.is_proposed for each in plain)} with YES, "
            f"{sum(each.is_one_tap_away for each in plain)} with YES or a tap; "
            f"{sum(each.is_proposal_right for each in put)} of {len(put)} proposals right"
        )


def write(weights: Weights, path: Path) -> None:
    """Write weights, a feature a line."""
    lines = ",\n".join(f"{json.dumps(feature)}: {json.dumps(of)}" for feature, of in sorted(weights.items()))
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    hands = replies_by_hand([BUILDING, NATURAL])
    if sys.argv[1:] == ["--apart"]:
        show_apart(hands, sorted({writer_of(written) for written in replies_of(NATURAL)}))
    else:
        write(trained(hands), WEIGHTS)
