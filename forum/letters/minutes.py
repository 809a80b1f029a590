"""Letters about minutes, and about the record from which they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.attendance import SeatAttendance
from forum.letters.base import Letter
from forum.letters.parts import ActionLine, MeetingLine, reports_on
from forum.letters.taps import WHOLE
from forum.minutes import OUTCOMES


@dataclass(frozen=True, kw_only=True)
class LastMinutes(Letter):
    """The letter that brings a new member the last minutes, once the confidentiality agreement is signed.

    Brings the minutes of the meeting ``held`` on a date, in the parts that the reader may read.
    """

    NAME: ClassVar[str] = "last_minutes"

    held: dt.date


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

    ``held`` is the date of the meeting. ``minutes`` is "unconfirmed" (``agreed_by`` the Chair, or the deputy
    chair in their place), "draft"
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
    agreed_by: Literal["Chair", "deputy chair"] = "Chair"
    tabled: tuple[str, ...] = ()
    confirmed: tuple[dt.date, ...] = ()
    handed_out_before: bool = False
    members_list: bool = False
    answers: tuple[CorrectionAnswer, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        none = {} if self.minutes == "to follow" else {WHOLE: ("NO CORRECTIONS",)}
        return {**none, **reports_on(self.actions)}


Because = Literal["chair", "record", "ruling", "meeting", "amended draft"]


@dataclass(frozen=True, kw_only=True)
class MinutesAgain(Letter):
    """The letter that gives minutes back to the unit for a change.

    Asks for the minutes back by the day ``by``.

    ``held`` is the date of the meeting; ``out_by`` the day by which the terms want the minutes out,
    None once it has passed.
    ``because`` is the reason: the "chair" wants changes, or the deputy chair as ``by_whom``, the "record" was
    filed again and differs, a "ruling" on the quorum came, the next "meeting" confirmed them with amendments,
    or those were an "amended draft", which members do not have yet. ``to_say`` is what they want, or what
    has to be changed in the minutes, a sentence each; ``drafted_anew`` says that the draft attached has it
    already. ``part_two_with`` is the name of the officer with part 2, where the reader may not read it.
    """

    NAME: ClassVar[str] = "minutes_again"

    held: dt.date
    by: dt.date
    out_by: dt.date | None
    because: Because
    to_say: tuple[str, ...] = ()
    drafted_anew: bool = False
    by_whom: str = "Chair"
    part_two_with: str = ""


@dataclass(frozen=True, kw_only=True)
class EmptyItem:
    """An item of which the record says nothing, by its number and title."""

    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class MinutesDraft(Letter):
    """The letter that brings the draft minutes to the unit, filled with the facts of the record.

    Asks for the draft back by the day ``by``.

    ``held`` is the date of the meeting; ``out_by`` the day by which the terms want the minutes out,
    None once it has passed.
    ``part_two_with`` is the name of the officer with part 2, where the reader may not read it.
    ``with_table`` says that the attendance table is attached too, which has no letter of its own; ``seats``
    are those in it that need a look, and ``year_until`` is the last day of the board's year whose reports
    are attached with it, None but once a year.
    ``without_note`` are the items of the reader's parts of which the record says nothing.
    """

    NAME: ClassVar[str] = "minutes_draft"

    held: dt.date
    by: dt.date
    out_by: dt.date | None
    part_two_with: str = ""
    with_table: bool = False
    seats: tuple[SeatAttendance, ...] = ()
    year_until: dt.date | None = None
    without_note: tuple[EmptyItem, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        numbers = [item.number for item in self.without_note]
        each = {number: tuple(f"{number} {outcome.upper()}" for outcome in OUTCOMES) for number in numbers}
        return each | ({WHOLE: (f"{', '.join(numbers)} NOTED",)} if len(numbers) > 1 else {})


@dataclass(frozen=True, kw_only=True)
class RecordWorkbook(Letter):
    """The letter that brings the record workbook to the unit, the working day before a meeting.

    Brings the workbook, which doubles as the sign-in sheet, and asks for it back by the day ``by``.

    Without ``part_two`` the workbook has no part 2, since its reader may not read it. ``agreement`` is true
    where a confidentiality agreement to print comes with it, ``has_been`` where the meeting is over already.
    """

    NAME: ClassVar[str] = "record_workbook"

    meeting: MeetingLine
    by: dt.date
    part_two: bool = True
    agreement: bool = False
    has_been: bool = False


@dataclass(frozen=True, kw_only=True)
class StoodIn(Letter):
    """The letter that thanks a deputy who walked in to a meeting, and brings its minutes.

    Goes once, with the minutes of part 1 of the meeting ``held`` on a date; ``organisation`` is the seat
    that the reader filled.
    """

    NAME: ClassVar[str] = "stood_in"

    held: dt.date
    organisation: str
