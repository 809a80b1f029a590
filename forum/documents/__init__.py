"""The Word documents of the forum."""

from __future__ import annotations

from forum.documents.actions import ActionLog, ActionPlan, ActionsReport
from forum.documents.agenda import Agenda, CoverSheet, ForwardPlan, PackCover
from forum.documents.attendance import AttendanceReport, AttendanceTable, LettersInYourName
from forum.documents.base import Document
from forum.documents.boards import BoardReport, CommissionPage
from forum.documents.members import ConfidentialityAgreement, ListOfMembers, YourPart
from forum.documents.minutes import ActionNote, Changes, MinutesInWord
from forum.documents.registers import (
    ChallengeLog,
    CompliancePage,
    DecisionsRegister,
    InspectionIndex,
    PurposesReport,
    RiskRegister,
)

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
    "ListOfMembers",
    "MinutesInWord",
    "PackCover",
    "PurposesReport",
    "RiskRegister",
    "YourPart",
]

ALL_DOCUMENTS: tuple[type[Document], ...] = (
    Agenda,
    MinutesInWord,
    ActionNote,
    CommissionPage,
    ActionLog,
    ActionPlan,
    AttendanceTable,
    PackCover,
    Changes,
    LettersInYourName,
    YourPart,
    ListOfMembers,
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
