"""What the words of a reply likely mean for a matter, by how often such words meant it.

It is multinomial logistic regression over single words, pairs of words, words behind a denial, and the ways
in which words may turn an answer. The same words and weights give the same meaning in every run.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, sqrt

from forum.inbox.likely.matters import Matter, Meaning
from forum.inbox.phrases.lexicon import turns_in
from forum.inbox.phrases.put_off import puts_off
from forum.text.dates import MONTH, WEEKDAY

Weights = Mapping[str, Mapping[str, float]]
"""How much each feature speaks for a meaning, and against one where that is below zero."""
A_NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][a-z]+(?:'s)?(?: [A-Z][a-z]+)*")
"""What is likely somebody's name, within a sentence."""
_STANDS_FOR = {
    re.compile(r"\S{1,64}@\S+"): "mailname",
    re.compile(
        rf"\b(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}\b"
        rf"|\b{MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b"
        r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b",
        re.IGNORECASE,
    ): "dateday",
    re.compile(rf"\b(?:{WEEKDAY})\b", re.IGNORECASE): "weekday",
    A_NAME: "pername",
}
_WORD = re.compile(r"[a-z]+(?:'s)?|0|\?")
_DENIES = frozenset({"not", "no", "never", "nobody", "nothing", "without", "neither", "nor"})
_SCOPE = 4  # words that a denial before them may deny
_LONG, _MOST = 80, 4  # characters of a step in length, and steps
_SPELT_OUT = {
    re.compile(r"\d+"): "0",
    re.compile(r"\b(can|do|is|are|was|were|does|did|have|has|had|would|could|should|wo|ca)n't\b"): r"\1 not",
    re.compile(r"\bcannot\b"): "can not",
    re.compile(r"'(ll|ve|re|m|d)\b"): r" \1",
}


def meanings(
    matter: Matter, statements: Sequence[str], names: Collection[str], weights: Weights, *, has_file: bool
) -> Mapping[Meaning, float]:
    """Return how likely each meaning of a matter is of what is said of it; ``names`` are the deputies'."""
    sums = dict.fromkeys([Meaning.NOTHING, *sorted(matter.meanings)], 0.0)
    for feature, value in features(matter, statements, names, has_file=has_file).items():
        for meaning, weight in weights.get(feature, {}).items():
            if meaning in sums:
                sums[Meaning(meaning)] += value * weight
    highest = max(sums.values())
    odds = {meaning: exp(each - highest) for meaning, each in sums.items()}
    return {meaning: each / sum(odds.values()) for meaning, each in odds.items()}


def features(
    matter: Matter, statements: Sequence[str], names: Collection[str], *, has_file: bool
) -> Mapping[str, float]:
    """Return the features of what is said of a matter, each with its value: once for all matters, and once
    for those of its family. A statement weighs as much as a longer one."""
    values = dict.fromkeys(_marks(statements, has_file=has_file), 1.0)
    for statement in statements:
        said = {*_said(_words(statement, names))}
        for each in said:
            values[each] = values.get(each, 0) + 1 / sqrt(len(said) * len(statements))
    return values | {f"{matter.family}|{feature}": value for feature, value in values.items()}


def _marks(statements: Sequence[str], *, has_file: bool) -> Iterator[str]:
    """Yield what is to be said of statements besides their words."""
    yield "#"
    yield f"#length {min(_MOST, sum(map(len, statements)) // _LONG)}"
    if has_file:
        yield "#file"
    if not statements:
        yield "#none"
    if any(map(puts_off, statements)):
        yield "#put off"
    for turn in turns_in("\n".join(statements)):
        yield f"#{turn.name}"


def _said(words: Sequence[str]) -> Iterator[str]:
    """Yield words, pairs of them, and those behind a denial."""
    denied = 0
    for word in words:
        yield word
        if word in _DENIES:
            denied = _SCOPE
        elif denied:
            yield f"not_{word}"
            denied -= 1
    yield from map(" ".join, pairwise(words))


def _words(statement: str, names: Iterable[str]) -> list[str]:
    """Return the words of a statement in small letters, with one word for every name, day or figure."""
    text = statement.replace("’", "'")
    for name in names:
        text = re.sub(rf"\b(?:{'|'.join(map(re.escape, name.split()))})\b", " depname ", text)
    for pattern, instead in _STANDS_FOR.items():
        text = pattern.sub(f" {instead} ", text)
    text = text.lower()
    for pattern, instead in _SPELT_OUT.items():
        text = pattern.sub(instead, text)
    return ["^", *_WORD.findall(text), "$"]
