"""A canary is found however it is written, so that a search which finds none says something."""

from __future__ import annotations

import base64
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.canaries.searching import HIDDEN, place, values_of

WORD = "zqcanaryreason03"


def zipped(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (f"because {WORD} is ill", "reason"),
        (WORD.upper(), "reason"),
        (f"jo.{WORD}@council.example", "reason"),
        (json.dumps({"a": [f"é {WORD}"]}), "reason"),
        (zipped(f"<w:t>{WORD}</w:t>"), "reason"),
        (f"é {WORD}".encode("utf-16"), HIDDEN),
        *((base64.b64encode(b"x" * before + WORD.encode() + b" and more"), HIDDEN) for before in range(3)),
    ],
)
def test_a_canary_is_found_however_it_is_written(content: bytes | str, kind: str) -> None:
    assert place("here", [b"before", content]).wrong == {kind: 1}


def test_a_kind_that_may_stand_there_is_not_wrong() -> None:
    searched = place("a calendar", [f"zqcanaryname01 {WORD}"], ["name"])
    assert (searched.wrong, searched.looked_at) == ({"reason": 1}, 31)


def test_every_value_of_a_database_is_looked_at(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("CREATE TABLE one (a TEXT, b BLOB, c INTEGER)")
        connection.execute("CREATE TABLE two (a JSON)")
        connection.execute("INSERT INTO one VALUES (?, ?, 7)", (WORD, WORD.encode()))
        connection.execute("INSERT INTO two VALUES (?)", (json.dumps({WORD: ["–"]}),))
    assert place("here", values_of(tmp_path / "a.db")).wrong == {"reason": 3}
    assert place("here", values_of(tmp_path / "a.db", ["two"])).wrong == {"reason": 1}
