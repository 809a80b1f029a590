from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import holidays
import pytest
from sqlalchemy import text

from config import wiring
from config.database import open_register
from config.settings import ROOT, Settings
from config.wiring import (
    bank_holidays,
    calendar,
    exchange_settings,
    graph_settings,
    keep_open,
    load_policies,
    mailboxes,
    open_mailer,
    open_office,
    working_day,
)
from forum.letters.members import Details
from forum.terms.parts.calendar import Country
from forum.terms.parts.part import YEARS
from forum.text.problem import Problem
from samples import sample_of
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.database.clock import SetClock, SystemClock
from tasks.register.groups import groups
from tests.english import day
from tests.forum.policies import MASE as TERMS
from tests.taps import links_in
from tests.tasks.mail.fake_mailer import FakeMailer

MASE = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")


def settings(tmp_path: Path, **values: object) -> Settings:
    return Settings.model_validate(
        {"database_url": f"sqlite:///{tmp_path}/var/register.db", "mail_folder": tmp_path / "mail", **values}
    )


@pytest.fixture(autouse=True)
def _made_before(tmp_path: Path, migrated_sqlite: Path) -> None:
    """An empty register is there: to make one takes longer than what these tests are about."""
    for file in (tmp_path / "var" / "register.db", tmp_path / "register.db"):
        file.parent.mkdir(exist_ok=True)
        shutil.copy(migrated_sqlite, file)


def test_an_office_opens_on_an_empty_folder_with_a_group_for_each_policy(
    tmp_path: Path, clock: SetClock
) -> None:
    for _ in ("made", "opened again"):
        office = open_office(settings(tmp_path / "new"), clock)
        with office.register.reading() as session:
            assert [group.code for group in groups(session)] == ["MASE"]
        office.register.close()
    assert list(office.policies) == ["MASE"]


def test_the_links_of_letters_write_to_the_mailbox_of_the_settings(tmp_path: Path, clock: SetClock) -> None:
    office = open_office(settings(tmp_path, service_address="secretariat@unit.example"), clock)
    office.register.close()
    links = links_in(office.letters.print(sample_of(Details)).html)
    assert [(word, mail.to) for word, mail in links] == [("YES", "secretariat@unit.example")]


def test_a_group_has_the_mailbox_of_its_policy_and_all_others_the_service_s_own(
    tmp_path: Path, clock: SetClock
) -> None:
    policies = tmp_path / "policies"
    policies.mkdir()
    for code, mailbox in (("MASE", ""), ("HAP", "Harbour@unit.example"), ("HAPTG", "harbour@unit.example")):
        text = MASE.replace('code = "MASE"', f'code = "{code}"\nmailbox = "{mailbox}"')
        (policies / f"{code}.toml").write_text(text, encoding="utf-8")
    of_machine = settings(
        tmp_path, policies=policies, service_address="Mase@unit.example", ops_address="ops@unit.example"
    )
    with closing(open_office(of_machine, clock).register) as register:
        office = open_office(of_machine, clock)
        with register.reading() as session:
            codes = {group.id: group.code for group in groups(session)}
            links = {
                group.code: links_in(office.letters_of(group).print(sample_of(Details)).html)[0][1].to
                for group in groups(session)
            }
        own, harbour = mailboxes(of_machine, office, clock)
        office.register.close()
    assert links == {"MASE": "Mase@unit.example"} | dict.fromkeys(("HAP", "HAPTG"), "harbour@unit.example")
    carried = {each.address: sorted(codes[id] for id in each.carried(codes)) for each in (own, harbour)}
    assert carried == {"Mase@unit.example": ["MASE"], "harbour@unit.example": ["HAP", "HAPTG"]}
    assert (own.rules.ops_address, harbour.rules.ops_address) == ("ops@unit.example", "")
    assert isinstance(own.mailer, FolderMailer)
    assert isinstance(harbour.mailer, FolderMailer)
    assert (own.mailer.folder, harbour.mailer.folder) == (
        tmp_path / "mail",
        tmp_path / "mail" / "harbour@unit.example",
    )


@pytest.mark.parametrize(("rehearsal", "waits"), [(False, True), (True, False)])
def test_a_live_register_waits_for_the_disk_and_that_of_a_rehearsal_does_not(
    tmp_path: Path, clock: SetClock, rehearsal: bool, waits: bool
) -> None:
    register = open_register(settings(tmp_path, rehearsal=rehearsal), clock)
    with register.reading() as session:
        level = session.scalar(text("PRAGMA synchronous"))
    register.close()
    assert (level != 0) == waits


