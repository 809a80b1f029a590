"""The record is asked for the working day before; once it is filed each member hears of their actions."""

from __future__ import annotations

import pytest

from forum.calendar.steps import StepKind
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.calendar import due
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.record.file_record import ask_for_record
from tasks.register.documents import fetch
from tests.english import day
from tests.sheet_rows import sheet_rows
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.members.leaving import leave
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE, UNIT, Forum

ACTIONS = (
    {"Item": "5", "Short title (no names)": "Share the calendar", "Owner": NURSE, "Due": "29/1/27"},
    {
        "Item": "5",
        "Short title (no names)": "Licensing checks",
        "Owner": "Licensing Manager",
        "Other owner’s email": "licensing@council.example",
        "Due": "5 Feb",
    },
)


@stage
def drafted(forum: Forum) -> Forum:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    return forum


def write_after(forum: Forum) -> None:
    do(write_after_meeting, forum.office, forum.meeting().id, day=forum.today)


def test_the_record_workbook_goes_to_the_unit_the_working_day_before(drafted: Forum) -> None:
    drafted.on("Fri 8 Jan 2027")
    assert not drafted.is_due(due.records_to_ask_for)
    drafted.on("Mon 11 Jan 2027")
    assert drafted.is_due(due.records_to_ask_for)
    for _ in range(2):
        do(ask_for_record, drafted.office, drafted.meeting(JANUARY).id, day=drafted.today)
    (letter,) = drafted.letters("record_workbook")
    assert letter.person_id == drafted.person(UNIT)
    assert letter.valid_until == day("Thu 28 Jan 2027")  # two weeks after the record is due
    assert "because the Business Unit supports the MASE Group.\n" in letter.text
    assert "If you have a question, ask those who run the service." in letter.text
    assert letter.attachments[0]["name"] == "MASE-2027-01 record.xlsx"
    assert drafted.question(QuestionKind.FILE_RECORD).due == day("Thu 14 Jan 2027")
    assert not drafted.is_due(due.records_to_ask_for)


def test_after_a_gap_over_the_meeting_its_record_is_asked_for_by_today_and_what_was_missed_stays_missed(
    drafted: Forum,
) -> None:
    drafted.on("Wed 6 Jan 2027")
    do(write_desk_letters, drafted.office, [drafted.group], day=drafted.today)
    drafted.on("Mon 25 Jan 2027")
    do(ask_for_record, drafted.office, drafted.meeting(JANUARY).id, day=drafted.today)
    (letter,) = drafted.letters("record_workbook")
    assert letter.subject.endswith("MASE 12 Jan: record workbook, back by Mon 25 Jan")
    assert "with what happened at the meeting, and reply with it by Monday 25 January." in letter.text
    assert "sign" not in letter.text.split("Secretariat")[0], "nobody signs in at a meeting that has been"
    assert [file["name"] for file in letter.attachments] == ["MASE-2027-01 record.xlsx"]
    do(write_desk_letters, drafted.office, [drafted.group], day=drafted.today)
    before, after = (letter.text for letter in drafted.letters("desk"))
    assert "is not done (clause 6). It goes once you reply RELEASE." in before
    ours = "and is not done (a lead time of ours)."
    forecast = f"“Quorum forecast” for 12 January was due on 8 January 2027 {ours}"
    assert f"{forecast} The meeting has been: it stays missed." in after
    record = f"“Record” for 12 January was due on 14 January 2027 {ours}"
    assert f"{record} It waits for your record workbook." in after


def test_the_record_workbook_of_a_meeting_called_for_the_next_day_has_items(drafted: Forum) -> None:
    drafted.on("Wed 27 Jan 2027")
    called = do(call_meeting, drafted.office, "MASE", day("Thu 28 Jan 2027"))
    do(ask_for_record, drafted.office, drafted.meeting(called).id, day=drafted.on("Thu 28 Jan 2027"))
    (letter,) = drafted.letters("record_workbook")
    with drafted.office.register.reading() as session:
        workbook = fetch(session, letter.attachments[0]["sha256"])
    titles = [row["Title"] for row in sheet_rows(workbook, "Items")]
    assert "Action log" in titles
    assert "Case management and coordination across agencies" in titles


def test_each_member_gets_one_letter_and_the_chair_none(drafted: Forum) -> None:
    drafted.on("Wed 13 Jan 2027")
    drafted.file_record(actions=ACTIONS)
    assert drafted.is_due(due.meetings_to_follow_up)
    write_after(drafted)
    write_after(drafted)
    assert len(drafted.letters("after_meeting")) == 14  # twelve members, one co-opted, one from outside
    assert drafted.letters("after_meeting", to=CHAIR) == []
    assert not drafted.is_due(due.meetings_to_follow_up)


