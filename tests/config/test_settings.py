from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from config.env_file import read_env_file
from config.settings import PREFIX, ROOT, Settings, load_settings
from forum.text.problem import Problem


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)


def faults(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Problem) as caught:
        load_settings(env_file=None)
    return str(caught.value)


def test_every_setting_stands_in_the_example_file() -> None:
    example = read_env_file(ROOT / ".env.example", PREFIX).values
    assert list(example) == [f"MASE_{name.upper()}" for name in Settings.model_fields]


def test_the_example_file_says_what_holds_without_it(tmp_path: Path) -> None:
    example = load_settings(env_file=ROOT / ".env.example")
    assert {name: value or None for name, value in example} == {
        name: value or None for name, value in load_settings(env_file=tmp_path / "none")
    }


def test_every_setting_is_explained_in_the_example_file() -> None:
    lines = ["", *(ROOT / ".env.example").read_text(encoding="utf-8").splitlines()]
    unexplained = [
        line
        for before, line in pairwise(lines)
        if line.startswith("MASE_") and not before.startswith(("#", "MASE_"))
    ]
    assert unexplained == []


def test_folders_are_taken_from_the_projects_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_MAIL_FOLDER", "var/other")
    monkeypatch.setenv("MASE_POLICIES", "/etc/mase")
    settings = load_settings(env_file=None)
    assert settings.mail_folder == ROOT / "var" / "other"
    assert settings.policies == Path("/etc/mase")
    assert settings.database_url == f"sqlite:///{ROOT}/var/register.db"


def test_what_systemd_hands_over_is_a_setting_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mase_exchange_password").write_text("p#ss word\n")
    (tmp_path / "another_service").write_text("not ours")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    in_file = tmp_path / "settings.env"
    in_file.write_text("MASE_EXCHANGE_PASSWORD=of-the-file\nMASE_EXCHANGE_USERNAME=desk\n")
    settings = load_settings(in_file)
    assert settings.exchange_password
    assert settings.exchange_password.get_secret_value() == "p#ss word"
    assert settings.exchange_username == "desk"
    (tmp_path / "mase_exchange_pasword").write_text("misspelt")
    assert "MASE_EXCHANGE_PASWORD: there is no such setting" in faults(monkeypatch)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "none"))
    assert load_settings(in_file).exchange_password != settings.exchange_password


def test_a_plain_postgresql_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://mase:secret@db.example/mase")
    assert load_settings(env_file=None).database_url == "postgresql+psycopg://mase:secret@db.example/mase"


def test_all_faults_are_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(
        monkeypatch,
        MASE_MODE="sometimes",
        MASE_PREFECT_PORT="99999",
        MASE_ALLOWED_DOMAINS="kent.example, *.nhs.example",
        MASE_SERVICE_ADDRESS="Bob <evil@forum.example>",
        MASE_MAILFOLDER="elsewhere",
    )
    assert "MASE_MODE: allowed: 'live', 'redirect' or 'hold'" in said
    assert "MASE_PREFECT_PORT: allowed: less than or equal to 65535" in said
    assert "MASE_ALLOWED_DOMAINS: allowed: whole domains with commas between" in said
    assert "MASE_SERVICE_ADDRESS" in said
    assert "MASE_MAILFOLDER: there is no such setting" in said


def test_a_setting_of_the_wrong_kind_is_said_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(
        monkeypatch, MASE_REHEARSAL="perhaps", MASE_PREFECT_PORT="http", MASE_MAIL_TIMEOUT="a minute"
    )
    assert "MASE_REHEARSAL: allowed: true or false" in said
    assert "MASE_PREFECT_PORT: allowed: a whole number" in said
    assert "MASE_MAIL_TIMEOUT: allowed: a number" in said


def test_what_the_watcher_could_not_tell_by_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(
        monkeypatch,
        MASE_WATCH_WEBHOOK="http://elsewhere.example/swordfish",
        MASE_OAUTH_SECRET_EXPIRES="31/5/2027",
        MASE_LOG_FORMAT="xml",
    )
    assert "MASE_WATCH_WEBHOOK: allowed: an address that begins with https://" in said
    assert "MASE_OAUTH_SECRET_EXPIRES: allowed: a day such as 2027-05-31" in said
    assert "MASE_LOG_FORMAT: allowed: 'text' or 'json'" in said
    assert "swordfish" not in said


