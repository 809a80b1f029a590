from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import pytest

from flows.do_what_is_due import MORNING
from tasks.duties.base.batches import Duty
from tasks.register.tables import AuditRow
from tests.tasks.duties.boards.story import FLOW, SECRETARY, Story
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import UNIT


class DoneTwice(Story):
    """A story in which each duty is done twice for what was found once, as two runs at the same time do."""

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self.found: set[str] = set()
        self.twice: set[str] = set()

    def do(self, duty: Duty, found: Sequence[UUID], day: dt.date, by: str) -> None:
        super().do(duty, found, day, by)
        once = len(self.post.forum.rows(AuditRow))
        super().do(duty, found, day, by)
        if found:
            self.found.add(duty.__name__)
        if len(self.post.forum.rows(AuditRow)) > once:
            self.twice.add(duty.__name__)


@pytest.fixture
def twice(story: Story) -> DoneTwice:
    return DoneTwice(story.post)


@pytest.mark.thorough
def test_each_duty_for_a_report_done_twice_adds_nothing(twice: DoneTwice) -> None:
    for step in (twice.draft, twice.hand_back, twice.agree, twice.go, twice.ask):
        step()
    twice.post.hear("1 agreed", to=twice.post.sent("board_outcome", SECRETARY))
    twice.post.forum.on("Wed 24 Mar 2027")
    twice.post.forum.plan()
    twice.morning("Wed 24 Mar 2027")
    assert twice.twice == set()
    assert of_the_flow() - twice.found == {
        "offer_unagreed_report",
        "look_again_at_report",
    }  # these have tests of their own


@pytest.mark.thorough
def test_a_draft_offered_twice_goes_once(twice: DoneTwice) -> None:
    twice.with_body(twice.body.model_copy(update={"takes_unagreed": True}))
    twice.draft()
    twice.hand_back()
    twice.morning("Mon 15 Feb 2027")
    assert twice.post.desk()
    twice.post.send()
    twice.post.hear("RELEASE", to=twice.post.sent("desk", UNIT))
    twice.morning("Tue 16 Feb 2027")
    assert "offer_unagreed_report" in twice.found
    assert twice.twice == set()


def of_the_flow() -> set[str]:
    """What the flow for reports does, and the mail once a report has gone."""
    return {duty.__name__ for work in MORNING[FLOW] for duty in work.duties} | {"finish_sent_report"}