def test_whom_the_papers_asked_for_items_hears_after_the_meeting_only_of_their_actions(
    drafted: Forum,
) -> None:
    drafted.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    drafted.on("Tue 5 Jan 2027")
    release_pack(drafted.office, JANUARY, "test")
    drafted.on("Wed 13 Jan 2027")
    drafted.file_record()
    write_after(drafted)
    assert drafted.letters("after_meeting") == []
    assert drafted.step(StepKind.FOLLOW_UP).done == drafted.today

    drafted.file_record(actions=ACTIONS)
    readers = {letter.person_id for letter in drafted.letters("after_meeting")}
    assert readers == {drafted.person(NURSE), drafted.person("Licensing Manager")}


def test_an_owner_who_left_before_the_record_was_filed_is_not_written_to(drafted: Forum) -> None:
    leave(drafted, NURSE, "Wed 13 Jan 2027")
    drafted.on("Thu 14 Jan 2027")
    drafted.file_record(actions=ACTIONS)
    write_after(drafted)
    assert drafted.letters("after_meeting", to=NURSE) == []


def test_a_member_reads_their_actions_and_by_when_to_propose_an_item(drafted: Forum) -> None:
    drafted.on("Wed 13 Jan 2027")
    drafted.file_record(actions=ACTIONS)
    write_after(drafted)
    (letter,) = drafted.letters("after_meeting", to=NURSE)
    assert "ask the Kent Safeguarding Children Board Business Unit, " in letter.text
    assert letter.subject == "MASE: your action; items for 9 Feb by Tue 19 Jan"
    assert "MASE/2027-01/01" in letter.text
    assert "MASE/2027-01/02" not in letter.text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("called_for", "filed", "asked"),
    [
        ("Tue 9 Feb 2027", "Wed 13 Jan 2027", "items for 9 Feb by Tue 19 Jan"),
        ("Fri 5 Feb 2027", "Wed 13 Jan 2027", "items for 5 Feb by Fri 15 Jan"),
        # the items of these meetings have closed, or close today: those of the next are asked for
        ("Mon 18 Jan 2027", "Wed 13 Jan 2027", "items for 9 Feb by Tue 19 Jan"),
        ("Tue 9 Feb 2027", "Mon 18 Jan 2027", "items for 9 Feb by Tue 19 Jan"),
        ("Tue 9 Feb 2027", "Tue 19 Jan 2027", "items for 9 Mar by Tue 16 Feb"),
    ],
)
def test_items_are_asked_for_the_next_meeting_that_takes_them(
    drafted: Forum, called_for: str, filed: str, asked: str
) -> None:
    drafted.on("Wed 13 Jan 2027")
    if called_for != "Tue 9 Feb 2027":
        do(call_meeting, drafted.office, "MASE", day(called_for))
    drafted.on(filed)
    drafted.file_record()
    write_after(drafted)
    (letter,) = drafted.letters("after_meeting", to=NURSE)
    assert letter.subject == f"MASE: {asked}"


def test_an_owner_outside_the_group_hears_only_of_their_action(drafted: Forum) -> None:
    drafted.on("Wed 13 Jan 2027")
    drafted.file_record(actions=ACTIONS)
    write_after(drafted)
    (letter,) = drafted.letters("after_meeting", to="Licensing Manager")
    assert letter.subject == "MASE: your action, due Fri 5 Feb"
    assert "Your action from 12 January" in letter.text
    assert "MASE/2027-01/02" in letter.text
    assert "MASE/2027-01/01" not in letter.text
    assert "9 February" not in letter.text


def test_an_owner_whose_action_is_discharged_before_the_letters_hears_nothing(drafted: Forum) -> None:
    drafted.on("Wed 13 Jan 2027")
    drafted.file_record(actions=ACTIONS)
    drafted.discharge(f"{JANUARY}/02", CHAIR)
    write_after(drafted)
    assert drafted.letters("after_meeting", to="Licensing Manager") == []


def test_a_record_filed_weeks_late_is_followed_up_all_the_same(drafted: Forum) -> None:
    drafted.on("Mon 1 Feb 2027")
    drafted.file_record(actions=ACTIONS)
    write_after(drafted)
    letters = drafted.letters("after_meeting")
    assert {letter.state for letter in letters} == {State.QUEUED}
    assert all(letter.valid_until > drafted.today for letter in letters)
    assert not any("minutes and action log are due" in letter.text for letter in letters)  # on 26 January
