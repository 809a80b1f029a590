"""A step is frozen with its verdict on the day it is done."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.calendar.steps import StepKind, StepVerdict
from tasks.duties.base.steps import finish_step, open_step, set_aside_steps
from tasks.register.tables import MeetingRow
from tests.english import day
from tests.tasks.duties.secretariat import JANUARY, Forum


def finish(forum: Forum, kind: StepKind, on: str, note: str = "") -> None:
    with forum.office.register.transaction("test") as tx:
        finish_step(tx, tx.session.get_one(MeetingRow, forum.meeting(JANUARY).id), kind, day(on), note)


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ("Wed 23 Dec 2026", StepVerdict.ON_TIME),
        (
            "Thu 24 Dec 2026",
            StepVerdict.ON_TIME,
        ),  # two weeks before is in the closure, so the working day before
        ("Mon 4 Jan 2027", StepVerdict.LATE),
    ],
)
def test_a_step_done_by_its_deadline_is_on_time(forum: Forum, done: str, verdict: StepVerdict) -> None:
    finish(forum, StepKind.AGENDA_AGREED, done)
    assert forum.step(StepKind.AGENDA_AGREED).verdict is verdict


def test_a_step_that_is_done_stays_as_it_was(forum: Forum) -> None:
    finish(forum, StepKind.RECORD, "Wed 13 Jan 2027", "filed")
    finish(forum, StepKind.RECORD, "Fri 15 Jan 2027", "filed again")
    step = forum.step(StepKind.RECORD)
    assert (step.done, step.verdict, step.note) == (day("Wed 13 Jan 2027"), StepVerdict.ON_TIME, "filed")


def test_a_step_that_waits_for_an_event_opens_once(forum: Forum) -> None:
    for on in (dt.date(2027, 1, 13), dt.date(2027, 1, 14)):
        with forum.office.register.transaction("test") as tx:
            open_step(tx, tx.session.get_one(MeetingRow, forum.meeting(JANUARY).id), StepKind.FOLLOW_UP, on)
    assert forum.step(StepKind.FOLLOW_UP).opens == day("Wed 13 Jan 2027")


def test_open_steps_of_a_meeting_that_will_not_take_place_are_set_aside(
    forum: Forum,
) -> None:
    finish(forum, StepKind.INVITE, "Mon 4 Jan 2027")
    with forum.office.register.transaction("test") as tx:
        set_aside_steps(tx, tx.session.get_one(MeetingRow, forum.meeting(JANUARY).id), "snow")
    assert forum.step(StepKind.INVITE).verdict is StepVerdict.ON_TIME
    assert forum.step(StepKind.MINUTES_OUT).verdict is StepVerdict.NOT_NEEDED
    assert forum.step(StepKind.MINUTES_OUT).note == "snow"
