"""Replies can be measured with: a mail holds the words it is judged by; nothing is both right and harmful."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TAG, SPACE = re.compile(r"<[^>]*>"), re.compile(r"\s+")


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file, one a line."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


REPLIES = rows("building.jsonl")


def on_one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return SPACE.sub(" ", text).strip()


def holds_own_words(mail: dict[str, Any]) -> bool:
    """Say whether each line of somebody's own words stands in each part of the mail."""
    parts = [on_one_line(part) for part in (mail["text"], unescape(TAG.sub(" ", mail["html"]))) if part]
    return all(on_one_line(line) in part for part in parts for line in mail["own"].splitlines())


def right_outcomes(reply: dict[str, Any]) -> list[str]:
    """List all that may be recorded of a reply."""
    readings = [reply["expected"], *reply["also_right"]]
    return [outcome for reading in readings if isinstance(reading, list) for outcome in reading]


def test_each_mail_holds_the_words_it_is_judged_by() -> None:
    mails = REPLIES + rows("quoting.jsonl")
    assert [mail["id"] for mail in mails if not holds_own_words(mail)] == []


def test_no_outcome_is_both_right_and_harmful() -> None:
    both = [
        (reply["id"], outcome)
        for reply in REPLIES
        for outcome in right_outcomes(reply)
        if outcome.startswith(tuple(reply["never"]))
    ]
    assert both == []


def test_each_reply_has_a_number_of_its_own() -> None:
    assert len({reply["id"] for reply in REPLIES}) == len(REPLIES)
