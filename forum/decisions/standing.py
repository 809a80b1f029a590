"""How a decision stands: by the quorum it had, a later meeting, or a later decision (clause 4)."""

from __future__ import annotations

from dataclasses import dataclass


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
