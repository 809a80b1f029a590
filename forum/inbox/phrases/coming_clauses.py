"""The closed grammar of coming: the clauses of which a reply about it may be made, each in whole phrases.

A reply is divided at its marks and joints, and each piece has to be one of these clauses from end to end.
What stands in no clause is not understood here, however much of the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.phrases.coming_phrases import IS_ASIDE, IS_YES, OF_THE_WRITER, OPENER, Kind, Matches
from forum.inbox.phrases.coming_words import says_coming, says_no_deputy, says_not_coming
from forum.inbox.phrases.courtesies_and_conditions import DOUBTS, is_thanks
from forum.inbox.phrases.deputy_phrases import Named, names_any, patterns_of


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
_SENTENCE = re.compile(r"\n+|(?<![.!;])[.!;]++(?=\s|$)")
_SPACES = re.compile("(?:[^\\S\n]|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f])+")  # and smiles
_LINK = "(?:and|so|but|&|as|because|since|though|due to|owing to)"
_JOINT = re.compile(rf" ?[,:;()](?: {_LINK}(?= ))? ?| [-–—/]{{1,3}} (?:{_LINK} )?| {_LINK} ", re.IGNORECASE)
_MOST_JOINTS, _LONGEST = 12, 300  # of a sentence; a longer one is no plain answer
_OF_MYSELF = re.compile(
    r"(?:(?:so |really |very )?sorry(?: but)? )?(?:i|i'm|i've|i'll be|we|we're|we've|this|that|it"
    r"|there's|bad) ",
    re.IGNORECASE,
)
_ANOTHERS_NAME = re.compile(r"(?<=\s)(?!I\b)[A-Z]\w")
_FREE_REASON = re.compile(
    r"(?!.*[\d?@])(?!.*\b(?:will|would|can|could|may|might|come|comes|coming|attend\w*|join\w*|there"
    r"|teams|link|online"
    r"|remote\w*|virtual\w*|dial\w*|late|later|early|paper\w*|report\w*|agenda|minutes|item\w*|action\w*"
    r"|deput\w*|colleague"
    r"|some(?:one|body)|any(?:one|body)|every(?:one|body)|instead|place|behalf|sen[dt]\w*|ask\w*|please"
    r"|know|goes|going|cover\w*"
    r"|stand\w*|represent\w*|invit\w*|e-?mail\w*|mail\w*|letter\w*|file\w*|page\w*|open\w*|read\w*|understand"
    r"|password|login|wrong|no|not|never|un?til|but|move\w*|change\w*|postpone\w*)\b)(?!.*(?:n't"
    r"|'ll)\b)[\w' ,-]{3,120}",
    re.IGNORECASE,
)


def clauses_of(text: str, deputies: Sequence[str], *, is_asked: bool = False) -> list[Clause] | None:
    """Return the clauses of which a text is made; None where any of it is none.

    ``deputies`` are the registered names. With ``is_asked`` the letter asks whether somebody comes, so that
    YES alone answers it.
    """
    text = _SPACES.sub(" ", text.replace("’", "'").replace("‘", "'"))
    named = patterns_of(deputies)
    for whole in dict.fromkeys([text, " ".join(text.split())]):  # a line may be broken anywhere
        read: list[Clause] = []
        for sentence in _SENTENCE.split(whole):
            found = _sentence(sentence.strip(' \t"*_,:-–—'), named, read, is_asked)
            if found is None:
                break
            read += found
        else:
            return read if _has_what_follows(read) else None
    return None


def _has_what_follows(clauses: Sequence[Clause]) -> bool:
    """Say whether a reason that stands ahead is one for staying away or for a deputy."""
    kinds = {clause.kind for clause in clauses}
    if Kind.REASON_AHEAD not in kinds:
        return True
    return kinds.isdisjoint({Kind.COMING, Kind.LATE, Kind.PARTLY}) and not kinds.isdisjoint(
        {Kind.NOT_COMING, Kind.DEPUTY}
    )


def _sentence(sentence: str, named: Named, before: Sequence[Clause], is_asked: bool) -> list[Clause] | None:
    """Return the clauses of a sentence, divided at its joints so that each piece is one; None for another."""
    if not sentence:
        return []
    joints = list(_JOINT.finditer(sentence)) if len(sentence) <= _LONGEST else []
    if len(joints) > _MOST_JOINTS or len(sentence) > _LONGEST:
        return None
    ends = [*joints, None]
    read, start, at = list(before), 0, 0
    while at < len(ends):
        for end in range(len(ends) - 1, at - 1, -1):  # the longest piece first
            joint = ends[end]
            piece = sentence[start : joint.start() if joint else len(sentence)].strip(" \"'*_-–—()")
            clauses = _clause(piece, named, read, is_asked, is_last=joint is None)
            if clauses is not None:
                read += clauses
                start, at = joint.end() if joint else len(sentence), end + 1
                break
        else:
            return None
    return read[len(before) :]


def _clause(
    piece: str, named: Named, before: Sequence[Clause], is_asked: bool, *, is_last: bool
) -> list[Clause] | None:
    """Return what a piece says; None where it is no clause."""
    if is_asked and IS_YES(piece):
        return [Clause(Kind.COMING)]
    plain = OPENER.sub("", f"{piece} ", count=1).strip()
    if not plain or is_thanks(piece) or IS_ASIDE.fullmatch(piece):
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
    is_plain = any(clause.kind is Kind.NOT_COMING for clause in before)
    is_ahead = not is_plain and not is_last and _OF_MYSELF.match(piece) and not _ANOTHERS_NAME.search(piece)
    if (
        ((is_plain and is_last) or is_ahead)
        and _FREE_REASON.fullmatch(piece)
        and not names_any(piece, named)
        and not DOUBTS.search(piece)
    ):
        return [Clause(Kind.REASON_AHEAD if is_ahead else Kind.REASON)]
    return None
