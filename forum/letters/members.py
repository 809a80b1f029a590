"""Letters to joiners and leavers, and letters about details on the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, DetailLine, MeetingLine
from forum.letters.taps import WHOLE
from forum.questions.kinds import KINDS, QuestionKind
from forum.questions.words import Word


@dataclass(frozen=True, kw_only=True)
class Details(Letter):
    """The quarterly letter that asks everybody whether their details on the register are right (clause 6).

    Asks whether the reader's ``details``, all that the register holds, are right, for an answer ``by`` a
    day.
    """

    NAME: ClassVar[str] = "details"

    details: tuple[DetailLine, ...]
    by: dt.date

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: ("YES",)}


@dataclass(frozen=True, kw_only=True)
class TaskGroupOutcome:
    """What came of a task group: its ``parent`` accepted its report, or ended the work, by a ``decision``;
    ``again`` is about when it looks at what came of an accepted report."""

    parent: str
    decision: str
    is_accepted: bool
    again: dt.date


@dataclass(frozen=True, kw_only=True)
class Farewell(Letter):
    """The letter that thanks a leaver, and says what happens to their papers and actions.

    Goes once, the working day after the ``last`` day. It is never restricted, and brings no file.

    ``place`` is the reader's last role ("a core member for KCHFT"); ``actions`` are those still open in their
    name, which go to somebody else. ``is_last`` is false where the reader is written to for something else.
    ``outcome`` is that of a task group which has ended.
    """

    NAME: ClassVar[str] = "farewell"

    place: str
    last: dt.date
    actions: tuple[ActionLine, ...]
    is_last: bool
    outcome: TaskGroupOutcome | None = None


@dataclass(frozen=True, kw_only=True)
class TaskGroupTask:
    """What a task group is commissioned for by its ``parent``, which has its report by the ``end``."""

    question: str
    products: tuple[str, ...]
    end: dt.date
    parent: str


@dataclass(frozen=True, kw_only=True)
class Induction(Letter):
    """The letter that welcomes a new member: the agreement to sign, the coming meetings, the actions offered.

    Goes once for an appointment, with the reader's part in a page attached; in a task group, which has a
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
    task: TaskGroupTask | None = None

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {action.about: (Word.ACCEPT,) for action in self.actions}


@dataclass(frozen=True, kw_only=True)
class ChangesOfAKind:
    """The changes of one ``kind``, such as "joiners", a sentence each; or notes on how the workbook was
    read."""

    kind: str
    changes: tuple[str, ...]
    is_note: bool = False


@dataclass(frozen=True, kw_only=True)
class MembersCheck(Letter):
    """The letter that shows the unit the changes of a workbook before they are made.

    Lists what the unit's ``workbook`` would change, and asks for APPLY or NO ``by`` a day.
    """

    NAME: ClassVar[str] = "members_check"

    changes: tuple[ChangesOfAKind, ...]
    by: dt.date
    workbook: str = "members’ workbook"

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {WHOLE: KINDS[QuestionKind.APPLY_MEMBERS].buttons}
