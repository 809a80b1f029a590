"""The tables of the register, a file a subject. History is kept: what changes has a first and a last day."""

from tasks.register.tables.actions import ActionRow, ActionUpdateRow
from tasks.register.tables.audit import AUDIT_NUMBERS, AuditRow
from tasks.register.tables.base import Base
from tasks.register.tables.boards import BoardAskRow, BoardReportRow, ReportEditionRow, ReportStepRow
from tasks.register.tables.documents import CorrectionRow, DocumentRow, MeetingDocumentRow
from tasks.register.tables.incidents import IncidentRow
from tasks.register.tables.mailbox import (
    ConcernRow,
    MailboxRow,
    ProposedReadingRow,
    ReceivedRow,
    WaitingWordsRow,
)
from tasks.register.tables.meetings import ExpectedRow, InvitationRow, MeetingRow, StepRow
from tasks.register.tables.members.groups import AppointmentRow, CoverRow, GroupRow, SeatRow
from tasks.register.tables.members.guests import GuestRow
from tasks.register.tables.members.people import AddressRow, PersonRow, ProposalRow
from tasks.register.tables.outbox import DispatchRow, HoldRow, LeaseRow
from tasks.register.tables.papers import AgendaItemRow, PackFileRow, PaperRow
from tasks.register.tables.partnerships import BriefingRow, PartnershipContactRow, PartnershipMessageRow
from tasks.register.tables.plan import PlanEventRow, PlanLineRow, PlanVersionRow, WaitingLineDecisionRow
from tasks.register.tables.questions import ChairNoteRow, QuestionRow
from tasks.register.tables.record import AttendanceRow, AttendeeRow, DecisionRow, InterestRow
from tasks.register.tables.research import ResearchRow
from tasks.register.tables.retention import DisposalLineRow, DisposalListRow, RetentionHoldRow
from tasks.register.tables.risks import ChallengeRow, RiskRow
from tasks.register.tables.service.templates import TemplateRow
from tasks.register.tables.service.watch import FaultRow, LookRow, MorningLetterRow
from tasks.register.tables.subject_access import AccessRequestRow
from tasks.register.tables.task_groups import TaskGroupRow, TaskStepRow

__all__ = [
    "AUDIT_NUMBERS",
    "AccessRequestRow",
    "ActionRow",
    "ActionUpdateRow",
    "AddressRow",
    "AgendaItemRow",
    "AppointmentRow",
    "AttendanceRow",
    "AttendeeRow",
    "AuditRow",
    "Base",
    "BoardAskRow",
    "BoardReportRow",
    "BriefingRow",
    "ChairNoteRow",
    "ChallengeRow",
    "ConcernRow",
    "CorrectionRow",
    "CoverRow",
    "DecisionRow",
    "DispatchRow",
    "DisposalLineRow",
    "DisposalListRow",
    "DocumentRow",
    "ExpectedRow",
    "FaultRow",
    "GroupRow",
    "GuestRow",
    "HoldRow",
    "IncidentRow",
    "InterestRow",
    "InvitationRow",
    "LeaseRow",
    "LookRow",
    "MailboxRow",
    "MeetingDocumentRow",
    "MeetingRow",
    "MorningLetterRow",
    "PackFileRow",
    "PaperRow",
    "PartnershipContactRow",
    "PartnershipMessageRow",
    "PersonRow",
    "PlanEventRow",
    "PlanLineRow",
    "PlanVersionRow",
    "ProposalRow",
    "ProposedReadingRow",
    "QuestionRow",
    "ReceivedRow",
    "ReportEditionRow",
    "ReportStepRow",
    "ResearchRow",
    "RetentionHoldRow",
    "RiskRow",
    "SeatRow",
    "StepRow",
    "TaskGroupRow",
    "TaskStepRow",
    "TemplateRow",
    "WaitingLineDecisionRow",
    "WaitingWordsRow",
]
