from __future__ import annotations

import datetime as dt
from dataclasses import replace

from icalendar import Calendar, Component

from forum.boards.steps import ComingDate, ReportState, ReportTimetable, plan_report_steps
from forum.calendar.steps import StepKind, judge_step, plan_steps
from forum.calendar.timetable import MeetingTimetable, StepLine
from samples.task_group import BODY
from tasks.documents.calendar import write_calendar
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

MEETING = day("Tue 13 Jul 2027")
TODAY = day("Mon 5 Jul 2027")
BOARD = day("Thu 16 Sep 2027")


def events(*done: StepKind) -> dict[str, Component]:
    steps = [
        replace(step, done=TODAY) if step.kind in done else step
        for step in plan_steps(MASE, MASE_DAYS, MEETING, TODAY)
    ]
    meeting = MeetingTimetable(
        group="MASE Group",
        reference="MASE/2027-07",
        date=MEETING,
        start=dt.time(10),
        minutes=120,
        place="Room 2 and online",
        steps=tuple(StepLine(s, judge_step(s, meeting_date=MEETING, as_of=TODAY)) for s in steps),
    )
    content = write_calendar([meeting], [], dt.datetime(2027, 7, 5, 9, 30))
    return {str(event["summary"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_a_meeting_in_summer_stands_at_its_london_time() -> None:
    meeting = events()["MASE Group meeting"]
    assert meeting.decoded("dtstart") == dt.datetime(2027, 7, 13, 9, 0, tzinfo=dt.UTC)
    assert meeting.decoded("dtend") - meeting.decoded("dtstart") == dt.timedelta(hours=2)
    assert str(meeting["location"]) == "Room 2 and online"


def test_a_deadline_is_a_day_with_its_reason() -> None:
    papers = events()["MASE Group deadline: papers out (13 Jul)"]
    assert (papers.decoded("dtstart"), papers.decoded("dtend")) == (
        day("Tue 6 Jul 2027"),
        day("Wed 7 Jul 2027"),
    )
    assert str(papers["description"]) == "For the meeting on Tuesday 13 July 2027 (clause 6). Open."
    record = events()["MASE Group deadline: record (13 Jul)"]
    assert "(a lead time of ours)" in str(record["description"])


def test_a_deadline_leaves_its_day_free_and_the_meeting_does_not() -> None:
    shown = {summary: event.get("transp") for summary, event in events().items()}
    assert shown.pop("MASE Group meeting") is None
    assert set(shown.values()) == {"TRANSPARENT"}


def test_what_is_done_is_no_longer_in_the_calendar() -> None:
    assert set(events()) - set(events(StepKind.RECORD)) == {"MASE Group deadline: record (13 Jul)"}


def test_an_entry_keeps_its_identity_so_that_a_newer_file_replaces_it() -> None:
    ids = [str(event["uid"]) for event in events().values()]
    assert "MASE-2027-07-papers-out@mase-secretariat" in ids
    assert len(ids) == len(set(ids))


def test_what_is_owed_to_boards_is_in_the_calendar_and_a_report_under_way_replaces_its_date() -> None:
    board = BODY.model_copy(update={"dates": (BOARD,)})
    steps = plan_report_steps(MASE.reports, board, MASE_DAYS, BOARD, TODAY)
    lines = tuple(StepLine(s, judge_step(s, meeting_date=BOARD, as_of=TODAY)) for s in steps)
    due = day("Mon 6 Sep 2027")
    reports: tuple[ReportTimetable | ComingDate, ...] = (
        ComingDate("MASE", "KSCB-BG", BOARD, due),
        ReportTimetable("MASE", "KSCB-BG", BOARD, ReportState.WITH_THE_UNIT, lines),
    )
    for report, deadlines in zip(reports, (1, 5), strict=True):
        content = write_calendar([], [report], dt.datetime(2027, 7, 5, 9, 30))
        events = {str(event["summary"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
        sent = events["MASE to KSCB-BG deadline: report sent (16 Sep)"]
        assert (sent.decoded("dtstart"), str(sent["uid"])) == (
            due,
            "MASE-KSCB-BG-2027-09-16-report-sent@mase-secretariat",
        )
        assert str(sent["description"]).startswith("For the meeting of KSCB-BG on Thursday 16 September 2027")
        assert len(events) == deadlines
