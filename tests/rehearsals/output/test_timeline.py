"""Where each bar goes in the timeline picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.calendar.steps import StepKind
from rehearsals.output.facts import StepFacts
from rehearsals.output.timeline import DESK, PHONE, Bar, Timeline, one_by_one, timeline
from tests.english import day
from tests.rehearsals.output.samples import FIRST, LAST, a_meeting, a_step


def drawn(*steps: StepFacts) -> tuple[Timeline, list[Bar]]:
    picture = timeline([a_meeting(*steps)], FIRST, LAST)
    return picture, list(picture.bands[0].bars)


def test_a_bar_goes_from_opening_to_deadline() -> None:
    _, [bar] = drawn(a_step(StepKind.AGENDA_AGREED, "Thu 14 Jan 2027", "Tue 26 Jan 2027", "Fri 22 Jan 2027"))
    assert bar.done is not None
    assert bar.deadline is not None
    assert 0 < bar.x < bar.done < bar.deadline < DESK.width
    assert bar.x + bar.width == pytest.approx(bar.deadline)
    assert (bar.over, bar.verdict, bar.words) == (0, "on-time", "on time")
    a_day = bar.width / 12
    assert bar.done - bar.x == pytest.approx(8 * a_day, abs=0.2)


def test_a_late_step_goes_on_in_red_until_it_was_done() -> None:
    _, [bar] = drawn(a_step(StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027", "Thu 4 Feb 2027"))
    assert bar.done == pytest.approx(bar.x + bar.width + bar.over)
    assert bar.over == pytest.approx(bar.width * 2 / 5, abs=0.2)
    assert (bar.verdict, bar.words) == ("late", "2 days late")


def test_a_missed_step_is_red_for_a_week_at_most() -> None:
    picture, [early, near] = drawn(
        a_step(StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027"),
        a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027"),
    )
    assert picture.end is not None
    assert early.over == pytest.approx(early.width * 7 / 5, abs=0.3)
    assert near.x + near.width + near.over == pytest.approx(picture.end, abs=0.1)
    assert {early.verdict, near.verdict} == {"missed"}


def test_a_step_that_waits_for_an_event_is_only_its_deadline() -> None:
    _, [bar] = drawn(a_step(StepKind.FOLLOW_UP, None, "Fri 12 Mar 2027"))
    assert (bar.width, bar.done) == (0, None)
    assert bar.x == bar.deadline


def test_words_stand_left_of_a_bar_that_ends_at_the_right_edge() -> None:
    _, [left, right] = drawn(
        a_step(StepKind.AGENDA_AGREED, "Thu 14 Jan 2027", "Tue 26 Jan 2027"),
        a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027"),
    )
    assert not left.before
    assert left.words_x > left.x + left.width
    assert right.before
    assert right.words_x < right.x


def test_the_words_of_the_last_bars_are_whole_however_long() -> None:
    papers = a_step(StepKind.PAPERS_OUT, "Mon 18 Jan 2027", "Tue 26 Jan 2027")
    words = "not possible, planned only 9 days before, and missed"
    short_of_notice = replace(papers, finding=replace(papers.finding, words=words))
    _, [bar, _] = drawn(short_of_notice, a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027"))
    needed = 7 * len(f"{bar.name}: {bar.words}")
    assert bar.before == (bar.words_x < bar.x)
    assert needed <= (bar.words_x if bar.before else DESK.width - bar.words_x)


def test_months_stand_along_the_top_side_by_side() -> None:
    picture, _ = drawn(a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027"))
    assert [month.name for month in picture.months] == ["Dec", "January 2027", "February 2027", "Mar"]
    assert picture.months[0].x == 0
    assert sum(month.width for month in picture.months) == pytest.approx(DESK.width)


def test_bands_and_lanes_do_not_overlap() -> None:
    steps = [a_step(kind, "Tue 9 Feb 2027", "Tue 23 Feb 2027") for kind in StepKind]
    picture = timeline([a_meeting(*steps), a_meeting(*steps)], FIRST, LAST)
    one, other = picture.bands
    lanes = [bar.y for bar in one.bars]
    assert lanes == sorted(set(lanes))
    assert one.y + one.height == other.y > max(lanes)
    assert picture.height == other.y + other.height


def test_on_a_phone_each_meeting_has_a_picture_of_its_own_months() -> None:
    invited = a_step(StepKind.INVITE, "Mon 4 Jan 2027", None, "Mon 4 Jan 2027")
    papers = a_step(StepKind.PAPERS_OUT, "Thu 8 Apr 2027", "Tue 13 Apr 2027")
    meeting = a_meeting(invited, papers, date=day("Tue 20 Apr 2027"))
    [(shown, picture)] = one_by_one([meeting], LAST)
    assert shown is meeting
    assert [month.name for month in picture.months] == ["April 2027"]
    first, second = picture.bands[0].bars
    assert first.done is not None
    assert first.done < second.x < picture.bands[0].meeting < PHONE.width
    assert second.y - first.y >= PHONE.lane
    assert picture.end is None
