"""The Word documents of the forum."""

from __future__ import annotations

from forum.documents.action_plan import ActionPlan
from forum.documents.actions.action_log import ActionLog
from forum.documents.actions.actions_report import ActionsReport
from forum.documents.agenda import Agenda
from forum.documents.attendance.attendance_report import AttendanceReport
from forum.documents.attendance.attendance_table import AttendanceTable
from forum.documents.base import Document
from forum.documents.board_report import BoardReport
from forum.documents.challenge_log import ChallengeLog
from forum.documents.changes import Changes
from forum.documents.commission import CommissionPage
from forum.documents.decisions_register import DecisionsRegister
from forum.documents.forward_plan import ForwardPlan
from forum.documents.letters_in_your_name import LettersInYourName
from forum.documents.members.confidentiality_agreement import ConfidentialityAgreement
from forum.documents.members.members_list import MembersList
from forum.documents.minutes import ActionNote, Minutes
from forum.documents.papers.cover_sheet import CoverSheet
from forum.documents.papers.pack_cover import PackCover
from forum.documents.risk_register import RiskRegister
from forum.documents.yearly.compliance_page import CompliancePage
from forum.documents.yearly.inspection_index import InspectionIndex
from forum.documents.yearly.purposes_report import PurposesReport
from forum.documents.your_part import YourPart

__all__ = [
    "ALL_DOCUMENTS",
    "ActionLog",
    "ActionNote",
    "ActionPlan",
    "ActionsReport",
    "Agenda",
    "AttendanceReport",
    "AttendanceTable",
    "BoardReport",
    "ChallengeLog",
    "Changes",
    "CommissionPage",
    "CompliancePage",
    "ConfidentialityAgreement",
    "CoverSheet",
    "DecisionsRegister",
    "Document",
    "ForwardPlan",
    "InspectionIndex",
    "LettersInYourName",
    "MembersList",
    "Minutes",
    "PackCover",
    "PurposesReport",
    "RiskRegister",
    "YourPart",
]

ALL_DOCUMENTS: tuple[type[Document], ...] = (
    Agenda,
    Minutes,
    ActionNote,
    CommissionPage,
    ActionLog,
    ActionPlan,
    AttendanceTable,
    PackCover,
    Changes,
    LettersInYourName,
    YourPart,
    MembersList,
    ConfidentialityAgreement,
    CoverSheet,
    AttendanceReport,
    ActionsReport,
    BoardReport,
    PurposesReport,
    CompliancePage,
    ForwardPlan,
    DecisionsRegister,
    InspectionIndex,
    RiskRegister,
    ChallengeLog,
)
