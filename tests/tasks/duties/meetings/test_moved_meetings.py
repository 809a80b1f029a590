"""When a meeting moves, what waits in the outbox is written for its new day; so is its record workbook."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document

from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.calendar import due
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import send_packs
from tasks.duties.record.file_record import ask_for_record, file_record
from tasks.register.documents import fetch
from tasks.register.meetings import HELD
from tasks.register.tables import DispatchRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.pack_ahead import everything_goes
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, UNIT, Forum


def test_the_unit_is_shown_a_pack_that_it_was_not_sent_yet_for_the_new_date(agreed: MonthAhead) -> None:
    agreed.on("Mon 1 Feb 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    do(move_meeting, agreed.office, FEBRUARY, day("Thu 11 Feb 2027"))
    (asked,) = agreed.waiting(QuestionKind.RELEASE_PACK)
    shown = {
        letter.conditions.unanswered == (asked.id,): letter.subject for letter in agreed.letters("pack_check")
    }
    assert "9 Feb" in shown[False]
    assert "11 Feb" in shown[True]


def test_a_pack_that_the_unit_was_shown_is_not_put_anew_when_its_meeting_moves(agreed: MonthAhead) -> None:
    agreed.on("Mon 1 Feb 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    everything_goes(agreed)
    do(move_meeting, agreed.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert len(agreed.letters("pack_check")) == 1


def agenda_of(letter: DispatchRow, ahead: MonthAhead) -> str:
    """The words of the agenda that a person got with a pack."""
    (sha256,) = (file["sha256"] for file in letter.attachments if file["name"] == "MASE-2027-02 agenda.docx")
    with ahead.office.register.reading() as session:
        document = Document(io.BytesIO(fetch(session, sha256)))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join(paragraph.text for paragraph in (*document.paragraphs, *cells))


@pytest.mark.thorough
@pytest.mark.parametrize("reader", ["CCGs", "Voluntary Sector Lead"])
@pytest.mark.parametrize(
    ("date", "start", "time"),
    [
        ("Thu 11 Feb 2027", None, "Thursday 11 February 2027"),
        ("Tue 9 Feb 2027", dt.time(14), "2pm"),
    ],
)
def test_a_pack_that_waited_while_its_meeting_was_moved_goes_with_an_agenda_of_the_new_time(
    released: MonthAhead, reader: str, date: str, start: dt.time | None, time: str
) -> None:
    do(move_meeting, released.office, FEBRUARY, day(date), start=start)
    try_to_send(Forum(released.office, released.clock))
    (went,) = (row for row in released.letters_to("papers", reader) if row.state is State.SENT)
    (lapsed,) = (row for row in released.letters_to("papers", reader) if row.state is State.LAPSED)
    assert time in agenda_of(went, released)
    assert time not in agenda_of(lapsed, released)


def test_who_joins_after_a_released_pack_s_meeting_was_moved_gets_the_agenda_of_the_new_time(
    released: MonthAhead,
) -> None:
    everything_goes(released)
    do(move_meeting, released.office, FEBRUARY, day("Thu 11 Feb 2027"))
    newcomer = Newcomer("Youth Work Lead", "youth.lead@voluntary.example")
    do(appoint, released.office, "MASE", newcomer, Role.CO_OPTED, released.today)
    do(send_packs, released.office, released.meeting().id, day=released.today)
    (letter,) = released.letters_to("papers", "Youth Work Lead")
    assert "Thursday 11 February 2027" in agenda_of(letter, released)


def test_a_letter_to_an_author_that_waited_is_written_anew_when_the_meeting_moves(
    agenda_agreed: Forum,
) -> None:
    do(put_questions, agenda_agreed.office, agenda_agreed.group, day=agenda_agreed.today)
    do(move_meeting, agenda_agreed.office, FEBRUARY, day("Tue 16 Feb 2027"), reason="The room.")
    try_to_send(agenda_agreed)
    agenda_agreed.on("Fri 15 Jan 2027")
    do(put_questions, agenda_agreed.office, agenda_agreed.group, day=agenda_agreed.today)
    try_to_send(agenda_agreed)
    was, now = agenda_agreed.letters("paper_author", NURSE)
    assert (was.state, now.state) == (State.LAPSED, State.SENT)
    assert "Tuesday 16 February" in now.text


def test_a_letter_to_the_chair_that_waited_is_written_anew_when_the_meeting_moves(forum: Forum) -> None:
    forum.on("Tue 12 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    do(put_questions, forum.office, forum.group, day=forum.today)
    do(move_meeting, forum.office, FEBRUARY, day("Tue 16 Feb 2027"), reason="The room.")
    try_to_send(forum)
    forum.on("Wed 13 Jan 2027")
    do(put_questions, forum.office, forum.group, day=forum.today)
    try_to_send(forum)
    was, now = forum.letters("chair", CHAIR)
    assert (was.state, now.state) == (State.LAPSED, State.SENT)
    assert ("9 Feb" in was.text, "9 Feb" in now.text, "16 Feb" in now.text) == (True, False, True)
    assert forum.question(QuestionKind.AGREE_AGENDA).asked == forum.today


def test_a_letter_to_the_chair_that_went_is_not_written_anew_when_the_meeting_moves(forum: Forum) -> None:
    forum.on("Tue 12 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    do(put_questions, forum.office, forum.group, day=forum.today)
    try_to_send(forum)
    do(move_meeting, forum.office, FEBRUARY, day("Tue 16 Feb 2027"), reason="The room.")
    forum.on("Wed 13 Jan 2027")
    do(put_questions, forum.office, forum.group, day=forum.today)
    assert len(forum.letters("chair", CHAIR)) == 1


@pytest.mark.parametrize("is_moved_back", [False, True])
def test_a_meeting_moved_after_its_record_workbook_went_has_another_for_its_new_day(
    forum: Forum, is_moved_back: bool
) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.on("Mon 11 Jan 2027")
    do(ask_for_record, forum.office, forum.meeting().id, day=forum.today)
    try_to_send(forum)
    do(move_meeting, forum.office, JANUARY, day("Thu 14 Jan 2027"), reason="Snow.")
    assert not forum.is_due(due.records_to_ask_for)
    if is_moved_back:
        do(move_meeting, forum.office, JANUARY, day("Tue 12 Jan 2027"), reason="No snow.")
    else:
        forum.on("Wed 13 Jan 2027")
    assert forum.is_due(due.records_to_ask_for)
    do(ask_for_record, forum.office, forum.meeting().id, day=forum.today)
    assert not forum.is_due(due.records_to_ask_for)
    try_to_send(forum)
    forum.on("Thu 14 Jan 2027")
    with forum.office.register.reading() as session:
        content = fetch(session, forum.letters("record_workbook", UNIT)[-1].attachments[0]["sha256"])
    do(file_record, forum.office, forum.meeting().id, fill_record(content, ENTRIES))
    assert forum.meeting().state == HELD


def test_another_time_on_the_same_day_leaves_the_record_workbook_as_it_is(forum: Forum) -> None:
    forum.on("Mon 11 Jan 2027")
    do(ask_for_record, forum.office, forum.meeting().id, day=forum.today)
    do(move_meeting, forum.office, JANUARY, day("Tue 12 Jan 2027"), start=dt.time(14))
    assert not forum.is_due(due.records_to_ask_for)
