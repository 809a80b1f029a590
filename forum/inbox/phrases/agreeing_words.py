"""Clauses that agree, allow or discharge, in any order of words: each word changes nothing, and some agree.

"I give my agreement to the agenda" and "that all looks sensible to me" are made of such words; no denial,"
" doubt,
question, number, second object or other person is among them.
"""

from __future__ import annotations

import re
from enum import Enum

from forum.inbox.phrases.courtesies_and_conditions import is_asking
from forum.text.patterns import any_of


class Agreed(Enum):
    """What a clause agrees to; IT is whatever is asked."""

    IT = "it"
    AGENDA = "agenda"
    MINUTES = "minutes"
    BOTH = "both"
    PAPER = "paper"
    ACTION = "action"


_GOOD = (
    "good great grand fab fabulous fine ok okay sensible sound lovely perfect excellent right correct"
    " accurate true fair"
    " clear comprehensive thorough balanced concise tidy brilliant super ideal spot-on bang-on well happy"
    " content"
    " comfortable satisfied pleased"
)
_KNOWN = frozenset(
    f"{_GOOD} i i'm i've am is are it it's this these that that's thats they they're them all my we we're"
    f" we've our to for"
    " with by from on of in as a an the and so just very really quite perfectly entirely absolutely certainly"
    " definitely completely fully totally wholly wholeheartedly indeed now here happily gladly hereby"
    " formally yes yep"
    " yeah aye sure me us draft proposed attached circulated drafted presented stands stand set out sent"
    " written shown"
    " version you agree agreed agreeing agreement approve approved approving approval accept accepted endorse"
    " endorsed"
    " endorsement consent blessing sign-off give giving given granted has have look looks"
    " reads seems"
    " works record reflection account summary agenda minutes mins both permission allow allowed permit"
    " permitted late"
    " paper report supplement discharge discharged close closed action can may side end on-my-part".split()
)
_SET_PHRASES = {
    "spot on": "spot-on",
    "bang on": "bang-on",
    "sign off": "sign-off",
    "signed off": "sign-off",
    "for my part": "on-my-part",
    "on my part": "on-my-part",
}
_AGREEMENT = "(?:agreement|approval|consent|blessing|endorsement|sign-off)"
_AGREES = any_of(
    r"\b(?:agree(?:d|ing)?|approv(?:ed?|ing)|accept(?:ed)?|endorsed?)\b|(?<!my )\bsign-off\b",
    rf"\b(?:has|have|gets?|give|giving) (?:\w+ )?(?:my|our) {_AGREEMENT}\b|\b{_AGREEMENT} (?:is )?(?:given"
    rf"|granted)\b",
)
_IS_GOOD = any_of(
    rf"\b(?:looks?|reads|seems?|works|is|are|it's|that's|thats|they're|all)(?: \w+){{0,3}}"
    rf" (?:{'|'.join(_GOOD.split())})\b",
    r"\b(?:happy|content|fine|ok|okay|comfortable|satisfied|pleased|good) (?:with|to|by|for)\b",
    r"\ba (?:true|fair|accurate|correct|good)(?: and \w+)? (?:record|reflection|account|summary)\b",
)
_DEEDS = (
    (any_of(r"\b(?:allow(?:ed)?|permit(?:ted)?|permission)\b"), Agreed.PAPER),
    (any_of(r"\b(?:discharged?|closed?)\b"), Agreed.ACTION),
)
_GLADLY = "".join(
    f"(?<!{word} )" for word in ("happy", "content", "pleased", "ok", "okay", "fine", "agreed", "agree")
)
_SAYS_OTHERWISE = any_of(
    rf"{_GLADLY}\bto (?:agree|approve|accept|endorse|sign|allow|permit|discharge|close|give|have|look)\b",
    r"\bas (?:we |i )?agreed\b|\b(?:they|this|that|we|you) (?:have )?agreed\b|\bagreed to \w+$",
    rf"\bby (?:them|this|that)\b|\bfor (?:my |our )?{_AGREEMENT}\b|\blook at\b|\b(?:set|stand) to\b",
    r"^(?:is|are|has|have|can|may|am) |\b(?:can|may) (?:agree|approve|accept|sign|be)\b",
    r"\b(?:by|to|with|for|of|on|in|as|the|a|an|and|my|so)$|^and\b|\b(?:agree|approv|accept)\w* and\b",
)
_OBJECTS = {
    Agreed.AGENDA: any_of(r"\bagenda\b"),
    Agreed.MINUTES: any_of(r"\b(?:min(?:ute)?s|record|account|reflection|summary)\b"),
    Agreed.PAPER: any_of(r"\b(?:paper|report|supplement|late)\b"),
    Agreed.ACTION: any_of(r"\baction\b"),
}
_DRAFTS = {Agreed.AGENDA, Agreed.MINUTES}
_OF_REMARKS = (
    "i i'm i've we we've she she's he he's they they've it it's this that that's these those who there here"
    " everyone everybody people members partners agencies colleagues families children young"
    " am is are was were be been has have had do does did done made got gone went put took taken seen"
    " looked worked waited finished helped well hard long enough quite very really so now all always ever"
    " indeed again last finally clearly good great lovely nice kind helpful useful important overdue clear"
    " glad pleased grateful busy difficult tough quick smooth thorough proper smart high for to of in on at"
    " with by from through into a an the his her their our my your its each every both and get make see do"
    " work job effort efforts thing time times week weeks month months year years day days morning afternoon"
    " evening night meeting meetings group board forum team teams office phone line call room building"
    " decisions decision discussion police probation health education council social care credit hands"
)
_REMARKS = frozenset(_OF_REMARKS.split())
"""The words of remarks: none of them asks, denies, wants or changes anything."""
_TELLS = any_of(r"\b(?:am|is|are|was|were|has|have|had|did|went|got|took|made|worked|waited)\b|'(?:s|ve|m)\b")
_TELLS_MORE = any_of(r"\bto be\b|(?:\b(?:have|has|had|is|are|was|were|got|am)|'(?:s|m|ve)) to\b")
_OF_SOMEBODY = re.compile(r"^[A-Z][a-z]+ (?=(?:has|have|is|are|was|were|had|did|worked|went|took)\b)")
_CLAUSE = re.compile(r"[^.,;:!?()\n]{3,160}")


