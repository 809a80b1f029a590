"""A decision taken without a quorum is on the next agenda, and ratified by a meeting that is quorate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from rehearsals.leads import RecordEntries
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.minutes.document import minutes_document
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.record.file_record import RECORD, file_record, prefilled_record
from tasks.register.documents import fetch, latest_editions
from tasks.register.papers import agenda_items
from tasks.register.tables import DecisionRow
from tests.sheet_rows import sheet_rows
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, SEATS, Forum

DECISION = "MASE/2027-01/D1"
TITLE = "Decision of 12 January 2027 to ratify"
RATIFIED = {DECISION: {"To ratify": "No"}}
SHORT = dict.fromkeys(SEATS[:5], "Absent")


@stage
def inquorate(forum: Forum) -> Forum:
    """In January seven of the eight seats needed decided something; February's agenda is drafted already."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    file(forum, JANUARY, SHORT, decisions=({"Item": "5", "Text": "The plan is agreed."},))
    return forum


def file(forum: Forum, reference: str, attendance: Mapping[str, str], **more: Any) -> None:
    meeting = forum.meeting(reference).id
    marks = {**ENTRIES.attendance, **{seat: {"Status": said} for seat, said in attendance.items()}}
    entries = replace(ENTRIES, attendance=marks, **more)
    do(file_record, forum.office, meeting, fill_record(do(prefilled_record, forum.office, meeting), entries))


def titles(forum: Forum, reference: str = FEBRUARY) -> list[str]:
    with forum.office.register.reading() as session:
        return [item.title for item in agenda_items(session, forum.meeting(reference).id)]


def decision(forum: Forum) -> DecisionRow:
    (row,) = forum.rows(DecisionRow)
    return row


def test_it_stands_on_the_next_agenda_after_the_last_minutes(inquorate: Forum) -> None:
    assert titles(inquorate)[2:5] == ["Minutes of the last meeting", TITLE, "Action log"]


