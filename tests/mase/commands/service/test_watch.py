"""``mase watch`` and ``mase doctor``, as those who run a service type them."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from config.settings import load_settings
from config.watching import watcher_of
from config.wiring import open_office
from flows.do_what_is_due import CALENDAR
from forum.watch.evidence import Look
from mase.commands.service import check as checking
from mase.commands.service.watch import keep_watching
from tasks.duties.meetings.end_group import end_group
from tasks.register.database.clock import LONDON, SetClock
from tasks.register.mailbox import store_cursor
from tasks.register.tables import MorningLetterRow
from tasks.register.watch import note_looks
from tasks.watch.metrics import LastRound
from tasks.watch.round import Watcher, WatchRound
from tests.mase.commands.terminal import typed
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.duties.do import do
from tests.tasks.watch.conftest import Post, Web, mail_server, post, web

__all__ = ["mail_server", "post", "web"]
NO_ROUTE = "Nobody is told of faults: set MASE_OPS_ADDRESS with MASE_SMTP_HOST, or MASE_WATCH_WEBHOOK"


@pytest.fixture(autouse=True)
def _a_service_on_monday_4_january(
    sqlite_url: str, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "DATABASE_URL": sqlite_url,
        "MAIL_FOLDER": str(tmp_path / "mail"),
        "WATCH_FOLDER": str(tmp_path / "watch"),
        "OPS_ADDRESS": "ops@unit.example",
    }.items():
        monkeypatch.setenv(f"MASE_{name}", value)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # where nothing answers
    for room in ("wiring", "watching"):
        monkeypatch.setattr(f"config.{room}.SystemClock", lambda: clock)
    now, clock.at = clock.at, clock.at.replace(hour=7)
    open_office().register.close()
    clock.at = now


@pytest.fixture
def told(mail_server: Controller, post: Post, web: Web, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Those who run the service are told by a mail server, a webhook and a switch of their own."""
    for name, value in {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(mail_server.port),
        "SMTP_SECURITY": "none",
        "WATCH_WEBHOOK": f"{web.url}/room",
        "WATCH_PING": f"{web.url}/ping",
    }.items():
        monkeypatch.setenv(f"MASE_{name}", value)
    return post


def serve_the_morning() -> None:
    """Have every flow look, and the mailbox read, as on any morning."""
    office = open_office()
    with office.register.transaction("test") as tx:
        note_looks(tx, tx.at.date(), {flow: Look(tx.at, due=0, failed=0) for flow in CALENDAR})
        store_cursor(tx.session, "mase@forum.example", "1", tx.at)
    office.register.close()


def test_a_morning_that_nobody_looked_at_is_told_by_every_route_once_with_what_to_do(
    told: Post, web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    typed("watch", "--once")
    typed("watch", "--once")
    assert web.url not in caplog.text
    ((to, mail),) = told.mails
    assert (to, mail["Subject"]) == (["ops@unit.example"], "MASE service: no look, and 1 more")
    said = mail.get_content()
    assert "1. No flow had looked at what is due by 9am on Monday 4 January 2027.\r\nSince 9am on" in said
    assert "2. mase@forum.example has not been read for more than an hour, and read-mailbox" in said
    assert web.paths() == ["/ping/start", "/room", "/ping/fail", "/ping/start", "/ping/fail"]
    (content,) = web.contents("/room")
    assert content["faults"] == ["no look", "mailbox not read"]
    assert typed("status").startswith("No flow had looked at what is due by 9am on Monday 4 January 2027.\n")


def test_the_doctor_says_what_is_wrong_and_what_is_well() -> None:
    screen = lines(typed("doctor", columns=80))
    wrong = screen.index("WRONG  No flow had looked at what is due by 9am on Monday 4 January 2027.")
    assert screen[wrong + 1].strip().startswith("What to do: See that mase serve runs, and start it if not")
    assert "ok     No deadline of the terms is at risk" in screen
    assert max(map(len, screen[:-1])) <= 80
    assert screen[-1].startswith(NO_ROUTE)
    serve_the_morning()
    screen = lines(typed("doctor"))
    assert "ok  No look at what is due is missing" in screen
    assert [line for line in screen if line.startswith("WRONG")] == []


def test_a_board_whose_dates_run_out_is_told_while_its_group_is_there(clock: SetClock) -> None:
    fault = "WRONG  MASE, MSCB: the dates of the board end on 24 February 2028."
    clock.at = dt.datetime(2027, 11, 26, 12)
    assert fault not in lines(typed("doctor"))
    clock.at = dt.datetime(2027, 11, 29, 12)
    assert fault in lines(typed("doctor"))
    office = open_office()
    do(end_group, office, "MASE", on=clock.at.date(), reason="The boards have ended it.")
    office.register.close()
    assert fault not in lines(typed("doctor"))


def lines(screen: str) -> list[str]:
    return [line.rstrip() for line in screen.splitlines()]


def test_a_live_service_that_tells_nobody_of_faults_is_noted_by_the_check(
    monkeypatch: pytest.MonkeyPatch, mail_server: Controller
) -> None:
    monkeypatch.setattr(checking, "CHECKS", [one for one in checking.CHECKS if one[0] == "Watch"])
    assert f"ok  Watch  {NO_ROUTE}" in typed("check")
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "unit.example")
    assert f"note  Watch  {NO_ROUTE}" in typed("check")
    monkeypatch.setenv("MASE_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("MASE_SMTP_PORT", str(mail_server.port))
    assert "ok  Watch  mase watch tells of faults by the mail server" in typed("check")


def test_a_live_service_of_which_no_backups_are_made_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ok     No backup is late" in lines(typed("doctor"))
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "unit.example")
    (line,) = [line for line in lines(typed("doctor", columns=200)) if "No backups are made" in line]
    assert line.startswith("WRONG  No backups are made, and the service is live: MASE_BACKUP_RECIPIENTS")