def test_no_password_goes_to_a_mail_server_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_SMTP_SECURITY="none", MASE_SMTP_USERNAME="watch")
    assert "MASE_SMTP_SECURITY=none would send the password in clear" in said


def test_an_empty_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_POLICIES="", MASE_MAIL_FOLDER=" ")
    assert "MASE_POLICIES: allowed: a folder; for the usual one take the line out" in said
    assert "MASE_MAIL_FOLDER: allowed: a folder" in said


def test_several_runs_share_a_morning_on_postgresql_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MASE_SHARDS above 1 needs PostgreSQL" in faults(monkeypatch, MASE_SHARDS="2")
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://mase:secret@db.example/mase")
    assert load_settings(env_file=None).shards == 2
    assert "MASE_SHARDS: " in faults(monkeypatch, MASE_SHARDS="0")


def test_live_needs_the_domains_that_letters_may_go_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MASE_MODE=live needs MASE_ALLOWED_DOMAINS" in faults(monkeypatch, MASE_MODE="live")


def test_redirect_needs_an_address_to_redirect_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MASE_MODE=redirect needs MASE_REDIRECT_TO" in faults(monkeypatch, MASE_MODE="redirect")


@pytest.mark.parametrize(
    ("auth", "needed"),
    [
        ("ntlm", ["MASE_EXCHANGE_USERNAME", "MASE_EXCHANGE_PASSWORD"]),
        ("basic", ["MASE_EXCHANGE_USERNAME", "MASE_EXCHANGE_PASSWORD"]),
        ("kerberos", []),
        ("oauth", ["MASE_OAUTH_TENANT", "MASE_OAUTH_CLIENT_ID", "MASE_OAUTH_CLIENT_SECRET"]),
    ],
)
def test_all_that_exchange_needs_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, auth: str, needed: list[str]
) -> None:
    said = faults(monkeypatch, MASE_GATEWAY="exchange", MASE_EXCHANGE_AUTH=auth, MASE_MODE="live")
    assert "MASE_MODE=live needs MASE_ALLOWED_DOMAINS" in said
    assert "MASE_GATEWAY=exchange needs MASE_EXCHANGE_ENDPOINT" in said
    assert re.findall(rf"MASE_EXCHANGE_AUTH={auth} needs (\w+)", said) == needed


def test_all_that_graph_needs_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_GATEWAY="graph")
    needed = ["MASE_OAUTH_TENANT", "MASE_OAUTH_CLIENT_ID", "MASE_OAUTH_CLIENT_SECRET"]
    assert re.findall(r"MASE_GATEWAY=graph needs (\w+)", said) == needed


@pytest.mark.parametrize(
    "address",
    [
        "http://mail.council.example/EWS/Exchange.asmx",
        "https://",
        "mail.council.example/EWS/Exchange.asmx",
        "ftp://mail.council.example/EWS/Exchange.asmx",
        "http://192.0.2.7/EWS/Exchange.asmx",
        "https://mail.council.example:port/EWS/Exchange.asmx",
    ],
)
def test_a_mail_server_is_reached_encrypted_or_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    for name in ("MASE_EXCHANGE_ENDPOINT", "MASE_OAUTH_AUTHORITY", "MASE_GRAPH_ENDPOINT"):
        assert f"{name}: allowed: an address that begins with https://" in faults(
            monkeypatch, **{name: address}
        )


