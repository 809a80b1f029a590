"""Model groups, whose months the duties and the rehearsal's people play, to be multiplied afterwards.

Each meets every four weeks, and on another day of the week: seen on four mornings a week apart, the five
groups stand at each of the twenty working days between two meetings. With their subjects they have the
sample's plan, reports to two boards, and a task group.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import select, update

from benchmarks.duties import BY, work
from benchmarks.standins import PlainLetters
from config.settings import ROOT
from config.wiring import calendar, load_policies
from forum.attendance.invitations import CalendarEdition, addresses
from forum.attendance.invitations import State as InvitationState
from forum.calendar.working_days import ONE_DAY, each_day
from forum.outbox.states import State
from forum.terms.parts.calendar import EveryRule
from forum.terms.parts.duties import Body
from forum.terms.policy import Policy
from rehearsals import script
from rehearsals.channels import DirectChannel
from rehearsals.people import Cast
from rehearsals.stage import import_sample_members
from rehearsals.task_group import TaskGroupCast
from samples.plan import plan_rows, plan_workbook
from samples.task_group import commission_page
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.batches import do_each
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.boards.send import finish_sent_report
from tasks.duties.calendar.due_reports import reports_gone
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.plan.import_plan import import_plan
from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
from tasks.register.attendance import (
    TO_BE_DONE,
    details_of,
    edition_as_json,
    invitations_in_state,
    invited_to,
)
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import set_up_groups
from tasks.register.members.membership import membership
from tasks.register.migrations import upgrade
from tasks.register.tables import DecisionRow, DispatchRow, GroupRow, MeetingRow

TODAY = dt.date(2027, 11, 16)  # a Tuesday far from holidays
WEEK, FORTNIGHT = dt.timedelta(weeks=1), dt.timedelta(weeks=2)
BEGIN = dt.date(2027, 7, 12)
LATER = dt.timedelta(days=365)  # than in the sample, whose lines would be discharged by TODAY
FIRST_BOARD = dt.date(2027, 7, 26)  # a Monday, as each of these
FIRST_TASK_GROUP = dt.date(2027, 9, 6)
MEMBERS_SINCE = dt.date(2026, 9, 1)  # or the list would be asked about appointments from before the go-live
WEEKDAYS, WEEKS = 5, 4


@dataclass(frozen=True)
class Model:
    """A register with one group, as it stood in the morning of ``on``; ``policy`` rules it."""

    file: Path
    on: dt.date
    policy: Policy


def policy_of(weekday: int, week: int, *, with_subjects: bool = False) -> Policy:
    """Return the terms of the sample, with meetings every four weeks on a weekday (Monday is 0)."""
    (policy,) = load_policies(ROOT / "config").values()
    code = f"{'S' if with_subjects else 'P'}{weekday}{week}"
    rule = EveryRule(
        kind="every", weeks=4, starting=dt.date(2010, 1, 4) + weekday * dt.timedelta(1) + week * WEEK
    )
    return policy.model_copy(
        update={
            "group": policy.group.model_copy(update={"code": code, "go_live": BEGIN}),
            "meetings": policy.meetings.model_copy(update={"rule": rule}),
            "working_time": policy.working_time.model_copy(update={"closures": ()}),
            "bodies": boards(policy.bodies, weekday, week) if with_subjects else (),
            "members": policy.members.model_copy(update={"details_months": ("February", "May")}),
        }
    )


def models(folder: Path, *, with_subjects: bool = False) -> Iterator[Model]:
    """Play the groups and keep what their registers hold on four mornings."""
    folder.mkdir(exist_ok=True)
    script.SCENES = (script.Scene(late_paper=True), script.Scene(), script.Scene(walk_in=True))
    mornings = [TODAY - number * WEEK for number in reversed(range(WEEKS))]
    for weekday in range(WEEKDAYS):
        yield from play(weekday, folder, mornings, with_subjects=with_subjects)


def play(
    weekday: int, folder: Path, mornings: Sequence[dt.date], *, with_subjects: bool = False
) -> Iterator[Model]:
    """Play the group that meets on a weekday until the last of these mornings, in order."""
    clock = SetClock(dt.datetime.combine(BEGIN, dt.time(9)))
    policy = policy_of(weekday, 0, with_subjects=with_subjects)
    code = policy.group.code
    register = Register(f"sqlite:///{folder / f'{code}.db'}", clock)
    upgrade(register)
    office = Office(
        register=register,
        policies={code: policy},
        calendars={code: calendar(policy)},
        letters=PlainLetters(),
        documents=DocumentPrinter(ROOT / "templates" / "documents"),
        clock=clock,
    )
    with closing(register):
        with register.transaction(BY) as tx:
            set_up_groups(tx, [policy])
        import_sample_members(office, code, ROOT / "config" / "members-sample.xlsx", MEMBERS_SINCE)
        casts = [Cast(office, code, BEGIN, DirectChannel(office))]
        for day in each_day(BEGIN, mornings[-1]):
            if not office.calendars[code].is_working(day):
                continue
            clock.at = dt.datetime.combine(day, dt.time(9))
            if day in mornings:
                week = max(0, (TODAY - day) // WEEK) % WEEKS
                file = folder / f"{code}-{day}.db"
                with closing(sqlite3.connect(folder / f"{code}.db")) as connection:
                    connection.execute("VACUUM INTO ?", (str(file),))
                yield Model(file, day, policy_of(weekday, week, with_subjects=with_subjects))
            if with_subjects:
                casts += begin_subjects(
                    office, code, day, task_group_from=FIRST_TASK_GROUP + weekday * FORTNIGHT
                )
            work(office, day)
            all_mail_goes(office, day)
            clock.at = dt.datetime.combine(day, dt.time(11))
            for people in casts:
                people.act(day)
                people.act_later(day)
            clock.at = dt.datetime.combine(day, dt.time(14))
            all_mail_goes(office, day)


def boards(bodies: Sequence[Body], weekday: int, week: int) -> tuple[Body, ...]:
    """Return two boards, which meet every eight and every ten weeks: the twenty groups stand at each point of
    their cycles alike."""
    first = FIRST_BOARD + weekday * (WEEK + ONE_DAY) + week * WEEK
    return tuple(
        body.model_copy(update={"dates": tuple(first + number * weeks * WEEK for number in range(5))})
        for body, weeks in zip(bodies, (8, 10), strict=False)
    )


def begin_subjects(
    office: Office, code: str, day: dt.date, *, task_group_from: dt.date
) -> Iterator[TaskGroupCast]:
    """Bring the plan in on the first day, with its lines due in the year after, and commission the task group
    a fortnight before its own first; yield its people then."""
    if day == BEGIN:
        due = "Due as first agreed"
        rows = [{**row, due: cast("dt.date", row[due]) + LATER} for row in plan_rows()]
        with unit_of_work(office, BY, day) as work:
            import_plan(work, code, plan_workbook(rows), "the plan")
    if day == task_group_from - FORTNIGHT:
        own = f"{code}T"
        with unit_of_work(office, BY, day) as work:
            propose_task_group(work, commission_page(task_group_from, code, own), "page")
            decision = work.session.scalars(
                select(DecisionRow.reference).where(~DecisionRow.to_ratify)
            ).first()
            assert decision is not None
            commission_task_group(work, own, decision)
        yield TaskGroupCast(office, own, BEGIN, DirectChannel(office))


def all_mail_goes(office: Office, day: dt.date) -> None:
    with office.register.transaction(BY) as tx:
        waiting = update(DispatchRow).where(DispatchRow.state == State.QUEUED)
        tx.session.execute(waiting.values(state=State.SENT, sent_at=tx.at))
        _the_calendar_is_told(tx, day)
        groups = list(tx.session.scalars(select(GroupRow.id)))
    with unit_of_work(office, BY, day) as work:
        finish_sent_steps(work, groups)
    with office.register.reading() as session:
        gone = reports_gone(office, session, day, None)
    do_each(office, finish_sent_report, gone, day, BY)


def _the_calendar_is_told(tx: Transaction, day: dt.date) -> None:
    for row in invitations_in_state(tx.session, *TO_BE_DONE):
        meeting = tx.session.get_one(MeetingRow, row.meeting_id)
        invited = invited_to(tx.session, membership(tx.session, row.group_id, day), meeting, day)
        row.state, row.told_at = InvitationState.DONE, tx.at
        row.told = edition_as_json(
            CalendarEdition(1, details_of(meeting), addresses(invited, CalendarEdition()))
        )
