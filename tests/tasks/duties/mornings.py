"""The secretary's mornings without Prefect: the duties that the flows call, in the order of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.addresses import domain_of
from tasks.duties import (
    action_log,
    agenda,
    attendance,
    desk,
    due,
    follow_up,
    invitations,
    meetings,
    minutes,
    packs,
    questions,
    quorum,
    sent_steps,
)
from tasks.duties.due import CALENDAR, DueQuery
from tasks.duties.office import Office
from tasks.mail.delivery import deliver
from tasks.mail.mailer import Mailer
from tasks.mail.rules import DeliveryRules, Mode
from tasks.register.clock import SetClock
from tasks.register.tables import AddressRow
from tests.tasks.mail.fake_mailer import FakeMailer

MORNING, AFTERNOON = dt.time(9), dt.time(14)


@dataclass(frozen=True)
class Work:
    """What a flow looks for, and its duties: for each thing found, or for all of them together."""

    due: DueQuery
    duties: tuple[Callable[..., object], ...]
    together: bool = False


# The one place in the tests that says which duties a flow calls; test_mornings.py holds it against the flows.
WORK: Mapping[str, Sequence[Work]] = {
    "plan_meetings": (
        Work(due.groups_to_plan, (meetings.plan_meetings,)),
        Work(due.groups_to_invite, (invitations.invite,)),
    ),
    "record_meeting": (Work(due.records_to_ask_for, (follow_up.ask_for_record,)),),
    "review_attendance": (
        Work(due.attendance_to_review, (quorum.ask_for_ruling, attendance.review_attendance)),
    ),
    "follow_up_meeting": (Work(due.meetings_to_follow_up, (follow_up.follow_up,)),),
    "circulate_minutes": (Work(due.minutes_to_move_on, (minutes.draft_minutes, minutes.circulate)),),
    "agree_agenda": (Work(due.agendas_to_draft, (agenda.draft_agenda,)),),
    "distribute_papers": (
        Work(due.packs_to_check, (packs.ask_for_release,)),
        Work(due.packs_to_complete, (packs.send_supplement, packs.send_packs)),
    ),
    "forecast_quorum": (Work(due.quorums_to_forecast, (quorum.forecast_quorum,)),),
    "chase_actions": (Work(due.actions_to_chase, (action_log.chase_actions,)),),
    "put_questions": (
        Work(due.groups_with_questions, (questions.put_questions,)),
        Work(due.groups_needing_a_hand, (desk.write_desk_letters,), together=True),
    ),
    "deliver_mail": (Work(due.groups_with_mail, (deliver, sent_steps.finish_sent_steps), together=True),),
}


class Secretary:
    """Does the mornings and afternoons of an office; its letters stay in ``mailer``."""

    def __init__(self, office: Office, clock: SetClock) -> None:
        self.office, self.clock = office, clock
        self.mailer: Mailer = FakeMailer(clock)
        with office.register.reading() as session:
            domains = frozenset(domain_of(one) for one in session.scalars(select(AddressRow.address)))
        self.rules = DeliveryRules(mode=Mode.LIVE, mailbox="mase@unit.example", allowed_domains=domains)

    def morning(self, day: dt.date) -> None:
        """Every flow of the calendar, in its order, at 9am."""
        self.clock.at = dt.datetime.combine(day, MORNING)
        for flow in CALENDAR:
            self._run(flow, day)

    def afternoon(self, day: dt.date) -> None:
        """The mail that was queued since."""
        self.clock.at = dt.datetime.combine(day, AFTERNOON)
        self._run("deliver_mail", day)

    def _run(self, flow: str, day: dt.date) -> None:
        by = f"flow {flow}"
        for work in WORK[flow]:
            with self.office.register.reading() as session:
                found = list(work.due(self.office, session, day, None))
            if not work.together:
                for one in found:
                    for duty in work.duties:
                        duty(self.office, one, day, by)
            elif found:
                for duty in work.duties:
                    if duty is deliver:
                        deliver(self.office.register, self.mailer, self.rules, as_of=day, groups=found)
                    elif duty is sent_steps.finish_sent_steps:
                        duty(self.office, day, found, by)
                    else:
                        duty(self.office, found, day, by)
