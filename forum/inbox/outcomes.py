"""The outcomes of an item of the mailbox. No item is lost: one that is not acted on waits for a person."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of reading an item."""

    RECORDED = "recorded"
    NOTED = "noted"  # there was nothing to record: thanks, an automatic reply, no items, no corrections
    NOT_UNDERSTOOD = "not understood"  # the sender has been told how to say it
    TAKEN_BACK = "taken back"  # recorded, and then undone by WRONG
    FOR_THE_UNIT = "for the unit"
    QUARANTINED = "quarantined"
    PUT_ASIDE = "put aside"


WAITING = frozenset({Outcome.FOR_THE_UNIT, Outcome.QUARANTINED})


def category(outcome: Outcome) -> str:
    """Return the mark that people see beside the item in the mailbox."""
    return f"MASE: {outcome}"
