from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from config import wiring
from config.settings import Settings
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.tables import AddressRow
from tests.english import day

# Continuous integration has Chromium (.ci/run installs it); a machine without it collects less.
collect_ignore = [] if shutil.which("chromium") else ["test_run_list.py"]
THURSDAY = day("Thu 10 Dec 2026")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def office_of_the_flows(
    prefect_api: str,  # noqa: ARG001  (the server that the flows talk to)
    mase: Office,
    database_url: str,
    clock: SetClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    """The register that flows open by their settings, in a rehearsal on Thursday 10 December."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)
    with mase.register.reading() as session:
        addresses = session.scalars(select(AddressRow.address)).all()
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setenv("MASE_POLICIES", "config")
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("MASE_MODE", "live")
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", ",".join({address.partition("@")[2] for address in addresses}))
    monkeypatch.setenv("MASE_REHEARSAL", "true")
    monkeypatch.setattr(wiring, "SystemClock", lambda: clock)
    clock.at = dt.datetime.combine(THURSDAY, dt.time(9))
    return mase
