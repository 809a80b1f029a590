"""The letters that the secretariat writes, one kind a file."""

from __future__ import annotations

from forum.letters.actions.after_meeting import AfterMeeting
from forum.letters.actions.digest import ActionDigest
from forum.letters.actions.escalation import Escalation, EscalationAhead
from forum.letters.attendance.notice import AttendanceNotice
from forum.letters.attendance.organisation import AttendanceOfOrganisation
from forum.letters.attendance.quorum import QuorumForecast
from forum.letters.attendance.review import AttendanceReview
from forum.letters.base import Letter
from forum.letters.boards.board_outcome import BoardOutcome
from forum.letters.boards.board_report import BoardReportLetter
from forum.letters.boards.report_draft import ReportDraft
from forum.letters.concerns.acknowledgement import Acknowledgement
from forum.letters.concerns.concern_answer import ConcernAnswer
from forum.letters.concerns.concern_notice import ConcernNotice
from forum.letters.guests.guest import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.letters.inbox.not_understood import NotUnderstood
from forum.letters.inbox.recorded import Recorded
from forum.letters.inbox.said import Said
from forum.letters.inbox.undone import Undone
from forum.letters.meetings.by_mail import ByMail
from forum.letters.meetings.cancelled import Cancelled
from forum.letters.meetings.deputy_wanted import DeputyWanted
from forum.letters.meetings.invitation import Invitation
from forum.letters.meetings.moved import Moved
from forum.letters.members.details import Details
from forum.letters.members.farewell import Farewell
from forum.letters.members.induction import Induction
from forum.letters.members.members_check import MembersCheck
from forum.letters.minutes.last_minutes import LastMinutes
from forum.letters.minutes.minutes import Minutes
from forum.letters.minutes.minutes_again import MinutesAgain
from forum.letters.minutes.minutes_draft import MinutesDraft
from forum.letters.minutes.record_workbook import RecordWorkbook
from forum.letters.minutes.stood_in import StoodIn
from forum.letters.papers.item_off import ItemOff
from forum.letters.papers.pack import Papers
from forum.letters.papers.pack_check import PackCheck
from forum.letters.papers.paper_author import PaperAuthor
from forum.letters.papers.supplement import Supplement
from forum.letters.partnerships.briefing import Briefing
from forum.letters.questions.chair import ChairLetter
from forum.letters.questions.desk import Desk
from forum.letters.retention.disposal_list import DisposalList

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
    Said,
    Desk,
    DisposalList,
)
"""Every kind of letter: a month's in order, then those of membership and replies, and the unit's own."""
