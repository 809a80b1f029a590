"""What coming to a meeting, and its invitations, hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.coming.apologies import name_deputy_in_answer
from tasks.duties.coming.invitations import not_invited
from tasks.duties.coming.seats_to_fill import seats_to_ring_about
from tasks.register.attendance import invitations_for_the_unit
from tasks.register.meetings import quorum_forecasts

COMING = Subject(
    answers={
        QuestionKind.NAME_DEPUTY: Handler(name_deputy_in_answer),
        QuestionKind.ALLOW_PART_TWO: Handler(),  # the bundle asks for the word
        QuestionKind.FILL_PART_TWO: Handler(),
    },
    desk=[OnDesk(lambda _, session, on, only: quorum_forecasts(session, on, only), seats_to_ring_about)],
)
INVITATIONS = Subject(
    desk=[OnDesk(lambda _, session, on, only: invitations_for_the_unit(session, on, only), not_invited)]
)
