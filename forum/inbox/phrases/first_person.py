"""A reply that speaks of its writer by name, as from a mailbox that a PA keeps: "Ruth is in court that"
" day"."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNED_BY_ANOTHER = re.compile(
    r"(?:(?<=[.!,] )|(?<=\n)|^)[A-Z]\w+(?: [A-Z]\w+)?,? \(?(?:(?:PA|EA|secretary|assistant|on behalf of"
    r"|for and"
    r" on behalf)\b"
    r"[^.\n]{0,60}|(?:in|from|at) (?:the )?[\w ]{3,40}(?:office|team|unit|department))\W*$"
)
_NO_TITLE = (
    "(?<!Deputy )(?<!Assistant )(?<!Acting )(?<!Interim )"  # of somebody else: "Deputy Designated Nurse"
)
_IN_THE_FIRST = (
    (re.compile(r"\b(?:s?he(?:['’]s| is))\b", re.IGNORECASE), "I'm"),
    (re.compile(r"\bs?he\b", re.IGNORECASE), "I"),
    (re.compile(r"\b(?:her|his)\b", re.IGNORECASE), "my"),
    (re.compile(r"\bme,? who(?:['’]s| is)\b", re.IGNORECASE), "me, I'm"),
    (re.compile(r"\bI has\b"), "I have"),
    (re.compile(r"\bI (send|accept|regret|give)s\b"), r"I \1"),
)


def in_first_person(text: str, writer: str) -> str:
    """Return a text as its writer would say it, where it speaks of them by the name that the register has."""
    if not writer:
        return text
    spoken, times = text, 0
    for pattern, instead in _of(writer):
        spoken, found = pattern.subn(instead, spoken)
        times += found
    if not times:
        return text
    for pattern, instead in _IN_THE_FIRST:
        spoken = pattern.sub(instead, spoken)
    return _SIGNED_BY_ANOTHER.sub("", spoken).strip()


@lru_cache(maxsize=256)
def _of(writer: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the ways to speak of a writer by name, and what each comes to in the first person."""
    first, *_, last = (*writer.split(), *writer.split())
    name = rf"{_NO_TITLE}{re.escape(first)}(?: {re.escape(last)})?"
    return (
        (
            re.compile(
                rf"\b{name}(?:['’]s| is)(?= (?:not|in|on|at|away|ill|unwell|off|un|happy|able|coming|going"
                rf"|attending"
                r"|sorry|pleased|content|double|busy|free|available)\w*\b)"
            ),
            "I'm",
        ),
        (re.compile(rf"\b{name}['’]s\b(?= (?:deputy|behalf|place|apologies|attendance))"), "my"),
        (re.compile(rf"(?<=\bfrom ){name}\b|(?<=\bfor ){name}\b|(?<=\bbehalf of ){name}\b"), "me"),
        (
            re.compile(
                rf"\b{name}(?= (?:will|can|can['’]t|cannot|won['’]t|has|sends|would|accepts|regrets|gives)\b)"
            ),
            "I",
        ),
    )
