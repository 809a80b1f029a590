from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.boards.facts import (
    DeadlineMet,
    DecisionReported,
    Facts,
    MeetingNotHeld,
    SeatRepresented,
    SubjectFacts,
    SubjectHeading,
    facts_from_json,
    facts_to_json,
)
from forum.boards.report import ATTENDANCE, PROMPTS, Box, Section, empty_boxes, faults_of_report, sections
from samples.documents.registers import BOARD_REPORT
from samples.task_group import BODY, FACTS, WRITTEN

NOTHING = Facts(first=dt.date(2027, 1, 13), last=dt.date(2027, 3, 25))


def by_heading(facts: Facts, written: dict[Box, str], *, is_draft: bool = False) -> dict[str, Section]:
    return {section.heading: section for section in sections(facts, written, BODY, is_draft=is_draft)}


def test_a_draft_has_a_box_with_what_is_written_or_with_a_prompt() -> None:
    draft = by_heading(FACTS, WRITTEN, is_draft=True)
    boxes = {section.box: section for section in draft.values() if section.box}
    assert {*boxes} == {*Box}
    assert (boxes[Box.THEMES].words, boxes[Box.THEMES].prompt) == ((), PROMPTS[Box.THEMES])
    assert boxes[Box.RISKS].words[0].startswith("Staff for the training")
    assert boxes[Box.RISKS].prompt == ""


def test_a_report_that_leaves_has_no_boxes_and_nothing_that_is_empty() -> None:
    report = by_heading(FACTS, WRITTEN)
    assert [section.box for section in report.values() if section.box] == []
    assert [*report] == [
        "The Business Group is asked to",
        "In brief",
        "Confidence",
        "What the group did",
        "Action plan",
        "What difference it made to children",
        "Risks, obstacles and challenge",
        "Membership and compliance",
        "Attendance by organisation",
        "Deadlines that were missed",
        "Next three months",
    ]
    assert [*by_heading(NOTHING, {})] == ["What the group did"]
    to_board = sections(FACTS, WRITTEN, BODY.model_copy(update={"name": "A Board"}), is_draft=False)
    assert to_board[0].heading == "The Board is asked to"


def test_what_was_asked_and_done_stands_in_plain_sentences() -> None:
    report = by_heading(FACTS, WRITTEN)
    assert report["The Business Group is asked to"].words == (
        "1. note the progress of the action plan",
        "2. ask partners to release staff for the training of GPs",
    )
    assert report["What the group did"].lines == (
        "2 meetings held (9 February and 9 March), 2 of 2 quorate.",
        "Meeting not held: 12 January (the venue was flooded).",
        "Actions: 6 discharged, 9 open, 1 of these overdue.",
        "Decided on 8 December, and ratified on 9 February: The short form of the action plan is agreed for "
        "both boards.",
        "Decided on 9 March: Training for GPs is offered again before the summer.",
    )
    assert report["Membership and compliance"].lines == (
        "Seats were filled 10 of 12 times (83%).",
        "Below the attendance standard after the meeting of 9 March 2027: Medway Social Care. Its member "
        "attended 6 of the last 9 (67%), 7 asked for. A deputy came to 3; the terms allow 2.",
        "Vacant since 15 January 2027: Kent and Medway CAMHS.",
        "Deadlines of the terms of reference: 5 of 6 met.",
        "Ordinary meetings (clause 5): 2 of 3 held.",
    )
    attendance = report["Attendance by organisation"].table
    assert attendance
    assert attendance.headings == ("Organisation", "Represented", "Share")
    assert attendance.rows == (("Kent and Medway CAMHS", "0 of 2", "0%"),)
    assert report["Attendance by organisation"].lines == (
        "The other 5 organisations were represented at each meeting.",
    )
    assert report["Next three months"].lines == (
        "The group meets on 13 April 2027, 11 May 2027 and 8 June 2027.",
    )
    assert by_heading(NOTHING, {})["What the group did"].lines == ("No meeting was held in this period.",)
    met = replace(NOTHING, meetings=(dt.date(2027, 2, 9),), seats=(SeatRepresented("Kent Police", 0, 0),))
    attendance = by_heading(met, {})["Attendance by organisation"].table
    assert attendance
    assert attendance.rows == (("Kent Police", "0 of 0", "–"),), "new since the meeting"


def test_what_was_not_held_is_said_with_why_and_what_is_not_known_yet_is_left_to_the_next_report() -> None:
    facts = replace(
        NOTHING,
        not_held=(
            MeetingNotHeld(dt.date(2027, 2, 9), "snow"),
            MeetingNotHeld(dt.date(2027, 3, 9), "as the Chair ruled"),
        ),
        in_a_row=(
            (dt.date(2026, 10, 13), dt.date(2026, 11, 10)),
            (dt.date(2027, 2, 9), dt.date(2027, 3, 9)),
        ),
        months=(dt.date(2027, 1, 1),),
        as_at=dt.date(2027, 1, 12),
        seats=(SeatRepresented("Kent Police", 0, 0),),
        frequency=DeadlineMet("Ordinary meetings", "5", 0, 2),
    )
    report = by_heading(facts, {})
    assert report["What the group did"].lines == (
        "No meeting was held in this period.",
        "Meetings not held: 9 February (snow); 9 March (as the Chair ruled).",
        "No meeting was planned in January 2027.",
        "Two meetings in a row were not held: 13 October and 10 November.",
        "Two meetings in a row were not held: 9 February and 9 March.",
    )
    assert report["Membership and compliance"].lines == (
        "No member is below the attendance standard after the meeting of 12 January 2027.",
        "Ordinary meetings (clause 5): 0 of 2 held.",
    )
    unknown = by_heading(replace(NOTHING, unrecorded=(dt.date(2027, 3, 9),)), {})
    assert unknown["What the group did"].lines == (
        "Not on record yet, and for the next report: the meeting of 9 March.",
    )


