"""The letters to people who come for one item: its time, its paper, and that they are not needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class _ForAnItem(Letter):
    """What both letters to a guest say: the item, and when and where it is taken.

    ``number`` and ``title`` are the item's; ``was`` is the time that the guest was told before, None where it
    is as they were told.
    """

    number: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str
    joining: str
    was: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class GuestInvitation(_ForAnItem):
    """Invites somebody to one item of a meeting.

    ``is_settled`` says whether the agenda is agreed, so that the time stands; ``paper_follows`` whether the
    item has a paper to come; with ``agreement`` the confidentiality agreement is attached, to be signed
    first.
    """

    NAME: ClassVar[str] = "guest_invitation"
    FOR_THE_UNSIGNED: ClassVar[bool] = True

    is_settled: bool
    paper_follows: bool
    agreement: bool


@dataclass(frozen=True, kw_only=True)
class GuestPaper(_ForAnItem):
    """Sends a guest the paper of the item for which they come, and nothing else of the pack."""

    NAME: ClassVar[str] = "guest_paper"


@dataclass(frozen=True, kw_only=True)
class GuestNotNeeded(Letter):
    """Tells somebody who was invited to an item that they need not come.

    ``meeting`` is the day for which they were invited; ``is_cancelled`` says whether the whole meeting will
    not take place.
    """

    NAME: ClassVar[str] = "guest_not_needed"

    title: str
    meeting: dt.date
    is_cancelled: bool
