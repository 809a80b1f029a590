"""The secretary's calendar: what each flow looks for, and which duties it does for what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from tasks.duties.actions import action_log
from tasks.duties.actions import after_meeting as follow_up
from tasks.duties.agenda import agenda, ask_authors, unagreed
from tasks.duties.answers import put_questions as questions
from tasks.duties.attendance import review as attendance
from tasks.duties.base.batches import Duty
from tasks.duties.base.office import Office
from tasks.duties.boards import answers as board_answers
from tasks.duties.boards import plan as plan_boards
from tasks.duties.boards import send as send_boards
from tasks.duties.boards.agenda_items import stand_on_agenda
from tasks.duties.calendar import due, due_letters, due_reports, reports, write_again
from tasks.duties.calendar.due import DueQuery
from tasks.duties.challenge import log as challenge
from tasks.duties.coming import invitations
from tasks.duties.coming import quorum_forecast as quorum
from tasks.duties.desk import letter as desk
from tasks.duties.guests import write_to_guests as guests
from tasks.duties.meetings import decide_by_mail as by_mail
from tasks.duties.meetings import plan_move_cancel as meetings
from tasks.duties.meetings import replan as replanning
from tasks.duties.members import morning_round as members_round
from tasks.duties.minutes import circulate as minutes_out
from tasks.duties.minutes import draft_and_file as minutes
from tasks.duties.minutes import quorum_ruling
from tasks.duties.outbox import finish_sent_steps as sent_steps
from tasks.duties.papers import ask_for_release as pack_check
from tasks.duties.papers import send_packs as packs
from tasks.duties.record import ask_for_record as record_wanted
from tasks.duties.research import follow_research
from tasks.duties.task_groups import follow_work
from tasks.duties.yearly import close_year
from tasks.register.groups import Groups


@dataclass(frozen=True)
class Work:
    """A query for the meetings or groups with something due, and the duties done for each, or for all
    ``together``.

    ``step`` is the step of the meeting that the duties move on. With ``delivers`` the letters of the groups
    are sent first.
    """

    due: DueQuery
    duties: tuple[Duty, ...]
    step: StepKind | None = None
    together: bool = False
    delivers: bool = False

    def find(self, office: Office, as_of: dt.date, only: Groups = None) -> list[UUID]:
        """Return the ids of the meetings or groups for which something is due on a day."""
        with office.register.reading() as session:
            return list(self.due(office, session, as_of, only))

    def apart(self, subjects: Sequence[UUID]) -> Sequence[Sequence[UUID]]:
        """Return each meeting or group by itself; all of them where the duties are done for all together."""
        return [subjects] if self.together else [[subject] for subject in subjects]


def find_in_turn(
    office: Office, works: Iterable[Work], as_of: dt.date, only: Groups
) -> Iterator[tuple[Work, list[UUID]]]:
    """Yield each of these that has something due or delivers, with what it finds when its turn comes."""
    rest = iter(works)
    while found := _find_next(office, rest, as_of, only):
        yield found


def _find_next(
    office: Office, rest: Iterator[Work], as_of: dt.date, only: Groups
) -> tuple[Work, list[UUID]] | None:
    """Look for the next of them: in one session, since nothing is done meanwhile that would change it."""
    with office.register.reading() as session:
        for work in rest:
            things = list(work.due(office, session, as_of, only))
            if things or work.delivers:
                return work, things
    return None


MORNING: Mapping[str, Sequence[Work]] = {
    "plan_meetings": (
        Work(replanning.groups_with_other_days_off, (replanning.follow_calendar,)),
        Work(replanning.meetings_on_days_off, (replanning.ask_about_day_off,)),
        Work(due.groups_to_plan, (meetings.plan_meetings,)),
        Work(due.groups_to_invite, (invitations.invite,)),
    ),
    "record_meeting": (Work(due.records_to_ask_for, (record_wanted.ask_for_record,), StepKind.RECORD),),
    "review_attendance": (
        Work(
            due.attendance_to_review,
            (quorum_ruling.ask_for_ruling, close_year.close_year, attendance.review_attendance),
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
    "report_to_boards": (
        Work(due_reports.groups_with_dates, (plan_boards.plan_reports,)),
        Work(due_reports.reports_to_draft, (reports.draft_report,)),
        Work(due_reports.reports_to_put, (reports.put_report,)),
        Work(due_reports.reports_to_look_at_again, (reports.look_again,)),
        Work(due_reports.reports_to_send, (reports.send_report,)),
        Work(due_reports.reports_to_offer, (send_boards.offer_unagreed_report,)),
        Work(due_reports.outcomes_to_ask, (board_answers.ask_for_outcome,)),
        Work(due_reports.asks_to_stand, (stand_on_agenda,)),
    ),
    "agree_agenda": (
        Work(due.agendas_to_draft, (agenda.draft_agenda,), StepKind.AGENDA_AGREED),
        Work(due.agendas_to_offer, (unagreed.offer_unagreed_agenda,), StepKind.AGENDA_AGREED),
        Work(due.authors_to_ask, (ask_authors.ask_authors,), StepKind.PAPERS_COLLECTED),
    ),
    "distribute_papers": (
        Work(due.packs_to_check, (pack_check.ask_for_release,), StepKind.PAPERS_OUT),
        Work(due.packs_to_complete, (packs.send_supplement, packs.send_packs), StepKind.PAPERS_OUT),
        Work(guests.guests_to_tell, (guests.write_to_guests,)),
    ),
    "forecast_quorum": (Work(due.quorums_to_forecast, (quorum.forecast_quorum,), StepKind.QUORUM_FORECAST),),
    "chase_actions": (
        Work(follow_work.groups_with_task_groups, (follow_work.see_to_task_groups,)),
        Work(due_letters.actions_to_chase, (action_log.chase_actions,)),
    ),
    "maintain_members": (Work(members_round.groups_to_see_to, (members_round.see_to_members,)),),
    "put_questions": (
        Work(by_mail.decisions_over, (by_mail.close_by_mail,)),
        Work(follow_research.groups_with_research, (follow_research.see_to_research,)),
        Work(challenge.groups_to_take_up, (challenge.take_up,)),
        Work(due_letters.groups_with_questions, (questions.put_questions,)),
        Work(due_letters.groups_needing_a_hand, (desk.write_desk_letters,), together=True),
    ),
}
# All that is done on a day: the morning's flows, and through the day the delivery of what they wrote.
CALENDAR: Mapping[str, Sequence[Work]] = {
    **MORNING,
    "deliver_mail": (
        Work(due.packs_to_complete, (packs.send_packs,), StepKind.PAPERS_OUT),
        Work(write_again.groups_with_letters_to_write_again, (write_again.write_letters_again,)),
        Work(
            due_letters.groups_with_mail,
            (sent_steps.finish_sent_steps,),
            together=True,
            delivers=True,
        ),
        Work(due_reports.reports_gone, (send_boards.finish_sent_report,)),
    ),
}


def is_due(office: Office, session: Session, flows: Iterable[str], as_of: dt.date) -> bool:
    """Tell whether one of these flows has something to do on a day."""
    return any(work.due(office, session, as_of, None) for flow in flows for work in CALENDAR[flow])
