"""The words that all letters share, each class once: those that say yes, and those that turn an answer.

A word that turns an answer denies it, asks, sets a condition, doubts, limits it to a part, wants something
else, speaks of another or of another matter, or puts it off. Beside one of them no answer is sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words
from forum.text.wording import MONTHS, WEEKDAYS

YES = "(?:yes|yep|yeah|yup|aye)"
THANK = r"(?:(?:very )?many |with |and ){0,5}(?:thanks?|thank ?you|thx|ta|cheers)"
GOOD = (
    "(?:good|great|grand|fine|ok|okay|excellent|lovely|perfect|brilliant|spot on|bang on|champion"
    "|smashing|tip top|first (?:class|rate)|top notch|super|in order)"
)
CONTENT = "(?:happy|content|fine|ok|okay|good|comfortable|satisfied|pleased|in agreement|in favour)"
PHRASE_ENDS = r"(?=$|[\s.,;:!()…]|[–—-](?:\s|$))"
"""What may follow a phrase that stands by itself: no question mark, and no apostrophe."""


class Turn(Enum):
    """A way in which a word beside an answer may turn it."""

    DENIAL = "not, no, nobody, cannot, unable"
    CONDITION = "if, unless, once, subject to"
    LIMIT = "but, however"
    UNTIL = "until, before"
    DOUBT = "maybe, perhaps, probably, may, hope"
    PART = "in part, only, except, most of"
    WISH = "instead, change, should, need"
    OTHERS = "she, they, said, items"
    LATER = "soon, tomorrow, will, still"
    DAY = "another day: Monday, June"
    QUESTION = "a question, with its mark or without"


_THEY = "(?:i|we|you|s?he|it|they|th(?:is|at|ese|ose|ere|e)|an?|any(?:one|body)?|some(?:one|body)|all)"
_AUXILIARY = (
    "(?:can|could|may|might|shall|should|would|will|must|is|are|was|were|am|do|does|did|has|have|had)"
)
_ASKS = (
    rf"\?|(?:^|[.!;:,–—-]|\b(?:and|so|but|or)\b)[ \t]*+(?:please )?"
    rf"(?:(?!ha(?:ve|d) an? ){_AUXILIARY} {_THEY}|who|whose|what|when|where"
    r"|which(?! (?:is|are|was|were|has|have|will)\b)|why|how)\b"
)
_DAYS = ", ".join((*(month for month in MONTHS if month != "May"), *WEEKDAYS))
TURNS = {
    Turn.DENIAL: any_of(
        words("no, not, never, none, nor, neither, nobody, nothing, cannot, without, unable, hardly, barely"),
        words("nowhere, far from, nothing like"),
        words("scarcely, unhappy, (?:ca|do|wo|is|are|did|has|have|would|could|should|does|was|were)nt"),
        r"n['’]t\b",
    ),
    Turn.CONDITION: any_of(
        words(
            "if, unless, or, subject to, provided, providing, once, when, whenever, as long as, so long as"
        ),
        words(r"assuming, depend\w*, pending, condition\w*, in principle, provisional\w*, on the basis"),
        words("think about it, think it over"),
    ),
    Turn.LIMIT: any_of(words("but, however, though, although")),
    Turn.UNTIL: any_of(words("until, till, awaiting, after, before")),
    Turn.DOUBT: any_of(
        words(
            "maybe, perhaps, might, (?-i:may), probably, possibly, unsure, suppose, supposed, guess, wonder"
        ),
        words(r"hope\w*, what, why"),
    ),
    Turn.PART: any_of(
        words(r"except\w*, apart from, aside from, other than, only, mostly, partly, nearly, almost, bar"),
        words("minus, save for, part(?! (?:2|two)), most, half, one of, so far, for now, differ"),
    ),
    Turn.WISH: any_of(
        words(
            r"instead, chang\w*, amend\w*, add, remov\w*, delet\w*, correct\w*, mov\w*, swap\w*, put, take"
        ),
        words(r"includ\w*, replac\w*, reorder, defer\w*, should, could, would, must, need\w*"),
    ),
    Turn.OTHERS: any_of(
        words("he, she, they, her, him, says, said, tells, told, asked, everybody, everyone, items"),
        words("agreed? (?:by|with|that), for (?:approval|agreement), as agreed, (?:we|they) agreed"),
    ),
    Turn.LATER: any_of(
        words("will, soon, shortly, later, tomorrow, next, last, still, yet, waiting, draft, to be agreed"),
        r"['’]ll\b",
    ),
    Turn.DAY: any_of(words(_DAYS)),
    Turn.QUESTION: re.compile(_ASKS, re.IGNORECASE | re.MULTILINE),
}
_NO_MATTER = any_of(
    r"\b(?:no|not an?|nothing) (?:further |other |more )?(?:problems?|worries|bother|trouble|issues?"
    r"|concerns?|comments?|queries|questions|changes?|amendments|corrections|objections|tweaks)\b"
    r"|\bnothing (?:further |else |more )?to (?:add|report)\b|\b(?:know|knows|understand|see) (?:why|what)\b"
)
"""Denials of nothing that was asked."""
_IDLE = any_of(
    r"\b(?:for|at|only|all at|just|this) once\b|\bonce (?:or twice|again|more)\b",
    r"\b(?:leave|away|off|out|busy|abroad|court|nights|holiday|days) (?:until|till?)\b",
    r"\b(?:before|after) (?:the |our |your |their |its |this |that |next )?(?:half[ -]term"
    r"|[a-z]+ )?(?:board|meeting|discussion|group|weekend|lunch|end|new year|deadline"
    r"|easter|christmas|summer|spring|autumn|half|inspection|visit|elections?|term)\b",
    r"\b(?:last|next) (?:to|door)\b|\bat last\b|\bhalf[ -]term\b|\bwhenever you (?:like|want|wish)\b"
    r"|\bsorry if (?:that|this|it|i)\b",
    r"\b(?:for|of|about|on|to|(?:know|knows|tells)(?: (?:us|them|people|parents))?) (?:what|when|why)\b",
    r"\btell(?: us| you| them)? when\b|\bneeds? (?:it|them)\b(?! (?:to|\w+ed)\b)",
    r"\b(?:one|two|three|four|five|six|day|week|month) or (?:two|three|four|five|six|seven|so|more)\b",
)
"""Words that may turn an answer, where they stand in ways that do not."""


def without_idle_denials(text: str) -> str:
    """Return a text without what denies nothing that was asked: "no problem"."""
    return _NO_MATTER.sub("", text)


def without_idle_words(text: str) -> str:
    """Return a text without words that may turn an answer and here do not: "for once"."""
    return _IDLE.sub("", text)


def turns_in(text: str) -> frozenset[Turn]:
    """Return all ways in which words of a text may turn the answer that they stand beside."""
    text = without_idle_words(without_idle_denials(text))
    return frozenset(turn for turn, pattern in TURNS.items() if pattern.search(text))


def turns(text: str, but_for: Collection[Turn] = ()) -> bool:
    """Say whether a text has a word that may turn an answer, in other ways than are given."""
    return not turns_in(text) <= frozenset(but_for)


_A_DAY = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?{MONTH})|(?:{WEEKDAY})|(?:{MONTH})"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\w'’])"
)
_HAPPENED = (
    "(?:was|were|went|gone|sent|held|ran|came|got|had|did|met|told|took|made|put|saw|gave|left|began|dated"
    "|(?!need)(?<!be )\\w{2,}ed)"
)
_GONE_BY = any_of(
    rf"\b(?:since|last)(?: the)? (?:{_A_DAY}|week|month|year|term|night)",
    rf"\b{_HAPPENED}\b(?: (?!by\b|until\b|till?\b|before\b|for\b|will\b|be\b)[\w'’&/-]+){{0,6}}?"
    rf"(?<!\bto)(?<!\bby)(?<!\bfor)(?<!until) {_A_DAY}",
)
"""A day on which something happened: "went out on Friday"."""


def without_days_gone_by(text: str) -> str:
    """Return a text without the days on which something happened, which put nothing off."""
    return _GONE_BY.sub(" ", text)


def is_asking(text: str) -> bool:
    """Say whether a sentence of a text asks, with its mark or without: "can we agree the agenda"."""
    return Turn.QUESTION in turns_in(text)


def is_denying(text: str) -> bool:
    """Say whether a text denies something that may have been asked."""
    return Turn.DENIAL in turns_in(text)


def is_doubtful(text: str) -> bool:
    """Say whether a text sets a condition, doubts or has a question mark."""
    return "?" in text or not turns_in(text).isdisjoint((Turn.CONDITION, Turn.LIMIT, Turn.UNTIL, Turn.DOUBT))