def test_it_stands_on_an_agenda_that_is_drafted_later(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    file(forum, JANUARY, SHORT, decisions=({"Item": "5", "Text": "The plan is agreed."},))
    forum.draft_agenda(FEBRUARY)
    assert titles(forum)[2:5] == ["Minutes of the last meeting", TITLE, "Action log"]


def test_those_of_two_meetings_stand_in_one_item_with_both_days(inquorate: Forum) -> None:
    inquorate.on("Wed 10 Feb 2027")
    file(inquorate, FEBRUARY, SHORT, decisions=({"Item": "5", "Text": "The costs are agreed."},))
    inquorate.draft_agenda("MASE/2027-03")
    found = [title for title in titles(inquorate, "MASE/2027-03") if "ratify" in title]
    assert found == ["Decisions of 12 January 2027 and 9 February 2027 to ratify"]


def test_an_agenda_with_nothing_to_ratify_has_no_such_item(forum: Forum) -> None:
    forum.on("Wed 13 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    assert not [title for title in titles(forum) if "ratify" in title]


def test_the_record_workbook_has_it_on_top_of_the_decisions(inquorate: Forum) -> None:
    sent = sheet_rows(do(prefilled_record, inquorate.office, inquorate.meeting(FEBRUARY).id), "Decisions")
    assert (sent[0]["Reference"], sent[0]["Item"], sent[0]["To ratify"]) == (DECISION, "4", "Yes")
    assert sent[1]["Reference"] == "MASE/2027-02/D1"


def test_a_quorate_meeting_ratifies_it_and_its_minutes_say_so(inquorate: Forum) -> None:
    inquorate.on("Wed 10 Feb 2027")
    file(inquorate, FEBRUARY, {}, earlier=RATIFIED)
    meeting = inquorate.meeting(FEBRUARY)
    assert decision(inquorate).ratified_at_id == meeting.id
    with unit_of_work(inquorate.office, "test", inquorate.today) as work:
        forum, row = forum_of_meeting(work, meeting.id)
        (item,) = (one for one in minutes_document(forum, row, 1).items if one.title == TITLE)
    assert item.outcome == f"Decision {DECISION} was ratified: The plan is agreed."
    inquorate.draft_agenda("MASE/2027-03")
    assert not [title for title in titles(inquorate, "MASE/2027-03") if "ratify" in title]


def test_minutes_of_part_1_do_not_say_what_was_ratified_of_part_2(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    with forum.office.register.reading() as session:
        restricted = [item for item in agenda_items(session, forum.meeting(JANUARY).id) if item.part == 2]
    file(
        forum,
        JANUARY,
        SHORT,
        decisions=(
            {"Item": restricted[0].number, "Text": "The safe house moves.", "Reference": f"{JANUARY}/D51"},
        ),
    )
    forum.on("Wed 10 Feb 2027")
    file(forum, FEBRUARY, {}, earlier={f"{JANUARY}/D51": {"To ratify": "No"}})
    with unit_of_work(forum.office, "test", forum.today) as work:
        of_group, row = forum_of_meeting(work, forum.meeting(FEBRUARY).id)
        (item,) = (one for one in minutes_document(of_group, row, 1).items if one.title == TITLE)
    assert item.outcome == f"Decision {JANUARY}/D51 was ratified: it is in the minutes of part 2."


def test_left_as_it_is_it_waits_for_the_next_meeting(inquorate: Forum) -> None:
    inquorate.on("Wed 10 Feb 2027")
    file(inquorate, FEBRUARY, {})
    assert decision(inquorate).ratified_at_id is None
    inquorate.draft_agenda("MASE/2027-03")
    assert TITLE in titles(inquorate, "MASE/2027-03")


def test_a_meeting_without_a_quorum_can_not_ratify(inquorate: Forum) -> None:
    inquorate.on("Wed 10 Feb 2027")
    with pytest.raises(Problem) as refused:
        file(inquorate, FEBRUARY, SHORT, earlier=RATIFIED)
    assert "Decisions, cell F5: found “No”; allowed: Yes or nothing" in str(refused.value)


def test_a_record_filed_again_keeps_what_a_later_meeting_ratified(inquorate: Forum) -> None:
    inquorate.on("Wed 10 Feb 2027")
    file(inquorate, FEBRUARY, {}, earlier=RATIFIED)
    with inquorate.office.register.reading() as session:
        (filed,) = latest_editions(session, inquorate.meeting().id, RECORD)
        content = fetch(session, filed.sha256)
    again = fill_record(content, RecordEntries(items={"5": {"Note": "Heard at length."}}))
    do(file_record, inquorate.office, inquorate.meeting().id, again)
    assert decision(inquorate).ratified_at_id == inquorate.meeting(FEBRUARY).id


def rule_quorate(forum: Forum) -> None:
    do(ask_for_ruling, forum.office, forum.meeting().id, day=forum.today)
    forum.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)


def test_when_the_chair_rules_the_meeting_quorate_it_stands_and_leaves_the_agenda(inquorate: Forum) -> None:
    rule_quorate(inquorate)
    assert (decision(inquorate).quorate, decision(inquorate).to_ratify) == (True, False)
    assert TITLE not in titles(inquorate)


def test_the_chair_s_ruling_covers_no_decision_with_fewer_seats_than_at_the_opening(inquorate: Forum) -> None:
    with inquorate.office.register.transaction("test") as tx:
        tx.session.execute(update(DecisionRow).values(seats_present=6))
    rule_quorate(inquorate)
    assert (decision(inquorate).quorate, decision(inquorate).to_ratify) == (False, True)
    assert TITLE in titles(inquorate)


def test_a_workbook_that_went_out_before_the_chair_ruled_is_taken(inquorate: Forum) -> None:
    inquorate.answer(QuestionKind.AGREE_AGENDA, Word.AGREE_AGENDA, CHAIR)
    meeting = inquorate.meeting(FEBRUARY).id
    sent = do(prefilled_record, inquorate.office, meeting)
    rule_quorate(inquorate)
    inquorate.on("Wed 10 Feb 2027")
    do(file_record, inquorate.office, meeting, fill_record(sent, ENTRIES))
    assert decision(inquorate).ratified_at_id is None
