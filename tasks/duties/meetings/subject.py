"""What meetings hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.meetings.between_meetings import (
    count_answer,
    decisions_to_ring_about,
    whom_to_ring_about_it,
)
from tasks.duties.meetings.hold_instead import choose_day, put_choice
from tasks.duties.meetings.plan_move_cancel import put_notice, waive_or_refuse_notice
from tasks.duties.meetings.remind import groups_with_reminders, to_see_to

MEETINGS = Subject(
    answers={
        QuestionKind.WAIVE_NOTICE: Handler(waive_or_refuse_notice, put_notice),
        QuestionKind.CHOOSE_DAY: Handler(choose_day, put_choice),
        QuestionKind.MEET_ON_DAY_OFF: Handler(),
        QuestionKind.AGREE_BY_MAIL: Handler(count_answer),
    },
    desk=[OnDesk(decisions_to_ring_about, whom_to_ring_about_it), OnDesk(groups_with_reminders, to_see_to)],
)
