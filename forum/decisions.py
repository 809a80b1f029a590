"""How a decision stands: by the quorum it had, a later meeting, or a later decision (clause 4).

The vote on a decision: its majority, the Chair's casting vote, and its words (clause 4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forum.terms.parts.quorum import Votes
from forum.text.checks import folded
from forum.text.wording import listed

_VOTES = re.compile(r"(\d{1,3})–(\d{1,3})")


@dataclass(frozen=True)
class DecisionFacts:
    """The facts of a decision.

    ``is_quorate`` says that enough seats were there, ``is_ruled`` that the Chair deemed so although they were
    not. ``waits`` is true for one that is to be ratified, until ``ratified_at`` has the reference of the
    meeting that did. ``superseded_by`` is the reference of the decision that took its place.
    """

    is_quorate: bool = True
    is_ruled: bool = False
    waits: bool = False
    ratified_at: str = ""
    superseded_by: str = ""


def standing_in_words(facts: DecisionFacts) -> str:
    """Say how a decision stands: "stands; ratified at MASE/2027-02". Without a quorum it waits (clause 4)."""
    if facts.superseded_by:
        return f"superseded by {facts.superseded_by}"
    if facts.ratified_at:
        return f"stands; ratified at {facts.ratified_at}"
    if facts.waits or not facts.is_quorate:
        return "waits to be ratified"
    return "stands, as the Chair ruled" if facts.is_ruled else "stands"


@dataclass(frozen=True)
class Vote:
    """The votes for and against a decision, and abstentions. ``casting`` is whether the Chair's second vote
    was for it, None where there was none; ``by_name`` who voted how, as the record has it."""

    in_favour: int
    against: int
    abstained: int = 0
    casting: bool | None = None
    by_name: str = ""


def faults_of(vote: Vote, rule: Votes, present: int, seats: int) -> str:
    """Return why a decision is not taken by a vote, of so many seats with a vote ``present`` and so many in
    all; empty where it is carried."""
    cast = vote.in_favour + vote.against
    if cast + vote.abstained > present:
        return f"at most {present} votes and abstentions together, as many as seats with a vote were there"
    is_tie = vote.in_favour == vote.against
    of = {"votes cast": cast, "seats present": present, "all seats": seats}[rule.of]
    assert rule.majority is not None
    needed = rule.majority * of
    is_enough = vote.in_favour > needed if rule.is_simple else vote.in_favour >= needed
    may_cast = (rule.chair_casts and is_tie) or (rule.chair_decides and not is_enough)
    if vote.casting is not None and not may_cast:
        why = "only of a tie" if rule.chair_casts else f"the Chair has none (clause {rule.clause})"
        return f"no casting vote: {'only without a majority' if rule.chair_decides else why}"
    if is_enough or vote.casting:
        return ""
    tie = ", or the Chair’s casting vote" if may_cast and vote.casting is None else ""
    return (
        f"{rule.in_words} (clause {rule.clause}){tie}; without it nothing is decided: "
        "take the decision out of this line"
    )


def votes_of_groups(by_name: str, seats: Mapping[str, int]) -> tuple[int, int, int] | None:
    """Return how many groups are for, against and without a majority of their own votes, from words such as
    "Teachers 4–2, Churches 3–1"; None where a group is not one of ``seats``, is named twice or has more votes
    than seats."""
    most = {folded(kind): number for kind, number in seats.items()}
    margins: dict[str, int] = {}
    for words in re.split(r"[;,]", by_name.strip(" .;,")):
        name, _, votes = re.sub(r"(?<=\d) ?[-–] ?(?=\d)", "–", " ".join(words.split())).rpartition(" ")
        match, kind = _VOTES.fullmatch(votes), folded(name.rstrip(":"))
        if match is None or kind in margins:
            return None
        in_favour, against = map(int, match.groups())
        if in_favour + against > most.get(kind, -1):
            return None
        margins[kind] = in_favour - against
    of = margins.values()
    return sum(each > 0 for each in of), sum(each < 0 for each in of), sum(each == 0 for each in of)


def in_words(vote: Vote, rule: Votes) -> str:
    """Return the sentence of the minutes: "Vote: 7 for, 3 against and 1 abstained (clause 8)."."""
    abstained = [f"{vote.abstained} abstained"] if vote.abstained else []
    counted = listed([f"{vote.in_favour} for", f"{vote.against} against", *abstained])
    what = "decision" if rule.chair_decides else "casting vote"
    casting = f", carried by the Chair’s {what}" if vote.casting else ""
    by_name = f" By name: {vote.by_name.rstrip('.')}." if vote.by_name else ""
    return f"Vote: {counted}{casting} (clause {rule.clause}).{by_name}"
