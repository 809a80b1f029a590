"""Reading the quorum: a share, a number, both, more than half, and what must be there besides."""

from __future__ import annotations

import re

from forum.terms.answers import share_in_words
from forum.terms.reading.amounts import NUMBER, any_of, number_before, share_in
from forum.terms.reading.clauses import Clause
from forum.terms.reading.deadlines import Said
from forum.text.cell_values import whole_number

MORE_THAN_HALF = "more than half"
QUORUM = any_of(r"quor(?:um|ate|acy)")
_ALSO = any_of(
    r"(?:includ(?:e|es|ing)|of (?:whom|which)|(?:one|two|three) of (?:whom|which|these)|(?:which|this) must"
    r"|with a minimum|(?:and|plus) (?:at least|a minimum|the chair|one|either)|provided|must comprise"
    r"|at least one|no decision)"
)
_MEMBERS = (
    "members?|councillors?|governors?|organisations?|agencies|representatives?|partners?|people"
    "|persons?|trustees?"
    "|districts?|seats?|directors?"
)
_MORE = any_of(r"(?:simple )?majority of|more than (?:half|50%)|50% ?(?:\+|plus) ?(?:1|one)\b")
_VOTES = any_of(r"votes?\b|must agree|in favour|majority of those|taken by")
_LESSER = any_of(r"lesser|smaller|lower|fewer is")
_VACANT = any_of(r"vacan|in post|for the time being|appointed at the time|(?:currently|then) appointed")
_LEFT_OUT = any_of(r"excluding (?!(?:any )?vacan)|those present")
_BOTH_COUNT = any_of(r"greater|higher|larger|and\b|both|minimum of|subject to")
_OTHERS = re.compile(rf"\b{NUMBER} (?:of the )?(?:other|further|more|additional)\b", re.IGNORECASE)
_ONE_MORE = re.compile(rf"more than (?:{NUMBER}) (?:{_MEMBERS})", re.IGNORECASE)
_NO_FIGURE = r"(?![\w%/-]| ?(?:%|per|third|quarter|half|working|clear|day|week|minutes?\b|hours?\b))"
_AFTER_THE_WORD = re.compile(
    rf"quor(?:um|acy|ate)(?: \w+){{0,8}}? ?[:–-]? ?\(?({NUMBER})\)?{_NO_FIGURE}", re.IGNORECASE
)
_LEAST = re.compile(
    rf"\b(?:minimum of|at least|(?:fewer|less) than) ({NUMBER}){_NO_FIGURE}|^({NUMBER})\.?$", re.IGNORECASE
)
_A_SHARE = re.compile(
    r"\b(?:one|two|three|a)[ -](?:third|quarter|fifth|half)s?\b|\bhalf\b|\d{1,3} ?(?:%|per ?cent)|\b\d/\d\b",
    re.IGNORECASE,
)


def read_quorum(sentence: str, clause: Clause) -> Said:
    """Yield the quorum that a sentence sets; a sentence on votes sets none. What it asks for besides is
    a part that sets nothing by itself."""
    if not QUORUM.search(sentence) and (not QUORUM.search(clause.heading) or _VOTES.search(sentence)):
        return
    also = _ALSO.search(sentence)
    counted = sentence[: also.start()] if also else sentence
    if also and not _numbers_in(counted):
        also, counted = None, sentence
    share, number, more = share_in(counted), _number_in(counted), _MORE.search(sentence)
    vacant = _VACANT.search(sentence)
    doubt = _doubt(sentence, counted, bool(share), bool(number)) if share or number else ""
    if vacant and (share or more):
        yield "quorum.vacant", "left out", ""
    if more:
        left_out = "a part of the members is left out of the count" if _LEFT_OUT.search(sentence) else ""
        yield "quorum.share", MORE_THAN_HALF, left_out
    elif share:
        yield "quorum.share", share_in_words(share), doubt
    if number and not more:
        yield "quorum.number", str(number), doubt
    if also and (number or share or more):
        yield "", f"the quorum: “{sentence[also.start() :]}”", ""


def _number_in(text: str) -> int | None:
    number = number_before(text, _MEMBERS)
    for pattern in (_AFTER_THE_WORD, _LEAST):
        match = pattern.search(text) if number is None else None
        words = next((group for group in match.groups() if group), "") if match else ""
        if words.lower() not in ("", "a", "an"):
            number = whole_number(words)
    return number


def _doubt(sentence: str, counted: str, has_share: bool, has_number: bool) -> str:
    """Return why the figures of a sentence are not sure; empty where they are."""
    if _LESSER.search(sentence):
        return "it asks for the smaller of two"
    if has_share and has_number and not _BOTH_COUNT.search(sentence):
        return "it names two, and not which of them counts"
    if _ONE_MORE.search(sentence) and not has_share:
        return "“more than”: one more?"
    if _LEFT_OUT.search(sentence):
        return "a part of the members is left out of the count"
    if _OTHERS.search(sentence):
        return "“other”: beside whom?"
    return "it has another number" if _numbers_in(counted) > has_share + has_number else ""


def _numbers_in(text: str) -> int:
    """Count the numbers of a text, a share as one of them."""
    plain = re.sub(r"\b(?:an?|one of|any one)\b", "", _A_SHARE.sub("9", text), flags=re.IGNORECASE)
    return len(re.findall(rf"(?<![\w.]){NUMBER}(?![\w])", plain, re.IGNORECASE))
