"""Model groups, whose months the duties and the rehearsal's people play, to be multiplied afterwards.

Each meets every four weeks, and on another day of the week: seen on four mornings a week apart, the five
groups stand at each of the twenty working days between two meetings.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update

from benchmarks.duties import BY, work
from benchmarks.standins import PlainLetters
from config.settings import ROOT
from config.wiring import calendar, load_policies
from forum.attendance.invitations import CalendarEdition, addresses
from forum.attendance.invitations import State as InvitationState
from forum.calendar.working_days import each_day
from forum.outbox.states import State
from forum.terms.parts.calendar import EveryRule
from forum.terms.policy import Policy
from rehearsals import script
from rehearsals.channels import DirectChannel
from rehearsals.people import Cast
from rehearsals.stage import import_members
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import unit_of_work
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.register.attendance.invitations import (
    TO_BE_DONE,
    details_of,
    edition_as_json,
    in_state,
    invited_to,
)
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import set_up_groups
from tasks.register.members.membership import membership
from tasks.register.migrations import upgrade
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow

TODAY = dt.date(2027, 11, 16)  # a Tuesday far from holidays
WEEK = dt.timedelta(weeks=1)
BEGIN = dt.date(2027, 7, 12)
MEMBERS_SINCE = dt.date(2026, 9, 1)  # or the list would be asked about appointments from before the go-live
WEEKDAYS, WEEKS = 5, 4


@dataclass(frozen=True)
class Model:
    """A register with one group, as it stood in the morning of ``on``; ``policy`` rules it."""

    file: Path
    on: dt.date
    policy: Policy


def policy_of(weekday: int, week: int) -> Policy:
    """The terms of the sample, with meetings every four weeks on a weekday (Monday is 0)."""
    (policy,) = load_policies(ROOT / "config").values()
    rule = EveryRule(
        kind="every", weeks=4, starting=dt.date(2010, 1, 4) + weekday * dt.timedelta(1) + week * WEEK
    )
    return policy.model_copy(
        update={
            "group": policy.group.model_copy(update={"code": f"P{weekday}{week}", "go_live": BEGIN}),
            "meetings": policy.meetings.model_copy(update={"rule": rule}),
            "working_time": policy.working_time.model_copy(update={"closures": ()}),
            "bodies": (),  # their dates are days of one year, which history can't repeat
            "members": policy.members.model_copy(update={"details_months": ("February", "May")}),
        }
    )


def models(folder: Path) -> Iterator[Model]:
    """Play the groups and keep what their registers hold on four mornings."""
    script.SCENES = (script.Scene(late_paper=True), script.Scene(), script.Scene(walk_in=True))
    mornings = [TODAY - number * WEEK for number in reversed(range(WEEKS))]
    for weekday in range(WEEKDAYS):
        yield from play(weekday, folder, mornings)


def play(weekday: int, folder: Path, mornings: Sequence[dt.date]) -> Iterator[Model]:
    """Play the group that meets on a weekday until the last of these mornings, in order."""
    clock = SetClock(dt.datetime.combine(BEGIN, dt.time(9)))
    policy = policy_of(weekday, 0)
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
        import_members(office, code, ROOT / "config" / "members-sample.xlsx", MEMBERS_SINCE)
        cast = Cast(office, code, BEGIN, DirectChannel(office))
        for day in each_day(BEGIN, mornings[-1]):
            if not cast.days.is_working(day):
                continue
            clock.at = dt.datetime.combine(day, dt.time(9))
            if day in mornings:
                week = max(0, (TODAY - day) // WEEK) % WEEKS
                file = folder / f"{code}-{day}.db"
                with closing(sqlite3.connect(folder / f"{code}.db")) as connection:
                    connection.execute("VACUUM INTO ?", (str(file),))
                yield Model(file, day, policy_of(weekday, week))
            work(office, day)
            _all_mail_goes(office, day)
            clock.at = dt.datetime.combine(day, dt.time(11))
            cast.act(day)
            cast.act_later(day)
            clock.at = dt.datetime.combine(day, dt.time(14))
            _all_mail_goes(office, day)


def _all_mail_goes(office: Office, day: dt.date) -> None:
    with office.register.transaction(BY) as tx:
        waiting = update(DispatchRow).where(DispatchRow.state == State.QUEUED)
        tx.session.execute(waiting.values(state=State.SENT, sent_at=tx.at))
        _the_calendar_is_told(tx, day)
        groups = list(tx.session.scalars(select(GroupRow.id)))
    with unit_of_work(office, BY, day) as work:
        finish_sent_steps(work, groups)


def _the_calendar_is_told(tx: Transaction, day: dt.date) -> None:
    for row in in_state(tx.session, *TO_BE_DONE):
        meeting = tx.session.get_one(MeetingRow, row.meeting_id)
        invited = invited_to(tx.session, membership(tx.session, row.group_id, day), meeting, day)
        row.state, row.told_at = InvitationState.DONE, tx.at
        row.told = edition_as_json(
            CalendarEdition(1, details_of(meeting), addresses(invited, CalendarEdition()))
        )
