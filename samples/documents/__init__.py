"""The Word documents with sample data, one kind a file."""

from __future__ import annotations

from forum.documents import Document
from samples.documents import (
    action_log,
    action_plan,
    actions_report,
    agenda,
    attendance_report,
    attendance_table,
    board_report,
    changes,
    compliance_page,
    confidentiality_agreement,
    cover_sheet,
    decisions_register,
    forward_plan,
    letters_in_your_name,
    members_list,
    minutes,
    pack_cover,
    purposes_report,
    your_part,
)

DOCUMENTS: tuple[Document, ...] = (
    action_log.DOCUMENT,
    action_plan.DOCUMENT,
    actions_report.DOCUMENT,
    agenda.DOCUMENT,
    attendance_report.DOCUMENT,
    attendance_table.DOCUMENT,
    board_report.DOCUMENT,
    changes.DOCUMENT,
    compliance_page.DOCUMENT,
    confidentiality_agreement.DOCUMENT,
    cover_sheet.DOCUMENT,
    decisions_register.DOCUMENT,
    forward_plan.DOCUMENT,
    letters_in_your_name.DOCUMENT,
    members_list.DOCUMENT,
    minutes.DOCUMENT,
    pack_cover.DOCUMENT,
    purposes_report.DOCUMENT,
    your_part.DOCUMENT,
)
"""A document of each kind."""
