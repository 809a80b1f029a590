"""The documents of a meeting: their kinds, and the states of those that are no minutes."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    AGENDA = "agenda"
    MINUTES = "minutes"
    ACTION_LOG = "action log"
    PACK_LOG = "action log in the pack"
    PACK_PLAN = "action plan in the pack"
    ATTENDANCE_TABLE = "attendance table"
    ATTENDANCE_REPORT = "attendance report"
    COMPLIANCE_PAGE = "compliance page"
    COMPLIANCE_CASES = "compliance workbook"
    RISK_REGISTER = "risk register"
    CHALLENGE_LOG = "challenge log"
    RECORD = "record"


class DocumentState(StrEnum):
    """The state of an agenda, an action log, an attendance table or a record; minutes have
    ``MinutesState``."""

    FILED = "filed"
    FOR_THE_CHAIR = "for the Chair"
    CIRCULATED = "circulated"
    REPLACED = "replaced"