def test_the_doctor_tries_each_route(told: Post, web: Web) -> None:
    assert "mase watch tells of faults by the mail server and the webhook." in typed("doctor")
    web.status = 404
    screen = typed("doctor", "--send-test")
    assert "A test has gone by the mail server: see that it comes." in screen
    assert "No test could be sent by the webhook (HTTPStatusError)." in screen
    ((_, mail),) = told.mails
    assert mail["Subject"] == "MASE service: a test"


def test_a_register_that_is_not_there_is_a_fault_and_nothing_of_it_is_made(
    told: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/not there/register.db")
    typed("watch", "--once")
    typed("watch", "--once")
    ((_, mail),) = told.mails
    assert mail["Subject"] == "MASE service: register out of reach"
    assert "is not there, or not of this program’s version: mase check says more." in mail.get_content()
    assert not (tmp_path / "not there").exists()
    assert "?      No deadline of the terms is at risk: not known" in typed("doctor")


def test_a_clock_that_was_put_back_is_a_fault_by_which_nothing_is_noted(told: Post, clock: SetClock) -> None:
    clock.at -= dt.timedelta(days=3)
    typed("watch", "--once")
    ((_, mail),) = told.mails
    assert mail["Subject"] == "MASE service: clock contradicts register"
    said = mail.get_content().replace("\r", "")
    assert said.startswith("The watch of mase@forum.example on ")
    assert "says 1 January 2027, 9am, but the last entry of the register was written on 4 January" in said
    screen = typed("doctor")
    assert "WRONG  The clock of this machine says 1 January 2027, 9am" in screen
    assert "?      No deadline of the terms is at risk: not known" in screen


@pytest.fixture(params=[ExchangeStandIn, GraphStandIn])
def post_office(
    request: pytest.FixtureRequest, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PostOffice]:
    """A mail server with the service's mailbox and that of those who run it, by the same clock."""
    office = PostOffice("forum.example")
    for address in ("mase@forum.example", "ops@forum.example"):
        office.open_mailbox(address)
    standin = request.param(office)
    monkeypatch.setenv("MASE_OPS_ADDRESS", "ops@forum.example")
    with listening(standin) if request.param is GraphStandIn else Server(standin) as server:
        url = server[0].url if isinstance(server, tuple) else server.url
        settings = standin.settings(url) | {
            "MASE_EXCHANGE_USERNAME": "mase@forum.example",
            "MASE_EXCHANGE_PASSWORD": "secret",
        }
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        office.clock.set(clock.at.replace(tzinfo=LONDON))
        yield office


def watch_at(time: str, clock: SetClock, office: PostOffice) -> None:
    """Make a round at that time of Monday 4 January."""
    clock.at = dt.datetime.combine(clock.at.date(), dt.time.fromisoformat(time))
    office.clock.set(clock.at.replace(tzinfo=LONDON))
    typed("watch", "--once")


@pytest.mark.thorough
def test_the_mailbox_writes_to_itself_each_morning_and_tells_of_faults(
    post_office: PostOffice, clock: SetClock
) -> None:
    for time in ("07:00", "07:05", "09:00", "09:05"):
        watch_at(time, clock, post_office)
    office = open_office()
    with office.register.reading() as session:
        letter = session.scalars(select(MorningLetterRow)).one()
    office.register.close()
    assert (letter.sent, letter.back) == (dt.datetime(2027, 1, 4, 7, 0), dt.datetime(2027, 1, 4, 7, 0))
    assert [(mail.to, mail.subject) for mail in post_office.ledger] == [
        (("mase@forum.example",), "MASE: a test of the mailbox"),
        (("ops@forum.example",), "MASE service: no look, and 1 more"),
    ]


@pytest.mark.thorough
@pytest.mark.usefixtures("told")
def test_the_watch_goes_on_until_it_is_ended_and_its_log_is_json_where_that_is_wanted(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "mase", "watch"],
        env={
            **os.environ,
            "MASE_LOG_FORMAT": "json",
            "MASE_DATABASE_URL": f"sqlite:///{tmp_path}/not there/register.db",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watch:
        assert watch.stderr is not None
        begun, entry = (json.loads(watch.stderr.readline()) for _ in range(2))
        watch.send_signal(signal.SIGTERM)
        assert watch.wait() == 0, watch.stderr.read()
    assert begun["message"] == "Watching. Ctrl-C ends it."
    assert (entry["level"], entry["logger"]) == ("warning", "tasks.watch.round")
    assert entry["message"] == "MASE service: register out of reach"


@pytest.mark.usefixtures("told")
def test_the_watch_ends_though_its_round_let_the_signal_pass() -> None:
    watcher, ended, rounds = watcher_of(load_settings()), Event(), list[WatchRound]()

    class Deaf:
        def make_round(self) -> WatchRound:
            ended.set()
            rounds.append(watcher.make_round())
            return rounds[-1]

    with closing(watcher.register), pytest.raises(SystemExit):
        keep_watching(cast("Watcher", Deaf()), LastRound(), ended)
    assert len(rounds) == 1
