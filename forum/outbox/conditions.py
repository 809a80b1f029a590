"""The conditions of a letter: facts that must still be true when it is sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter

from forum.calendar.meetings import MeetingState


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
