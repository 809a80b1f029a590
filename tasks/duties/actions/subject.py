"""What the action log hands the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.actions.action_log import discharge_or_return, put_discharge, record_help, record_report
from tasks.duties.actions.escalate import contacts_wanted, escalation_to_send, put_escalation
from tasks.duties.actions.owners import take_on_or_hand_over
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.register.actions import escalations_without_contact

ACTIONS = Subject(
    answers={
        QuestionKind.DISCHARGE_ACTION: Handler(discharge_or_return, put_discharge),
        QuestionKind.ESCALATE_ACTION: Handler(put=put_escalation, letters=escalation_to_send),
        QuestionKind.HELP_WITH_ACTION: Handler(record_help),
        QuestionKind.HEAR_OF_HELP_WANTED: Handler(put=put_escalation, letters=escalation_to_send),
        QuestionKind.UPDATE_ACTION: Handler(record_report),
        QuestionKind.TAKE_ON_ACTION: Handler(take_on_or_hand_over),
        QuestionKind.HAND_OVER_ACTION: Handler(take_on_or_hand_over),
    },
    desk=[OnDesk(lambda _, session, __, only: escalations_without_contact(session, only), contacts_wanted)],
)
