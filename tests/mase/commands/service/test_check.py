from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.env_file import read_env_file
from config.settings import ROOT
from config.wiring import open_office
from mase.__main__ import app
from mase.commands.service import check as command
from mase.service.prefect_server import free_port
from samples.task_group import commission_page
from tasks.duties.members.workbook import apply_import
from tasks.duties.outbox.approve_files import approve
from tasks.duties.terms import policies_in_use
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.duties.do import do

LIVE = {"MASE_MODE": "live", "MASE_ALLOWED_DOMAINS": "forum.example"}


@pytest.fixture(autouse=True)
def _on_a_machine_of_its_own(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))


def check(*options: str) -> tuple[int, str]:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["check", *options])
    return result.exit_code, result.output


def look_only_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command look at one thing: printing all letters and documents takes it half a second."""
    monkeypatch.setattr(command, "CHECKS", [check for check in command.CHECKS if check[0] == name])


@pytest.mark.thorough
def test_all_is_well_as_it_comes() -> None:
    code, screen = check()
    assert code == 0, screen
    assert "All is well." in screen
    assert "WRONG" not in screen


def test_a_misspelt_placeholder_of_a_letter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_only_at("Letters", monkeypatch)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    letter = tmp_path / "templates" / "email" / "meetings" / "moved.md"
    letter.write_text(letter.read_text(encoding="utf-8") + "{{ misspelt }}", encoding="utf-8")
    monkeypatch.setenv("MASE_TEMPLATES", str(tmp_path / "templates"))
    code, screen = check()
    assert code == 1
    assert "meetings/moved.md" in screen
    assert "misspelt" in screen


def test_terms_of_reference_that_are_not_there_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "config" / "mase.toml", tmp_path)
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    look_only_at("Policies", monkeypatch)
    file = "mase-terms-of-reference.docx"
    assert f"MASE: new members get no terms of reference, since there is no {tmp_path}/{file}" in check()[1]
    shutil.copy(ROOT / "config" / file, tmp_path)
    assert "ok  Policies" in check()[1]


def test_each_mailbox_that_a_policy_names_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    own = policy.replace("[group]", '[group]\nmailbox = "harbour@forum.example"', 1)
    (tmp_path / "a.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    look_only_at("Mailbox", monkeypatch)
    mail = tmp_path / "mail"
    said = "".join(check()[1].split())  # a long path goes on in the next line
    assert f"thefolder{mail};thefolder{mail}/harbour@forum.example" in said
    (mail / "harbour@forum.example" / "sent").rmdir()
    (mail / "harbour@forum.example" / "sent").write_text("no folder", encoding="utf-8")
    assert check()[0] == 1


def test_half_of_a_cluster_is_refused_with_what_lacks_and_a_whole_one_where_redis_is_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_only_at("Prefect", monkeypatch)
    whole = read_env_file(ROOT / "deployments" / "cluster" / "prefect.env", "PREFECT_").values
    silent = f"127.0.0.1:{free_port()}"
    for name, value in (whole | {"PREFECT_API_AUTH_STRING": "mase:secret"}).items():
        monkeypatch.setenv(name, value.replace("redis:6379", silent))
    code, told = check()
    assert code == 1
    assert "Redis does not answer" in told
    monkeypatch.delenv("PREFECT_SERVER_DOCKET_URL")
    code, told = check()
    assert code == 1
    assert "PREFECT_SERVER_DOCKET_URL must begin with redis: without it each" in " ".join(told.split())
    assert "secret" not in told


def test_what_stands_in_square_brackets_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_only_at("Policies", monkeypatch)
    policy = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(policy.replace('share = "2/3"', 'share = "[/b] x"'), encoding="utf-8")
    (tmp_path / "b.toml").write_text(policy.replace("[[seats]]", "[[ places ]]"), encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    code, screen = check()
    assert code == 1
    assert "[/b] x" in screen
    assert "at least one [[seats]]" in screen


def test_each_fault_of_a_policy_is_a_line_below_the_one_that_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    policy = policy.replace('share = "2/3"', 'share = "x"').replace('code = "MASE"', 'code = "m"')
    (tmp_path / "a.toml").write_text(policy, encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    look_only_at("Policies", monkeypatch)
    _, screen = check()
    faults = " ".join(screen.split()).split(" • ")
    assert faults[0].startswith("WRONG Policies The terms of reference can’t be used as they are written")
    assert [fault.partition(": found")[0] for fault in faults[1:]] == [
        f"{tmp_path}/a.toml: group.code",
        f"{tmp_path}/a.toml: quorum.share",
    ]


def test_a_page_of_a_task_group_without_an_end_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "task_groups").mkdir()
    page = folder / "task_groups" / "missing.toml"
    page.write_text(re.sub(r"(?m)^end = .*\n", "", commission_page()), encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(folder))
    look_only_at("Policies", monkeypatch)
    code, told = check()
    assert code == 1
    assert "missing.toml: end: found nothing, allowed a date such as 2027-01-12, without quotes" in " ".join(
        told.split()
    )
    page.write_text(commission_page(), encoding="utf-8")
    assert check()[0] == 0


@pytest.mark.parametrize(
    ("domains", "is_wrong"), [("forum.example", True), ("forum.example,kscb.example", False), ("", False)]
)
def test_a_lead_for_safeguarding_whom_no_letter_may_go_to_is_wrong(
    domains: str, monkeypatch: pytest.MonkeyPatch, *, is_wrong: bool
) -> None:
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", domains)
    look_only_at("Policies", monkeypatch)
    code, screen = check()
    words = " ".join(screen.split())
    assert ("so that they never hear of a worry; add its domain, or correct it" in words) == is_wrong
    assert ("WRONG Policies MASE: the address of the lead in [concerns]" in words) == is_wrong
    assert code == int(is_wrong)


def test_a_list_of_meeting_days_that_runs_out_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    rule = 'kind = "monthly", week = "second", weekday = "Tuesday"'
    listed = policy.replace(rule, 'kind = "list", dates = [2026-10-13, 2026-11-10]')
    (tmp_path / "a.toml").write_text(listed, encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    look_only_at("Policies", monkeypatch)
    code, screen = check()
    assert (code, "note  Policies  MASE: the list of meeting days ends on 10 November 2026" in screen) == (
        0,
        True,
    )


def test_a_group_without_chair_unit_or_members_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_only_at("Members", monkeypatch)
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert "ok  Members  taken into the register by mase register import" in check()[1]
    office = open_office()
    code, screen = check()
    assert (code, "note  Members  MASE: no Chair; no Business Unit; and no core member for" in screen) == (
        0,
        True,
    )
    sample = ROOT / "config" / "members-sample.xlsx"
    do(apply_import, office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1))
    office.register.close()
    code, screen = check()
    assert "ok  Members  each group has a Chair, a Business Unit, and a core member in every seat" in screen


def test_terms_that_the_register_has_otherwise_are_noted_and_a_quorum_without_its_seat_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_only_at("Terms", monkeypatch)
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert "Terms  taken into the register on first use" in check()[1]
    policy = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    file = tmp_path / "policies" / "mase.toml"
    file.parent.mkdir()
    monkeypatch.setenv("MASE_POLICIES", str(file.parent))

    def edited_and_approved(policy: str) -> None:
        file.write_text(policy, encoding="utf-8")
        with closing(open_office().register) as register:
            approve(register, policies_in_use(register, file.parent).waiting, by="test")

    edited_and_approved(policy)
    assert "Terms  the register and the policies agree" in check()[1]
    edited_and_approved(policy.replace("go_live = 2026-09-01", "go_live = 2026-10-01"))
    code, screen = check()
    assert (code, "note  Terms  MASE: go-live: 2026-09-01 → 2026-10-01" in screen) == (0, True)
    assert "To take the policy’s: mase policy apply" in screen
    renamed = policy.replace('name = "KCHFT"', 'name = "Health"').replace(
        'short_name = "KCHFT"', 'short_name = "H"'
    )
    edited_and_approved(renamed.replace('share = "2/3"', 'must_include = ["Health"]'))
    code, screen = check()
    assert (code, "MASE: the quorum needs “Health”, and the register has no such seat." in screen) == (
        1,
        True,
    )


@pytest.mark.thorough
def test_everything_wrong_is_on_one_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way of a folder", encoding="utf-8")
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "file"))
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://127.0.0.1:1/mase")
    code, screen = check()
    assert code == 1
    for wrong in ("Policies", "Database", "Mailbox"):
        assert f"WRONG  {wrong}" in screen


def test_wrong_settings_are_said_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_MODE", "sometimes")
    code, screen = check()
    assert code == 1
    assert "MASE_MODE: allowed: 'live', 'redirect' or 'hold'" in screen
    assert "Database" not in screen


@pytest.mark.parametrize(
    ("settings", "mark", "said"),
    [
        ({}, "ok", "asks for the sign-in in {folder}/sign-in"),
        ({"MASE_PREFECT_AUTH_STRING": "ops:" + "x" * 16}, "ok", "asks for the sign-in in MASE_PREFECT_AUTH"),
        (
            {"MASE_PREFECT_AUTH_STRING": "ops:swordfish"},
            "note",
            "the password in MASE_PREFECT_AUTH_STRING is",
        ),
        ({"MASE_PREFECT_HOST": "0.0.0.0"}, "note", "MASE_PREFECT_HOST lets other machines in without TLS"),
    ],
)
def test_it_says_how_well_prefect_is_guarded_and_makes_no_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], mark: str, said: str
) -> None:
    monkeypatch.setenv("MASE_PREFECT_FOLDER", str(tmp_path))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    look_only_at("Prefect", monkeypatch)
    code, screen = check()
    assert code == 0, screen
    assert f"{mark}  Prefect  {said.format(folder=tmp_path)}" in screen
    assert list(tmp_path.iterdir()) == []
    assert "swordfish" not in screen


def test_a_sign_in_that_others_can_read_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_PREFECT_FOLDER", str(tmp_path))
    look_only_at("Prefect", monkeypatch)
    (tmp_path / "sign-in").write_text("mase:swordfish", encoding="ascii")
    (tmp_path / "sign-in").chmod(0o644)
    code, screen = check()
    assert (code, "can be read by others on this machine. Delete it" in screen) == (1, True)


@pytest.fixture(scope="module")
def exchange() -> Iterator[Server]:
    office = PostOffice("forum.example")
    office.open_mailbox("mase@forum.example", password="secret")
    office.open_mailbox("forbidden@forum.example", password="secret").forbidden = True
    office.open_mailbox("full@forum.example", password="secret").full = True
    with Server(ExchangeStandIn(office)) as server:
        yield server


@pytest.fixture
def at_exchange(exchange: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in exchange.standin.settings(exchange.url).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("MASE_EXCHANGE_USERNAME", "mase@forum.example")
    monkeypatch.setenv("MASE_EXCHANGE_PASSWORD", "secret")
    look_only_at("Mailbox", monkeypatch)


@pytest.mark.usefixtures("at_exchange")
def test_the_connection_to_exchange_is_proved_and_a_letter_sent() -> None:
    code, screen = check("--send-test")
    assert code == 0, screen
    assert "/EWS/Exchange.asmx; whether it may send, --send-test shows" in screen
    assert "sent to mase@forum.example, and found in Sent Items" in screen
    assert "It came back without Authentication-Results, as letters do within an Exchange Server" in screen
    assert "Its sender is known as an own mailbox." in screen


@pytest.mark.usefixtures("at_exchange")
def test_how_to_find_out_whose_word_counts_is_said_where_nobody_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MASE_AUTHSERV_ID")
    code, screen = check("--send-test")
    assert code == 0, screen
    assert "note  Test letter" in screen
    assert "Send the mailbox one letter from outside" in " ".join(screen.split())
    assert "Nothing is wrong. See to what is marked “note”." in screen


@pytest.mark.parametrize(
    ("authserv_id", "code", "said"),
    [
        ("", 0, "without a name, as Exchange Online writes it: set MASE_AUTHSERV_ID=exchange-online."),
        ("exchange-online", 0, "without a name, as Exchange Online writes it, as MASE_AUTHSERV_ID says."),
        ("mx.forum.example", 1, "but MASE_AUTHSERV_ID is mx.forum.example: set MASE_AUTHSERV_ID=exchange-on"),
    ],
)
def test_the_letter_that_comes_back_says_whose_word_counts(
    monkeypatch: pytest.MonkeyPatch, authserv_id: str, code: int, said: str
) -> None:
    office = PostOffice("forum.example")
    office.open_mailbox("mase@forum.example")
    standin = GraphStandIn(office)
    with listening(standin) as (server, _):
        for name, value in standin.settings(server.url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("MASE_AUTHSERV_ID", authserv_id)
        look_only_at("Mailbox", monkeypatch)
        ended, screen = check("--send-test")
    assert ended == code, screen
    assert said in " ".join(screen.split())


@pytest.mark.parametrize(
    ("settings", "mark", "said"),
    [
        (
            {},
            "ok",
            "nothing proves who wrote a mail, so nobody can decide by mail: MASE_AUTHSERV_ID isn’t set",
        ),
        (
            LIVE,
            "note",
            "nothing proves who wrote a mail, so nobody can decide by mail: MASE_AUTHSERV_ID isn’t set",
        ),
        (
            LIVE | {"MASE_AUTHSERV_ID": "mx.a.example"},
            "ok",
            "proved by Authentication-Results of 'mx.a.exa",
        ),
        ({"MASE_AUTHSERV_ID": "exchange-online"}, "ok", "proved by what Exchange Online writes"),
        (
            {"MASE_AUTHSERV_ID": "inside-only"},
            "ok",
            "proved are colleagues in the same Exchange organisation",
        ),
    ],
)
def test_it_says_who_can_decide_anything_by_mail(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], mark: str, said: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    look_only_at("Senders", monkeypatch)
    code, screen = check()
    assert code == 0, screen
    assert f"{mark}  Senders  {said}" in screen


@pytest.mark.usefixtures("at_exchange")
@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("EXCHANGE_PASSWORD", "swordfish", "did not accept the sign-in. Check MASE_EXCHANGE_USERNAME"),
        ("EXCHANGE_ENDPOINT", "http://127.0.0.1:9/EWS/Exchange.asmx", "Nothing answers at MASE_EXCHANGE_END"),
        ("SERVICE_ADDRESS", "nobody@forum.example", "Check MASE_SERVICE_ADDRESS"),
        ("SERVICE_ADDRESS", "full@forum.example", "The mailbox is full"),
        ("SERVICE_ADDRESS", "forbidden@forum.example", "no rights in the mailbox. Ask the administrator"),
    ],
    ids=["wrong password", "wrong endpoint", "no such mailbox", "full", "no rights"],
)
def test_what_is_wrong_at_exchange_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    if value in ("full@forum.example", "forbidden@forum.example"):
        monkeypatch.setenv("MASE_EXCHANGE_USERNAME", value)
    monkeypatch.setenv(f"MASE_{setting}", value)
    code, screen = check("--send-test")
    assert code == 1
    assert said in screen
    assert "Traceback" not in screen
    assert "swordfish" not in screen
    assert "Not sent, since the mailbox is not right." in screen


def test_a_test_letter_goes_to_the_mailbox_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_only_at("Mailbox", monkeypatch)
    code, screen = check("--send-test")
    assert code == 0, screen
    assert "sent to mase@forum.example, and found in Sent Items" in screen
    assert len(list((tmp_path / "mail" / "sent").iterdir())) == 1


def test_no_test_letter_is_tried_while_the_mailbox_is_not_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_only_at("Mailbox", monkeypatch)
    (tmp_path / "file").write_text("in the way of a folder", encoding="utf-8")
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "file"))
    code, screen = check("--send-test")
    assert code == 1
    assert "Not sent, since the mailbox is not right." in screen
