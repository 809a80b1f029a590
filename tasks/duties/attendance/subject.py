"""What attendance hands the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.attendance.below import (
    letters_to_organisation,
    nobody_hears_of,
    notices_to_send,
    put_attendance,
    seats_noticed_without_contact,
    send_or_drop_notice,
    tell_organisation_or_not,
)
from tasks.duties.base.subject import Handler, OnDesk, Subject

ATTENDANCE = Subject(
    answers={
        QuestionKind.SEND_ATTENDANCE_NOTICE: Handler(send_or_drop_notice, put_attendance, notices_to_send),
        QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: Handler(
            tell_organisation_or_not, put_attendance, letters_to_organisation
        ),
    },
    desk=[
        OnDesk(lambda _, session, on, only: seats_noticed_without_contact(session, only, on), nobody_hears_of)
    ],
)
