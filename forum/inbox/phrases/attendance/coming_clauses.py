"""The closed grammar of coming: the clauses of which a reply about it may be made, each in whole phrases.

A reply is divided at its marks and joints, and each piece has to be one of these clauses from end to end.
What stands in no clause is not understood here, however much of the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.phrases.attendance.coming_phrases import (
    ENDS_IN_SEE_YOU,
    IS_ASIDE,
    IS_YES,
    OF_THE_WRITER,
    OPENER,
    SAYS_SEE_YOU,
    Kind,
    Matches,
)
from forum.inbox.phrases.attendance.coming_words import (
    TAKES_BACK,
    says_coming,
    says_engaged,
    says_no_deputy,
    says_not_coming,
)
from forum.inbox.phrases.attendance.deputy_phrases import Named, names_any, patterns_of, without_free
from forum.inbox.phrases.courtesies_and_conditions import DOUBTS, is_asking, is_thanks
from forum.inbox.phrases.slips import mended


@dataclass(frozen=True)
class Clause:
    """A clause of a reply; ``deputy`` is the registered name of whom it speaks."""

    kind: Kind
    deputy: str = ""


_IN_ANY_ORDER: Sequence[tuple[Kind, Matches]] = (
    (Kind.COMING, says_coming),
    (Kind.NOT_COMING, says_not_coming),
    (Kind.NO_DEPUTY, says_no_deputy),
)
SLIPS = frozenset(
    [
        "apologies",
        "attend",
        "attending",
        "available",
        "cannot",
        "coming",
        "deputy",
        "join",
        "joining",
        "meeting",
        "please",
        "sorry",
        "thanks",
        "there",
        "unable",
        "unfortunately",
    ]
)
"""Words in which one slip is seen through."""
_SENTENCE = re.compile(r"\n+|(?<![.!;])[.!;]++(?=\s|$)")
_SPACES = re.compile("(?:[^\\S\n]|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f])+")  # and smiles
_LINK = "(?:and|so|but|&|as|because|since|though|due to|owing to)"
_JOINT = re.compile(rf" ?[,:;()](?: {_LINK}(?= ))? ?| [-–—/]{{1,3}} (?:{_LINK} )?| {_LINK} ", re.IGNORECASE)
_REASON_OPENS = re.compile(
    r" (?=(?:my|our|i'm|i am|i've|i have|we've|we have|we're|got|with|in|on|at|having|being|until)\b)",
    re.IGNORECASE,
)
_NO_PREPOSITION = "".join(
    rf"(?<!\b{word})"
    for word in ("with", "for", "of", "by", "and", "or", "not", "to", "from", "is", "than", "as")
)
_MOST_JOINTS, _LONGEST = 16, 300  # of a sentence; a longer one is no plain answer
_OF_MYSELF = re.compile(
    r"(?:(?:so |really |very )?sorry(?: but)? )?(?:i|i'm|i've|i'll be|we|we're|we've|this|that|it"
    r"|there's|bad) ",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"(?<=\s)(?!I\b)[A-Z]\w*(?:'s)? (?:is|are|has|have|was|can|can't|will|won't|isn't)\b"
)
_OF_SOMEBODY = re.compile(r"(?<!\S)(?!I\b)[A-Z]\w*(?:'s|'ll| is| can| will| has| could| would)\b")
"""Somebody who may be there after all: "neither is free but Emma is"."""
_OF_THEM = re.compile(
    r"(?:she|he|they)\b(?!.*\b(?:leav\w+|left|away|ill|unwell|off|sick|busy|retir\w+|moved|old|new)\b)",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(r"(?:in|on|at|with|until)\b", re.IGNORECASE)
_COMES_AT_ALL = frozenset({Kind.COMING, Kind.LATE, Kind.PARTLY})
_DECLINES = frozenset({Kind.NOT_COMING, Kind.NO_DEPUTY, Kind.NO})
"""What a reason in free words may follow."""
_EXPLAINED = _DECLINES | {Kind.DEPUTY, Kind.APOLOGY}
"""What such a reason may stand before or behind, on either side."""
_FREE_REASON = re.compile(
    r"(?!.*[\d?@])(?!.*\b(?:will|would|can|could|may|might|come|comes|coming|attend\w*|join\w*|there"
    r"|teams|link|online"
    r"|remote\w*|virtual\w*|dial\w*|late|later|early|paper\w*|report\w*|agenda|minutes|item\w*|action\w*"
    r"|deput\w*|colleague"
    r"|some(?:one|body)|any(?:one|body)|every(?:one|body)|instead|place|behalf|(?-i:[Ss]en[dt]\w*)|ask\w*"
    r"|please"
    r"|know|goes|going|cover\w*"
    r"|stand\w*|represent\w*|invit\w*|e-?mail\w*|mail\w*|letter\w*|file\w*|page\w*|open(?:s|ed)?|read\w*"
    r"|understand"
    r"|password|login|wrong|no|not|never|un?til|but|move\w*|change\w*|postpone\w*)\b)(?!.*(?:n't"
    r"|'ll)\b)[\w' ,-]{3,120}",
    re.IGNORECASE,
)


def clauses_of(text: str, deputies: Sequence[str], *, is_asked: bool = False) -> list[Clause] | None:
    """Return the clauses of which a text is made; None where any of it is none.

    ``deputies`` are the registered names. With ``is_asked`` the letter asks whether somebody comes, so that
    YES alone answers it.
    """
    text = mended(_SPACES.sub(" ", text.replace("’", "'").replace("‘", "'")), SLIPS)
    named = patterns_of(tuple(deputies))
    text = without_free(text, named)
    for whole in dict.fromkeys([text, " ".join(text.split())]):  # a line may be broken anywhere
        read: list[Clause] = []
        for sentence in _SENTENCE.split(whole):
            found = _sentence(sentence.strip(' \t"*_,:-–—'), named, read, is_asked)
            if found is None:
                break
            read += found
        else:
            return _settled(read, is_asked)
    return None


def _settled(clauses: list[Clause], is_asked: bool) -> list[Clause] | None:
    """Return the clauses with what a bare NO comes to; None where one of them lacks what it would belong"
    " to."""
    kinds = {clause.kind for clause in clauses}
    if Kind.REASON_AHEAD in kinds and (kinds & _COMES_AT_ALL or not kinds & _EXPLAINED):
        return None
    if Kind.NO not in kinds:
        return clauses
    if not is_asked and not kinds & {Kind.APOLOGY, Kind.DEPUTY}:
        return None
    return [Clause(Kind.NOT_COMING) if clause.kind is Kind.NO else clause for clause in clauses]