def test_what_two_sides_have_no_room_for_stands_in_the_annex_and_nothing_is_lost() -> None:
    many = tuple(
        DecisionReported(dt.date(2027, 3, 9), f"Matter {number} is agreed as its paper has it.")
        for number in range(70)
    )
    report = replace(
        BOARD_REPORT, sections=sections(replace(FACTS, decisions=many), WRITTEN, BODY, is_draft=False)
    )
    here, beyond = ({section.heading: section for section in part} for part in (report.sides, report.annex))
    assert [*beyond] == ["Attendance by organisation", "Deadlines that were missed", "What the group did"]
    more = here["What the group did"].lines[-1]
    assert more == f"In the annex: {len(beyond['What the group did'].lines)} more lines."
    for section in report.sections:
        of_both = [part[section.heading] for part in (here, beyond) if section.heading in part]
        assert set(section.lines) <= {line for part in of_both for line in part.lines}
        assert section.table in [part.table for part in of_both]
    assert BOARD_REPORT.annex == ()

    all_came = replace(FACTS, decisions=many, seats=(SeatRepresented("Kent Police", 3, 3),))
    said_in_one_line = replace(BOARD_REPORT, sections=sections(all_came, WRITTEN, BODY, is_draft=False))
    assert ATTENDANCE not in {section.heading for section in said_in_one_line.annex}
    assert ATTENDANCE in {section.heading for section in said_in_one_line.sides}


def test_no_small_number_of_children_is_in_a_report() -> None:
    (line,) = by_heading(FACTS, {})["What difference it made to children"].lines
    assert line == "In Kent: 41; In Medway: not shown; Elsewhere: fewer than 5."


def test_what_other_subjects_know_stands_under_their_heading() -> None:
    of_subjects = (
        SubjectFacts(SubjectHeading.TASK_GROUPS, ("One runs, on missing children.",)),
        SubjectFacts(SubjectHeading.RESEARCH, ("Two products were used.",)),
    )
    report = by_heading(replace(NOTHING, of_subjects=of_subjects), {})
    assert report["What the group did"].lines[1:] == (
        "Task and finish groups: One runs, on missing children.",
        "Research: Two products were used.",
    )


def test_the_plan_stands_beside_how_it_stood_at_the_last_report() -> None:
    plan = by_heading(FACTS, {})["Action plan"]
    assert plan.chart
    assert plan.table
    assert plan.chart.alternative == (
        "Bar chart. 2 of 15 lines are red, 1 more than at the last report. "
        "Now: red 2, amber 4, green 8, grey 1; At the last report: red 1, amber 4, green 9, grey 1."
    )
    assert plan.table.headings == ("Lines of", "Now", "At the last report")
    assert plan.table.rows[1] == ("Prevent", "1 red, 1 amber and 2 green", "2 amber and 2 green")
    assert not by_heading(NOTHING, {}).get("Action plan")
    missed = by_heading(FACTS, {})["Deadlines that were missed"].table
    assert missed
    assert missed.headings == ("Deadline", "Clause", "Met")
    assert missed.rows == (("Minutes and action log out", "6", "1 of 2"),), "what was met is counted above"
    facts = FACTS.of_subjects[0]
    prepare = replace(FACTS, of_subjects=(replace(facts, standings=facts.standings[:1]),))
    table = by_heading(prepare, {})["Action plan"].table
    assert table
    assert table.rows[1] == ("Prevent", "–", "2 amber and 2 green"), "its lines have ended since"


def test_a_board_without_a_paragraph_of_its_own_has_no_box_for_it() -> None:
    plain = BODY.model_copy(update={"paragraph": ""})
    assert Box.OWN not in {section.box for section in sections(FACTS, {}, plain, is_draft=True)}
    assert empty_boxes(WRITTEN, plain) == ("Themes", "Next three months")
    assert empty_boxes(WRITTEN, BODY) == ("Themes", "What is asked of partners", "Next three months")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({Box.ASKS: "a\nb\nc\nd"}, "It asks the board for 4 things: leave at most three, a line each."),
        (
            {Box.ASKS: "a\nb\nc", Box.CONFIDENCE: "Rather full"},
            "The confidence is not plain: begin with full, reasonable, limited or none, then say why.",
        ),
        (
            {Box.CONFIDENCE: "High"},
            "The confidence is not plain: begin with full, reasonable, limited or none, then say why.",
        ),
    ],
)
def test_words_that_no_board_can_use_are_faults(written: dict[Box, str], fault: str) -> None:
    assert list(faults_of_report(written)) == [fault]


def test_words_as_they_should_be_are_none() -> None:
    assert list(faults_of_report(WRITTEN)) == []
    assert list(faults_of_report({})) == []


def test_facts_are_kept_as_they_were() -> None:
    assert facts_from_json(facts_to_json(FACTS)) == FACTS


def test_facts_of_before_there_were_charts_can_still_be_read() -> None:
    plan = {"heading": "Action plan", "lines": ["P1.2"], "in_short": "15 lines", "before": "14 lines"}
    kept = {**facts_to_json(NOTHING), "given": [plan]}
    assert facts_from_json(kept).of_subjects == (SubjectFacts(SubjectHeading.ACTION_PLAN, ("P1.2",)),)
