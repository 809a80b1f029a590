"""The secretary's calendar: what each flow looks for, and which duties it does for what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from tasks.duties.actions import action_log
from tasks.duties.actions import after_meeting as follow_up
from tasks.duties.agenda import agenda
from tasks.duties.answers import put_questions as questions
from tasks.duties.attendance import review as attendance
from tasks.duties.base.batches import do_each
from tasks.duties.base.office import Office
from tasks.duties.calendar import due, due_letters
from tasks.duties.calendar.due import DueQuery
from tasks.duties.coming import invitations
from tasks.duties.coming import quorum_forecast as quorum
from tasks.duties.desk import letter as desk
from tasks.duties.meetings import plan_move_cancel as meetings
from tasks.duties.members import morning_round as members_round
from tasks.duties.minutes import circulate as minutes_out
from tasks.duties.minutes import draft_and_file as minutes
from tasks.duties.minutes import quorum_ruling
from tasks.duties.papers import ask_for_release as pack_check
from tasks.duties.papers import send_packs as packs
from tasks.duties.record import ask_for_record as record_wanted


@dataclass(frozen=True)
class Work:
    """What is looked for, and the duties done for each thing found, or for all of them together.

    A duty takes the office, the id (or ids), the day and the name it is audited under. ``step`` is the step
    of the meeting that is moved on by it.
    """

    due: DueQuery
    duties: tuple[Callable[..., object], ...]
    step: StepKind | None = None
    together: bool = False

    def do(
        self,
        duty: Callable[..., object],
        office: Office,
        found: Sequence[UUID],
        as_of: dt.date,
        by: str,
    ) -> None:
        """Do one of the duties for all that was found."""
        if not self.together:
            do_each(office, duty, found, as_of, by)
        elif found:
            duty(office, found, as_of, by)

    def calls(self, found: Sequence[UUID]) -> list[tuple[Callable[..., object], UUID | Sequence[UUID]]]:
        """Each duty with what it is done for, in the order in which they are done."""
        if self.together:
            return [(duty, found) for duty in self.duties if found]
        return [(duty, one) for one in found for duty in self.duties]


# The mornings' flows, in their order. Each flow does in Prefect what stands here, which a test holds.
WORK: Mapping[str, Sequence[Work]] = {
    "plan_meetings": (
        Work(due.groups_to_plan, (meetings.plan_meetings,)),
        Work(due.groups_to_invite, (invitations.invite,)),
    ),
    "record_meeting": (Work(due.records_to_ask_for, (record_wanted.ask_for_record,), StepKind.RECORD),),
    "review_attendance": (
        Work(
            due.attendance_to_review,
            (quorum_ruling.ask_for_ruling, attendance.review_attendance),
            StepKind.ATTENDANCE_REVIEWED,
        ),
    ),
    "follow_up_meeting": (
        Work(due.meetings_to_follow_up, (follow_up.write_after_meeting,), StepKind.FOLLOW_UP),
    ),
    "circulate_minutes": (
        Work(
            due.minutes_to_move_on,
            (minutes.draft_minutes, minutes_out.circulate_minutes),
            StepKind.MINUTES_OUT,
        ),
    ),
    "agree_agenda": (Work(due.agendas_to_draft, (agenda.draft_agenda,), StepKind.AGENDA_AGREED),),
    "distribute_papers": (
        Work(due.packs_to_check, (pack_check.ask_for_release,), StepKind.PAPERS_OUT),
        Work(due.packs_to_complete, (packs.send_supplement, packs.send_packs), StepKind.PAPERS_OUT),
    ),
    "forecast_quorum": (Work(due.quorums_to_forecast, (quorum.forecast_quorum,), StepKind.QUORUM_FORECAST),),
    "chase_actions": (Work(due_letters.actions_to_chase, (action_log.chase_actions,)),),
    "maintain_members": (Work(members_round.groups_to_see_to, (members_round.see_to_members,)),),
    "put_questions": (
        Work(due_letters.groups_with_questions, (questions.put_questions,)),
        Work(due_letters.groups_needing_a_hand, (desk.write_desk_letters,), together=True),
    ),
}
# All that is done on a day: the mornings' flows, and through the day the delivery of what they wrote.
CALENDAR: Mapping[str, Sequence[DueQuery]] = {
    **{flow: tuple(work.due for work in works) for flow, works in WORK.items()},
    "deliver_mail": (due.packs_to_complete, due_letters.groups_with_mail),
}


def is_due(office: Office, session: Session, flow: str, as_of: dt.date) -> bool:
    """Whether a flow has something to do on a day."""
    return any(query(office, session, as_of, None) for query in CALENDAR[flow])


def duties_due(office: Office, flow: str, day: dt.date, by: str) -> Iterator[tuple[Work, partial[object]]]:
    """The duties of a morning's flow, one after the other, each ready to be called.

    What is due is asked when its turn comes, so call each before going on to the next.
    """
    for work in WORK[flow]:
        with office.register.reading() as session:
            found = list(work.due(office, session, day, None))
        for duty, thing in work.calls(found):
            yield work, partial(duty, office, thing, day, by)