def _sentence(sentence: str, named: Named, before: Sequence[Clause], is_asked: bool) -> list[Clause] | None:
    """Return the clauses of a sentence, divided at its joints so that each piece is one; None for another."""
    if not sentence:
        return []
    if len(sentence) > _LONGEST or len(joints := _joints(sentence, named)) > _MOST_JOINTS:
        return None
    ends = [*joints, None]
    read, start, at = list(before), 0, 0
    while at < len(ends):
        for end in range(len(ends) - 1, at - 1, -1):  # the longest piece first
            joint = ends[end]
            piece = sentence[start : joint.start() if joint else len(sentence)].strip(" \"'*_-–—()")
            clauses = _clause(piece, named, read, is_asked, is_last=joint is None)
            is_loose = joint is not None and joint.re is _REASON_OPENS
            if clauses is not None and not (is_loose and clauses[-1].kind not in _DECLINES):
                read += clauses
                start, at = joint.end() if joint else len(sentence), end + 1
                break
        else:
            return None
    return read[len(before) :]


def _joints(sentence: str, named: Named) -> list[re.Match[str]]:
    """Return the places at which a sentence may be divided: at marks, before a deputy's name, and where a
    reason begins.
    """
    before_names = (re.compile(rf"{_NO_PREPOSITION} (?={of.name.pattern})", re.IGNORECASE) for of in named)
    found = [
        joint for pattern in (_JOINT, *before_names, _REASON_OPENS) for joint in pattern.finditer(sentence)
    ]
    joints: list[re.Match[str]] = []
    for joint in sorted(found, key=lambda joint: (joint.start(), -joint.end())):
        if not joints or joint.start() >= joints[-1].end():
            joints.append(joint)
    return joints


def _clause(
    piece: str, named: Named, before: Sequence[Clause], is_asked: bool, *, is_last: bool
) -> list[Clause] | None:
    """Return what a piece says; None where it is no clause."""
    if is_asked and IS_YES(piece):
        return [Clause(Kind.COMING)]
    plain = OPENER.sub("", f"{piece} ", count=1).strip()
    if SAYS_SEE_YOU(piece):
        return [Clause(Kind.GOODBYE)]
    if not plain or (is_thanks(piece) and not ENDS_IN_SEE_YOU.search(piece)) or IS_ASIDE.fullmatch(piece):
        return [Clause(Kind.COURTESY)]
    for of in named:
        if of.neither(piece):
            return [Clause(Kind.NOT_COMING), Clause(Kind.OTHER_DEPUTY, of.deputy)]
        for kind, matches in of.by_kind:
            if matches(piece):
                return [Clause(kind, of.deputy)]
    for kind, says in _IN_ANY_ORDER:
        if says(plain):
            return [Clause(kind)]
    for kind, matches in OF_THE_WRITER:
        if matches(piece):
            return [Clause(kind)]
    kinds = {clause.kind for clause in before}
    of_myself = _OF_MYSELF.match(piece) is not None
    is_explained = bool(kinds & _DECLINES) or (
        not kinds.isdisjoint({Kind.DEPUTY, Kind.NAME}) and (of_myself or _OF_THEM.match(piece) is not None)
    )
    is_ahead = not is_explained and not is_last and of_myself and not _OF_ANOTHER.search(piece)
    if (
        ((is_explained and is_last) or is_ahead)
        and _FREE_REASON.fullmatch(piece)
        and not (_OF_A_PLACE.match(piece) or TAKES_BACK.search(piece))
        and not names_any(piece, named)
        and not (Kind.NO_DEPUTY in kinds and _OF_SOMEBODY.search(piece))
        and not (DOUBTS.search(piece) or is_asking(piece))
    ):
        return [Clause(Kind.REASON_AHEAD if is_ahead else Kind.REASON)]
    if says_engaged(piece) and not (names_any(piece, named) or _OF_SOMEBODY.search(piece)):
        return [Clause(Kind.REASON_AHEAD)]
    return None
