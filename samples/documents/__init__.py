"""The Word documents with sample data, one kind a file."""

from __future__ import annotations

from forum.documents import Document
from samples.documents import actions, agenda, attendance, members, minutes, registers, yearly

DOCUMENTS: tuple[Document, ...] = (
    actions.ACTION_LOG,
    actions.ACTION_NOTE,
    actions.ACTION_PLAN,
    actions.ACTIONS_REPORT,
    agenda.AGENDA,
    attendance.ATTENDANCE_REPORT,
    attendance.ATTENDANCE_TABLE,
    registers.BOARD_REPORT,
    registers.CHALLENGE_LOG,
    minutes.CHANGES,
    registers.COMMISSION,
    yearly.COMPLIANCE_PAGE,
    members.CONFIDENTIALITY_AGREEMENT,
    agenda.COVER_SHEET,
    registers.DECISIONS_REGISTER,
    agenda.FORWARD_PLAN,
    yearly.INSPECTION_INDEX,
    attendance.LETTERS_IN_YOUR_NAME,
    members.MEMBERS_LIST,
    minutes.MINUTES,
    agenda.PACK_COVER,
    yearly.PURPOSES_REPORT,
    registers.RISK_REGISTER,
    members.YOUR_PART,
)
"""A document of each kind."""
