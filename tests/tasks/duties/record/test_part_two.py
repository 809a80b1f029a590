"""The record workbook says nothing of part 2 to whoever may not read it, and takes nothing of it away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.members.membership import Role
from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.calendar.due import records_to_ask_for
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.appointments import agree_cover, appoint
from tasks.duties.record.file_record import ask_for_record, file_record, prefilled_record
from tasks.register.documents import fetch
from tasks.register.papers import agenda_items
from tasks.register.tables import AppointmentRow, DecisionRow, DispatchRow
from tests.english import day
from tests.sheet_rows import sheet_rows
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.secretariat import ENTRIES, FEBRUARY, JANUARY, NURSE, UNIT, Forum

COVER = "Deputy Designated Nurse"
SECRET = "Refer the pattern on."
LEFT_OUT = "Part 2 is left out"
DECISION, ACTION = "MASE/2027-01/D51", "MASE/2027-01/51"


@stage
def covered(forum: Forum) -> Forum:
    """The unit's officer is on leave from January to March; who covers for them may not read part 2."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    unit, cover = forum.person(UNIT), forum.person(COVER)
    do(agree_cover, forum.office, "MASE", unit, cover, day("Mon 4 Jan 2027"), day("Wed 31 Mar 2027"))
    forum.on("Mon 11 Jan 2027")
    return forum


def asked(forum: Forum, reference: str = JANUARY) -> DispatchRow:
    do(ask_for_record, forum.office, forum.meeting(reference).id, day=forum.today)
    return next(letter for letter in forum.letters("record_workbook") if letter.state is State.QUEUED)


def workbook(forum: Forum, letter: DispatchRow) -> bytes:
    with forum.office.register.reading() as session:
        return fetch(session, letter.attachments[0]["sha256"])


def number_in_part_two(forum: Forum, reference: str = JANUARY) -> str:
    with forum.office.register.reading() as session:
        return next(
            item.number for item in agenda_items(session, forum.meeting(reference).id) if item.part == 2
        )


def file_whole(forum: Forum) -> None:
    """Somebody who may read part 2 files a decision and an action of it."""
    item = number_in_part_two(forum)
    content = fill_record(
        do(prefilled_record, forum.office, forum.meeting().id),
        replace(
            ENTRIES,
            decisions=({"Reference": DECISION, "Item": item, "Text": SECRET, "To ratify": "Yes"},),
            actions=(
                {
                    "Reference": ACTION,
                    "Item": item,
                    "Short title (no names)": "Say how it went",
                    "Owner": NURSE,
                    "Due": "29/1/27",
                },
            ),
        ),
    )
    do(file_record, forum.office, forum.meeting().id, content)


def test_whoever_covers_and_may_not_read_part_two_gets_a_workbook_without_it(covered: Forum) -> None:
    letter = asked(covered)
    assert letter.person_id == covered.person(COVER)
    assert LEFT_OUT in letter.text
    items = {row["Number"]: row for row in sheet_rows(workbook(covered, letter), "Items")}
    in_part_two = items[number_in_part_two(covered)]
    assert (in_part_two["Title"], in_part_two["Paper"], in_part_two["Lead"]) == ("(part 2)", None, None)
    assert items["1"]["Title"] == "Welcome and apologies"


def test_another_officer_at_work_who_may_read_part_two_gets_the_whole_workbook(covered: Forum) -> None:
    colleague = covered.person(NURSE)
    do(appoint, covered.office, "MASE", colleague, Role.UNIT, first=covered.today)
    letter = asked(covered)
    assert (letter.person_id, LEFT_OUT in letter.text) == (colleague, False)
    titles = [row["Title"] for row in sheet_rows(workbook(covered, letter), "Items")]
    assert "(part 2)" not in titles


def test_the_desk_letter_says_which_other_officer_has_the_workbook(covered: Forum) -> None:
    do(appoint, covered.office, "MASE", covered.person(NURSE), Role.UNIT, first=covered.today)
    asked(covered)
    covered.on("Fri 15 Jan 2027")
    do(write_desk_letters, covered.office, [covered.group], day=covered.today)
    (letter,) = covered.letters("desk", COVER)
    said = " ".join(letter.text.split())
    assert f"The record workbook of 12 January is with {NURSE}. Ask them to send it back" in said


def test_the_desk_letter_asks_whoever_has_the_workbook_to_send_it_back(covered: Forum) -> None:
    asked(covered)
    covered.on("Fri 15 Jan 2027")
    do(write_desk_letters, covered.office, [covered.group], day=covered.today)
    (letter,) = covered.letters("desk", COVER)
    assert "Send the record workbook back as it was filled in" in " ".join(letter.text.split())


def test_an_officer_who_may_no_longer_read_part_two_gets_another_workbook_without_it(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Mon 11 Jan 2027")
    assert LEFT_OUT not in asked(forum).text
    unit = forum.person(UNIT)
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(
            update(AppointmentRow).where(AppointmentRow.person_id == unit).values(part_two=False)
        )
    try_to_send(forum)
    (whole,) = forum.letters("record_workbook")
    assert whole.state is State.LAPSED
    assert forum.is_due(records_to_ask_for)
    letter = asked(forum)
    assert (letter.person_id, LEFT_OUT in letter.text) == (unit, True)
    assert not forum.is_due(records_to_ask_for)


def test_decisions_and_actions_of_part_two_are_left_out_of_the_next_workbook(covered: Forum) -> None:
    covered.on("Wed 13 Jan 2027")
    file_whole(covered)
    covered.draft_agenda(FEBRUARY)
    covered.on("Mon 8 Feb 2027")
    whole = do(prefilled_record, covered.office, covered.meeting(FEBRUARY).id)
    sent = workbook(covered, asked(covered, FEBRUARY))
    for content, there in ((whole, True), (sent, False)):
        found = [row["Reference"] for name in ("Decisions", "Updates") for row in sheet_rows(content, name)]
        assert [reference in found for reference in (DECISION, ACTION)] == [there, there]


def test_part_two_can_be_added_to_that_workbook_by_whoever_may_read_it(covered: Forum) -> None:
    sent = workbook(covered, asked(covered))
    covered.on("Wed 13 Jan 2027")
    meeting = covered.meeting().id
    do(file_record, covered.office, meeting, fill_record(sent, ENTRIES))
    more = ({"Reference": DECISION, "Item": number_in_part_two(covered), "Text": SECRET},)
    do(file_record, covered.office, meeting, fill_record(sent, replace(ENTRIES, decisions=more)))
    assert [row.text for row in covered.rows(DecisionRow)] == [SECRET]


def test_a_workbook_without_part_two_takes_away_nothing_that_was_filed_of_it(covered: Forum) -> None:
    sent = workbook(covered, asked(covered))
    covered.on("Wed 13 Jan 2027")
    file_whole(covered)
    with pytest.raises(Problem, match="is filed has part 2 in it, and this workbook has not"):
        do(file_record, covered.office, covered.meeting().id, fill_record(sent, ENTRIES))
    assert [row.text for row in covered.rows(DecisionRow)] == [SECRET]
    assert covered.action(ACTION).part == 2
