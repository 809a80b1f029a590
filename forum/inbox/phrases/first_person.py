"""A reply that speaks of whoever was asked by name, as from a PA: "Ruth is in court that day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from forum.inbox.phrases.courtesies import is_signature

_NO_TITLE = (
    "(?<!Deputy )(?<!Assistant )(?<!Acting )(?<!Interim )"  # of somebody else: "Deputy Designated Nurse"
)
_TITLE = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Cllr|Councillor|DCI|DI|DCS|DS|DC|Det|Detective|Chief|Supt"
    r"|Superintendent|Insp|Inspector|Sgt|Sergeant|PC)\.? )"
)
_NEXT_TO_IS = (
    r"(?:not|in|on|at|away|ill|unwell|off|un\w+|happy|able|sorry|pleased|content|double|busy|free|available|out"
    r"|now|no|afraid|fine|delighted|otherwise|back|\w+ing)\b"
)
_IN_THE_FIRST = (
    (re.compile(r"\b(?:s?he(?:['’]s| is))\b", re.IGNORECASE), "I'm"),
    (re.compile(r"\bs?he\b", re.IGNORECASE), "I"),
    (re.compile(r"\b(?:her|his)\b", re.IGNORECASE), "my"),
    (re.compile(r"\bme,? who(?:['’]s| is)\b", re.IGNORECASE), "me, I'm"),
    (re.compile(r"\bI has\b"), "I have"),
    (re.compile(r"\bI (send|accept|regret|give|come|attend|agree|want|need|prefer)s\b"), r"I \1"),
    (re.compile(r"\bI declines\b"), "I decline"),
)


def in_first_person(text: str, name: str) -> str:
    """Return a text as the person of that name would say it, where it speaks of them by name."""
    if not name:
        return text
    spoken, times = text, 0
    for pattern, instead in _of(name):
        spoken, found = pattern.subn(instead, spoken)
        times += found
    if not times:
        return text
    for pattern, instead in _IN_THE_FIRST:
        spoken = pattern.sub(instead, spoken)
    return spoken.strip()


def without_signature_of_pa(lines: Sequence[str], name: str) -> list[str]:
    """Return the lines of a reply, with an empty one for the place of a PA below it, "PA to Ruth Field", and
    for the PA's name in the line above that."""
    kept = list(lines)
    for number, line in enumerate(lines):
        if number and name and _place_of_pa(name).fullmatch(line):
            kept[number] = ""
            if number > 1 and is_signature(lines[number - 1]):
                kept[number - 1] = ""
    return kept


@lru_cache(maxsize=256)
def _place_of_pa(of: str) -> re.Pattern[str]:
    """Return the pattern of a line that says for whom a PA writes."""
    name = _name(of)
    return re.compile(
        rf"\W*(?:[\w ,.-]{{0,40}}(?i:\b(?:PA|EA|pp|p\.p\.|secretary|assistant|support|office|manager"
        rf"|(?:sent |written )?by [\w ]{{1,40}}))\b[\w ,.-]{{0,20}} |(?i:pp|(?:for and )?on behalf of|for) )"
        rf"{name}\W*|\W*{name}['’]s (?i:PA|EA|secretary|assistant|office|support|executive assistant)\W*"
    )


def _name(of: str) -> str:
    """Return the pattern of a person's name: the first, the whole, or the last behind a title."""
    first, *_, last = (re.escape(part) for part in (*of.split(), *of.split()))
    return rf"(?:{_NO_TITLE}{first}(?: {last})?|{_TITLE}{{1,3}}(?:{first} )?{last})"


@lru_cache(maxsize=256)
def _of(of: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the ways to speak of a person by name, and what each comes to in the first person."""
    name = _name(of)
    asked = rf"\b{name} (?:has |have )?(?:just )?(?:asked|asks) (?:me|us) to"
    return tuple(
        (re.compile(pattern), instead)
        for pattern, instead in (
            (rf"^\W*(?i:(?:on behalf of|from|for)) {name}\s*[,:–-]\s*", ""),
            (rf"{asked} (?:say|tell you|let you(?: all)? know|confirm)(?: that)?,? ", ""),
            (rf"{asked} (?=(?:send|give|accept|pass|decline)\b)", "I "),
            (rf"\b{name} (?:says?|said|tells me|(?:has )?confirm(?:s|ed))(?: that)?,? ", ""),
            (rf"\b{name}(?:['’]s| is)(?= {_NEXT_TO_IS})", "I'm"),
            (rf"\b{name}['’]s\b", "my"),
            (rf"(?<=\bfrom ){name}\b|(?<=\bfor ){name}\b|(?<=\bbehalf of ){name}\b", "me"),
            (
                rf"\b{name}(?=(?: (?:will|can|can['’]t|cannot|won['’]t|has|sends|would|accepts|regrets|gives"
                r"|comes|attends|agrees|declines|needs|wants|prefers|couldn['’]t|is)|['’]ll)\b)",
                "I",
            ),
            (r"\bI is\b", "I'm"),
        )
    )
