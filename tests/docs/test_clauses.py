"""Every sentence of the terms of reference has a row: what keeps it, where it is set, what shows it."""

from __future__ import annotations

import re
import tomllib
from functools import reduce
from typing import Any

import docx
import pytest

from config.settings import ROOT
from tests.docs.pages import text

TERMS = ROOT / "config" / "mase-terms-of-reference.docx"
POLICY = tomllib.loads((ROOT / "config" / "mase.toml").read_text(encoding="utf-8"))
ROW = re.compile(
    r"^\| (?P<terms>[^|]+) \| [^|]+ \| `(?P<setting>[\w.]+)` \| `(?P<file>[^`]+)` `(?P<test>\w+)` \|$",
    re.MULTILINE,
)
ROWS = [row.groupdict() for row in ROW.finditer(text(ROOT / "docs" / "terms-of-reference.md"))]


def sentences() -> list[str]:
    """The sentences of the terms in order, without headings and the names of the seats."""
    seats = {seat["name"] for seat in POLICY["seats"]}
    paragraphs = [
        paragraph.text.strip()
        for paragraph in docx.Document(str(TERMS)).paragraphs
        if paragraph.style and paragraph.style.name in ("Normal", "List Bullet")
    ]
    whole = [
        one for paragraph in paragraphs if paragraph for one in re.split(r"(?<=\.) (?=[A-Z])", paragraph)
    ]
    return [sentence for sentence in whole if sentence.strip(" .") not in seats]


def test_every_sentence_of_the_terms_has_one_row_in_their_order() -> None:
    assert len(sentences()) > 25
    assert [row["terms"] for row in ROWS] == [
        next((row["terms"] for row in ROWS if sentence.startswith(row["terms"])), sentence)
        for sentence in sentences()
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["terms"])
def test_what_a_row_names_is_there(row: dict[str, str]) -> None:
    assert f"def {row['test']}(" in (ROOT / row["file"]).read_text(encoding="utf-8")
    table: Any = POLICY
    assert reduce(lambda part, key: part[key], row["setting"].split("."), table) not in (None, "", [])
