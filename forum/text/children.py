"""What may name a child or a family: it is for the unit, and on nothing that bears no marking (own rule)."""

from __future__ import annotations

import re
from collections.abc import Collection

from forum.text.look_at import LookAt, passages_to_look_at
from forum.text.patterns import any_of
from forum.text.wording import NUMBER_WORDS

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
