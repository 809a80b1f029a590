"""The letters that the secretariat writes, a file a subject."""

from __future__ import annotations

from forum.letters.actions import ActionDigest, AfterMeeting, Escalation, EscalationAhead
from forum.letters.attendance import (
    AttendanceNotice,
    AttendanceOfOrganisation,
    AttendanceReview,
    QuorumForecast,
)
from forum.letters.base import Letter
from forum.letters.boards import BoardOutcome, BoardReportLetter, ReportDraft
from forum.letters.concerns import Acknowledgement, ConcernAnswer, ConcernNotice
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.letters.inbox import NotUnderstood, OwnWords, Recorded, Undone
from forum.letters.meetings import ByMail, Cancelled, DeputyWanted, Invitation, Moved
from forum.letters.members import Details, Farewell, Induction, MembersCheck
from forum.letters.minutes import LastMinutes, Minutes, MinutesAgain, MinutesDraft, RecordWorkbook, StoodIn
from forum.letters.papers import ItemOff, PackCheck, PaperAuthor, Papers, Supplement
from forum.letters.partnerships import Briefing
from forum.letters.questions import ChairLetter, Desk
from forum.letters.retention import DisposalList

ALL_LETTERS: tuple[type[Letter], ...] = (
    Invitation,
    PaperAuthor,
    ItemOff,
    PackCheck,
    Papers,
    Supplement,
    GuestInvitation,
    GuestPaper,
    GuestNotNeeded,
    ByMail,
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
    StoodIn,
    AttendanceReview,
    AttendanceNotice,
    AttendanceOfOrganisation,
    ActionDigest,
    EscalationAhead,
    Briefing,
    Escalation,
    ReportDraft,
    BoardReportLetter,
    BoardOutcome,
    Induction,
    LastMinutes,
    Farewell,
    Details,
    MembersCheck,
    Recorded,
    NotUnderstood,
    Undone,
    ConcernAnswer,
    Acknowledgement,
    ConcernNotice,
    OwnWords,
    Desk,
    DisposalList,
)
"""Every kind of letter: a month's in order, then those of membership and replies, and the unit's own."""
