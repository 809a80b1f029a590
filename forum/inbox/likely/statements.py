"""The statements of a reply, each with the matters that it names by number, reference, title or "both"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from forum.inbox.likely.matters import Matter
from forum.questions.kind import QuestionKind, Reference

Statement = tuple[frozenset[int], str]
"""The places of the matters that some words speak of, and the words."""
_Named = tuple[int, int, frozenset[int]]
"""Where a sentence names matters: from, to, and their places; none of them for "the others"."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+|\s[-–—]\s")
_GOES_ON = re.compile(
    r"[,;:]\s+(?:and |but |so )?|\.\s*|\s(?:and|but|while|whereas|so)\s|\s(?=\d{1,2}\b)", re.IGNORECASE
)
"""Where a sentence may go on to another matter."""
_TOGETHER = re.compile(
    r"(?:[\s,&+()–-]|\b(?:and|the|numbers?|no|actions?|items?|lines?|letters?|for|of|or|both|to)\b)*",
    re.IGNORECASE,
)
"""What stands between the names of matters that are named together."""
_TO = re.compile(r"\s*(?:-|–|to)\s*")
_NUMBER = (
    r"(?<![\w/.:£-]){}(?![\w/:%]|\.\d|-\d)"
    r"(?! (?:min(?:ute)?s|weeks|days|pages|[ap]m|(?-i:[A-Z][a-z]{{2}}))\b)"
)
_AMOUNT = r"(?<!\d )(?<!five )(?<!ten )(?<!fifteen )(?<!twenty )(?<!thirty )(?<!few )(?<!more )(?<!extra )"
_ORDINALS = ("first", "second", "third", "fourth")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}|last)(?: (two|three))?\b", re.IGNORECASE)
_COUNTS = {None: 1, "two": 2, "three": 3}
_ALL = re.compile(r"\b(both|neither|either|all|everything|the lot|none|each)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:the )?(?:others?|rest)\b|\bremaining (?:one|two|three)\b", re.IGNORECASE)
_OF_A_KIND = {
    "SEND": r"letters?|notices?",
    "DISCHARGE": r"actions",
    "GREEN": r"(?:plan )?lines",
    "VERBAL": r"papers",
}
"""Words that name all matters of a family, beside others."""
_OF_NO_WEIGHT = frozenset(("the", "a", "an", "for", "of", "to", "and", "with", "on", "in", "last", "by"))
_ENDS = re.compile(r"(?:['’]s|s|ing|ed)$")


def statements_of(lines: Sequence[str], matters: Sequence[Matter]) -> list[Statement]:
    """Return the statements of a reply, each with the matters it speaks of.

    One that names none goes with the statement before it, or is of all matters where none has been named.
    """
    of_all = frozenset(range(len(matters)))
    numbered = frozenset(at for at in of_all if matters[at].number or matters[at].reference)
    sentences = [each for line in lines for each in _SENTENCE.split(line) if any(map(str.isalnum, each))]
    if len(numbered) < 2:
        return [(of_all, sentence) for sentence in sentences]
    statements: list[Statement] = []
    named: frozenset[int] = frozenset()
    about = of_all
    for sentence in sentences:
        for of, words in _parts(sentence, _named_in(sentence, matters)):
            if of is not None:
                about = of or (numbered - named) or of_all
                named |= about
            statements.append((about, words))
    return statements


def _parts(sentence: str, named: Sequence[_Named]) -> Iterator[tuple[frozenset[int] | None, str]]:
    """Yield each part of a sentence that names matters of its own, with their places."""
    parts: list[tuple[int, frozenset[int]]] = []
    for before, (start, _, of) in pairwise([(0, 0, frozenset[int]()), *named]):
        marks = [mark.end() for mark in _GOES_ON.finditer(sentence, before[1], start + 1)]
        marks = [mark for mark in marks if mark <= start]
        if parts and not marks and of and parts[-1][1]:
            parts[-1] = (parts[-1][0], parts[-1][1] | of)
        elif not parts or of != parts[-1][1]:
            parts.append((marks[-1] if parts and marks else start if parts else 0, of))
    if not parts:
        yield None, sentence
    for (start, of), (end, _) in pairwise([*parts, (len(sentence), frozenset[int]())]):
        yield of, sentence[start:end]


