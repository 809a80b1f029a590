"""Minutes: from the unit's draft to confirmation at a later meeting (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum


class MinutesState(StrEnum):
    DRAFT = "draft"
    WITH_THE_CHAIR = "with the Chair"
    AGREED = "agreed"
    CIRCULATED = "circulated unconfirmed"
    CONFIRMED = "confirmed"


class Confirmation(StrEnum):
    """What a later meeting said of the last minutes."""

    CONFIRMED = "confirmed"
    AMENDED = "amended"
    DEFERRED = "deferred"


MOVES: Mapping[MinutesState, frozenset[MinutesState]] = {}


def may_move(state: MinutesState, to: MinutesState) -> bool:
    """Whether minutes may go from one state to the other (own rule)."""
    raise NotImplementedError


def may_release_unagreed(state: MinutesState, deadline: dt.date, as_of: dt.date) -> bool:
    """With the Chair silent, on the deadline the unit may release the draft as such (clause 6)."""
    raise NotImplementedError


def heading(state: MinutesState, agreed: bool) -> str:
    """The words that stand over minutes in this state; empty once confirmed. ``agreed``: by the Chair."""
    raise NotImplementedError


def after_confirmation(said: Confirmation) -> MinutesState:
    """Confirmed, with or without amendments, or still unconfirmed when deferred (own rule)."""
    raise NotImplementedError
