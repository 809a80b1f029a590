"""The clauses that speak of a deputy by the name that the register has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from forum.inbox.phrases.attendance.coming_phrases import (
    COME,
    OPENER,
    ORGANISATION,
    WHEN,
    Kind,
    Matches,
    whole,
)
from forum.inbox.phrases.attendance.coming_words import PLAIN, without_days
from forum.text.patterns import any_of

_ONE = "§"  # in place of a deputy's name
_TITLE = r"(?:dr|mr|mrs|ms|miss|prof|dci|dcs|di|dc|ds|det|supt|insp|sgt|pc|cllr)\.? "
_NAME_BEFORE = f"(?:{_TITLE}){{0,2}}"
_RANK = f"(?:{_TITLE}){{1,2}}"
_ASKED = r"\b(?:i've |i have |we've |we have )(?:asked|spoken to|checked with) "
_AND_THEY = r"(?:,? and| who) (?:s?he|they)(?=(?:'s|'ll| is| will| can| cannot|'d| has)\b)"
_IS_FREE = re.compile(
    r"(?:'s| is| will be) (?:free|available|around|able|happy to)(?: (?:that day|then|on the day|to))?,?"
    r"(?: and| so)? (?:s?he|they)(?=(?:'s|'ll| is| will| can)\b)"
)
_INSTEAD = (
    r"(?: (?:in my (?:place|stead|absence)|for me|on my behalf|instead(?: of me)?|as my (?:deputy|substitute)"
    r"|to (?:deputise|represent me|cover)))"
)
_ATTENDS = (
    r"(?:be )?(?:attend(?:ing)?|com(?:e|ing)|go(?:ing)?|join(?:ing)?|there|deputi[sz](?:e|ing)"
    r"|stand(?:ing)? in|my deputy|do it|in my (?:place|stead)"
    r"|cover(?:ing)?|step(?:ping)? in|represent(?:ing)? (?:me|us)|tak(?:e|ing) my place|sit(?:ting)? in)"
)
_NAME_FRAMES = (r"(?:it(?:'s| is|'ll be| will be) )?{name}(?: please| pls| it is| this time| again)?",)
_OTHER_DEPUTY_FRAMES = (
    r"not {name}",
    rf"(?:and )?{{name}}(?: (?:can't|cannot|can no longer|is no longer able to|isn't able to|is unable to"
    rf"|won't|will not)"
    rf"(?: be able to)? ?(?:{COME}|do it|cover|deputise|stand in|make it)?{_INSTEAD}?{WHEN}"
    r"| (?:isn't|is not|is no longer) (?:available|free|coming)| is (?:on leave|away|unavailable|unwell"
    r"|ill|on holiday|off))",
    rf"{{name}} was (?:going to|due to|meant to) {_ATTENDS}{_INSTEAD}?",
)
_NEITHER = (
    r"neither (?:{name} nor (?:i|me|myself)|(?:i|me) nor {name}|of us) (?:can|will|is able to|are able to) "
    + f"{COME}{WHEN}"
)
_MY_DEPUTY = "my (?:usual |named |regular )?deputy"
_GOES = (
    r"(?:attend\w*|com(?:e|es|ing)|go(?:es|ing)?|join\w*|there|deputi[sz]\w+|do(?:es|ing)? (?:it|this)"
    r"|cover\w*|make it"
    r"|(?:stand|step|sit|fill)\w* in|represent\w*|tak\w+ my place|my (?:deputy|substitute|place|stead))"
)
_SEND = (
    r"(?:send\w*|nominat\w+|lin(?:ed|ing) up|arrang\w+ for|book(?:ed|ing)|sort(?:ed|ing)(?: out)?|rop(?:ed"
    r"|ing) in"
    r"|(?:delegat|pass|hand)\w*(?: (?:this|it))?(?: on| over)? to|invite|expect|put(?: down)?|go with"
    r"|it(?:'s| is|'ll be| will be)|that(?:'s| will be)|deputy(?: is| will be)?|(?:it(?:'ll| will| has to)"
    r"|that will) have to be|it has to be)"
)
_IN_MY_PLACE = (
    r"(?:in my (?:place|stead|absence)|for (?:me|us)|on my behalf|instead|as my (?:deputy|substitute))"
)
_SAYS_GOES = any_of(
    rf"{_ONE} (?:\w+ ){{0,4}}{_GOES}\b",
    rf"{_ONE} (?:will|can|to)$|{_ONE} (?:has )?(?:very )?(?:kindly )?(?:said yes|agreed|offered"
    rf"|volunteered)$",
    rf"\b{_SEND} {_ONE}(?:$| (?:{_IN_MY_PLACE}|please|down|to|who|will|can)\b)",
    rf"{_ONE} {_IN_MY_PLACE}\b",
)
_SAYS_OTHERWISE = any_of(
    rf"\b(?<!arranged )(?<!arranging )(?:for|of|by|from|and|or|not) {_ONE}|(?<!\bgo )\bwith (?:my"
    rf" )?(?:deputy |colleague )?{_ONE}",
    rf"^(?:is|are|can|will|has|does|did|would|could|should|shall|might) {_ONE}|\bwith (?:me|us)\b"
    rf"|\bjoin\w* (?:us|me|you)\b",
    rf"\b(?:i|we)(?:'ll|'m|'re| will| shall| am| are| can)? (?:be )?{_GOES}\b",
    rf"{_ONE} (?:has|is) (?:in )?my place\b|\bus (?:both|all|two)\b",
)
_AS_MY_DEPUTY = re.compile(r"\bas my (?:deputy|substitute)\b", re.IGNORECASE)
_MY_DEPUTY_IS = re.compile(rf"\b{_MY_DEPUTY} (?=(?:is|will be) )", re.IGNORECASE)
_REPRESENTS = re.compile(
    r"\brepresent(?:s|ing)? (?:the )?(?:[A-Z][\w&]*(?: (?:[A-Z][\w&]*|and|of|&)){0,4}|(?!me\b|us\b)[a-z]+)"
)
_FOR_AN_ORGANISATION = re.compile(rf" for {ORGANISATION}$")
_KNOWN = frozenset(
    f"{PLAIN} {_ONE} send sending nominate nominating nominated lined lining up arrange arranged"
    " arranging booked sorted out roped in delegating delegated passing passed hand handed invite expect"
    " use put"
    " down note add like i'd would have has i've we've kindly agreed agrees offered volunteered said who"
    " she he"
    " she'll"
    " he'll it'll nominee sub substitute deputy colleague usual named regular place stead absence behalf"
    " instead"
    " attend attending attends come comes coming go goes join joining there deputise deputize deputising"
    " deputizing do doing does cover covering stand step stepping standing sit sitting fill filling represent"
    " representing represents take taking takes able going happy available free a let's"
    " attendance briefed been".split()
) - {"also", "too", "both", "again", "still"}


@dataclass(frozen=True)
class OfDeputy:
    """The clauses that speak of one deputy; ``deputy`` is empty for one who is not named."""

    deputy: str
    name: re.Pattern[str]
    by_kind: tuple[tuple[Kind, Matches], ...]
    neither: Matches


Named = Sequence[OfDeputy]


@lru_cache(maxsize=256)
def patterns_of(deputies: tuple[str, ...]) -> Named:
    """Return the clauses that speak of each deputy, or of "my deputy"."""
    patterns = [_of_deputy(deputy, deputies) for deputy in deputies]
    if len(deputies) != 1:
        patterns.append(_of_nobody_named())
    return patterns


def without_free(text: str, named: Named) -> str:
    """Return a text that says of a deputy at once what it says of "him": "Sam is free so he's coming"."""
    for of in named:
        name = of.name.pattern
        text = re.sub(rf"({name}){_IS_FREE.pattern}", r"\1", text, flags=re.IGNORECASE)
        text = re.sub(rf"{_ASKED}({name}){_AND_THEY}", r"\1", text, flags=re.IGNORECASE)
    return text


def _of_deputy(deputy: str, deputies: Sequence[str]) -> OfDeputy:
    """Return the clauses that speak of a deputy, by name or as the only one; by a first name where only one
    has it."""
    first = deputy.split()[0]
    names = [re.escape(deputy)]
    if len(deputy.split()) == 2 and sum(name.split()[0] == first for name in deputies) == 1:
        names.append(re.escape(first))
    if len(deputies) == 1:
        names.append(_MY_DEPUTY)
    name = f"{_NAME_BEFORE}(?:{'|'.join(names)})"
    last = deputy.split()[-1]
    if len(deputy.split()) == 2 and sum(name.split()[-1] == last for name in deputies) == 1:
        name = f"(?:{name}|{_RANK}{re.escape(last)})"
    name_alone = re.compile(rf"(?<![\w'-]){name}(?!\w)", re.IGNORECASE)
    by_kind = (
        (Kind.NAME, _about(name, *_NAME_FRAMES)),
        (Kind.DEPUTY, partial(_says_goes, name_alone)),
        (Kind.OTHER_DEPUTY, _about(name, *_OTHER_DEPUTY_FRAMES)),
    )
    return OfDeputy(deputy, name_alone, by_kind, _about(name, _NEITHER))


def _says_goes(name: re.Pattern[str], clause: str) -> bool:
    """Say whether a clause names a deputy once, says that they go, and has no word that is not known."""
    clause = _MY_DEPUTY_IS.sub("deputy ", _AS_MY_DEPUTY.sub("instead", clause))
    clause, times = name.subn(_ONE, clause)
    clause = _FOR_AN_ORGANISATION.sub(" for us", clause)
    clause = _REPRESENTS.sub("represents us", OPENER.sub("", f"{clause} ", count=1).strip()).casefold()
    clause = clause.replace(f"{_ONE}'s", f"{_ONE} is").replace(f"{_ONE}'ll", f"{_ONE} will")
    return (
        times == 1
        and _KNOWN.issuperset(without_days(clause).split())
        and _SAYS_GOES.search(clause) is not None
        and _SAYS_OTHERWISE.search(clause) is None
    )


def _of_nobody_named() -> OfDeputy:
    """Return the clauses that say of a deputy who is not named that they do not come."""
    return OfDeputy(
        "",
        re.compile(_MY_DEPUTY, re.IGNORECASE),
        ((Kind.OTHER_DEPUTY, _about(_MY_DEPUTY, *_OTHER_DEPUTY_FRAMES)),),
        _about(_MY_DEPUTY, _NEITHER),
    )


def _about(name: str, *frames: str) -> Matches:
    return whole(*(frame.replace("{name}", name) for frame in frames))


def names_any(piece: str, named: Named) -> bool:
    """Say whether a piece has the first name of any deputy."""
    words = piece.casefold().split()
    return any(of.deputy and of.deputy.casefold().split()[0] in words for of in named)
