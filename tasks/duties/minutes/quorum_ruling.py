"""The Chair rules on a meeting short of its quorum: asked for, and said in the minutes (clause 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from forum.attendance.quorum import Ruling, ruling_in_words
from forum.calendar.steps import StepKind
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.minutes import OUT, MinutesState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from tasks.duties.agenda.carry_forward import ruled
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.coming.seats_to_fill import quorum_of
from tasks.duties.minutes.corrections import keep_correction
from tasks.duties.minutes.draft_and_file import ask_for_minutes, ask_for_minutes_again, draft
from tasks.duties.minutes.versions import (
    confirm_last_minutes,
    take_minutes_back,
    unsaid,
    untouched,
    withdraw_drafts,
)
from tasks.duties.plan.rated import carry_out_waiting
from tasks.duties.questions.ask import (
    ask_chairs,
    asked_together,
    open_question,
    questions_about,
    withdraw_question,
)
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import MINUTES, latest_editions
from tasks.register.meetings import step_of
from tasks.register.tables import MeetingDocumentRow, MeetingRow, QuestionRow


def ask_for_ruling(work: UnitOfWork, meeting_id: UUID) -> None:
    """Ask the Chair to rule on a meeting that was short of its quorum, unless the record has the ruling."""
    questions = questions_about(work.session, meeting_id, QuestionKind.RULE_ON_QUORUM)
    if all(question.withdrawn for question in questions):
        _ask_for_ruling(*forum_of_meeting(work, meeting_id))


def rule_on_change(forum: GroupContext, meeting: MeetingRow) -> None:
    """The attendance or the ruling on record is another one: nobody rules on what they were not told. What
    is to be ruled still, or now, is asked anew (clause 4)."""
    for question in questions_about(forum.tx.session, meeting.id, QuestionKind.RULE_ON_QUORUM):
        withdraw_question(forum.tx, question.id, QuestionKind.SETTLE_BETWEEN_CHAIRS, forum.on)
    withdraw_question(forum.tx, meeting.id, QuestionKind.RULE_ON_QUORUM, forum.on)
    _ask_for_ruling(forum, meeting)


def _ask_for_ruling(forum: GroupContext, meeting: MeetingRow) -> None:
    finding = quorum_of(forum, meeting)
    if meeting.quorum_ruling or finding.quorate or not finding.chair_may_rule:
        return
    ask_chairs(
        forum,
        QuestionKind.RULE_ON_QUORUM,
        about=meeting.id,
        due=step_of(forum.tx.session, meeting.id, StepKind.MINUTES_AGREED).deadline or forum.on,
        meeting_id=meeting.id,
    )


def record_ruling(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """The Chair deemed the meeting quorate or not (clause 4): decisions, with what they change in the plan,
    and minutes go by it. In minutes that are out it is a correction, for the meeting that confirms them."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    ruling = Ruling.QUORATE if reply.word is Word.QUORATE else Ruling.NOT_QUORATE
    meeting.quorum_ruling = ruling
    ruled(forum, meeting, ruling, quorum_of(forum, meeting).present)
    carry_out_waiting(forum, meeting)
    confirm_last_minutes(forum, meeting, meeting.last_minutes)
    work.audit("quorum ruled on", meeting=meeting.id, ruling=meeting.quorum_ruling)
    rows = latest_editions(work.session, meeting.id, MINUTES)
    to_say = unsaid(forum, meeting, rows)
    if to_say and any(MinutesState(row.state) in OUT for row in rows):
        ruled_by = question.answered_by_id or question.of_id
        keep_correction(work, meeting.id, ruled_by, ruling_in_words(ruling))
    elif to_say:
        _say_in_minutes(forum, meeting, rows, to_say)


def _say_in_minutes(
    forum: GroupContext, meeting: MeetingRow, rows: Sequence[MeetingDocumentRow], to_say: Sequence[str]
) -> None:
    """Drafts are made anew, and what the unit wrote it puts right; one that has not gone yet goes with it."""
    drafts = untouched(forum, meeting, rows)
    waiting = open_question(forum.tx.session, meeting.id, QuestionKind.DRAFT_MINUTES)
    due = waiting.due if waiting else forum.days.add(forum.on, 2)
    is_unseen = drafts == rows and withdraw_drafts(forum, meeting)
    take_minutes_back(forum, meeting, rows)
    documents = draft(forum, meeting, [row.part for row in drafts])
    if is_unseen:
        ask_for_minutes(forum, meeting, due, documents)
    else:
        ask_for_minutes_again(forum, meeting, due, "ruling", to_say, drafted_anew=bool(drafts))


def put_quorum(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter says how many seats were filled, and where that has been corrected since."""
    session = forum.tx.session
    meeting = session.get_one(MeetingRow, question.about_id)
    together = [question, *asked_together(session, question)]
    earlier = questions_about(session, question.about_id, question.kind)
    is_anew = any(question.asked and question not in together for question in earlier)
    corrected = " The record was corrected after we had asked you: these are the seats as they are now."
    return replace(ask, facts=quorum_of(forum, meeting).words + (corrected if is_anew else "")), ()
