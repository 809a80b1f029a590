"""The outbox: the states of a dispatch, the moves between them, and the key that makes a letter go once.

The modes of delivery: letters go to their readers, all to one address, or wait. Why a letter stopped,
where the program acts on it. Topics: the subject of a letter, and the occasion on which it is written
about that. Occasions: the marks that tell a letter about a subject to a person from its repeats. The
conditions of a letter: facts that must still be true when it is sent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter

from forum.calendar.meetings import MeetingState


class Mode(StrEnum):
    LIVE = "live"
    REDIRECT = "redirect"
    HOLD = "hold"


class Cause(StrEnum):
    """The cause of a stop, as the program asks for it. What a person reads is the reason, a sentence."""

    UNSIGNED = "agreement not signed"
    BOUNCED = "address bounced"
    ALREADY_GONE = "sent before a restore"
    RESTORED = "held by a restore"
    SERVER_STATE = "server in a passing state"
    UNREADABLE = "answer not to be read"


class OccasionKind(StrEnum):
    """The kinds of occasion."""

    ONCE = "once"
    DAY = "day"
    MONTH = "month"
    SEAT = "seat on a day"
    TIME = "time of a meeting"
    MOVE = "move from a time"
    QUESTION = "question"
    DOCUMENT = "edition of a document"
    SUPPLEMENT = "supplement"
    ACTION_LOG = "action log"
    MINUTES = "minutes"


# Keys of letters that went stand in mailboxes and registers for good: what is changed here is sent once more.
_IN_KEY: Mapping[OccasionKind, str] = {
    OccasionKind.ONCE: "once",
    OccasionKind.DAY: "{0.day}",
    OccasionKind.MONTH: "{0.day:%Y-%m}",
    OccasionKind.SEAT: "{0.day} {0.about}",
    OccasionKind.TIME: "for {0.at:%Y-%m-%d %H:%M}",
    OccasionKind.MOVE: "move {0.number} from {0.at:%Y-%m-%dT%H:%M:%S}",
    OccasionKind.QUESTION: "question {0.about}",
    OccasionKind.DOCUMENT: "edition {0.number}",
    OccasionKind.SUPPLEMENT: "supplement {0.number}",
    OccasionKind.ACTION_LOG: "action log",
    OccasionKind.MINUTES: "minutes",
}


@dataclass(frozen=True)
class Occasion:
    """An occasion: its kind, and the facts that the kind asks for. As text it is its part of a key.

    ``about`` is the id of a question or seat. A ``note`` tells letters apart that have all else in common.
    ``edition`` is counted from 1: each time that a person sends the letter again is another.
    """

    kind: OccasionKind = OccasionKind.ONCE
    day: dt.date | None = None
    at: dt.datetime | None = None
    number: int | None = None
    about: UUID | None = None
    note: str | None = None
    edition: int = 1

    def __str__(self) -> str:
        words = _IN_KEY[self.kind].format(self)
        words = f"{words} {self.note}" if self.note else words
        return words if self.edition == 1 else f"{words}, again {self.edition}"


ONCE = Occasion()


@dataclass(frozen=True)
class Topic:
    """The id of what a letter is about: a meeting, an action, a person; and on what occasion it is written.

    ``meeting_id`` is the meeting to which the letter belongs, where there is one.
    """

    id: UUID
    occasion: Occasion = ONCE
    meeting_id: UUID | None = None

    def next_edition(self) -> Topic:
        return replace(self, occasion=replace(self.occasion, edition=self.occasion.edition + 1))


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


@dataclass(frozen=True)
class MeetingAsWritten:
    """The time of a meeting as a letter says it, and the states it may be in; no states are all states."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: UUID
    date: dt.date
    start: dt.time
    state: tuple[MeetingState, ...] = ()


@dataclass(frozen=True)
class AgreedBriefing:
    """A briefing as a letter says it: the ``digest`` of the words that the Chair agreed, and the place as
    ``contact`` by which the recipient gets it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: UUID
    digest: str
    contact: UUID


@dataclass(frozen=True)
class Conditions:
    """The conditions of a letter; those that are not given are not asked for.

    - ``appointed``: the recipient still belongs to the group;
    - ``left``: the recipient left the group on that day, and nothing is attached;
    - ``unanswered``: none of these questions, which the letter asks, has been answered or withdrawn, and no
      later letter asks them all;
    - ``meetings``: each meeting stands as the letter says;
    - ``approved``: each of these documents of a meeting is the current edition, it is what is attached, and
      the recipient may still read it;
    - ``part_two``: what is attached tells of part 2, and the recipient may still read it;
    - ``late``: the letter asks leave for these late papers; the recipient may still read each, and its
      current version is what is attached;
    - ``one_file``: each paper in this pack file is current, of part 1, and for the recipient;
    - ``agreement``: the recipient has signed the confidentiality agreement;
    - ``papers``: the recipient may still read each, its current version is what is attached, and it still
      goes out;
    - ``briefings``: each is word for word what the Chair agreed, the decision is as it was then, and the
      recipient is still that contact; ``body`` is the digest of the letter as it was written;
    - ``guest``: that invitation to an item stands, and the item is taken at the time that the letter is for;
      the papers are those of the item, and for all at the meeting;
    - ``to_writer``: it answers whoever wrote, at the address that they wrote from, which the register need
      not know; nothing is attached.

    ``pack``, ``changed``, ``named`` and ``told`` are no conditions: they are the digest of the papers that a
    letter puts for release, and the changes of which it tells: RELEASE in reply to it is of that pack alone;
    the meetings to come that it names beside its own: where one stands otherwise, it is written again; and
    the digests of the tasks of which a desk letter tells.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    appointed: bool = False
    left: dt.date | None = None
    unanswered: tuple[UUID, ...] = ()
    meetings: tuple[MeetingAsWritten, ...] = ()
    approved: tuple[UUID, ...] = ()
    part_two: bool = False
    late: tuple[UUID, ...] = ()
    one_file: UUID | None = None
    agreement: bool = False
    papers: tuple[UUID, ...] = ()
    briefings: tuple[AgreedBriefing, ...] = ()
    body: str = ""
    guest: UUID | None = None
    to_writer: bool = False
    pack: str = ""
    changed: tuple[str, ...] = ()
    named: tuple[MeetingAsWritten, ...] = ()
    told: tuple[str, ...] = ()


FOR_MEMBERS = Conditions(appointed=True)


@dataclass(frozen=True)
class Validity:
    """The last day on which a letter may go, and its conditions."""

    until: dt.date
    conditions: Conditions = FOR_MEMBERS


_AS_JSON = TypeAdapter(Conditions)


def conditions_to_json(conditions: Conditions) -> dict[str, Any]:
    """Return the conditions that are asked for, as JSON keeps them."""
    kept: dict[str, Any] = _AS_JSON.dump_python(conditions, mode="json", exclude_defaults=True)
    return kept


def conditions_from_json(values: dict[str, Any]) -> Conditions:
    """Return the conditions that were kept. ValueError for any that this program does not know."""
    return _AS_JSON.validate_python(values)
