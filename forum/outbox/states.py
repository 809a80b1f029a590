"""The outbox: the states of a dispatch, the moves between them, and the key that makes a letter go once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from forum.outbox.topic import Topic

LONGEST_KEY = 200


class State(StrEnum):
    QUEUED = "queued"
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    SUBMITTING = "submitting"
    SENT = "sent"
    REHEARSED = "rehearsed"
    UNKNOWN = "unknown"
    ASKED = "asked"
    HELD = "held"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    FAILED = "failed"


_GONE = frozenset({State.SENT, State.REHEARSED})
MOVES: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.DRAFTING, State.HELD, State.LAPSED, State.CANCELLED}) | _GONE,
    # Back to queued only when it is proved that nothing was created.
    State.DRAFTING: frozenset({State.DRAFTED, State.QUEUED, State.UNKNOWN}),
    # Back to queued once the draft is deleted, because the address, the mode or the content changed.
    State.DRAFTED: frozenset({State.SUBMITTING, State.QUEUED, State.HELD, State.LAPSED}),
    # Back to drafted only when the gateway refused and that is proved; rehearsed when letters are redirected.
    State.SUBMITTING: frozenset(
        {State.SENT, State.REHEARSED, State.DRAFTED, State.UNKNOWN, State.FAILED},
    ),
    # Back to drafted after two looks and the delay; asked when nobody can say whether it went.
    State.UNKNOWN: frozenset({State.SENT, State.REHEARSED, State.DRAFTED, State.ASKED}),
    # A person says: it went, or try it again (the attempt rises by one).
    State.ASKED: frozenset({State.SENT, State.REHEARSED, State.QUEUED}),
    # Released by a person, and always drafted anew.
    State.HELD: frozenset({State.QUEUED, State.CANCELLED}) | _GONE,
    State.SENT: frozenset(),
    State.REHEARSED: frozenset(),
    # Sent Items have it: the register that was restored had forgotten that it went, as with queued and held.
    State.LAPSED: _GONE,
    State.CANCELLED: _GONE,
    State.FAILED: _GONE,
}

FINAL = _GONE | {State.LAPSED, State.CANCELLED, State.FAILED}
"""States from which no letter leaves."""
ON_ITS_WAY = frozenset({State.QUEUED, State.DRAFTING, State.DRAFTED, State.SUBMITTING, State.UNKNOWN})
"""States from which a letter leaves without a person's word."""
NOT_READ = frozenset({State.LAPSED, State.CANCELLED, State.FAILED})  # such a letter reached nobody


def may_move(state: State, to: State) -> bool:
    """Say whether the table of moves lets a dispatch move to a state; a final one is left only for that of a
    letter that had gone (own rule)."""
    return to in MOVES[state]


def settles_step(state: State) -> bool:
    """Say whether a letter in this state counts as out, so that its step can be done: sent, lapsed or
    cancelled (own rule). A rehearsed letter doesn't."""
    return state in {State.SENT, State.LAPSED, State.CANCELLED}


def dispatch_key(group: UUID, letter: str, topic: Topic, person: UUID) -> str:
    """Return the unique key by which a letter about a subject goes to a person once on an occasion (own
    rule): ``group/subject/letter/occasion/person``, at most 200 characters.

    ``letter`` is the letter's name. Raises ValueError when it is empty or holds a slash, or the key is too
    long, since two keys could then be taken for one.
    """
    if not letter or "/" in letter:
        raise ValueError(f"the name of a letter is empty or holds a slash: {letter!r}")
    key = f"{group}/{topic.id}/{letter}/{topic.occasion}/{person}"
    if len(key) > LONGEST_KEY:
        raise ValueError(f"a dispatch key of {len(key)} characters is longer than {LONGEST_KEY}")
    return key
