"""Each meeting, each decision and each line that ended is in exactly one report to a board, whatever was on
record when."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import openpyxl

from forum.boards.steps import ReportState, ReportStep
from forum.calendar.steps import StepVerdict
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from tasks.duties.answers.record_answer import answer
from tasks.duties.boards.answers import answer_for_board
from tasks.duties.boards.report import ledger
from tasks.duties.meetings.hold_instead import hold_instead
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tasks.register.documents import fetch
from tasks.register.other_bodies import report_editions, report_steps, reports_of
from tasks.register.tables import GroupRow, QuestionRow
from tests.english import day
from tests.tasks.duties.boards.story import Story, text_of
from tests.tasks.duties.clause_as_at import compliance_as_at, this_year
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells, import_sample
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, SEATS

PLAN, COSTS = "The plan is agreed.", "The costs are agreed."
HELD = "1 meeting held (12 January), 1 of 1 quorate."
LINE = "Train all front-line staff"
DISCHARGED = cells(
    Decided="Discharged", Decision="D2", Evidence_or_reason="Register", Impact="Staff refer sooner."
)
SHORT = dict.fromkeys(SEATS[:5], "Absent")


def meets_on(story: Story, *dates: str) -> None:
    """The board meets on these days."""
    story.with_body(story.body.model_copy(update={"dates": tuple(map(day, dates))}))


def file(story: Story, reference: str, attendance: Mapping[str, str] = {}, **more: Any) -> None:
    """A meeting is put on record, to which all came but these seats."""
    marks = {**ENTRIES.attendance, **{seat: {"Status": said} for seat, said in attendance.items()}}
    story.post.forum.file_entries(replace(ENTRIES, attendance=marks, **more), reference)


def write_up(story: Story, drafted: str, put: str) -> None:
    """The draft goes to the unit on a day, which sends it back, and the Chair is asked on another."""
    story.morning(drafted)
    story.send_back({})
    story.morning(put)


def agree(story: Story, on: str) -> None:
    """The Chair agrees the report that they were asked about last."""
    story.post.forum.on(on)
    story.post.forum.answer(QuestionKind.AGREE_REPORT, Word.AGREE_REPORT, by=CHAIR)


def say(story: Story, question: QuestionRow, word: Word) -> None:
    """The Chair answers one of several questions."""
    by = story.post.forum.person(CHAIR)
    do(answer, story.office, question.id, Reply(word), by=by, channel=Channel.REPLY)


def texts(story: Story) -> list[str]:
    """The reports to the board that were agreed or have left, each as its last version has it."""
    with story.office.register.reading() as session:
        reports = reports_of(session, story.post.forum.group)
        final = [report for report in reports if report.state in (ReportState.AGREED, ReportState.SENT)]
        return [text_of(fetch(session, report_editions(session, each.id)[-1].sha256)) for each in final]


def missed_by_another_group(story: Story) -> None:
    """Another group, which has ended since, missed the day of its report for the same meeting."""
    today = story.post.forum.today
    with story.office.register.transaction("test") as tx:
        (ours,) = reports_of(tx.session, story.post.forum.group)
        group = GroupRow(code="NORTH", policy="MASE", go_live=today, ended=today)
        tx.session.add(group)
        tx.session.flush()
        theirs = copied(ours, group_id=group.id)
        tx.session.add(theirs)
        tx.session.flush()
        step = report_steps(tx.session, ours.id)[ReportStep.SENT]
        missed = {"group_id": group.id, "report_id": theirs.id, "verdict": StepVerdict.MISSED}
        tx.session.add(copied(step, **missed))


def copied(row: Any, **changes: object) -> Any:
    """A new row with the values of another but for these changes."""
    columns = [column.key for column in row.__table__.columns if column.key != "id"]
    return type(row)(**{**{key: getattr(row, key) for key in columns}, **changes})


def told(story: Story, words: str) -> list[bool]:
    """For each of those reports, whether it has these words."""
    return [words in text for text in texts(story)]


def test_what_comes_on_record_after_its_days_report_is_in_the_next(story: Story) -> None:
    forum = story.post.forum
    meets_on(story, "Fri 5 Feb 2027", "Thu 8 Apr 2027", "Thu 24 Jun 2027")
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()

    # January's record is late, and comes when the report has left
    write_up(story, "Tue 5 Jan 2027", "Mon 18 Jan 2027")
    agree(story, "Tue 19 Jan 2027")
    assert "Not on record yet, and for the next report: the meeting of 12 January." in texts(story)[0]
    story.morning("Tue 26 Jan 2027")
    forum.on("Wed 27 Jan 2027")
    file(story, JANUARY, SHORT, decisions=({"Item": "5", "Text": PLAN},))

    # February ratifies what January decided without a quorum, and discharges a line of the plan; March and
    # April are cancelled, and May's meeting is held three days later, for which the Chair waives the notice
    forum.draft_agenda(FEBRUARY)
    import_sample(forum)
    forum.on("Wed 10 Feb 2027")
    file(
        story,
        FEBRUARY,
        earlier={f"{JANUARY}/D1": {"To ratify": "No"}},
        decisions=({"Item": "6", "Text": COSTS}, {"Item": "5", "Text": "Discharge P1.1."}),
        plan={"P1.1": DISCHARGED},
    )
    story.agree_minutes("Wed 17 Feb 2027", FEBRUARY)
    forum.plan()
    forum.draft_agenda("MASE/2027-03")
    march = forum.meeting("MASE/2027-03").id
    of_agenda = (row for row in forum.questions(QuestionKind.AGREE_AGENDA) if row.about_id == march)
    say(story, next(of_agenda), Word.AGREE)
    do(cancel_meeting, story.office, "MASE/2027-03", reason="The venue is flooded")
    write_up(story, "Thu 4 Mar 2027", "Thu 11 Mar 2027")
    agree(story, "Fri 12 Mar 2027")
    story.morning("Thu 25 Mar 2027")
    do(cancel_meeting, story.office, "MASE/2027-04")
    forum.on("Mon 10 May 2027")
    forum.plan()
    do(cancel_meeting, story.office, "MASE/2027-05", reason="A strike.")
    may = do(hold_instead, story.office, "MASE/2027-05", day("Fri 14 May 2027"), by_chair=True)
    forum.draft_agenda(may)
    forum.on("Tue 11 May 2027")
    of_agenda = (
        row for row in forum.questions(QuestionKind.AGREE_AGENDA) if row.meeting_id == forum.meeting(may).id
    )
    say(story, next(of_agenda), Word.AGREE)
    forum.on("Mon 17 May 2027")
    file(story, may)
    story.agree_minutes("Wed 19 May 2027", may)
    write_up(story, "Mon 24 May 2027", "Thu 10 Jun 2027")  # as June's record is not in yet
    agree(story, "Fri 11 Jun 2027")

    assert told(story, "2 meetings held (12 January and 9 February), 1 of 2 quorate.") == [False, True, False]
    assert told(story, f"Decided on 12 January, and ratified on 9 February: {PLAN}") == [False, True, False]
    assert told(story, PLAN) == told(story, COSTS) == [False, True, False]
    assert told(story, f"Decided on 9 February: Discharge “{LINE}”.") == [False, True, False]
    assert told(story, f"{LINE}, discharged: Staff refer sooner.") == [False, True, False]
    assert not any(told(story, "P1.1")), "a board has no list of codes"
    assert told(story, "Meeting not held: 9 March (The venue is flooded).") == [False, True, False]
    assert told(story, "Meetings not held: 13 April (no reason is on record); ") == [False, False, True]
    assert told(story, "Two meetings in a row were not held: 9 March and 13 April.") == [False, False, True]
    assert told(story, "11 May (A strike; 14 May in its place).") == [False, False, True]
    assert told(story, "1 meeting held (14 May), 1 of 1 quorate.") == [False, False, True]
    assert told(story, "Ordinary meetings (clause 5): 1 of 2 held.") == [False, False, True]
    assert told(story, "No meeting was planned in September 2026") == [True, False, False]
    # what was agreed in time for a meeting that was not held counts no more than what was not
    assert told(story, "Agenda agreed\n6\n0 of 1") == [True, True, False]
    # nor does what was agreed in time by a waiver: that of May, and none of June
    assert told(story, "Agenda agreed\n6\n0 of 2") == [False, False, True]
    with story.office.register.reading() as session:
        first = reports_of(session, forum.group)[0]
    do(answer_for_board, story.office, first.id, "Noted, with thanks.")
    assert [(line.date, line.asked, line.answer) for line in ledger(story.office)] == [
        (day("Fri 5 Feb 2027"), "nothing", "Noted, with thanks."),
        (day("Thu 8 Apr 2027"), "nothing", ""),
    ]
    in_may = day("Wed 19 May 2027")
    assert this_year(forum, "Meetings", in_may).startswith("In part: 1 of 2 meetings. Worst: April 2027,")
    waived = "Fri 14 May, 11 days late, the Chair waived the notice."
    assert waived in this_year(forum, "Agenda", in_may)
    page = compliance_as_at(forum, day("Wed 31 Mar 2027"))
    rows = openpyxl.load_workbook(io.BytesIO(page.workbook))["Reports"].iter_rows(min_row=2)
    assert [row[-1].value for row in rows][
        1
    ] == "it tells of 2 meetings held, 1 meeting not held, 3 decisions and 1 line of the plan ended"


def test_of_two_reports_under_way_to_one_board_one_tells_of_a_meeting(story: Story) -> None:
    meets_on(story, "Thu 25 Feb 2027", "Tue 2 Mar 2027")
    story.held_and_minuted()
    story.agree_minutes("Wed 20 Jan 2027")
    write_up(story, "Mon 25 Jan 2027", "Mon 1 Feb 2027")
    write_up(story, "Thu 28 Jan 2027", "Thu 4 Feb 2027")
    story.post.forum.on("Fri 5 Feb 2027")
    first, _ = story.post.forum.questions(QuestionKind.AGREE_REPORT)
    say(story, first, Word.AGREE_REPORT)
    story.morning("Mon 8 Feb 2027")  # the other is put to the Chair again, without what the first tells
    agree(story, "Tue 9 Feb 2027")
    assert told(story, HELD) == [True, False]
    assert told(story, "No meeting was held in this period.") == [False, True]
    assert story.post.forum.questions(QuestionKind.AGREE_REPORT)[1].withdrawn == day("Fri 5 Feb 2027")


def test_what_a_report_would_have_told_that_never_went_is_in_the_next_and_its_day_was_missed(
    with_chair: Story,
) -> None:
    story = with_chair  # who says nothing
    for date in ("Mon 15 Feb 2027", "Mon 24 May 2027", "Fri 28 May 2027"):
        story.morning(date)
    story.agree_minutes("Wed 20 Jan 2027")
    write_up(story, "Mon 31 May 2027", "Tue 1 Jun 2027")
    story.post.forum.on("Wed 2 Jun 2027")
    say(story, story.post.forum.questions(QuestionKind.AGREE_REPORT)[-1], Word.AGREE_REPORT)
    assert told(story, HELD) == [True]
    with story.office.register.reading() as session:
        late, _ = reports_of(session, story.post.forum.group)
        steps = report_steps(session, late.id)
    assert (late.state, steps[ReportStep.SENT].verdict) == (ReportState.DROPPED, StepVerdict.MISSED)
    assert this_year(story.post.forum, "Reports", day("Wed 31 Mar 2027")).startswith("Not met: 0 of 1 report")


def test_a_report_whose_board_does_not_meet_gives_back_what_it_had(agreed: Story) -> None:
    meets_on(agreed)
    agreed.morning("Mon 8 Feb 2027")
    assert texts(agreed) == []
    missed_by_another_group(agreed)
    meets_on(agreed, "Thu 24 Jun 2027")
    write_up(agreed, "Mon 31 May 2027", "Tue 1 Jun 2027")
    agree(agreed, "Wed 2 Jun 2027")
    assert told(agreed, HELD) == [True]
    assert told(agreed, "Report sent") == [False], "neither what is not needed nor another group's"
