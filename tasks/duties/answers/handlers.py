"""The handlers of each kind of question: one carries out its answer, one puts it in the Chair's letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from forum.letters.base import Letter
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import listed
from tasks.duties.actions.action_log import record_help, record_report
from tasks.duties.actions.discharge import discharge_or_return, put_discharge
from tasks.duties.actions.escalate import escalation_to_send, put_escalation
from tasks.duties.actions.hand_over import take_on_or_hand_over
from tasks.duties.agenda.agenda import put_amended_agenda
from tasks.duties.answers.facts_for_reports import SUBJECTS
from tasks.duties.answers.rule_on_quorum import rule_on_quorum
from tasks.duties.attendance.below import (
    letters_to_organisation,
    notices_to_send,
    put_attendance,
    send_or_drop_notice,
    tell_organisation_or_not,
)
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.boards.answers import acknowledge_report, record_outcome
from tasks.duties.boards.send import agree_or_return_report, release_unagreed_report
from tasks.duties.boards.write import put_agree_report
from tasks.duties.coming.apologies import name_deputy_in_answer
from tasks.duties.forward_plan.agree_papers import agree_or_amend, put_agenda_and_papers
from tasks.duties.meetings.decide_by_mail import count_answer
from tasks.duties.meetings.plan_move_cancel import put_notice, waive_or_refuse_notice
from tasks.duties.members.agreements import record_agreement
from tasks.duties.members.contact_proposals import apply_or_drop_contact
from tasks.duties.members.part_two import allow_or_refuse_part_two, put_part_two
from tasks.duties.members.proposals import apply_or_drop_members
from tasks.duties.minutes.circulate import agree_and_circulate, release_unagreed
from tasks.duties.minutes.quorum_ruling import put_quorum
from tasks.duties.minutes.versions import put_minutes
from tasks.duties.papers.ask_for_release import release_unagreed_agenda
from tasks.duties.papers.file_paper import allow_or_refuse_late_paper, mark_verbal_or_withdrawn
from tasks.duties.papers.late_items import allow_or_refuse_late_item, put_late_item
from tasks.duties.papers.late_papers import put_late_paper
from tasks.duties.papers.send_packs import release_asked_pack
from tasks.duties.partnerships.agree_briefings import agree_or_change, briefings_to_agree, put_briefings
from tasks.duties.partnerships.messages import record_acknowledgement
from tasks.duties.partnerships.write_briefings import record_words
from tasks.duties.plan.ask_leads import record_line_report
from tasks.duties.plan.propose_plan import apply_or_drop_plan
from tasks.duties.questions.open_questions import facts_of
from tasks.duties.research.accept_research import (
    accept_or_decline,
    allow_or_refuse_research,
    put_large_research,
)
from tasks.duties.research.follow_research import put_product, record_progress, record_use
from tasks.duties.task_groups.commission import (
    agree_or_change_scope,
    allow_or_refuse_task_group,
    put_commission,
)
from tasks.duties.task_groups.follow_work import record_work
from tasks.mail.sending.queue import Enclosure
from tasks.register.tables import QuestionRow

CarryOut: TypeAlias = Callable[[UnitOfWork, QuestionRow, Reply], None]
Letters: TypeAlias = Callable[[GroupContext, QuestionRow], Sequence[Letter]]
Put: TypeAlias = Callable[[GroupContext, QuestionRow, Ask, Person], tuple[Ask, Sequence[Enclosure]]]


def put_plainly(
    _forum: GroupContext, _question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter says nothing more of the question than its day and its meeting."""
    return ask, ()


def no_letters(_forum: GroupContext, _question: QuestionRow) -> Sequence[Letter]:
    """Nothing goes in the Chair's name."""
    return ()


@dataclass(frozen=True)
class Handler:
    """``carry_out`` does what an answer says. ``put`` adds to the question in the Chair's letter what the
    reader needs to know, and returns the documents to enclose. ``letters`` are those that would go in the
    Chair's name."""

    carry_out: CarryOut
    put: Put = put_plainly
    letters: Letters = no_letters


