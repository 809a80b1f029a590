"""The letter that brings the minutes and the action log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.base import Letter
from forum.letters.parts import ActionLine, reports_on
from forum.letters.taps import WHOLE


@dataclass(frozen=True, kw_only=True)
class CorrectionAnswer:
    """What a meeting made of a correction to the minutes of the day ``held``, in the words ``text`` of the
    reader; ``because`` says why it was not made."""

    held: dt.date
    text: str
    made: bool
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Minutes(Letter):
    """Brings the minutes and the action log, and asks for corrections.

    ``held`` is the date of the meeting. ``minutes`` is "unconfirmed" (agreed by the Chair), "draft"
    (released although the Chair has not agreed them yet) or "to follow" (only the action log is attached).
    ``action_log`` is false when the reader has had it already. ``corrections_by`` is the last day for
    corrections; ``next_date`` the meeting that is to confirm them, None if none is planned; ``actions``
    the reader's own open actions; ``tabled`` the numbers of the items whose paper, handed out at the meeting,
    is attached. ``confirmed`` are the dates of earlier meetings whose minutes, confirmed since, are attached
    as well; ``handed_out_before`` whether the reader gets with them what was handed out there.
    ``members_list`` is true where the list of members is attached; ``answers`` what the meeting made of the
    reader's own corrections.
    """

    NAME: ClassVar[str] = "minutes"

    held: dt.date
    minutes: Literal["unconfirmed", "draft", "to follow"]
    action_log: bool
    corrections_by: dt.date
    next_date: dt.date | None
    actions: tuple[ActionLine, ...]
    tabled: tuple[str, ...] = ()
    confirmed: tuple[dt.date, ...] = ()
    handed_out_before: bool = False
    members_list: bool = False
    answers: tuple[CorrectionAnswer, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        none = {} if self.minutes == "to follow" else {WHOLE: ("NO CORRECTIONS",)}
        return {**none, **reports_on(self.actions)}
