"""The letters the secretariat writes, one kind a file."""

from __future__ import annotations

from forum.letters.actions import ActionDigest
from forum.letters.after_meeting import AfterMeeting
from forum.letters.attendance_notice import AttendanceNotice
from forum.letters.attendance_review import AttendanceReview
from forum.letters.base import Letter
from forum.letters.cancelled import Cancelled
from forum.letters.chair import ChairLetter
from forum.letters.deputy_wanted import DeputyWanted
from forum.letters.desk import Desk
from forum.letters.details import Details
from forum.letters.escalation import Escalation
from forum.letters.farewell import Farewell
from forum.letters.induction import Induction
from forum.letters.invitation import Invitation
from forum.letters.last_minutes import LastMinutes
from forum.letters.members_check import MembersCheck
from forum.letters.minutes import Minutes
from forum.letters.minutes_again import MinutesAgain
from forum.letters.minutes_draft import MinutesDraft
from forum.letters.moved import Moved
from forum.letters.not_understood import NotUnderstood
from forum.letters.pack_check import PackCheck
from forum.letters.paper_author import PaperAuthor
from forum.letters.papers import Papers
from forum.letters.quorum import QuorumForecast
from forum.letters.record_workbook import RecordWorkbook
from forum.letters.recorded import Recorded
from forum.letters.supplement import Supplement
from forum.letters.undone import Undone

ALL_LETTERS: tuple[type[Letter], ...] = (
    Invitation,
    PaperAuthor,
    PackCheck,
    Papers,
    Supplement,
    DeputyWanted,
    QuorumForecast,
    Moved,
    Cancelled,
    RecordWorkbook,
    AfterMeeting,
    MinutesDraft,
    MinutesAgain,
    ChairLetter,
    Minutes,
    AttendanceReview,
    AttendanceNotice,
    ActionDigest,
    Escalation,
    Induction,
    LastMinutes,
    Farewell,
    Details,
    MembersCheck,
    Recorded,
    NotUnderstood,
    Undone,
    Desk,
)
"""Every kind of letter: the month's in its order, those of membership, of replies, and the unit's own."""
