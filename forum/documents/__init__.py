"""The Word documents of the forum."""

from __future__ import annotations

from forum.documents.action_plan import ActionPlan
from forum.documents.actions import ActionLog, ActionsReport
from forum.documents.agenda import Agenda
from forum.documents.attendance import AttendanceReport, AttendanceTable
from forum.documents.base import Document
from forum.documents.board_report import BoardReport
from forum.documents.changes import Changes
from forum.documents.commission import CommissionPage
from forum.documents.forward_plan import ForwardPlan
from forum.documents.letters_in_your_name import LettersInYourName
from forum.documents.members import ConfidentialityAgreement, MembersList
from forum.documents.minutes import ActionNote, Minutes
from forum.documents.papers import CoverSheet, PackCover
from forum.documents.registers import ChallengeLog, DecisionsRegister, RiskRegister
from forum.documents.yearly import CompliancePage, InspectionIndex, PurposesReport
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
