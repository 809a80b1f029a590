"""The workbook of the action plan by mail: the unit sees what it would change, and says APPLY or NO."""

from __future__ import annotations

import pytest

from forum.letters.members import MembersCheck
from tests.stages import stage
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.plan_ahead import cells, in_words, plan_of_forum, sample_with
from tests.tasks.duties.secretariat import NURSE, UNIT


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; the import itself is tested on both databases."""
    return sqlite_url


@stage
def plan_sent(post: Post) -> Post:
    """The unit has sent a plan of fifteen lines on Monday 4 January, and was shown what it would change."""
    content = sample_with({"P2.2": cells(RAG="Red", Why="No officer.")})
    post.hear("Attached", subject="Action plan", sender=post.address(UNIT), files={"Plan 27.xlsx": content})
    post.send()
    return post


def test_the_unit_sees_each_line_first_and_takes_them_with_apply(plan_sent: Post) -> None:
    post = plan_sent
    assert plan_of_forum(post.forum) == {}, "nothing has changed yet"
    (letter,) = (one for one in post.letters.printed if isinstance(one, MembersCheck))
    assert letter.workbook == "plan workbook"
    ((line, *others),) = (of_kind.changes for of_kind in letter.changes)
    assert line == "P1.1: new: Train all front-line staff; Head of Inclusion, by 31 March 2027"
    assert len(others) == 14
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    assert in_words(plan_of_forum(post.forum)["P2.2"]) == "Red (R): “No officer.”"
    assert "The workbook of the action plan is in the plan." in post.told()[-1]


def test_with_no_the_plan_stays_as_it_was(plan_sent: Post) -> None:
    post = plan_sent
    post.hear("NO, the dates are old", to=post.sent("members_check", UNIT))
    assert plan_of_forum(post.forum) == {}
    assert "is not taken; the plan stays as it was" in post.told()[-1]


def test_a_wrong_cell_comes_back_marked_in_the_workbook(post: Post) -> None:
    content = sample_with({"P1.1": cells(Due_as_first_agreed="ongoing")})
    post.hear("Attached", subject="Action plan", sender=post.address(UNIT), files={"Plan 27.xlsx": content})
    post.send()
    assert "Plan MASE, cell I2: found “ongoing”" in post.told()[-1]
    (letter,) = post.forum.letters("not_understood", to=UNIT)
    assert [attachment["name"] for attachment in letter.attachments] == ["action plan.xlsx"]


def test_somebody_else_s_workbook_of_the_plan_is_for_the_unit_to_read(post: Post) -> None:
    post.hear("My lines", subject="Plan", sender=post.address(NURSE), files={"P.xlsx": sample_with({})})
    post.send()
    assert post.forum.letters("members_check") == []
    assert plan_of_forum(post.forum) == {}


def test_wrong_takes_back_lines_that_were_applied(plan_sent: Post) -> None:
    post = plan_sent
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    post.forum.on("Tue 5 Jan 2027")
    changed = sample_with(
        {"P2.2": cells(RAG="Red", Why="No officer."), "P1.1": cells(Supporting_seats="KCHFT", Purposes="1a")}
    )
    post.hear("Attached", subject="Action plan", sender=post.address(UNIT), files={"Plan 27.xlsx": changed})
    post.send()
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    assert plan_of_forum(post.forum)["P1.1"].line.purposes == ("1a",)
    post.send()
    post.hear("WRONG", to=post.sent("recorded", UNIT))
    line = plan_of_forum(post.forum)["P1.1"].line
    assert (line.purposes, len(line.supporting)) == (("1c",), 2)
