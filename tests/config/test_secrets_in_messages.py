"""A password wherever somebody may write it by mistake: no message repeats it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from config.checks import database_standing
from config.database import open_register
from config.settings import Settings, load_settings
from forum.text.problem import Problem
from mase.__main__ import main
from mase.commands.service.serve import serve
from tasks.register.database.clock import SystemClock

CANARY = "swordfish"
WRONG = (  # a setting, and a value that is refused with a password somewhere in it
    ("EXCHANGE_ENDPOINT", "mase:swordfish@mail.example/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https://mase:swordfish@mail.example/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "http://mase:swordfish@127.0.0.1/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https//mase:swordfish@mail.example/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https://mail.example:swordfish/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https://mail.example/owa?password=swordfish"),
    ("EXCHANGE_ENDPOINT", "https://mail.example/?password=swordfish&x=/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https://mail.example/#swordfish/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "https://[swordfish/EWS/Exchange.asmx"),
    ("EXCHANGE_ENDPOINT", "swordfish"),
    ("GRAPH_ENDPOINT", "https://graph.example/v1.0?client_secret=swordfish"),
    ("GRAPH_ENDPOINT", "//mase:swordfish@graph.example"),
    ("OAUTH_AUTHORITY", "swordfish@login.example"),
    ("OAUTH_AUTHORITY", "HTTPS://mase:swordfish@login.example"),
    ("DATABASE_URL", "mysql://mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "sqlite://mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "postgres://mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "postgresql+psycopg2://mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "postgresql//mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "postgresql:mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "host=db.example user=mase password=swordfish"),
    ("DATABASE_URL", "postgresql://mase:p@swordfish@db.example/mase"),
    ("DATABASE_URL", "postgresql://mase@db.example:swordfish/mase"),
    ("DATABASE_URL", "postgresql:///mase:swordfish@db.example/mase"),
    ("DATABASE_URL", "sqlite:///var/register.db?key=swordfish"),
    ("DATABASE_URL", "mase:swordfish"),
    ("DATABASE_URL", "swordfish"),
    ("PREFECT_PORT", "swordfish"),
    ("PREFECT_PORT", "4200 swordfish"),
    ("PREFECT_HOST", "mase:swordfish@127.0.0.1"),
    ("PREFECT_HOST", "127.0.0.1/swordfish"),
    ("PREFECT_HOST", "swordfish!"),
    ("PREFECT_AUTH_STRING", "swordfish"),
    ("PREFECT_AUTH_STRING", ":swordfish"),
    ("PREFECT_AUTH_STRING", "mäse:swordfish"),
    ("PREFECT_FOLDER", ""),
    ("MODE", "swordfish"),
    ("GATEWAY", "swordfish"),
    ("EXCHANGE_AUTH", "swordfish"),
    ("EXCHANGE_VERSION", "swordfish"),
    ("REHEARSAL", "swordfish"),
    ("MAIL_TIMEOUT", "swordfish"),
    ("LARGEST_LETTER_MB", "35 swordfish"),
    ("COPY_FROM_MB", "swordfish"),
    ("ALLOWED_DOMAINS", "kent.example, swordfish"),
    ("ALLOWED_DOMAINS", "mase:swordfish@kent.example"),
    ("SERVICE_ADDRESS", "swordfish"),
    ("SERVICE_ADDRESS", "mase:swordfish@forum.example"),
    ("REDIRECT_TO", "swordfish"),
    ("CA_FILE", "swordfish"),
    ("OAUTH_CERTIFICATE", "swordfish"),
    ("EXCHANGE_PASWORD", "swordfish"),
    ("PASSWORD", "swordfish"),
)
DATABASES = (  # what looks right, and fails when it is opened
    "postgresql://mase:swordfish@127.0.0.1:1/mase",
    "postgresql://mase:sword%66ish@127.0.0.1:1/mase",
    "postgresql://mase:swordfish:@127.0.0.1:1/mase",
    "postgresql://swordfish@127.0.0.1:1/mase",
    "postgresql://mase:x@127.0.0.1:1/swordfish",
    "postgresql://127.0.0.1:1/mase?user=mase&password=swordfish",
    "postgresql://127.0.0.1:1/mase?passwrd=swordfish",
    "postgresql://127.0.0.1:1/mase?options=-c%20swordfish",
    "postgresql://127.0.0.1:1/mase?sslpassword=swordfish&sslmode=require",
    "postgresql://127.0.0.1:1/mase?sslmode=swordfish",
    "postgresql://127.0.0.1:1/mase?connect_timeout=swordfish",
    "postgresql://127.0.0.1:1/mase?port=swordfish",
    "postgresql://127.0.0.1:1/mase?service=swordfish",
    "postgresql://127.0.0.1:1/mase?passfile=/swordfish",
    "postgresql://mase:x@swordfish/mase?connect_timeout=1",
    "postgresql:///mase?host=/swordfish",
    "sqlite:////proc/none/register.db",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)


@contextmanager
def without_canary(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Expect a Problem: neither it, nor its traceback, nor what was printed or logged, has the canary."""
    with pytest.raises(Problem) as caught:
        yield
    printed = capfd.readouterr()
    shown = "".join(traceback.format_exception(caught.value, chain=True))
    for said in (str(caught.value), repr(caught.value), shown, printed.out, printed.err, caplog.text):
        assert CANARY not in said


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_setting_that_is_refused_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(f"MASE_{name}", value)
    with without_canary(capfd, caplog):
        load_settings(env_file=None)
    with without_canary(capfd, caplog):
        serve()
    monkeypatch.setattr(sys, "argv", ["mase", "check"])
    with pytest.raises(SystemExit, match="1"):
        main()
    printed = capfd.readouterr()
    assert f"MASE_{name}" in printed.out
    assert CANARY not in printed.out + printed.err


@pytest.mark.parametrize("url", DATABASES)
def test_a_database_that_can_not_be_opened_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    url: str,
) -> None:
    monkeypatch.setenv("MASE_DATABASE_URL", url)
    settings = load_settings(env_file=None)
    assert CANARY not in repr(settings)
    with without_canary(capfd, caplog):
        open_register(settings, SystemClock())
    with without_canary(capfd, caplog):
        database_standing(settings)
