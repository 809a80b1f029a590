"""Four values walk through the house as docs/architecture.md tells it: the rooms, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest

from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import Outcome
from forum.questions.words import Word
from forum.terms.parts.quorum import Quorum
from forum.terms.policy import read_policy
from tasks.duties.coming.seats_to_fill import forecast_quorum
from tasks.limited.runner import DirectRunner
from tests.conftest import ROOT
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, Forum
from tests.tasks.duties.walks.following import Walk

PAPER = b"%PDF-1.7 a paper"
UPDATE = "we shared the data on Monday"
SHARE = Fraction(5, 7)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone: the rooms are the same."""
    return sqlite_url


def test_a_typed_agree_agenda(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    walk = Walk(lambda value: value is Word.AGREE_AGENDA or is_text_with("AGREE AGENDA")(value))
    read_anew(chair_asked)
    with walk.following():
        row = chair_asked.hear("AGREE AGENDA", to=letter)
    assert row.outcome is Outcome.RECORDED
    assert walk.rooms == told("A typed AGREE AGENDA")
    assert is_as_short_as_told(walk, "A typed AGREE AGENDA")


def test_a_paper(paper_wanted: Post) -> None:
    letter = paper_wanted.sent("paper_author", NURSE)
    walk = Walk(lambda value: value in (PAPER, sha256(PAPER).hexdigest()))
    read_anew(paper_wanted)
    with walk.following():
        row = paper_wanted.hear("Here it is.", to=letter, files={"paper.pdf": PAPER})
    assert row.outcome is Outcome.RECORDED
    assert walk.rooms == told("A paper")
    assert is_as_short_as_told(walk, "A paper")


def test_an_update_on_an_action(after_meeting: Post) -> None:
    letter = after_meeting.sent("after_meeting", NURSE)
    walk = Walk(is_text_with(UPDATE))
    read_anew(after_meeting)
    with walk.following():
        row = after_meeting.hear(f"01 DONE - {UPDATE}", to=letter)
    assert row.outcome is Outcome.RECORDED
    assert walk.rooms == told("An update on an action")
    assert is_as_short_as_told(walk, "An update on an action")


def test_a_figure_of_the_policy(forum: Forum) -> None:
    text = (ROOT / "config" / "mase.toml").read_text("utf-8").replace('share = "2/3"', 'share = "5/7"')
    forum.on("Fri 8 Jan 2027")
    walk = Walk(lambda value: value == SHARE or (isinstance(value, Quorum) and value.share == SHARE))
    with walk.following():
        forum.office = replace(forum.office, policies={"MASE": read_policy(text, "mase.toml")})
        do(forecast_quorum, forum.office, forum.meeting().id, day=forum.today)
    assert forum.step(StepKind.QUORUM_FORECAST).note == "no seats confirmed, 9 needed"
    assert walk.rooms == told("A figure of the policy")
    assert is_as_short_as_told(walk, "A figure of the policy")


def read_anew(post: Post) -> None:
    """Have all that comes in read once more, whatever was read before in this process."""
    post.forum.office = replace(post.forum.office, limited=DirectRunner())


def is_text_with(words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and words in value


def is_as_short_as_told(walk: Walk, name: str) -> bool:
    """The files that are given the value, and its moves, are no more than the page tells."""
    ((files, moves),) = re.findall(r"At most (\d+) files and (\d+) moves", section(name))
    print(f"{name}: {len(walk.files)} files, {walk.moves} moves")  # shown with -s, and where it fails
    return len(walk.files) <= int(files) and walk.moves <= int(moves)


def section(walk: str) -> str:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return page.partition(f"### {walk}\n")[2].partition("\n#")[0]


def told(walk: str) -> list[str]:
    """The rooms of a walk as the page tells them: numbered lines below its name, each with its room first."""
    lines = [line for line in section(walk).splitlines() if line[:1].isdigit()]
    assert lines, walk
    return [line.split("`")[1].rstrip("/") for line in lines]
