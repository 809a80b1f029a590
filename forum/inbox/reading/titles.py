"""Titles of items: what names a child or a family is for the unit, and no draft agenda repeats it."""

from __future__ import annotations

import re

from forum.text.patterns import any_of

_OF_A_CASE = any_of(
    r"\bd\.?o\.?b\b|\bdate of birth\b|\bborn (?:on|in)\b|\bcases? of\b",
    r"\b(?:nhs|case|file|ref) (?:no|number)\b",
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}[ -]?(?:years?|yrs?)[ -]?olds?\b|\baged \d"
    r"|\b(?:s?he|they)(?:['’]s|['’]re| is| are) \d{1,2}\b|(?-i:\bthe [A-Z]\w+ case\b)",
    r"\b(?:child|boy|girl|baby|twins|siblings|brothers?|sisters?) (?:of|in|at|called|named|known)\b",
    r"\b(?:the|an?|two|three|four|these|those|our) (?:\w+ )?(?:child(?:ren)?|boys?|girls?|bab(?:y|ies)|lads?"
    r"|twins|siblings?|brothers?|sisters?|mothers?|fathers?|mums?|dads?|young (?:person|man|woman))"
    r" (?:from|in|of|at|with|who|on|called|named|known)\b",
)
_INITIALS = re.compile(r"\b(?:[Cc]hild(?:ren)?|[Bb]oy|[Gg]irl) [A-Z]\b|\b[A-Z](?:,| and| &) [A-Z]\b(?![&'’])")
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


def may_name_a_child(title: str) -> bool:
    """Say whether a title may name a child or a family, or has what only a case has: a date of birth, an age,
    a number."""
    return any(pattern.search(title) for pattern in (_OF_A_CASE, _OF_A_FAMILY, _INITIALS))
