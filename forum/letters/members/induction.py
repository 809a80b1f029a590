"""The letter that welcomes a new member: the agreement to sign, the coming meetings, the actions offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, DetailLine, MeetingLine
from forum.questions.words import Word


@dataclass(frozen=True, kw_only=True)
class Task:
    """What a task group is commissioned for by its ``parent``, which has its report by the ``end``."""

    question: str
    products: tuple[str, ...]
    end: dt.date
    parent: str


@dataclass(frozen=True, kw_only=True)
class Induction(Letter):
    """Goes once for an appointment, with the reader's part in a page attached; in a task group, which has a
    ``task``, with the page of its commission.

    ``place`` is the reader's role ("a core member for KCHFT"), ``since`` its first day; ``is_new`` is false
    for who has belonged to the group before, in another role or unknown to the register. ``agreement_by`` is
    the day by which the attached confidentiality agreement is wanted, None where none is needed.
    ``last_minutes`` is the date of the meeting whose minutes are attached, None where none are;
    ``minutes_follow`` whether they come once the agreement is signed. ``actions`` are those of the
    predecessor in the seat, offered to the reader. ``members_list`` is true where the list of members is
    attached, ``whole_terms`` where the terms of reference themselves are. ``stands_in`` is true for a deputy,
    who is invited once named for a meeting; ``details`` are the reader's on the register.
    """

    NAME: ClassVar[str] = "induction"
    FOR_THE_UNSIGNED: ClassVar[bool] = True

    place: str
    since: dt.date
    is_new: bool
    agreement_by: dt.date | None
    meetings: tuple[MeetingLine, ...]
    last_minutes: dt.date | None
    minutes_follow: bool
    actions: tuple[ActionLine, ...]
    members_list: bool
    whole_terms: bool
    stands_in: bool
    details: tuple[DetailLine, ...]
    task: Task | None = None

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {action.about: (Word.ACCEPT,) for action in self.actions}
