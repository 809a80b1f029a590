"""Words in a report that a person has to look at before it leaves: a list, and never a redaction (own rule).

What may name a child or a family: it is for the unit, and on nothing that bears no marking (own rule).
Small numbers: no count under five leaves the group, nor one from which it can be worked out (own rule).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from forum.text.patterns import any_of, words
from forum.text.wording import NUMBER_WORDS, listed

SMALLEST = 5
FEWER, NOT_SHOWN = f"fewer than {SMALLEST}", "not shown"


def for_outside(counts: Mapping[str, int]) -> dict[str, str]:
    """Return counts of children, by what they are of, as they may leave the group; their sum is taken as
    known.

    A count under five is "fewer than 5". Where the sum less all that is shown would tell it, or would be
    under five itself, the smallest of the others is "not shown": all minus Kent is Medway.
    """
    hidden = {name: FEWER for name, count in counts.items() if count < SMALLEST}
    others = sorted((name for name in counts if name not in hidden), key=lambda name: counts[name])
    while others and hidden and (len(hidden) == 1 or sum(counts[name] for name in hidden) < SMALLEST):
        hidden[others.pop(0)] = NOT_SHOWN
    return {name: hidden.get(name, str(count)) for name, count in counts.items()}


def figure_for_outside(figure: str) -> str:
    """Return a figure that somebody wrote as it may leave the group: a whole number under five is "fewer than
    5"."""
    return FEWER if figure.isdecimal() and int(figure) < SMALLEST else figure


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
            # not our own "R/2027/01", of research and of a briefing
            r"(?<!\w)(?![RB]/20\d\d/\d\d\b)[A-Z]{0,3}\d{0,3}/\d{4,}/\d{2}\b"
            r"|\b\d{3} \d{3} \d{4}\b|\b\d{6,}\b",
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
    Commissioning Sexual Exploitation Multi-Agency New Year Easter Christmas
"""
_ORDINARY = frozenset(_WORDS.split())
_SENTENCE_TO_LOOK_AT = re.compile(r"[^.!?\n]+")
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
    for sentence in _SENTENCE_TO_LOOK_AT.finditer(text):
        if not people.search(sentence[0]):
            continue
        figures = [_figure(match[0]) for match in _FIGURE.finditer(sentence[0])]
        if any(0 < abs(a - b) < SMALLEST <= min(a, b) for a, b in combinations(figures, 2)):
            yield sentence.start(), sentence[0].strip(), LookAt.DIFFERENCE


def _figure(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower())


_A_COUNT = rf"(?:\d+|{'|'.join(NUMBER_WORDS[2:])})\s*(?:$|[.,;:)])"
"""What ends a share, "four cases of five", and names nobody."""
_OF_A_CASE = any_of(
    rf"\bd\.?o\.?b\b|\bdate of birth\b|\bborn (?:on|in)\b|\bcases? of\b(?! {_A_COUNT})",
    r"\b(?:nhs|case|file|ref) (?:no|number)\b",
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}[ -]?(?:years?|yrs?)[ -]?olds?\b|\baged \d"
    r"|\b(?:s?he|they)(?:['’]s|['’]re| is| are) \d{1,2}\b|(?-i:\bthe [A-Z]\w+ case\b)",
    r"\b(?:child|boy|girl|baby|twins|siblings|brothers?|sisters?) (?:of|in|at|called|named|known)\b",
    r"\b(?:the|an?|two|three|four|these|those|our) (?:\w+ )?(?:child(?:ren)?|boys?|girls?|bab(?:y|ies)|lads?"
    r"|twins|siblings?|brothers?|sisters?|mothers?|fathers?|mums?|dads?|young (?:person|man|woman))"
    r" (?:from|in|of|at|with|who(?! go missing\b)|on|called|named|known)\b",
)
_INITIALS = re.compile(
    r"\b(?:[Cc]hild(?:ren)?|[Bb]oy|[Gg]irl) [A-Z]\b|\b[A-Z](?:,| and| &) [A-Z]\b(?![&'’]| or [A-Z]\b)"
)
_SUBJECTS = (
    "Abuse|And|Care|Centres?|Court|Criminal|Death|Exploitation|First|Group|Health|Houses?|Hubs?|In|Law|Links?"
    "|Matters|Network|Nurses?|Partnership|Practice|Protection|Rights|Safeguarding|Safety|Services?|Sexual"
    "|Support"
    "|Trafficking|Voice|Welfare|Work"
)
_OF_A_FAMILY = re.compile(
    rf"\b(?:[Ff]amily|[Cc]hild|[Bb]aby) (?!(?:{_SUBJECTS})\b)[A-Z][a-z]*\b"
    r"|\b[Tt]he [A-Z][a-z]+ (?:family|children|twins)\b"
)

AS_WRITTEN = "as it was written"
_COUNTS = (LookAt.SMALL_NUMBER, LookAt.DIFFERENCE)
_QUOTE = re.compile(r"“(?P<words>[^“”]*)”")
_SENTENCE = re.compile(r"(?P<words>(?:“[^“”]*”|[^.:;?!\n“]|[.:;?!](?!\s|$))+)(?P<end>[.:;?!]?)")


def may_name_a_child(title: str) -> bool:
    """Say whether a title may name a child or a family, or has what only a case has: a date of birth, an age,
    a number."""
    return any(pattern.search(title) for pattern in (_OF_A_CASE, _OF_A_FAMILY, _INITIALS))


def may_name_somebody(words: str, known: Collection[str] = ()) -> bool:
    """Say whether somebody's own words may name a child, or anybody or any place but those ``known``.

    The same check reads plan lines, reports and briefings; counts of people are no names.
    """
    return may_name_a_child(words) or any(
        passage.why not in _COUNTS for passage in passages_to_look_at(words, known)
    )


def held_back(sentences: str, known: Collection[str] = ()) -> str:
    """Return sentences of ours with “as it was written” in place of the words of somebody's that may name
    anybody: between quotation marks, or in a sentence that names a child."""
    if may_name_a_child(sentences):
        sentences = _SENTENCE.sub(_of_a_child, sentences)
    return _QUOTE.sub(lambda quote: _without(quote, known), sentences)


def _without(quote: re.Match[str], known: Collection[str]) -> str:
    return f"“{AS_WRITTEN}”" if may_name_somebody(quote["words"], known) else quote[0]


def _of_a_child(sentence: re.Match[str]) -> str:
    """Return a sentence without its words where it names a child outside of quotation marks."""
    words = sentence["words"]
    if not may_name_a_child(_QUOTE.sub("", words)):
        return sentence[0]
    space = words[: len(words) - len(words.lstrip())]
    return f"{space}{AS_WRITTEN}{'.' if sentence['end'] in '?!' else sentence['end']}"
