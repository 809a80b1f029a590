"""Every sentence of the terms of reference has a row: what keeps it, where it is set, what shows it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import reduce
from typing import Any

import docx
import pytest

from config.settings import ROOT
from tests.docs.pages import text
from tests.forum.policies import MASE

TERMS = ROOT / "config" / "mase-terms-of-reference.docx"
POLICY = tomllib.loads((ROOT / "config" / "mase.toml").read_text(encoding="utf-8"))
ROW = re.compile(
    r"^\| (?P<terms>[^|]+) \| [^|]+ \| `(?P<setting>[\w.]+)` "
    r"\| (?P<tests>`[^`]+` `\w+`(?:; `[^`]+` `\w+`)*) \|$",
    re.MULTILINE,
)
TEST = re.compile(r"`([^`]+)` `(\w+)`")


@dataclass(frozen=True)
class Row:
    """A row of the page: how its sentence of the terms begins, the setting, each test after its file."""

    terms: str
    setting: str
    tests: tuple[tuple[str, str], ...]


ROWS = [
    Row(row["terms"], row["setting"], tuple(TEST.findall(row["tests"])))
    for row in ROW.finditer(text(ROOT / "docs" / "terms-of-reference.md"))
]


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
    assert [row.terms for row in ROWS] == [
        next((row.terms for row in ROWS if sentence.startswith(row.terms)), sentence)
        for sentence in sentences()
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.terms)
def test_what_a_row_names_is_there(row: Row) -> None:
    for file, test in row.tests:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")
    table: Any = POLICY
    assert reduce(lambda part, key: part[key], row.setting.split("."), table) not in (None, "", [])


def test_the_seats_are_those_that_the_terms_name_in_their_order() -> None:
    paragraphs = [paragraph.text.strip() for paragraph in docx.Document(str(TERMS)).paragraphs]
    first = next(at for at, words in enumerate(paragraphs, start=1) if words.endswith("MSCB as below:"))
    last = next(at for at, words in enumerate(paragraphs) if words.startswith("Other members may be"))
    named = [words.removesuffix(".") for words in paragraphs[first:last] if words]
    assert len(named) == 12
    assert [seat.name for seat in MASE.seats] == named


def test_the_boards_that_the_terms_name_each_get_a_report() -> None:
    (report,) = (sentence for sentence in sentences() if "a written report/update at " in sentence)
    (whole,) = (sentence for sentence in sentences() if "reporting to the full body" in sentence)
    at_meetings = re.findall(r"(?:at|and) ([^;]+?) meetings", report)
    assert at_meetings == ["KSCB Business Group", "MSCB Board"]
    assert [body.name for body in MASE.bodies] == [*at_meetings, *re.findall(r"respective ([^,]+),", whole)]
    assert all(body.dates for body in MASE.bodies)


def test_headings_and_feet_say_that_the_group_is_of_both_boards() -> None:
    assert MASE.group.in_headings == (
        "Multi-Agency Sexual Exploitation Group of the Kent and the Medway Safeguarding Children Boards"
    )
