"""Titles of items: what names a child or a family is for the unit, and no draft agenda repeats it."""

from __future__ import annotations

import re

from forum.text.patterns import any_of

_OF_A_CASE = any_of(
    r"\bd\.?o\.?b\b|\bdate of birth\b|\bborn (?:on|in)\b|\bcases? of\b",
    r"\b(?:nhs|case|file|ref) (?:no|number)\b",
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}[ -]?(?:years?|yrs?)[ -]?olds?\b|\baged \d",
    r"\b(?:child|boy|girl|baby|twins|siblings|brothers?|sisters?) (?:of|in|at|called|named|known)\b",
)
_SUBJECTS = (
    "Abuse|And|Care|Centres?|Court|Criminal|Death|Exploitation|First|Group|Health|Houses?|Hubs?|In|Law|Links?"
    "|Matters|Network|Nurses?|Partnership|Practice|Protection|Rights|Safeguarding|Safety|Services?|Sexual|Support"
    "|Trafficking|Voice|Welfare|Work"
)
_OF_A_FAMILY = re.compile(
    rf"\b(?:[Ff]amily|[Cc]hild|[Bb]aby) (?!(?:{_SUBJECTS})\b)[A-Z][a-z]*\b"
    r"|\b[Tt]he [A-Z][a-z]+ (?:family|children|twins)\b"
)


def may_name_a_child(title: str) -> bool:
    """Say whether a title may name a child or a family, or has what only a case has: a date of birth, an age,
    a number."""
    return _OF_A_CASE.search(title) is not None or _OF_A_FAMILY.search(title) is not None
