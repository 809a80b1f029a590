"""Rounds of the watcher: each fault is told once, and once more when it is over."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from forum.watch.evidence import Evidence
from forum.watch.message import Message, Service
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.watch import open_faults
from tasks.watch.round import Watcher, WatchRound
from tasks.watch.routes import DeadMansSwitch
from tests.databases import DATABASES
from tests.tasks.mail.fake_mailer import Crash
from tests.tasks.watch.conftest import Web

FIVE_MINUTES = dt.timedelta(minutes=5)


@dataclass
class Pager:
    """A route that keeps what it was told."""

    name: str
    is_broken: bool = False
    dies: bool = False  # once it has told
    told: list[Message] = field(default_factory=list)

    def tell(self, message: Message) -> None:
        if self.is_broken:
            raise ConnectionRefusedError
        self.told.append(message)
        if self.dies:
            raise Crash


class Watch:
    """A watcher of a service whose state the test sets, and the routes it tells by."""

    def __init__(self, register: Register, clock: SetClock, folder: Path) -> None:
        self.clock, self.register = clock, register
        self.seen = Evidence(now=clock.now())
        self.first, self.second = Pager("the mail server"), Pager("the webhook")
        self.watcher = Watcher(
            look=lambda: replace(self.seen, now=self.clock.now()),
            register=register,
            routes=[self.first, self.second],
            switch=None,
            service=Service("mase@unit.example", "web1"),
            folder=folder / "watch",
            clock=clock,
        )

    def see(self, after: dt.timedelta = FIVE_MINUTES, **changes: object) -> WatchRound:
        """Let time pass, and make a round that sees these changes of a service where all is well."""
        self.clock.at += after
        self.seen = replace(Evidence(now=self.clock.at), **changes)  # type: ignore[arg-type]
        return self.watcher.make_round()

    def subjects(self) -> list[str]:
        return [message.subject for message in self.first.told]


@pytest.fixture
def watch(register: Register, clock: SetClock, tmp_path: Path) -> Watch:
    return Watch(register, clock, tmp_path)


def test_a_fault_is_told_once_and_its_end_once(watch: Watch) -> None:
    watch.see()
    watch.see(unclear=1)
    watch.see(unclear=1)
    watch.see(unclear=1, files_waiting=1)
    for _ in range(4):
        watch.see(files_waiting=1)
    assert watch.subjects() == [
        "MASE service: letters unclear",
        "MASE service: templates or policies wait",
        "MASE service, over: letters unclear",
    ]
    assert watch.first.told == watch.second.told
    assert "Seen from 9:10am on 4 January 2027 to 9:20am on 4 January 2027." in watch.first.told[-1].text
    watch.see(files_waiting=1, unclear=1)
    assert watch.subjects()[3:] == ["MASE service: letters unclear"], "it has come again"


def test_a_fault_that_covers_more_is_told_again_after_an_hour_and_one_that_stands_each_working_day(
    watch: Watch,
) -> None:
    hour, day = dt.timedelta(hours=1), dt.timedelta(days=1)
    soon: dict[str, Any] = {"secret": dt.date(2027, 1, 20)}
    watch.see(files_waiting=1, **soon)
    watch.see(files_waiting=51, **soon)
    assert len(watch.subjects()) == 1, "heard of five minutes ago"
    watch.see(hour, files_waiting=51, **soon)
    watch.see(hour, files_waiting=51, **soon)
    assert watch.subjects()[1:] == ["MASE service, still: templates or policies wait"]
    text = watch.first.told[1].text
    assert "1. 51 templates or policies changed on disk." in text
    assert "Still so, since 9:05am on 4 January 2027. See to it today." in text
    days = {}
    while watch.clock.at < dt.datetime(2027, 1, 12):
        watch.see(hour, files_waiting=51, **soon)
        days[f"{watch.clock.at:%a %H:%M}"] = len(watch.subjects())
    told = [when for (_, before), (when, after) in itertools.pairwise(days.items()) if after > before]
    assert told == ["Tue 09:10", "Wed 09:10", "Thu 09:10", "Fri 09:10", "Mon 09:10"]
    watch.see(21 * day + 10 * hour, files_waiting=51, secret=dt.date(2027, 2, 10))
    assert watch.subjects()[-1] == "MASE service, still: templates or policies wait, and 1 more"


@pytest.mark.parametrize(
    "fault", [{"register": "The register cannot be opened."}, {"clock": "The clock of this machine says …"}]
)
def test_what_the_register_cannot_note_is_told_once_a_working_day_too(
    watch: Watch, fault: dict[str, Any]
) -> None:
    for _ in range(3):
        watch.see(**fault)
    watch.see(dt.timedelta(days=1), **fault)
    watch.see(**fault)
    watch.see()
    (new, still, over) = watch.subjects()
    assert (new.count("still"), still.count("still"), over.count("over")) == (0, 1, 1)
    assert "Still so, since 9:05am on 4 January 2027. See to it now, at night" in watch.first.told[1].text


def test_what_a_clock_that_was_ahead_brought_does_not_hide_what_comes_once_it_is_right(watch: Watch) -> None:
    watch.see(files_waiting=1)
    right, two_days = watch.clock.at, dt.timedelta(days=2)
    watch.see(two_days, unclear=1, files_waiting=1)
    watch.clock.at = right
    watch.see(unclear=1, files_waiting=1)
    assert watch.subjects()[-1] == "MASE service: letters unclear", "it is another one"
    for _ in range(3):
        watch.see(unclear=1)
    assert watch.subjects()[-1] == "MASE service, over: templates or policies wait"


def test_while_the_clock_contradicts_the_register_nothing_is_noted_in_it(watch: Watch) -> None:
    watch.see(clock="The clock of this machine says …", files_waiting=1)
    with watch.register.reading() as session:
        assert open_faults(session) == []
    assert watch.subjects() == ["MASE service: clock contradicts register"]
    watch.see(files_waiting=1)
    assert watch.subjects()[1:] == [
        "MASE service, over: clock contradicts register",
        "MASE service: templates or policies wait",
    ]


def test_what_comes_and_goes_is_one_fault(watch: Watch) -> None:
    for unclear in (1, 0, 1, 0, 1, 0, 1):
        watch.see(unclear=unclear)
    assert watch.subjects() == ["MASE service: letters unclear"]


def test_where_one_route_fails_the_others_tell_and_the_log_has_the_kind_of_error_alone(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    watch.first.is_broken = True
    assert watch.see(unclear=1).failed == ["the mail server"]
    assert watch.see(unclear=1).failed == []
    assert [message.subject for message in watch.second.told] == ["MASE service: letters unclear"]
    assert "Nobody could be told by the mail server (ConnectionRefusedError)." in caplog.text


@pytest.mark.parametrize(
    "fault", [{"unclear": 1}, {"register": "The register cannot be opened."}], ids=["letters", "register"]
)
def test_what_nobody_could_be_told_is_tried_again_less_and_less_often(
    watch: Watch, fault: dict[str, Any]
) -> None:
    watch.first.is_broken = watch.second.is_broken = True
    assert [5 * number for number in range(48) if watch.see(**fault).failed] == [0, 15, 30, 60, 120, 180]
    watch.first.is_broken = False
    for _ in range(13):
        watch.see(**fault)
    assert len(watch.subjects()) == 1


@pytest.mark.parametrize(
    "last", [{"unclear": 1}, {"register": "The register cannot be opened."}], ids=["letters", "register"]
)
def test_the_end_of_a_fault_is_tried_again_less_and_less_often(watch: Watch, last: dict[str, Any]) -> None:
    watch.see(**last)
    watch.first.is_broken = watch.second.is_broken = True
    tries = [5 * number for number in range(48) if watch.see().failed]
    assert [minutes - tries[0] for minutes in tries] == [0, 15, 30, 60, 120, 180]


def test_a_new_fault_is_tried_at_once_and_takes_with_it_what_waits(watch: Watch) -> None:
    watch.first.is_broken = watch.second.is_broken = True
    for _ in range(14):
        watch.see(unclear=1)
    assert watch.see(unclear=1, files_waiting=1).failed
    watch.first.is_broken = False
    watch.see(unclear=1, files_waiting=1)
    assert watch.subjects() == [], "tried five minutes ago"
    watch.see(unclear=1, files_waiting=1, paused={"MASE": "Its policy is gone."})
    assert [len(message.standing) for message in watch.first.told] == [3]


def test_once_a_route_works_again_people_hear_in_the_next_round_that_the_register_is_back(
    watch: Watch,
) -> None:
    watch.see(register="The register cannot be opened.")
    watch.first.is_broken = watch.second.is_broken = True
    for _ in range(14):
        watch.see()
    watch.first.is_broken = False
    for _ in range(2):
        watch.see(unclear=1)
    assert watch.subjects()[1:] == [
        "MASE service: letters unclear",
        "MASE service, over: register out of reach",
    ]


def test_a_watcher_that_dies_once_it_has_told_tells_again_rather_than_never(watch: Watch) -> None:
    watch.first.dies = True
    with pytest.raises(Crash):
        watch.see(unclear=1)
    watch.first.dies = False
    for _ in range(4):
        watch.see(unclear=1)
    assert watch.subjects() == ["MASE service: letters unclear"] * 2


def test_what_nobody_has_heard_of_has_no_end_to_tell(watch: Watch) -> None:
    watch.first.is_broken = watch.second.is_broken = True
    watch.see(unclear=1)
    watch.first.is_broken = watch.second.is_broken = False
    for _ in range(5):
        watch.see()
    assert watch.subjects() == []


def test_where_the_disk_is_full_too_an_unreadable_register_is_told_of_again_and_the_watch_goes_on(
    watch: Watch,
) -> None:
    watch.watcher.folder.mkdir()
    (watch.watcher.folder / "register-out-of-reach.part").symlink_to("/dev/full")
    watch.see(register="The register cannot be opened.")
    watch.see(register="The register cannot be opened.")
    watch.see(unclear=1)
    assert watch.subjects() == [
        "MASE service: register out of reach",
        "MASE service: register out of reach",
        "MASE service: letters unclear",
    ]


def test_a_register_that_cannot_be_read_is_told_of_once_and_when_it_can_be_again(watch: Watch) -> None:
    watch.see(unclear=1)
    for _ in range(4):
        watch.see(register="The register cannot be opened.")
    watch.see(unclear=1)
    watch.see(unclear=1)
    assert watch.subjects() == [
        "MASE service: letters unclear",
        "MASE service: register out of reach",
        "MASE service, over: register out of reach",
    ]
    assert watch.first.told[2].text.startswith(
        "The watch of mase@unit.example on web1 tells you:\n\nOver, with nothing more to do:\n\n"
        "The register cannot be opened.\nSeen from 9:10am on 4 January 2027"
    )


def test_a_register_that_can_be_read_but_not_written_is_told_of_too(
    watch: Watch,
) -> None:
    engine = watch.register.engine
    sqlite = engine.dialect.name == "sqlite"

    def for_reading_alone(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON" if sqlite else "SET default_transaction_read_only = ON")
        if not sqlite:
            connection.commit()

    event.listen(engine, "checkout", for_reading_alone)
    made = [watch.see(unclear=1) for _ in range(3)]
    event.remove(engine, "checkout", for_reading_alone)
    engine.dispose()
    assert watch.subjects() == ["MASE service: register out of reach"]
    reason = "attempt to write a readonly database" if sqlite else "it can be read alone"
    assert reason in made[-1].seen.register
    watch.see(unclear=1)
    assert watch.subjects()[1:] == [
        "MASE service, over: register out of reach",
        "MASE service: letters unclear",
    ]


@pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)  # SQLite has one writer
def test_the_watch_waits_for_nobody_who_writes_for_a_group(watch: Watch) -> None:
    with watch.register.transaction("test", groups=[uuid4()]):
        watch.see(unclear=1)
    assert watch.subjects() == ["MASE service: letters unclear"]


def test_the_dead_man_s_switch_hears_that_each_round_begins_and_ends(watch: Watch, web: Web) -> None:
    watch.watcher = replace(watch.watcher, switch=DeadMansSwitch(f"{web.url}/ping"))
    watch.see()
    watch.see(unclear=1)
    assert web.paths() == ["/ping/start", "/ping", "/ping/start", "/ping/fail"]
    web.status = 500
    assert watch.see(unclear=1).failed == ["the dead man’s switch"] * 2