def refuse_other_word(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Problem for a word that does not answer a question."""
    facts = facts_of(work.office, work.session, question)
    if question.kind not in HANDLERS:
        raise UnitProblem(f"“{facts.phrase}” is answered by sending the file back.")
    if reply.word not in facts.answers:
        answer_in_words = "That" if reply.word is Word.OTHER else f"“{reply.word}”"
        raise Problem(
            f"{answer_in_words} does not answer “{facts.phrase}”; answer {listed(sorted(facts.words), 'or')}."
        )


def carry_out_nothing(_work: UnitOfWork, _question: QuestionRow, _reply: Reply) -> None:
    """Leave an answer on record: nothing follows from it, or the weekly round acts on it."""


def carry_out_settlement(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the answer that joint Chairs settled on with the unit, after they had answered
    differently."""
    settled_question = work.session.get_one(QuestionRow, question.about_id)
    refuse_other_word(work, settled_question, reply)
    HANDLERS[settled_question.kind].carry_out(work, settled_question, reply)


# Kinds that are missing here are answered by a file that comes back.
HANDLERS: Mapping[QuestionKind, Handler] = {
    QuestionKind.AGREE_AGENDA: Handler(agree_or_amend, put_agenda_and_papers),
    QuestionKind.AMEND_AGENDA: Handler(put_amended_agenda),
    QuestionKind.AGREE_MINUTES: Handler(agree_and_circulate, put_minutes),
    QuestionKind.ALLOW_LATE_PAPER: Handler(allow_or_refuse_late_paper, put_late_paper),
    QuestionKind.ALLOW_LATE_ITEM: Handler(allow_or_refuse_late_item, put_late_item),
    QuestionKind.WAIVE_NOTICE: Handler(waive_or_refuse_notice, put_notice),
    QuestionKind.ALLOW_PART_TWO: Handler(carry_out_nothing),  # the bundle asks for the word
    QuestionKind.LET_READ_PART_TWO: Handler(allow_or_refuse_part_two, put_part_two),
    QuestionKind.MEET_ON_DAY_OFF: Handler(carry_out_nothing),
    QuestionKind.FILL_PART_TWO: Handler(carry_out_nothing),
    QuestionKind.SETTLE_BETWEEN_CHAIRS: Handler(carry_out_settlement),
    QuestionKind.RELEASE_PACK: Handler(release_asked_pack),
    QuestionKind.RELEASE_UNAGREED_AGENDA: Handler(release_unagreed_agenda),
    QuestionKind.RELEASE_UNAGREED_MINUTES: Handler(release_unagreed),
    QuestionKind.DISCHARGE_ACTION: Handler(discharge_or_return, put_discharge),
    QuestionKind.SEND_ATTENDANCE_NOTICE: Handler(send_or_drop_notice, put_attendance, notices_to_send),
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: Handler(
        tell_organisation_or_not, put_attendance, letters_to_organisation
    ),
    QuestionKind.ESCALATE_ACTION: Handler(carry_out_nothing, put_escalation, escalation_to_send),
    QuestionKind.HELP_WITH_ACTION: Handler(record_help),
    QuestionKind.HEAR_OF_HELP_WANTED: Handler(carry_out_nothing, put_escalation, escalation_to_send),
    QuestionKind.RULE_ON_QUORUM: Handler(rule_on_quorum, put_quorum),
    QuestionKind.ANSWER_RESEARCH: Handler(accept_or_decline),
    QuestionKind.ALLOW_RESEARCH: Handler(allow_or_refuse_research, put_large_research),
    QuestionKind.REPORT_RESEARCH: Handler(record_progress),
    QuestionKind.TELL_PROGRESS: Handler(record_progress),
    QuestionKind.SEE_RESEARCH: Handler(carry_out_nothing, put_product),
    QuestionKind.USE_RESEARCH: Handler(record_use),
    QuestionKind.WRITE_BRIEFING: Handler(record_words),
    QuestionKind.AGREE_BRIEFINGS: Handler(agree_or_change, put_briefings, briefings_to_agree),
    QuestionKind.ACKNOWLEDGE_BRIEFING: Handler(record_acknowledgement),
    QuestionKind.ALLOW_TASK_GROUP: Handler(allow_or_refuse_task_group, put_commission),
    QuestionKind.AGREE_SCOPE: Handler(agree_or_change_scope, put_commission),
    QuestionKind.REPORT_WORK: Handler(record_work),
    QuestionKind.AGREE_BY_MAIL: Handler(count_answer),
    QuestionKind.PROVIDE_PAPER: Handler(mark_verbal_or_withdrawn),
    QuestionKind.NAME_DEPUTY: Handler(name_deputy_in_answer),
    QuestionKind.UPDATE_ACTION: Handler(record_report),
    QuestionKind.UPDATE_LINE: Handler(record_line_report),
    QuestionKind.RECORD_AGREEMENT: Handler(record_agreement),
    QuestionKind.APPLY_MEMBERS: Handler(apply_or_drop_members),
    QuestionKind.APPLY_PLAN: Handler(apply_or_drop_plan),
    QuestionKind.CHANGE_ADDRESS: Handler(apply_or_drop_contact),
    QuestionKind.TAKE_ON_ACTION: Handler(take_on_or_hand_over),
    QuestionKind.HAND_OVER_ACTION: Handler(take_on_or_hand_over),
    QuestionKind.AGREE_REPORT: Handler(
        partial(agree_or_return_report, SUBJECTS), partial(put_agree_report, SUBJECTS)
    ),
    QuestionKind.RELEASE_UNAGREED_REPORT: Handler(partial(release_unagreed_report, SUBJECTS)),
    QuestionKind.ACKNOWLEDGE_REPORT: Handler(acknowledge_report),
    QuestionKind.TELL_OUTCOME: Handler(record_outcome),
}
