"""The listener: what it starts and when, whoever else listens and whatever fails."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey

from forum.inbox.mailbox_items import ItemKind
from mase.service.beside import EndedError
from mase.service.catch_up import MAILBOX, is_within_day
from mase.service.deployments import read_deployments
from mase.service.listener import (
    LONGEST_PAUSE,
    PAUSE,
    PAUSE_AFTER_REFUSAL,
    Listener,
    wake_reader,
)
from tasks.mail.protocol.mailer import MailError, ReceivedItem, SignInError, UnclearError
from tasks.register.database.clock import LONDON, SetClock
from tasks.register.database.register import Register
from tasks.register.mailbox import store_cursor
from tests.english import day
from tests.tasks.mail.fake_mailer import FakeMailer, Fault

OURS = "mase@unit.example"
NURSE = "nurse@members.example"


@dataclass
class Service:
    """A mailbox, its listener, and what happens while that waits: one thing a pause, then it ends."""

    register: Register
    mailer: FakeMailer
    woken: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    to_happen: list[Callable[[], object]] = field(default_factory=list)
    is_time: bool = True
    opened: int = 0
    faults_of_wake: list[Exception] = field(default_factory=list)

    def listener(self) -> Listener:
        return Listener(self.register, OURS, self.open_mailer, lambda: self.is_time, self.wake, self.wait)

    def listen(self, *to_happen: Callable[[], object]) -> None:
        """Listen until all of these have happened, one in each pause, and the mailbox was looked at again."""
        self.to_happen += to_happen
        self.listener().listen()

    def open_mailer(self) -> FakeMailer:
        self.opened += 1
        return self.mailer

    def wake(self, key: str) -> None:
        if self.faults_of_wake:
            raise self.faults_of_wake.pop()
        self.woken.append(key)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        if not self.to_happen:
            raise EndedError
        self.to_happen.pop(0)()

    def mail_comes(self) -> None:
        item = ReceivedItem(str(len(self.mailer.inbox)), ItemKind.MESSAGE, NURSE, dt.datetime(2027, 1, 4), "")
        self.mailer.inbox.append(item)

    def is_read(self) -> None:
        with self.register.transaction("test") as tx:
            store_cursor(tx.session, OURS, str(len(self.mailer.inbox)), tx.at)

    def nothing(self) -> None:
        """Nothing happens."""

    @property
    def looks(self) -> int:
        return self.mailer.requests.count("news")


@pytest.fixture
def service(register: Register, clock: SetClock) -> Service:
    started = Service(register, FakeMailer(clock))
    started.is_read()
    return started


def test_it_looks_every_few_seconds_and_starts_nothing_while_nothing_comes(service: Service) -> None:
    service.listen(service.nothing, service.nothing)
    assert (service.looks, service.woken) == (3, [])
    assert service.waited == [PAUSE] * 3


def test_a_mail_starts_one_reading_by_a_key_that_stays_the_same_until_it_is_read(service: Service) -> None:
    service.listen(service.mail_comes, service.nothing, service.is_read, service.nothing)
    assert len(service.woken) == 2, "asked for again while the reading goes on"
    assert len(set(service.woken)) == 1


def test_each_further_mail_starts_a_reading_of_its_own(service: Service) -> None:
    service.listen(service.mail_comes, service.mail_comes, service.is_read, service.mail_comes)
    assert len(set(service.woken)) == 3


def test_a_mail_that_comes_before_the_service_starts_is_found_by_the_first_look(service: Service) -> None:
    service.mail_comes()
    service.listen()
    assert len(service.woken) == 1


def test_outside_the_hours_of_reading_the_mailbox_is_left_alone(service: Service) -> None:
    service.is_time = False
    service.mail_comes()
    service.listen(service.nothing, service.nothing)
    assert (service.opened, service.woken) == (0, [])


def test_when_the_day_of_reading_ends_the_mailbox_is_given_back(service: Service) -> None:
    def evening() -> None:
        service.is_time = False

    service.listen(evening, service.nothing)
    assert service.mailer.is_closed
    service.is_time = True
    assert_free(service)


def assert_free(service: Service) -> None:
    """Another machine's listener takes the mailbox without waiting."""
    other = Service(service.register, service.mailer)
    other.listen()
    assert other.waited == [PAUSE]
    assert other.mailer.requests[-1] == "news"


