"""An error of each library with a value in it, as it would reach Prefect's logs or a terminal."""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import Any

import docx
import httpx
import icalendar
import jinja2
import openpyxl
import psycopg
import pydantic
import pytest
import requests
import sqlalchemy as sa
import tomlkit
import yaml
from exchangelib.errors import ErrorInvalidIdMalformed
from lxml import etree
from pypdf import PdfReader

from forum.text.problem import Problem
from mase.__main__ import app, main
from tasks.mail.protocol.mailer import RefusedError
from tasks.unforeseen import Unforeseen, telling_no_values, without_values

CANARY = "canaryjofield"


class Colour(Enum):
    RED = "red"


class Typed(pydantic.BaseModel):
    number: int


def _stored_twice() -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        engine = sa.create_engine("sqlite://", creator=lambda: memory)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE a (b TEXT PRIMARY KEY)")
            for _ in range(2):
                connection.execute(sa.text("INSERT INTO a VALUES (:b)"), {"b": CANARY})


def _no_such_choice() -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        engine = sa.create_engine("sqlite://", creator=lambda: memory)
        table = sa.Table("a", sa.MetaData(), sa.Column("b", sa.Enum(Colour)))
        with engine.begin() as connection:
            table.create(connection)
            connection.execute(sa.text("INSERT INTO a VALUES (:b)"), {"b": CANARY})
            connection.execute(sa.select(table)).all()


def _of_postgres() -> None:
    said = f"duplicate key value\nDETAIL:  Key (address)=({CANARY}) already exists."
    raise sa.exc.IntegrityError("INSERT", {"address": CANARY}, psycopg.errors.UniqueViolation(said))


def _in_a_template() -> None:
    jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True).from_string(
        "{{ person['" + CANARY + "'] }}"
    ).render(person={})


def _chained() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise Problem("A cell is wrong.", ["Members, cell B2: not a date"]) from error


def _in_another() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        raise LookupError(CANARY)  # noqa: B904  (what is tested)


def _by_http() -> None:
    request = httpx.Request("GET", f"https://graph.example/users/{CANARY}")
    httpx.Response(404, request=request).raise_for_status()


def _by_requests() -> None:
    answer = requests.Response()
    answer.status_code, answer.url, answer.reason = 404, f"https://mail.example/{CANARY}", CANARY
    answer.raise_for_status()


def _with_note() -> None:
    error = ValueError("a value")
    error.add_note(CANARY)
    raise error


ERRORS: dict[str, Callable[[], Any]] = {
    "SQLAlchemy, stored twice": _stored_twice,
    "SQLAlchemy, no such choice": _no_such_choice,
    "PostgreSQL, stored twice": _of_postgres,
    "psycopg, the address of the database": lambda: psycopg.connect(f"{CANARY}=1"),
    "SQLAlchemy, an address": lambda: sa.create_engine(f"{CANARY}://db"),
    "an enumeration": lambda: Colour(CANARY),
    "pydantic": lambda: Typed.model_validate({"number": CANARY}),
    "YAML": lambda: yaml.safe_load(f"a: [{CANARY}"),
    "TOML": lambda: tomlkit.parse(f"[{CANARY}]\n[{CANARY}]\n"),
    "jinja2, nothing of this name": _in_a_template,
    "jinja2, no template": lambda: jinja2.Environment(
        loader=jinja2.DictLoader({}), autoescape=True
    ).get_template(CANARY),
    "jinja2, syntax": lambda: jinja2.Environment(autoescape=True).from_string(
        "{% for a in b %}{% " + CANARY + " %}"
    ),
    "a letter with a sign too many": lambda: f"{CANARY} 🔑".encode("latin-1"),
    "bytes that are no letters": lambda: (CANARY.encode() + b"\xff").decode("utf-8"),
    "a key": lambda: dict[str, int]()[CANARY],
    "a number": lambda: int(CANARY),
    "a date": lambda: dt.date.fromisoformat(CANARY),
    "a date by format": lambda: time.strptime(CANARY, "%d/%m/%Y"),
    "an index": lambda: list[str]().index(CANARY),
    "an attribute": lambda: getattr(object(), CANARY),
    "openpyxl, a sheet": lambda: openpyxl.Workbook()[CANARY],
    "openpyxl, a cell": lambda: openpyxl.Workbook().create_sheet()[CANARY],
    "openpyxl, a value": lambda: openpyxl.Workbook().create_sheet().append([{CANARY}]),
    "a file": lambda: Path(f"/nowhere/{CANARY}").read_bytes(),
    "Word": lambda: docx.Document(f"/nowhere/{CANARY}"),
    "pypdf": lambda: PdfReader(f"/nowhere/{CANARY}"),
    "lxml": lambda: etree.fromstring(f"<a></{CANARY}>"),
    "lxml, a name": lambda: etree.Element(f"{CANARY} <"),
    "a calendar": lambda: icalendar.Calendar.from_ical(f"{CANARY}\n"),
    "httpx": _by_http,
    "requests": _by_requests,
    "exchangelib": lambda: (_ for _ in ()).throw(ErrorInvalidIdMalformed(CANARY)),
    "an assertion": lambda: (_ for _ in ()).throw(AssertionError(CANARY)),
    "ours, come of another": _chained,
    "one within another": _in_another,
    "with a note": _with_note,
    "several": lambda: (_ for _ in ()).throw(ExceptionGroup(CANARY, [ValueError(CANARY), KeyError(CANARY)])),
}


def raised(cause: Callable[[], Any]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        cause()
    shown = "".join(traceback.format_exception(caught.value))
    assert CANARY in shown + repr(caught.value)  # it would be told
    return caught.value


@pytest.mark.parametrize("library", ERRORS)
def test_no_error_leaves_with_a_value(library: str) -> None:
    raised(ERRORS[library])
    with pytest.raises(Exception) as caught, telling_no_values():  # noqa: PT011
        ERRORS[library]()
    error = caught.value
    told = "".join(traceback.format_exception(error)) + repr(error) + str(error.args)
    assert CANARY not in told
    assert error.__cause__ is None
    assert isinstance(error, (Unforeseen, Problem))


@pytest.mark.parametrize("library", ERRORS)
def test_no_command_prints_a_value_or_a_traceback(
    library: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mase.__main__.app", ERRORS[library])
    with pytest.raises(SystemExit, match="1"):
        main()
    printed = capfd.readouterr()
    assert printed.err.strip()
    assert CANARY not in printed.out + printed.err
    assert "Traceback" not in printed.err


def test_an_error_says_its_type_and_our_line_and_what_to_do() -> None:
    def place() -> None:
        int(CANARY)

    said = str(without_values(raised(place)))
    line = place.__code__.co_firstlineno + 1
    assert said.startswith(f"ValueError in tests/tasks/test_unforeseen.py, line {line}. ")
    assert "pass this line on to whoever looks after it" in said


def test_our_own_sentences_are_kept() -> None:
    problem = without_values(raised(_chained))
    assert str(problem) == "A cell is wrong.\n  Members, cell B2: not a date"
    refused = without_values(RefusedError("The mailbox is full."))
    assert (type(refused), str(refused)) == (RefusedError, "The mailbox is full.")


def test_the_end_of_a_command_is_not_taken_for_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app
    monkeypatch.setattr(sys, "argv", ["mase", "--help"])
    with pytest.raises(SystemExit, match="0"):
        main()
