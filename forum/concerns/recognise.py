"""Concerns recognised in what somebody wrote, by the words that people use for them.

The claims that are recognised, by kind. A worry has no words of its own: see ``recognise``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forum.concerns import allegations, circumstances, harms
from forum.concerns.allegations import ALLEGATION
from forum.concerns.complaints import COMPLAINT, INTEREST
from forum.concerns.data_rights import ACCESS, RIGHTS
from forum.concerns.kinds import ConcernKind
from forum.concerns.outsiders import INFORMATION, LEAVER, PRESS
from forum.concerns.sentences import Claim, fold, sentences_of
from forum.concerns.threats import THREAT

CLAIMS: Mapping[ConcernKind, Claim] = {
    ConcernKind.ALLEGATION: ALLEGATION,
    ConcernKind.THREAT: THREAT,
    ConcernKind.COMPLAINT: COMPLAINT,
    ConcernKind.INTEREST: INTEREST,
    ConcernKind.RIGHTS: RIGHTS,
    ConcernKind.ACCESS: ACCESS,
    ConcernKind.INFORMATION: INFORMATION,
    ConcernKind.PRESS: PRESS,
    ConcernKind.LEAVER: LEAVER,
}


TOGETHER = 5  # sentences, within which the hints of a claim stand
ENOUGH = 6  # points of a worry
UNNAMED = 7  # points of one that speaks of nobody in particular
PLAIN = 8  # points of one that a word of the forum's business beside it does not hide
HINT = 3  # points of what may be a worry: it alarms nobody, but is put before the unit the same hour
SOMEBODY = 3  # points for a person of whom something may be the matter
MOST_SCENES = 3  # points for things of a private life
SIGNS = {
    circumstances.THIRD: 1,
    circumstances.AGE: 2,
    circumstances.INTRODUCED: 1,
    circumstances.OFFICIAL: 1,
    circumstances.ASKED: 2,
    circumstances.CONCERNED: 1,
    circumstances.KNOWN: 1,
    circumstances.NOW: 1,
    circumstances.UNEASE: 1,
    circumstances.UNHEARD: 2,
    circumstances.EXCUSED: -2,
    harms.CERTAIN: 3,
}
"""The points of a worry, besides those for whom it is about and for what happens to them."""


def concerns_in(
    lines: Sequence[str], *, subject: str = "", files: Sequence[str] = ()
) -> tuple[ConcernKind, ...]:
    """Return the kinds of concern in somebody's own lines, their subject and the names of their files, the
    most urgent first; none for the business of a forum that speaks of such things every day."""
    said = _said(subject, lines)
    names = [fold(name) for name in files]
    found = {kind for kind, claim in CLAIMS.items() if is_made(claim, [*said, *names])}
    if is_worry(said) or is_named_worry(fold(subject)) or any(map(is_named_worry, names)):
        found.add(ConcernKind.WORRY)
    if any(is_accusation(each) for each in said):
        found.add(ConcernKind.ALLEGATION)
    return tuple(kind for kind in ConcernKind if kind in found)


def is_worry(sentences: Sequence[str]) -> bool:
    """Say whether sentences tell of somebody who may be at risk: all of them together that speak neither of
    the forum's business nor of anybody in general (own rule)."""
    told = _told_in(sentences)
    is_somebody = circumstances.is_somebody(told) or circumstances.THIRD.search(told)
    return points(told) >= (ENOUGH if is_somebody or harms.CERTAIN.search(told) else UNNAMED)


def may_be_worry(lines: Sequence[str]) -> bool:
    """Say whether somebody's own lines may tell of somebody at risk, though nothing is plain (own rule)."""
    return points(_told_in(_said("", lines))) >= HINT


def is_accusation(sentence: str) -> bool:
    """Say whether a sentence that tells of somebody at risk has somebody of a profession do it (own rule)."""
    return bool(allegations.ACTING.search(sentence)) and is_worry([sentence])


def is_business(sentence: str) -> bool:
    """Say whether a sentence speaks of the forum's business, or of anybody in general; but "what do I do if a
    girl tells me" asks for somebody in particular (own rule)."""
    asks = circumstances.ASKED.search(sentence) and circumstances.WRITER.search(sentence)
    if circumstances.GENERAL.search(sentence) and not asks:
        return True
    is_plain = circumstances.THIRD.search(sentence) and points(sentence) >= PLAIN
    return bool(circumstances.BUSINESS.search(sentence)) and not is_plain


def is_named_worry(name: str) -> bool:
    """Say whether a subject or the name of a file tells of somebody who may be at risk: articles are left
    out there, and a photo or a statement is of something that happened (own rule)."""
    person = SOMEBODY if circumstances.BARE_PERSON.search(name) and not circumstances.is_somebody(name) else 0
    shown = 2 if harms.SHOWN.search(name) else 0
    return not is_business(name) and points(name) + person + shown >= ENOUGH


def points(text: str) -> int:
    """Count how much speaks for a worry in a text: somebody to whom something happens, now, of which the
    writer knows and for which they ask what to do (own rule)."""
    ways = sum(1 for harm in harms.HARMS if harm.search(text))
    happens = 3 + min(ways, 2) if ways else 0
    scenes = min(len(set(circumstances.SCENE.findall(text))), MOST_SCENES)
    signs = sum(points for sign, points in SIGNS.items() if sign.search(text))
    return _people(text) + happens + scenes + signs


def _people(text: str) -> int:
    familiar = len(set(circumstances.FAMILIAR.findall(text)))
    return (SOMEBODY if circumstances.is_somebody(text) else 0) + min(max(familiar - 1, 0), 2)


def _said(subject: str, lines: Sequence[str]) -> list[str]:
    return [each for each in sentences_of([subject, *lines]) if not circumstances.DISCLAIMER.search(each)]


def _told_in(sentences: Sequence[str]) -> str:
    return " . ".join(each for each in sentences if not is_business(each))


def is_made(claim: Claim, sentences: Sequence[str]) -> bool:
    """Say whether a claim is made: in so many words, or by all the hints of a row in sentences that stand
    together (own rule). A sentence that speaks of such claims as business counts for nothing."""
    counted = [each for each in sentences if not claim.unless.search(each)]
    return any(claim.said.search(each) for each in counted) or any(
        all(any(hint.search(each) for each in counted[start : start + TOGETHER]) for hint in hints)
        for hints in claim.hints
        for start in range(len(counted))
    )
