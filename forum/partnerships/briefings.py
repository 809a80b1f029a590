"""A briefing: what a decision means to a partnership, in words that the Chair agrees (clause 2)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from forum.terms.parts.duties import Briefings
from forum.text.checks import folded
from forum.text.look_at import Passage, passages_to_look_at

REFERENCE = re.compile(r"B/\d{4}/\d{2,4}", re.IGNORECASE)

QUARTER = dt.timedelta(days=91)


class BriefingKind(StrEnum):
    """The purposes for which a partnership is briefed."""

    INFORMATION = "for information"
    ACTION = "for action"
    COMMENT = "for comment"
    RESPONSE = "in response"

    @property
    def asks(self) -> bool:
        """Say whether the partnership is asked for something, by a day."""
        return self in (BriefingKind.ACTION, BriefingKind.COMMENT)


class BriefingState(StrEnum):
    """The states of a briefing."""

    TO_WRITE = "to write"
    WRITTEN = "with the Chair"
    AGREED = "agreed"
    SENT = "sent"
    DROPPED = "not sent"


@dataclass(frozen=True, kw_only=True)
class BriefingText:
    """What a briefing says: what was ``decided``, ``why`` it matters to the partnership, what it is asked for
    (``ask``, ``by`` a day; empty where nothing is), and what it may ``pass_on``."""

    decided: str
    why: str
    ask: str = ""
    by: dt.date | None = None
    pass_on: str


@dataclass(frozen=True, kw_only=True)
class BriefingWords(BriefingText):
    """The words of a briefing of some kind."""

    kind: BriefingKind

    @property
    def digest(self) -> str:
        """A mark of all words, by which a change of any of them is noticed: SHA-256 in hexadecimal."""
        words = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def text(self) -> str:
        """All that was written, to be looked through."""
        return "\n".join((self.decided, self.why, self.ask, self.pass_on))


def briefing_reference(year: int, number: int) -> str:
    """Return the reference of the year's briefing with a number, "B/2027/01". It tells nothing of the
    decision, whose own number would betray that it is of part 2."""
    return f"B/{year}/{number:02}"


def decision_digest(reference: str, text: str) -> str:
    """Return a mark of a decision, by which a change of it is noticed: SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{reference}\n{text}".encode()).hexdigest()


def is_quarter_due(last: dt.date, on: dt.date) -> bool:
    """Say whether a partnership has heard nothing for a quarter since the ``last`` briefing, or since it has
    a contact: it gets a page on what the group did (own rule)."""
    return on >= last + QUARTER


def partnerships_in(refer_to: str, partnerships: Iterable[str]) -> tuple[str, ...]:
    """Return the partnerships that a decision is referred to, of the group's (clause 2)."""
    return tuple(name for name in partnerships if folded(name) in folded(refer_to))


def needs_words_of_its_own(part: int, partnership: str, rules: Briefings) -> bool:
    """Say whether the decision's own text stays inside: it is of part 2, or the partnership's papers are
    public (own rule)."""
    return part > 1 or partnership in rules.public


def faults_of(
    words: BriefingWords, partnership: str, rules: Briefings, known: Collection[str]
) -> tuple[str, ...]:
    """Return what keeps a briefing from the Chair, a sentence each: what is missing, and for a partnership
    whose papers are public, or with which nobody is named, each passage that may tell of a person.

    ``known`` are the names of organisations, which may be named.
    """
    missing = [
        f"{label}: is missing."
        for label, value in (("DECIDED", words.decided), ("WHY", words.why), ("PASS ON", words.pass_on))
        if not value
    ]
    if words.kind.asks and not (words.ask and words.by):
        missing.append(f"ASK: and BY: are needed {words.kind}.")
    if not words.kind.asks and (words.ask or words.by):
        missing.append(f"Nothing is asked {words.kind}: leave ASK: and BY: out.")
    if partnership not in (*rules.public, *rules.nothing_named):
        return tuple(missing)
    passages = briefings_to_look_at(words, known)
    return (*missing, *(f"Nobody and no place is named to {partnership}: {passage}." for passage in passages))


def briefings_to_look_at(words: BriefingWords, known: Collection[str]) -> tuple[Passage, ...]:
    """Return the passages that a person looks at before the words leave the group."""
    return passages_to_look_at(words.text, known)
