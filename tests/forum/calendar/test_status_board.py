from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.calendar.steps import Step, StepKind, judge_step
from forum.calendar.timetable import (
    Light,
    StatusBoard,
    StatusTable,
    confirmed_in_words,
    headline,
    traffic_light,
)
from tests.english import day

MEETING = day("Tue 9 Feb 2027")


def papers_out(done: str = "", planned: str = "Wed 9 Dec 2026") -> Step:
    """Papers out for Tuesday 9 February, by a week before (clause 6)."""
    opens, deadline = day("Thu 28 Jan 2027"), day("Tue 2 Feb 2027")
    return Step(StepKind.PAPERS_OUT, opens, deadline, "6", day(planned), day(done) if done else None)


def shown(step: Step, on: str) -> Light:
    return traffic_light(step, judge_step(step, meeting_date=MEETING, as_of=day(on)), day(on))


@pytest.mark.parametrize(
    ("on", "shows"),
    [
        ("Mon 4 Jan 2027", Light.COMING),
        ("Fri 29 Jan 2027", Light.COMING),
        ("Sat 30 Jan 2027", Light.NEAR),
        ("Tue 2 Feb 2027", Light.NEAR),
        ("Wed 3 Feb 2027", Light.MISSED),
    ],
)
def test_a_step_is_coming_then_near_then_missed(on: str, shows: Light) -> None:
    assert shown(papers_out(), on) is shows


@pytest.mark.parametrize(
    ("done", "shows"),
    [("Mon 1 Feb 2027", Light.DONE), ("Tue 2 Feb 2027", Light.DONE), ("Wed 3 Feb 2027", Light.LATE)],
)
def test_a_step_that_is_done_was_done_on_time_or_late(done: str, shows: Light) -> None:
    assert shown(papers_out(done), "Thu 4 Feb 2027") is shows


def test_a_deadline_that_had_passed_when_the_meeting_was_called_is_near_until_done_and_never_missed() -> None:
    called = "Thu 4 Feb 2027"
    assert shown(papers_out(planned=called), "Fri 5 Feb 2027") is Light.NEAR
    assert shown(papers_out("Fri 5 Feb 2027", planned=called), "Mon 8 Feb 2027") is Light.DONE


def test_a_step_of_a_meeting_called_off_is_not_needed() -> None:
    step = replace(papers_out(), is_needed=False)
    assert shown(step, "Wed 3 Feb 2027") is Light.NOT_NEEDED


def test_the_headline_counts_what_there_is() -> None:
    questions, none = (
        StatusTable("2 questions open", ("Of",), (("Chair",), ("unit",))),
        StatusTable("no letters held", (), ()),
    )
    assert headline([questions, none, StatusTable("1 action overdue", ("Owner",), (("police",),))]) == (
        "2 questions open and 1 action overdue"
    )
    assert headline([none]) == "nothing needs your attention"


def test_changed_templates_and_policies_wait_for_approval_in_a_sentence() -> None:
    def said(*files: str) -> str:
        return StatusBoard(MEETING, (), files_waiting=files).files_in_words

    assert said() == ""
    assert said("a") == (
        "1 template or policy changed and is not used until a person approves the change (mase templates)"
    )
    assert said("a", "b") == (
        "2 templates or policies changed and are not used until a person approves the change (mase templates)"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ([], ""),
        ([40.2], "Mails confirmed in the last day: 1; 95% within 41 seconds of arrival"),
        ([*[10] * 19, 3600], "Mails confirmed in the last day: 20; 95% within 10 seconds of arrival"),
        ([3600, *[10] * 18], "Mails confirmed in the last day: 19; 95% within 60 minutes of arrival"),
        ([120, 1], "Mails confirmed in the last day: 2; 95% within 120 seconds of arrival"),
        ([121], "Mails confirmed in the last day: 1; 95% within 3 minutes of arrival"),
    ],
)
def test_how_soon_nearly_all_mails_were_confirmed(seconds: list[float], words: str) -> None:
    assert confirmed_in_words([dt.timedelta(seconds=each) for each in seconds]) == words