@pytest.mark.parametrize(
    "host", ["https://mail.council.example", "http://127.0.0.1:8123", "http://localhost"]
)
def test_the_address_of_exchange_is_taken(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("MASE_EXCHANGE_ENDPOINT", f"{host}/EWS/Exchange.asmx")
    assert load_settings(env_file=None).exchange_endpoint == f"{host}/EWS/Exchange.asmx"


def test_the_address_of_exchange_ends_in_its_web_services(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_EXCHANGE_ENDPOINT="https://mail.council.example/owa")
    assert "which ends in /EWS/Exchange.asmx" in said


@pytest.mark.parametrize("value", ["mx.council.example", "MX-1", "exchange-online", "inside-only", ""])
def test_the_name_whose_word_on_a_sender_counts_is_taken(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MASE_AUTHSERV_ID", value)
    assert load_settings(env_file=None).authserv_id == value.lower()


@pytest.mark.parametrize(
    "value", ["mx council", "mx; dmarc=pass", "a=b", '"mx"', "mx/1", "(mx)", "mх", "mx@a"]
)
def test_what_can_begin_no_header_is_no_such_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    said = faults(monkeypatch, MASE_AUTHSERV_ID=value)
    assert "MASE_AUTHSERV_ID" in said
    assert "such as mx.council.example; or exchange-online, or inside-only" in said


@pytest.mark.parametrize("gateway", ["folder", "exchange", "graph"])
def test_a_mailbox_has_an_address(monkeypatch: pytest.MonkeyPatch, gateway: str) -> None:
    said = faults(monkeypatch, MASE_GATEWAY=gateway, MASE_SERVICE_ADDRESS="")
    assert f"MASE_GATEWAY={gateway} needs MASE_SERVICE_ADDRESS" in said


def test_a_secret_and_a_certificate_exclude_one_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mase.pem").write_text("a certificate and a key", encoding="utf-8")
    certificate = str(tmp_path / "mase.pem")
    said = faults(monkeypatch, MASE_OAUTH_CLIENT_SECRET="swordfish", MASE_OAUTH_CERTIFICATE=certificate)
    assert "MASE_OAUTH_CLIENT_SECRET and MASE_OAUTH_CERTIFICATE exclude one another" in said
    assert "swordfish" not in said


def test_files_that_are_named_are_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = faults(
        monkeypatch, MASE_CA_FILE=str(tmp_path / "ca.pem"), MASE_OAUTH_CERTIFICATE=str(tmp_path / "mase.pem")
    )
    assert "MASE_CA_FILE: there is no such file" in said
    assert "MASE_OAUTH_CERTIFICATE: there is no such file" in said


def test_certificates_are_always_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    verifying = [
        name for name in Settings.model_fields if "verif" in name or "tls" in name or "insecure" in name
    ]
    assert verifying == []
    assert "MASE_VERIFY: there is no such setting" in faults(monkeypatch, MASE_VERIFY="false")


def test_a_password_in_the_address_of_a_server_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = faults(monkeypatch, MASE_GRAPH_ENDPOINT="https://mase:swordfish@graph.example/v1.0")
    assert "MASE_GRAPH_ENDPOINT: allowed: an address that begins with https://" in said
    assert "swordfish" not in said


def test_passwords_are_not_shown_when_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXCHANGE_PASSWORD", "OAUTH_CLIENT_SECRET", "PREFECT_AUTH_STRING"):
        monkeypatch.setenv(f"MASE_{name}", "mase:swordfish")
    monkeypatch.setenv("MASE_PREFECT_ENCRYPTION_KEY", f"{'swordfish':x<43}=")
    monkeypatch.setenv("MASE_DATABASE_URL", "postgresql://mase:swordfish@db.example/mase?password=swordfish")
    assert "swordfish" not in repr(load_settings(env_file=None))


def test_a_key_that_prefect_could_not_use_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_PREFECT_ENCRYPTION_KEY="swordfish")
    assert "MASE_PREFECT_ENCRYPTION_KEY: allowed: 32 bytes in URL-safe base64" in said
    assert "swordfish" not in said


def test_an_account_of_a_windows_domain_can_stand_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("MASE_EXCHANGE_USERNAME=COUNCIL\\mase\n", encoding="utf-8")
    assert load_settings(env_file=file).exchange_username == "COUNCIL\\mase"


def test_domains_are_compared_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", " Kent.example,medway.example, ")
    assert load_settings(env_file=None).allowed_domains == {"kent.example", "medway.example"}


def test_a_password_is_not_shown_in_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    said = faults(monkeypatch, MASE_DATABASE_URL="mysql://mase:swordfish@db.example/mase")
    assert "MASE_DATABASE_URL: allowed: sqlite:///FILE or postgresql://" in said
    assert "swordfish" not in said


def test_a_misspelt_name_in_the_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("MASE_MOOD=live\n", encoding="utf-8")
    with pytest.raises(Problem, match="MASE_MOOD: there is no such setting"):
        load_settings(env_file=file)


def test_the_address_of_those_who_run_it_is_one_that_letters_may_go_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = {"MASE_MODE": "live", "MASE_ALLOWED_DOMAINS": "kent.example"}
    assert "MASE_OPS_ADDRESS is not at a domain that letters may go to" in faults(
        monkeypatch, MASE_OPS_ADDRESS="ops@elsewhere.example", **live
    )
    two = "ops@kent.example, b@kent.example"
    assert "MASE_OPS_ADDRESS" in faults(monkeypatch, MASE_OPS_ADDRESS=two, **live)
