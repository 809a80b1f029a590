"""The handlers of all kinds of question: one carries out its answer, one puts it in the Chair's letter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import listed
from tasks.duties.agenda.agenda import agree_or_amend_agenda
from tasks.duties.agenda.put_agenda import fit_agenda
from tasks.duties.answers.facts_for_reports import FACTS
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.subject import Handler
from tasks.duties.boards.send import agree_or_return_report, release_unagreed_report
from tasks.duties.boards.write import put_agree_report
from tasks.duties.forward_plan import commission_papers, put_agenda_and_papers
from tasks.duties.minutes.quorum_ruling import put_quorum, record_ruling
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.partnerships.write_briefings import brief_on_decisions
from tasks.duties.questions.open_questions import facts_of
from tasks.duties.subjects import SUBJECTS
from tasks.register.meetings import step_of
from tasks.register.tables import QuestionRow


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


def carry_out_settlement(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the answer that joint Chairs settled on with the unit, after they had answered
    differently."""
    settled_question = work.session.get_one(QuestionRow, question.about_id)
    refuse_other_word(work, settled_question, reply)
    HANDLERS[settled_question.kind].carry_out(work, settled_question, reply)


def rule_on_quorum(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record the Chair's ruling; partnerships are briefed on the decisions that stand by it (clauses 2
    and 4)."""
    record_ruling(work, question, reply)
    brief_on_decisions(*forum_of_meeting(work, question.about_id))


def agree_agenda_and_put_pack(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Agree the agenda, and with it the papers ahead, or have it changed; on the last day for the papers the
    pack waits for no other morning (clause 6)."""
    if reply.word is Word.FIT:
        fit_agenda(*forum_of_meeting(work, question.about_id))
    agree_or_amend_agenda(work, question, reply)
    forum, meeting = forum_of_meeting(work, question.about_id)
    if step_of(work.session, meeting.id, StepKind.AGENDA_AGREED).done:
        commission_papers(forum, meeting)
    last_day = step_of(work.session, meeting.id, StepKind.PAPERS_OUT).deadline
    if last_day and last_day <= work.as_of:
        ask_for_release(work, meeting.id)


# Kinds that are missing here are answered by a file that comes back.
HANDLERS: Mapping[QuestionKind, Handler] = {
    **{kind: handler for subject in SUBJECTS for kind, handler in subject.answers.items()},
    QuestionKind.AGREE_AGENDA: Handler(agree_agenda_and_put_pack, put_agenda_and_papers),
    QuestionKind.SETTLE_BETWEEN_CHAIRS: Handler(carry_out_settlement),
    QuestionKind.RULE_ON_QUORUM: Handler(rule_on_quorum, put_quorum),
    QuestionKind.AGREE_REPORT: Handler(
        partial(agree_or_return_report, FACTS), partial(put_agree_report, FACTS)
    ),
    QuestionKind.RELEASE_UNAGREED_REPORT: Handler(partial(release_unagreed_report, FACTS)),
}
