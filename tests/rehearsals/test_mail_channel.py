"""A month answered by mail through the Exchange stand-in comes to the same as one answered straight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from forum.calendar.working_days import each_day
from forum.inbox.mailbox_items import Outcome
from rehearsals.channels import DirectChannel, ScriptedChannel
from rehearsals.leads import TROUBLE, import_sample_plan
from rehearsals.mail_channel import PASSWORD, MailChannel, StandIn, standin_at
from rehearsals.output.facts import read_facts
from rehearsals.people import Cast
from rehearsals.script import OUTSIDE_OWNER
from rehearsals.stage import SERVICE, enter_past_meetings
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import Office, read_only, unit_of_work
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.duties.plan.rated import rated_plan
from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.tables import ReceivedRow
from tests.english import day
from tests.forum.policies import MASE_DAYS
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import plain_office

pytestmark = pytest.mark.long

FIRST, LAST = day("Wed 9 Dec 2026"), day("Mon 25 Jan 2027")
CONFIRMED = (
    "recorded"  # the short letter that says what was put on record: nobody gets it who says it straight
)

Played = tuple[list[object], set[object]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with Server(ExchangeStandIn(PostOffice(), checked=False)) as server, standin_at(server.url) as standin:
        yield standin


def play(
    office: Office, clock: SetClock, channel: ScriptedChannel, mailer: ExchangeMailer | None = None
) -> Played:
    """Each step's day and verdict, and who got which letter on which day, of a month with this channel."""
    secretary = Secretary(office, clock)
    domains = secretary.rules.allowed_domains | {OUTSIDE_OWNER[1].partition("@")[2]}
    secretary.rules = replace(secretary.rules, mailbox=SERVICE, allowed_domains=domains)

    def read() -> None:
        if mailer and channel.has_mail_come():
            assert read_mailbox(office, mailer, SERVICE, "test") == ""

    if mailer:
        secretary.mailer = mailer
    enter_past_meetings(office, "MASE", FIRST)
    with unit_of_work(office, "test", FIRST) as work:
        import_sample_plan(work, "MASE")
    cast = Cast(office, "MASE", FIRST, channel)
    for today in each_day(FIRST, LAST):
        if MASE_DAYS.is_working(today):
            channel.turn_to(dt.datetime.combine(today, dt.time(9)))
            read()
            secretary.morning(today)
            clock.at = dt.datetime.combine(today, dt.time(11))
            channel.turn_to(clock.at)
            cast.act(today)
            read()
            cast.act_later(today)
            secretary.afternoon(today)
    return outcome(office)


def outcome(office: Office) -> Played:
    facts = read_facts(office, FIRST, LAST)
    steps: list[object] = [
        (meeting.reference, step.step.kind, step.step.done, step.finding.verdict)
        for meeting in facts.meetings
        for step in meeting.steps
    ]
    letters: set[object] = {
        (letter.sent and letter.sent.date(), letter.letter, letter.meeting, letter.recipient, letter.state)
        for letter in facts.letters
        if letter.letter != CONFIRMED
    }
    with read_only(office, "test", LAST) as work:
        plan = rated_plan(group_context(work, group_by_code(work.session, "MASE").id))
    colours = [(each.line.reference, each.rating.in_words, each.rating.reason) for each in plan]
    return [*steps, *colours], letters


def test_a_month_by_mail_comes_to_the_same(mase: Office, standin: StandIn) -> None:
    with plain_office(mase) as forum:
        straight = play(forum.office, forum.clock, DirectChannel(forum.office))
    signing_in = standin.settings(SERVICE)
    settings = ExchangeSettings(
        address=SERVICE,
        endpoint=signing_in["MASE_EXCHANGE_ENDPOINT"],
        sign_in=SignIn.BASIC,
        username=SERVICE,
        password=PASSWORD,
        authserv_id=signing_in["MASE_AUTHSERV_ID"],
    )
    with plain_office(mase) as forum, closing(ExchangeMailer(settings)) as mailer:
        by_mail = play(forum.office, forum.clock, MailChannel(forum.office, standin, SERVICE), mailer)
        with forum.office.register.reading() as session:
            outcomes = session.scalars(select(ReceivedRow.outcome)).all()
    assert by_mail == straight
    assert ("P2.2", "Blue (B)", "discharged by the group, MASE/2027-01/D1") in by_mail[0]
    assert ("P1.2", "Red (R)", f"56 days past its date; “{TROUBLE.text}”") in by_mail[0]
    assert len(outcomes) > 20
    assert set(outcomes) == {Outcome.RECORDED}
