"""Errors of libraries with a value in them, at each place where one could reach Prefect: none does."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tests.english import day
from tests.flows.runs import run

CANARY = "canaryjofield"


def fails(*_: Any, **__: Any) -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise LookupError(f"'{CANARY}' is not among the defined enum values") from error


def fails_in_words(*_: Any, **__: Any) -> None:
    try:
        fails()
    except LookupError as error:
        raise Problem("Group MASE has no Chair.") from error


PLACES = {  # what is made to fail, and the flow that meets it
    "a duty for one group": ("tasks.duties.coming.invitations.sync_invitations", "plan_meetings"),
    "a task": ("tasks.secretary.in_batches", "plan_meetings"),
    "reading the mailbox": ("tasks.duties.inbox.read_mailbox.read_mailbox", "read_mailbox"),
    "what is due": ("tasks.secretary.find_in_turn", "agree_agenda"),
    "opening the register": ("config.wiring.open_register", "agree_agenda"),
    "a report": ("tasks.reporting.in_words", "agree_agenda"),
}


@pytest.mark.usefixtures("office_of_the_flows")
@pytest.mark.parametrize("how", [fails, fails_in_words])
@pytest.mark.parametrize("place", PLACES)
def test_no_value_of_an_error_reaches_prefect(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], place: str, how: Any
) -> None:
    broken, flow = PLACES[place]
    monkeypatch.setattr(broken, how)
    said = run(flow, day("Mon 14 Dec 2026"))
    expected = "Group MASE has no Chair." if how is fails_in_words else "LookupError in tests/flows/"
    assert expected in said
    printed = capfd.readouterr()
    assert CANARY not in said + printed.out + printed.err


def test_nothing_of_it_is_kept(office_of_the_flows: Office) -> None:  # noqa: ARG001  (what flows work on)
    """After the runs above: not in a table of Prefect's database, nor in a file beside it."""
    from prefect.logging.handlers import APILogWorker

    APILogWorker.drain_all(timeout=10)
    folder = Path(os.environ["PREFECT_HOME"])
    with closing(sqlite3.connect(folder / "prefect.db")) as database:
        kept = "\n".join(database.iterdump())
    assert "LookupError in tests/flows/" in kept
    assert CANARY not in kept
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("prefect.db")]
    assert [file for file in files if CANARY.encode() in file.read_bytes()] == []