def test_a_listener_that_ends_lets_the_next_one_begin_at_once(service: Service) -> None:
    service.listen()
    assert_free(service)


def test_of_two_machines_one_looks(service: Service) -> None:
    first, second = Service(service.register, service.mailer), service
    looking, other = first.listener(), second.listener()
    looking.look()
    second.to_happen += [looking.look] * 10  # whenever the other glances, this one has looked once more
    before = second.opened
    other.look()
    assert (first.opened, second.opened) == (1, before)


def test_a_listener_that_was_killed_is_taken_over_within_a_minute(service: Service) -> None:
    killed = Service(service.register, service.mailer).listener()
    killed.look()
    service.mail_comes()
    service.to_happen += [service.nothing] * 100
    service.listener().look()
    assert len(service.woken) == 1
    assert sum(service.waited) < 60


def test_a_listener_that_wakes_after_it_was_taken_over_leaves_the_mailbox_to_the_other(
    service: Service,
) -> None:
    stalled = Service(service.register, service.mailer)
    sleeper = stalled.listener()
    sleeper.look()
    service.to_happen += [service.nothing] * 100
    service.listener().look()
    service.mail_comes()
    sleeper.look()
    assert (sleeper.lease, stalled.woken) == (None, [])


def test_a_server_that_fails_is_asked_less_and_less_often_until_it_answers(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    failing = Fault(UnclearError(f"Nobody answered {NURSE}."), whole_request=True)
    service.mailer.order("news", *[failing] * 8)
    with caplog.at_level(logging.INFO):
        service.listen(*[service.nothing] * 8)
    assert service.waited == [10, 20, 40, 80, 160, 320, LONGEST_PAUSE, LONGEST_PAUSE, PAUSE]
    assert service.opened == 9, "by a new connection each time"
    assert "UnclearError" in caplog.text
    assert NURSE not in caplog.text


def test_a_refused_sign_in_is_tried_again_after_an_hour_only(service: Service) -> None:
    service.mailer.order("news", Fault(SignInError("Refused."), whole_request=True))
    service.listen(service.nothing)
    assert service.waited == [PAUSE_AFTER_REFUSAL, PAUSE]


@pytest.mark.parametrize("error", [MailError("x"), OSError("x"), RuntimeError("x")])
def test_a_reading_that_could_not_be_started_is_asked_for_again(service: Service, error: Exception) -> None:
    service.faults_of_wake.append(error)
    service.listen(service.mail_comes, service.nothing)
    assert len(service.woken) == 1


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("Wed 13 Jan 2027", 0, 1), True),
        (("Wed 13 Jan 2027", 1, 30), True),
        (("Wed 13 Jan 2027", 23, 49), True),
        (("Wed 13 Jan 2027", 23, 50), False),
        (("Sat 16 Jan 2027", 12, 0), True),
        (("Wed 16 Jun 2027", 0, 5), True),  # summer time
    ],
)
def test_the_hours_of_listening_are_those_of_reading(now: tuple[str, int, int], expected: bool) -> None:
    (reading,) = (deployment for deployment in read_deployments() if deployment.name == MAILBOX)
    date, hour, minute = now
    at = dt.datetime.combine(day(date), dt.time(hour, minute), LONDON)
    assert is_within_day(reading, at.astimezone(dt.UTC)) is expected


@pytest.mark.usefixtures("prefect_api")
def test_a_key_starts_one_run_however_often_it_is_asked_for() -> None:
    @flow(name=MAILBOX)
    async def nothing_done() -> None:
        """Do nothing."""

    async def deployed() -> None:
        async with get_client() as client:
            await client.create_deployment(await client.create_flow(nothing_done), MAILBOX)

    async def runs() -> int:
        async with get_client() as client:
            with_keys = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=keys))
            return len(await client.read_flow_runs(flow_run_filter=with_keys))

    asyncio.run(deployed())
    keys = [uuid4().hex, uuid4().hex]
    for key in (keys[0], keys[0], keys[1], keys[0]):
        wake_reader(key)
    assert asyncio.run(runs()) == 2