def test_christmas_and_the_councils_closure_are_no_working_days(tmp_path: Path, clock: SetClock) -> None:
    office = open_office(settings(tmp_path), clock)
    office.register.close()
    days = office.calendars["MASE"]
    assert days.on_or_before(day("Sun 3 Jan 2027")) == day("Thu 24 Dec 2026")
    assert not days.is_working(day("Mon 29 Mar 2027"))  # Easter Monday


def test_the_faults_of_all_policies_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MASE.replace('share = "2/3"', 'share = "5/3"'), encoding="utf-8")
    (tmp_path / "b.toml").write_text("not a policy", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_policies(tmp_path)
    assert "a.toml" in str(caught.value)
    assert "quorum" in str(caught.value)
    assert "b.toml" in str(caught.value)


def test_policy_files_that_cannot_be_read_are_listed_with_the_other_faults(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    (tmp_path / "b.toml").write_text(MASE + "# £", encoding="cp1252")
    (tmp_path / "c.toml").write_text(MASE, encoding="utf-16")
    (tmp_path / "d.toml").write_text("not a policy", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_policies(tmp_path)
    said = str(caught.value)
    assert "a.toml can’t be read: Is a directory." in said
    assert "b.toml is not saved as UTF-8; save it again as UTF-8." in said
    assert "c.toml is not saved as UTF-8" in said
    assert "d.toml can’t be read" in said


def test_two_policies_of_one_code_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(MASE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(MASE, encoding="utf-8")
    with pytest.raises(Problem, match=r"b\.toml: group\.code: found MASE, which another file has too"):
        load_policies(tmp_path)


def test_a_folder_without_a_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no policy file"):
        load_policies(tmp_path)


def test_the_mailbox_is_the_folder_of_the_settings(tmp_path: Path) -> None:
    mailer = open_mailer(settings(tmp_path))
    assert mailer.check() == []
    assert (tmp_path / "mail").is_dir()


EXCHANGE = {
    "gateway": "exchange",
    "exchange_endpoint": "https://mail.council.example/EWS/Exchange.asmx",
    "exchange_username": "COUNCIL\\mase",
    "exchange_password": "swordfish",
    "largest_letter_mb": 2.5,
    "copy_from_mb": 0.5,
}
GRAPH = {
    "gateway": "graph",
    "oauth_tenant": "council.example",
    "oauth_client_id": "the application",
    "oauth_client_secret": "swordfish",
    "mail_timeout": 7,
}


def test_the_gateway_to_exchange_gets_its_settings(tmp_path: Path) -> None:
    got = exchange_settings(settings(tmp_path, **EXCHANGE))
    assert (got.endpoint, got.username, got.password) == tuple(EXCHANGE.values())[1:4]
    assert (got.largest_letter, got.copy_from) == (2_500_000, 500_000)
    assert got.address == "mase@forum.example"
    assert "swordfish" not in repr(got)


def test_the_gateway_to_graph_gets_its_settings(tmp_path: Path) -> None:
    got = graph_settings(settings(tmp_path, **GRAPH))
    assert (got.tenant, got.client_id, got.client_secret) == tuple(GRAPH.values())[1:4]
    assert got.timeout == 7
    assert "swordfish" not in repr(got)


def test_whose_word_on_a_sender_counts_is_told_to_each_gateway(tmp_path: Path) -> None:
    named = {"authserv_id": "MX.council.example"}
    assert exchange_settings(settings(tmp_path, **EXCHANGE, **named)).authserv_id == "mx.council.example"
    assert graph_settings(settings(tmp_path, **GRAPH, **named)).authserv_id == "mx.council.example"
    (tmp_path / "mail" / "inbox").mkdir(parents=True)
    results = "Authentication-Results: mx.council.example; dmarc=pass header.from=council.example"
    (tmp_path / "mail" / "inbox" / "a.eml").write_text(f"{results}\nFrom: chair@council.example\n\nAGREE\n")
    for setting, expected in ((named, Dmarc.PASS), ({}, Dmarc.NONE)):
        (item,) = open_mailer(settings(tmp_path, **setting)).read("", dt.datetime(2000, 1, 1)).items
        assert item.dmarc is expected


OPEN_ONE_BY_ONE = """
import os, sys
from config.settings import Settings
from config.wiring import open_mailer
for values, unwanted in {cases!r}:
    if os.fork():  # a process for each, which has imported no more than this
        os.wait()
    else:
        mailer = open_mailer(Settings.model_validate(values))
        mailer.close()
        print(type(mailer).__name__, [name for name in unwanted if name in sys.modules])
        break
"""


@pytest.mark.thorough
def test_no_gateway_is_imported_but_the_one_chosen() -> None:
    cases = [
        ({}, ["exchangelib", "msal"]),
        (EXCHANGE, ["tasks.mail.gateways.graph.gateway"]),
        (GRAPH, ["exchangelib"]),
    ]
    program = OPEN_ONE_BY_ONE.format(cases=cases)
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines() == ["FolderMailer []", "ExchangeMailer []", "GraphMailer []"]


def test_a_run_opens_the_mailbox_when_it_needs_it_and_closes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[FakeMailer] = []

    def open_fake(*_: object) -> FakeMailer:
        opened.append(FakeMailer(SystemClock()))
        return opened[-1]

    monkeypatch.setattr(wiring, "open_mailer", open_fake)
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    with working_day("deliver_mail", None, None):
        pass
    assert opened == []
    with working_day("deliver_mail", None, None) as working:
        assert working.mailboxes[0].mailer is working.mailboxes[0].mailer
        assert [mailer.is_closed for mailer in opened] == [False]
    assert [mailer.is_closed for mailer in opened] == [True]


def test_in_a_rehearsal_an_afternoon_comes_after_what_people_did(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    monkeypatch.setenv("MASE_REHEARSAL", "true")
    office = open_office(clock=clock)
    clock.at = dt.datetime(2027, 1, 5, 11)
    with office.register.transaction("test") as tx:
        tx.audit("said")
    office.register.close()
    times = []
    for date in ("Tue 5 Jan 2027", "Wed 6 Jan 2027"):
        with working_day("deliver_mail", day(date), None) as working:
            times.append(working.office.clock.now())
    assert times == [dt.datetime(2027, 1, 5, 11), dt.datetime(2027, 1, 6, 9)]


def test_runs_in_an_office_kept_open_have_clocks_of_their_own_and_leave_it_open(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    monkeypatch.setenv("MASE_REHEARSAL", "true")
    office = open_office(clock=clock)
    clock.at = dt.datetime(2027, 1, 5, 14)  # a rehearsal's afternoon
    times = []
    with closing(office.register), office.register.reading() as session, keep_open(office):
        for date in ("Tue 5 Jan 2027", "Wed 6 Jan 2027"):
            with working_day("deliver_mail", day(date), "MASE") as working:
                assert working.office.policies is office.policies
                times.append(working.office.clock.now())
        assert [group.code for group in groups(session)] == ["MASE"]
    assert times == [dt.datetime(2027, 1, 5, 14), dt.datetime(2027, 1, 6, 9)]
    assert clock.now() == dt.datetime(2027, 1, 5, 14)
    with working_day("deliver_mail", day("Wed 6 Jan 2027"), None) as working:
        assert working.office.policies is not office.policies


def test_a_calendar_needs_no_register() -> None:
    days = calendar(load_policies(ROOT / "config")["MASE"])
    assert days.is_working(day("Tue 12 Jan 2027"))


@pytest.mark.parametrize(
    ("country", "subdivision", "off", "at_work"),
    [
        ("England and Wales", "ENG", "Mon 29 Mar 2027", "Wed 17 Mar 2027"),
        ("Scotland", "SCT", "Tue 30 Nov 2027", "Mon 29 Mar 2027"),
        ("Northern Ireland", "NIR", "Wed 17 Mar 2027", "Tue 30 Nov 2027"),
    ],
)
def test_the_bank_holidays_are_those_of_the_policys_country(
    country: Country, subdivision: str, off: str, at_work: str
) -> None:
    assert bank_holidays(country) == {*holidays.country_holidays("GB", subdiv=subdivision, years=YEARS)}
    working_time = TERMS.working_time.model_copy(update={"country": country})
    policy = TERMS.model_copy(update={"working_time": working_time})
    assert not calendar(policy).is_working(day(off))
    assert calendar(policy).is_working(day(at_work))