def _named_in(sentence: str, matters: Sequence[Matter]) -> list[_Named]:
    """Return where a sentence names matters, those named together as one."""
    found = sorted(_each_named(sentence, matters), key=lambda each: (each[0], -each[1]))
    named: list[_Named] = []
    for start, end, of in found:
        if named and start < named[-1][1]:
            continue
        if named and of and named[-1][2] and _TOGETHER.fullmatch(sentence, named[-1][1], start):
            first, last, before = named[-1]
            is_range = len(before) == len(of) == 1 and _TO.fullmatch(sentence, last, start)
            both = range(min(before), max(of) + 1) if is_range else before | of
            named[-1] = (first, end, (before & of) if before > of or of > before else frozenset(both))
        else:
            named.append((start, end, of))
    return named


def _each_named(sentence: str, matters: Sequence[Matter]) -> Iterator[_Named]:
    """Yield each place at which a sentence names one matter or several."""
    for at, matter in enumerate(matters):
        for name in _names_of(matter, matters):
            for match in re.finditer(name, sentence, re.IGNORECASE):
                yield match.start(), match.end(), frozenset({at})
    for family, words in _OF_A_KIND.items():
        of = frozenset(at for at, matter in enumerate(matters) if matter.family == family)
        if of and len(of) < len(matters):
            for match in re.finditer(rf"\b(?:both )?(?:the )?(?:{words})\b", sentence, re.IGNORECASE):
                yield match.start(), match.end(), of
    asked = [at for at, matter in enumerate(matters) if matter.number or matter.reference]
    alike = [at for at in asked if matters[at].family in ("DISCHARGE", "DONE", "GREEN")] or asked
    for match in _ORDINAL.finditer(sentence):
        count, word = _COUNTS[match[2] and match[2].lower()], match[1].lower()
        first = len(asked) - count if word == "last" else _ORDINALS.index(word)
        among = alike if word != "last" and first + count <= len(alike) else asked
        of_order = frozenset(among[max(first, 0) : first + count])
        if len(of_order) == count:  # of two actions there are no "first three"
            yield match.start(), match.end(), of_order
    for match in _ALL.finditer(sentence):
        pairs = (alike, asked) if match[1].lower() in ("both", "neither", "either") else (asked,)
        of_both = next((pair for pair in pairs if len(pair) == 2), asked)
        yield match.start(), match.end(), frozenset(of_both)
    for match in _OTHERS.finditer(sentence):
        yield match.start(), match.end(), frozenset()


def _names_of(matter: Matter, matters: Sequence[Matter]) -> Iterator[str]:
    """Yield the patterns of what names a matter in a reply."""
    question, reference = matter.question, matter.reference
    if matter.number:
        yield _NUMBER.format(matter.number)
    if "/" in reference:
        number = reference.rpartition("/")[2]
        yield rf"{_NUMBER.format(number)}|\baction {int(number)}\b|{re.escape(reference)}"
    elif question and question.facts.reference is Reference.PERSON:
        yield rf"\b(?:{'|'.join(map(re.escape, reference.split()))})\b"
    elif reference:
        line = "P?" if reference.startswith("P") else ""  # "2.3 green"
        yield rf"(?<![\w/.:]){line}{re.escape(reference.removeprefix('P'))}(?![\w/:])"
    if question and question.facts.matter_pattern and _is_only_of_its_kind(question.kind, matters):
        yield _AMOUNT + question.facts.matter_pattern
    others = {word for other in matters if other is not matter for word in _stems(other.title)}
    for word in _stems(matter.title)[1:]:
        if word not in others and word not in _OF_NO_WEIGHT:
            yield rf"\b{re.escape(word)}(?:['’]?s|ing|ed)?\b"


def _stems(title: str) -> list[str]:
    return [_ENDS.sub("", word) for word in re.findall(r"[\w'’]+", title.casefold())]


def _is_only_of_its_kind(kind: QuestionKind, matters: Sequence[Matter]) -> bool:
    return sum(matter.question is not None and matter.question.kind is kind for matter in matters) == 1
