"""Words in a report that a person has to look at before it leaves: a list, and never a redaction (own
rule)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from forum.text.patterns import any_of, words
from forum.text.small_numbers import SMALLEST
from forum.text.wording import listed


class LookAt(StrEnum):
    """What a passage looks like."""

    NAME = "may be a name"
    BIRTH = "may be a date of birth or an age"
    POSTCODE = "may be a postcode"
    SCHOOL = "may be a school"
    HOTEL = "may be a hotel"
    NUMBER = "may be the number of a case, a crime or a patient"
    SMALL_NUMBER = "is a small number of people"
    DIFFERENCE = "gives away a small number of people"


@dataclass(frozen=True)
class Passage:
    """A passage to look at, and why."""

    quote: str
    why: LookAt

    def __str__(self) -> str:
        return f"“{self.quote}” {self.why}"


_PEOPLE = words(
    "children, child, young people, young person, boys, boy, girls, girl, victims, victim, families, family, "
    "pupils, pupil, siblings, suspects, suspect, perpetrators, perpetrator, offenders, offender, patients"
)
_NUMBERS = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_SMALL = rf"(?:[1-{SMALLEST - 1}]|{'|'.join(_NUMBERS[1:SMALLEST])}|a single|only one)"
_CAPITAL = r"[A-Z][a-z’'-]+[A-Z]?[a-z]*"
_LOOKS: tuple[tuple[LookAt, re.Pattern[str]], ...] = (
    (
        LookAt.BIRTH,
        any_of(
            r"\b(?:dob|d\.o\.b\.?|date of birth|born (?:on|in))\b(?:[ :]*\d[\d./ -]{2,10}\d)?",
            r"\b(?:aged|age of) \d{1,2}\b|\b\d{1,2}[- ]years?[- ]old\b",
        ),
    ),
    (LookAt.POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    (
        LookAt.SCHOOL,
        re.compile(
            rf"\b{_CAPITAL}(?: {_CAPITAL}){{0,3}} (?:School|Academy|College|Grammar|Primary|Nursery)\b"
        ),
    ),
    (
        LookAt.HOTEL,
        re.compile(
            rf"\b(?:{_CAPITAL} ){{1,3}}(?:Hotel|Inn|Lodge|Guest ?[Hh]ouse|Motel|Hostel)\b|\bTravelodge\b"
        ),
    ),
    (
        LookAt.NUMBER,
        any_of(
            r"\b(?:case|crime|incident|custody|urn|nhs|client|file)(?: (?:no\.?|number|ref(?:erence)?))?"
            r"[ :.#]*[A-Z]{0,4}[/-]?\d[\d/ -]{1,20}\d",
            r"\b[A-Z]{0,3}\d{0,3}/\d{4,}/\d{2}\b|\b\d{3} \d{3} \d{4}\b|\b\d{6,}\b",
        ),
    ),
    (LookAt.SMALL_NUMBER, re.compile(rf"\b{_SMALL} (?:\w+ ){{0,2}}?{_PEOPLE}", re.IGNORECASE)),
    (
        LookAt.NAME,
        re.compile(
            rf"\b(?:Mr|Mrs|Ms|Miss|Dr) {_CAPITAL}|\b[Cc]hild [A-Z]\b|\b[A-Z]\. ?(?:[A-Z]\. ?)?{_CAPITAL}"
            rf"|\b{_CAPITAL}(?: {_CAPITAL}){{1,2}}\b"
        ),
    ),
)
_WORDS = """
    January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday The This That These There A An In On At It We Our Their
    They For From With No All Each Both Since After Before Where When If And Or But By To Of Board
    Boards Business Group Chair Deputy Unit Safeguarding Children Child Council Councils Police Service
    Services Trust Partnership Partnerships Panel Plan Action Kent Medway District National Health
    Wellbeing Community Safety Social Care Education Strategy Strategic Operation Commissioner
    Commissioning Sexual Exploitation Multi-Agency
"""
_ORDINARY = frozenset(_WORDS.split())
_SENTENCE = re.compile(r"[^.!?\n]+")
_FIGURE = re.compile(rf"\b(?:\d{{1,4}}|{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


def passages_to_look_at(text: str, known: Collection[str] = ()) -> tuple[Passage, ...]:
    """Return the passages of a text that may tell of a person or a place, each once and in order.

    ``known`` are the names of organisations and boards, which may be named.
    """
    found = [*_looks(text, " ".join(known)), *_differences(text)]
    return tuple(dict.fromkeys(Passage(" ".join(quote.split()), why) for _, quote, why in sorted(found)))


def entries_to_look_at(texts: Mapping[str, str], known: Collection[str]) -> tuple[str, ...]:
    """Return the entries whose texts may tell of a person or a place, with what that may be: "P2.3: something
    in it may be a name". The words themselves stand in no letter (own rule)."""
    looks = {entry: passages_to_look_at(text, known) for entry, text in texts.items()}
    return tuple(
        f"{entry}: something in it {listed(dict.fromkeys(passage.why.value for passage in passages))}"
        for entry, passages in looks.items()
        if passages
    )


def _looks(text: str, known: str) -> Iterator[tuple[int, str, LookAt]]:
    taken: list[tuple[int, int]] = []
    for why, pattern in _LOOKS:
        for match in pattern.finditer(text):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            if why is LookAt.NAME and _is_no_name(match[0], known):
                continue
            taken.append(match.span())
            yield match.start(), match[0].strip(), why


def _is_no_name(quote: str, known: str) -> bool:
    """Say whether capitals are those of an organisation that may be named, or of ordinary words."""
    return quote in known or all(word in _ORDINARY or word in known.split() for word in quote.split())


def _differences(text: str) -> Iterator[tuple[int, str, LookAt]]:
    """Yield sentences on people with two figures whose difference is small: "8 of the 12 children"."""
    people = re.compile(_PEOPLE, re.IGNORECASE)
    for sentence in _SENTENCE.finditer(text):
        if not people.search(sentence[0]):
            continue
        figures = [_figure(match[0]) for match in _FIGURE.finditer(sentence[0])]
        if any(0 < abs(a - b) < SMALLEST <= min(a, b) for a, b in combinations(figures, 2)):
            yield sentence.start(), sentence[0].strip(), LookAt.DIFFERENCE


def _figure(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower())