def agreement_at(text: str, at: int) -> tuple[Agreed, int] | None:
    """Return what the clause that begins here agrees to, and where it ends; None for any other clause."""
    match = _CLAUSE.match(text, at)
    if not match or text[match.end() : match.end() + 1] == "?":
        return None
    agreed = _agreed(match[0])
    return (agreed, match.end()) if agreed else None


def end_of_remark(text: str, at: int) -> int:
    """Return where a clause ends that begins here and only tells how good, long or hard something was, or 0.

    It is made of words in any order that ask, deny, want or change nothing: "Helen has done well".
    """
    match = _CLAUSE.match(text, at)
    if not match or text[match.end() : match.end() + 1] == "?":
        return 0
    clause = _OF_SOMEBODY.sub("they ", match[0].strip())
    words = " ".join(clause.replace("’", "'").split()).casefold()
    is_remark = _REMARKS.issuperset(words.split()) and _TELLS.search(words) and not _TELLS_MORE.search(words)
    return match.end() if is_remark and not is_asking(words) else 0


def _agreed(clause: str) -> Agreed | None:
    clause = " ".join(clause.casefold().replace("’", "'").split())
    for phrase, word in _SET_PHRASES.items():
        clause = clause.replace(phrase, word)
    if not _KNOWN.issuperset(clause.split()) or _SAYS_OTHERWISE.search(clause) or is_asking(clause):
        return None
    objects = {each for each, pattern in _OBJECTS.items() if pattern.search(clause)}
    if re.search(r"\bboth\b", clause) and not objects:
        objects = set(_DRAFTS)
    if objects == _DRAFTS:
        objects = {Agreed.BOTH}
    about = next(iter(objects), Agreed.IT) if len(objects) < 2 else None
    deeds = [meant for says, meant in _DEEDS if says.search(clause)]
    if deeds:
        return deeds[0] if len(deeds) == 1 and about in (Agreed.IT, deeds[0]) else None
    return about if _AGREES.search(clause) or _IS_GOOD.search(clause) else None
