"""The Word documents with sample data, one kind a file."""

from __future__ import annotations

from forum.documents import Document
from samples.documents import (
    action_note,
    action_plan,
    agenda,
    board_report,
    challenge_log,
    changes,
    commission,
    decisions_register,
    forward_plan,
    letters_in_your_name,
    minutes,
    risk_register,
    your_part,
)
from samples.documents.actions import action_log, actions_report
from samples.documents.attendance import attendance_report, attendance_table
from samples.documents.members import confidentiality_agreement, members_list
from samples.documents.papers import cover_sheet, pack_cover
from samples.documents.yearly import compliance_page, inspection_index, purposes_report

DOCUMENTS: tuple[Document, ...] = (
    action_log.DOCUMENT,
    action_note.DOCUMENT,
    action_plan.DOCUMENT,
    actions_report.DOCUMENT,
    agenda.DOCUMENT,
    attendance_report.DOCUMENT,
    attendance_table.DOCUMENT,
    board_report.DOCUMENT,
    challenge_log.DOCUMENT,
    changes.DOCUMENT,
    commission.DOCUMENT,
    compliance_page.DOCUMENT,
    confidentiality_agreement.DOCUMENT,
    cover_sheet.DOCUMENT,
    decisions_register.DOCUMENT,
    forward_plan.DOCUMENT,
    inspection_index.DOCUMENT,
    letters_in_your_name.DOCUMENT,
    members_list.DOCUMENT,
    minutes.DOCUMENT,
    pack_cover.DOCUMENT,
    purposes_report.DOCUMENT,
    risk_register.DOCUMENT,
    your_part.DOCUMENT,
)
"""A document of each kind."""
