"""The mails of the awkward months: each does what its people mean by it, and the page has it on its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from forum.calendar.meetings import MeetingKind, MeetingState
from forum.calendar.working_days import each_day
from forum.outbox.states import Mode
from rehearsals.awkward import EVENTS, AwkwardMonths
from rehearsals.output.page import days
from rehearsals.stage import AUTHSERV_ID, SERVICE
from tasks.duties.base.office import Office
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.clock import SetClock
from tasks.register.tables import ConcernRow, CoverRow, MeetingRow
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.stages import Stages
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

DOMAINS = frozenset({"kscb.example"})
RULES = DeliveryRules(mode=Mode.LIVE, mailbox=SERVICE, allowed_domains=DOMAINS)
FIRST, LAST = day("Mon 4 Jan 2027"), day("Fri 9 Apr 2027")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def forum(mase: Office, clock: SetClock, stages: Stages) -> Forum:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    forum = Forum(mase, clock)
    stages.reach(forum.plan_from_december)
    return forum


@pytest.mark.thorough
def test_the_mails_of_the_awkward_months_do_what_is_meant(forum: Forum, tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path, SERVICE, forum.clock, authserv_id=AUTHSERV_ID)
    months = AwkwardMonths(forum.office, "MASE", FIRST, tmp_path)
    months.commissioned = dt.date.max  # by a decision, which no meeting takes here
    for today in filter(MASE_DAYS.is_working, each_day(FIRST, LAST)):
        forum.clock.at = dt.datetime.combine(today, dt.time(11))
        if today == day("Mon 1 Mar 2027"):
            do(plan_meetings, forum.office, forum.group, day=today)
            do(write_desk_letters, forum.office, [forum.group], day=today)  # which the unit answers
            deliver(forum.office.register, mailer, RULES, as_of=today)
        months.write(today)
        if months.has_mail_come():
            assert read_mailbox(forum.office, mailer, SERVICE, "flow read_mailbox") == ""
    meetings = forum.rows(MeetingRow)
    assert {row.reason for row in meetings if row.state is MeetingState.CANCELLED} == {
        "the building is closed after a flood",
        "the Chair cannot be there",
        "it is the week of the inspection",
    }
    (called,) = [row for row in meetings if row.kind is MeetingKind.EXTRAORDINARY]
    assert "Closure of a hotel" in called.reason
    (cover,) = forum.rows(CoverRow)
    assert (cover.first, cover.last) == (day("Mon 18 Jan 2027"), day("Mon 1 Feb 2027"))
    assert len(forum.rows(ConcernRow)) == 1
    assert not forum.members().is_appointed(forum.person("Head of Inclusion"), day("Tue 2 Mar 2027"))
    happened = [each for page in days(months.happened, []) for each in page.happened]
    assert [each.what for each in happened] == [event.what for event in EVENTS]
