"""Minutes are drafted, written, agreed and out within two weeks; the action log never waits (clause 6)."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from docx import Document
from sqlalchemy import select

from forum.attendance.standing import Mark
from forum.calendar.steps import StepKind, StepVerdict
from forum.members.membership import Role
from forum.minutes import MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.answers.record_answer import answer
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.minutes.draft_and_file import agree_or_return_minutes, file_minutes
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.questions.ask import close_question
from tasks.duties.record.file_record import file_record, prefilled_record
from tasks.register.documents import ACTION_LOG, MINUTES, fetch, latest_editions
from tasks.register.papers import agenda_items
from tasks.register.tables import AttendanceRow, CorrectionRow, DispatchRow, MeetingDocumentRow, QuestionRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, ENTRIES, JANUARY, NURSE, UNIT, Forum

ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": NURSE,
    "Due": "29/1/27",
}
DEADLINE = "Tue 26 Jan 2027"


@stage
def held(forum: Forum) -> Forum:
    """The meeting of Tuesday 12 January was held, its record is filed and its minutes are drafted."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=(ACTION,))
    forum.draft_minutes()
    return forum


@stage
def with_chair(held: Forum) -> Forum:
    """The unit sent the minutes back on Monday 18 January, and the Chair is asked to agree them."""
    held.on("Mon 18 Jan 2027")
    held.file_minutes()
    return held


def test_items_without_a_note_are_named_with_the_draft_and_none_is_left_empty(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    meeting = forum.meeting().id
    noted = replace(
        ENTRIES, items={"5": {"Note": "The plan was gone through."}, "6": {"Outcome": "Deferred."}}
    )
    do(file_record, forum.office, meeting, fill_record(do(prefilled_record, forum.office, meeting), noted))
    forum.draft_minutes()
    (letter,) = forum.letters("minutes_draft")
    assert re.findall(r"^\* (\d+)\. ", letter.text, re.M) == ["4", "7", "8", "9", "10", "11", "12"]
    with pytest.raises(Problem) as refused:
        forum.file_minutes(JANUARY, 1)
    assert [fault.partition(":")[0] for fault in refused.value.faults] == [
        f"Item {number} has nothing under it" for number in (4, 7, 8, 9, 10)
    ]
    assert "“Not discussed.”, “Deferred.” or “Noted.”" in refused.value.faults[0]


def circulate_today(forum: Forum) -> None:
    do(circulate_minutes, forum.office, forum.meeting().id, day=forum.today)


def leave_agreed(forum: Forum) -> None:
    """The Chair agreed, and the minutes have not gone, as after a release that was taken back."""
    question = forum.question(QuestionKind.AGREE_MINUTES)
    with unit_of_work(forum.office, "test") as work:
        row = work.session.get_one(QuestionRow, question.id)
        close_question(work, row, Word.AGREE, by=row.of_id, channel=Channel.REPLY, on=forum.today)
        agree_or_return_minutes(work, row, Reply(Word.AGREE))


def is_due(forum: Forum) -> bool:
    with forum.office.register.reading() as session:
        return bool(due.minutes_to_move_on(forum.office, session, forum.today, None))


def minutes_of(forum: Forum) -> list[MeetingDocumentRow]:
    with forum.office.register.reading() as session:
        return list(latest_editions(session, forum.meeting().id, MINUTES))


def enclosed(letter: DispatchRow) -> list[str]:
    return [attachment["name"] for attachment in letter.attachments]


def words(forum: Forum, letter: DispatchRow, name: str) -> str:
    sha256 = next(attachment["sha256"] for attachment in letter.attachments if attachment["name"] == name)
    with forum.office.register.reading() as session:
        document = Document(io.BytesIO(fetch(session, sha256)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_unit_gets_both_parts_of_the_draft_with_five_working_days_for_it(held: Forum) -> None:
    (letter,) = held.letters("minutes_draft")
    assert letter.occasion.about == held.question(QuestionKind.DRAFT_MINUTES).id
    assert letter.person_id == held.person(UNIT)
    assert enclosed(letter) == [
        "MASE-2027-01 minutes DRAFT v1.docx",
        "MASE-2027-01 minutes, part 2, DRAFT v1.docx",
    ]
    assert held.question(QuestionKind.DRAFT_MINUTES).due == day("Wed 20 Jan 2027")


def test_of_a_record_filed_late_the_draft_is_back_before_the_minutes_are_due(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 20 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    assert forum.question(QuestionKind.DRAFT_MINUTES).due == day("Thu 21 Jan 2027")


def test_whoever_covers_for_the_unit_reads_who_has_part_two(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    unit, cover = forum.person(UNIT), forum.person("Deputy Designated Nurse")
    do(agree_cover, forum.office, "MASE", unit, cover, forum.today, day(DEADLINE))
    record = fill_record(do(prefilled_record, forum.office, forum.meeting().id), ENTRIES)
    do(file_record, forum.office, forum.meeting().id, record)
    forum.draft_minutes()
    said = {row.person_id: " ".join(row.text.split()) for row in forum.letters("minutes_draft")}
    assert said.keys() == {unit, cover}
    assert f"Part 2 has gone to {UNIT}, who may read it." in said[cover]
    assert "Part 2 has gone" not in said[unit]
    assert [re.findall(r"\* (\d+)\. ", said[reader]) for reader in (cover, unit)] == [
        ["4", "5", "6", "7", "8", "9", "10"],
        ["11", "12"],
    ]


def test_drafting_again_makes_no_second_draft(held: Forum) -> None:
    held.draft_minutes()
    assert len(held.letters("minutes_draft")) == 1
    assert [row.edition for row in minutes_of(held)] == [1, 1]


def test_the_chair_is_asked_once_both_parts_are_in(held: Forum) -> None:
    held.file_minutes(JANUARY, 1)
    assert held.questions(QuestionKind.AGREE_MINUTES) == []
    held.file_minutes(JANUARY, 2)
    question = held.question(QuestionKind.AGREE_MINUTES)
    assert (question.of_id, question.due) == (held.person(CHAIR), day("Fri 22 Jan 2027"))


def test_nothing_goes_out_while_the_chair_has_not_answered(with_chair: Forum) -> None:
    with_chair.on("Mon 25 Jan 2027")
    circulate_today(with_chair)
    assert with_chair.letters("minutes") == []
    assert not is_due(with_chair)


def test_minutes_go_out_as_the_chair_agrees_and_say_that_they_are_unconfirmed(with_chair: Forum) -> None:
    with_chair.on("Tue 19 Jan 2027")
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    assert not is_due(with_chair)
    letter = with_chair.letters("minutes", to=NURSE)[0]
    assert letter.subject.startswith("OFFICIAL-SENSITIVE: MASE minutes (unconfirmed)")
    assert "UNCONFIRMED" in words(with_chair, letter, "MASE-2027-01 minutes UNCONFIRMED v3.docx").upper()
    agreed = with_chair.step(StepKind.MINUTES_AGREED)
    assert (agreed.done, agreed.verdict) == (day("Tue 19 Jan 2027"), StepVerdict.ON_TIME)


def test_minutes_and_action_log_go_to_every_member_as_the_chair_agrees(with_chair: Forum) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    members = with_chair.members()
    everybody = {person.id for person in members.members_on(with_chair.today)} | {with_chair.person(CHAIR)}
    assert len(everybody) == 14
    letters = with_chair.letters("minutes")
    assert {letter.person_id for letter in letters} == everybody
    for letter in letters:
        assert {"MASE-2027-01 minutes UNCONFIRMED v3.docx", "MASE-2027-01 action log.docx"} <= {
            *enclosed(letter)
        }


def test_minutes_agreed_at_noon_on_the_deadline_are_out_that_day(with_chair: Forum) -> None:
    deadline, secretary = day(DEADLINE), Secretary(with_chair.office, with_chair.clock)
    secretary.morning(deadline)
    with_chair.clock.at = dt.datetime.combine(deadline, dt.time(12))
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    secretary.afternoon(deadline)
    out = with_chair.step(StepKind.MINUTES_OUT)
    assert (out.done, out.verdict) == (deadline, StepVerdict.ON_TIME)


def test_minutes_agreed_by_phone_yesterday_are_dated_by_the_day_they_go(with_chair: Forum) -> None:
    with_chair.on("Wed 20 Jan 2027")
    question, chair = with_chair.question(QuestionKind.AGREE_MINUTES).id, with_chair.person(CHAIR)
    do(
        answer,
        with_chair.office,
        question,
        Reply(Word.AGREE),
        by=chair,
        channel=Channel.PHONE,
        on=day("Tue 19 Jan 2027"),
    )
    assert with_chair.step(StepKind.MINUTES_AGREED).done == day("Tue 19 Jan 2027")
    assert {row.made_on for row in minutes_of(with_chair)} == {with_chair.today}
    assert {letter.valid_until for letter in with_chair.letters("minutes")} == {day("Wed 17 Feb 2027")}


def test_circulating_again_sends_nothing_twice(with_chair: Forum) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    before = len(with_chair.letters("minutes"))
    circulate_today(with_chair)
    assert len(with_chair.letters("minutes")) == before == 14  # twelve members, the co-opted one, the Chair


def test_part_two_goes_only_to_those_who_may_read_it(with_chair: Forum) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    (co_opted,) = with_chair.letters("minutes", to="Voluntary Sector Lead")
    (member,) = with_chair.letters("minutes", to=NURSE)
    assert not [name for name in enclosed(co_opted) if "part 2" in name]
    assert "MASE-2027-01 minutes, part 2, UNCONFIRMED v3.docx" in enclosed(member)
    assert "MASE-2027-01 action log.docx" in enclosed(co_opted)


def test_a_paper_handed_out_at_the_meeting_goes_with_the_minutes_to_its_readers(with_chair: Forum) -> None:
    with with_chair.office.register.reading() as session:
        items = agenda_items(session, with_chair.meeting().id)
    first, last = items[4], items[-1]
    assert (first.part, last.part) == (1, 2)
    for item in (first, last):
        do(
            file_paper,
            with_chair.office,
            JANUARY,
            item.number,
            clean_paper(with_chair.office, b"%PDF-1.7 paper"),
            tabled=True,
        )
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    (co_opted,) = with_chair.letters("minutes", to="Voluntary Sector Lead")
    (member,) = with_chair.letters("minutes", to=NURSE)
    everybody = f"MASE-2027-01 item {first.number}.pdf"
    assert [name for name in enclosed(co_opted) if "item" in name] == [everybody]
    assert f"The paper handed out for item {first.number} is attached too." in co_opted.text
    assert [name for name in enclosed(member) if "item" in name] == [
        everybody,
        f"MASE-2027-01 item {last.number}.pdf",
    ]
    assert len(member.conditions.papers) == 2


def test_a_deputy_who_stood_in_gets_the_minutes_too(with_chair: Forum) -> None:
    deputy = "Senior Probation Officer"
    with with_chair.office.register.transaction("test") as tx:
        row = tx.session.scalars(select(AttendanceRow).order_by(AttendanceRow.id)).first()
        assert row is not None
        row.mark, row.deputy_id = Mark.DEPUTY, with_chair.person(deputy)
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    assert len(with_chair.letters("minutes", to=deputy)) == 1


def test_a_member_appointed_since_the_meeting_gets_the_minutes_too(with_chair: Forum) -> None:
    do(
        appoint,
        with_chair.office,
        "MASE",
        Newcomer("Youth Work Lead", "youth.lead@voluntary.example"),
        Role.CO_OPTED,
        with_chair.today,
    )
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    assert len(with_chair.letters("minutes", to="Youth Work Lead")) == 1


def test_what_the_chair_wants_changed_goes_back_to_the_unit(with_chair: Forum) -> None:
    with unit_of_work(with_chair.office, "test") as work:
        question = work.session.get_one(QuestionRow, with_chair.question(QuestionKind.AGREE_MINUTES).id)
        question.escalated, question.escalated_to_id = with_chair.today, with_chair.person(DEPUTY_CHAIR)
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, DEPUTY_CHAIR, "Item 5 was agreed, not noted.")
    assert {row.state for row in minutes_of(with_chair)} == {MinutesState.DRAFT}
    (letter,) = with_chair.letters("minutes_again", to=UNIT)
    assert "The deputy chair asks for changes" in letter.text
    assert "The deputy chair says: “Item 5 was agreed, not noted”." in letter.text
    with_chair.on("Tue 19 Jan 2027")
    with_chair.file_minutes()
    assert with_chair.question(QuestionKind.AGREE_MINUTES).opened == day("Tue 19 Jan 2027")


def test_a_part_that_is_corrected_after_the_chair_agreed_goes_to_the_chair_again(
    with_chair: Forum,
) -> None:
    leave_agreed(with_chair)
    with_chair.file_minutes(JANUARY, 1)
    assert with_chair.question(QuestionKind.AGREE_MINUTES).opened == with_chair.today
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    assert len(with_chair.letters("minutes", to=NURSE)) == 1


def test_a_part_that_is_corrected_after_the_chair_agreed_may_be_released_as_a_draft_too(
    with_chair: Forum,
) -> None:
    leave_agreed(with_chair)
    with_chair.file_minutes(JANUARY, 1)
    with_chair.on(DEADLINE)
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    (draft,) = (
        letter for letter in with_chair.letters("minutes", to=NURSE) if str(letter.occasion) == "minutes"
    )
    assert "MASE minutes (draft, not yet agreed by the Chair)" in draft.subject
    for name in enclosed(draft)[:2]:
        assert " DRAFT v" in name
        assert "not yet agreed by the Chair" in words(with_chair, draft, name)


def test_with_the_chair_silent_the_action_log_goes_and_the_unit_may_release_the_draft(
    with_chair: Forum,
) -> None:
    with_chair.on(DEADLINE)
    assert is_due(with_chair)
    circulate_today(with_chair)
    assert not is_due(with_chair)
    (letter,) = with_chair.letters("minutes", to=NURSE)
    assert str(letter.occasion) == "action log"
    assert enclosed(letter) == ["MASE-2027-01 action log.docx"]
    with_chair.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    (draft,) = (one for one in with_chair.letters("minutes", to=NURSE) if str(one.occasion) == "minutes")
    assert "draft" in draft.subject
    assert "not yet agreed by the Chair" in words(with_chair, draft, "MASE-2027-01 minutes DRAFT v3.docx")


def test_after_a_gap_over_the_deadline_the_log_waits_for_the_chair_as_long_as_they_would_have_had(
    with_chair: Forum,
) -> None:
    with_chair.on("Mon 1 Feb 2027")
    assert not is_due(with_chair)
    circulate_today(with_chair)
    assert with_chair.letters("minutes") == []
    do(put_questions, with_chair.office, with_chair.group, day=with_chair.today)
    with_chair.on("Tue 9 Feb 2027")
    assert not is_due(with_chair)
    with_chair.on("Wed 10 Feb 2027")  # seven working days later: five for the draft, two for the Chair
    assert is_due(with_chair)
    circulate_today(with_chair)
    assert {str(letter.occasion) for letter in with_chair.letters("minutes")} == {"action log"}
    assert with_chair.question(QuestionKind.RELEASE_UNAGREED_MINUTES)


def test_after_a_gap_over_the_deadline_the_log_goes_with_the_minutes_once_they_are_agreed(
    with_chair: Forum,
) -> None:
    with_chair.on("Mon 1 Feb 2027")
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    (letter,) = with_chair.letters("minutes", to=NURSE)
    assert "MASE-2027-01 action log.docx" in enclosed(letter)


def test_the_log_of_a_record_that_came_after_the_deadline_waits_for_nobody(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Thu 28 Jan 2027")
    forum.file_record()
    forum.on("Fri 29 Jan 2027")
    forum.draft_minutes()
    circulate_today(forum)
    assert {str(letter.occasion) for letter in forum.letters("minutes")} == {"action log"}


def test_minutes_not_written_yet_are_not_offered_for_release(held: Forum) -> None:
    held.on(DEADLINE)
    circulate_today(held)
    assert {str(letter.occasion) for letter in held.letters("minutes")} == {"action log"}
    assert held.questions(QuestionKind.RELEASE_UNAGREED_MINUTES) == []
    assert not is_due(held)


def test_minutes_that_come_in_after_the_deadline_can_be_released_too(held: Forum) -> None:
    held.on(DEADLINE)
    circulate_today(held)
    held.on("Wed 27 Jan 2027")
    held.file_minutes()
    assert is_due(held)
    circulate_today(held)
    assert held.question(QuestionKind.RELEASE_UNAGREED_MINUTES).of_id == held.person(UNIT)
    assert not is_due(held)


def test_a_draft_the_chair_wants_changed_is_no_longer_for_the_unit_to_release(
    with_chair: Forum,
) -> None:
    with_chair.on(DEADLINE)
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, CHAIR, "Item 5 was agreed, not noted.")
    (question,) = with_chair.questions(QuestionKind.RELEASE_UNAGREED_MINUTES)
    assert question.withdrawn == with_chair.today


@pytest.mark.parametrize(
    ("out_on", "corrections_by", "confirmed_on"),
    [
        (DEADLINE, "Tuesday 2 February", "9 February"),
        ("Mon 8 Feb 2027", "Tuesday 9 February", "9 February"),
        ("Tue 9 Feb 2027", "Tuesday 9 February", "9 February"),
        ("Wed 10 Feb 2027", "Wednesday 17 February", "9 March"),
    ],
)
def test_corrections_are_wanted_no_later_than_the_meeting_to_come_that_confirms_the_minutes(
    with_chair: Forum, out_on: str, corrections_by: str, confirmed_on: str
) -> None:
    with_chair.on(out_on)
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    (letter,) = with_chair.letters("minutes", to=NURSE)
    text = " ".join(letter.text.split())
    assert f"Please send corrections by {corrections_by}." in text
    assert f"unconfirmed until the meeting of {confirmed_on} confirms them" in text


def test_what_the_chair_wants_changed_in_a_draft_that_is_out_is_kept_as_a_correction(
    with_chair: Forum,
) -> None:
    with_chair.on(DEADLINE)
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    with_chair.settle("minutes")
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, CHAIR, "Item 5 was agreed, not noted.")
    (kept,) = with_chair.rows(CorrectionRow)
    assert (kept.person_id, kept.text) == (with_chair.person(CHAIR), "Item 5 was agreed, not noted.")
    assert {row.state for row in minutes_of(with_chair)} == {MinutesState.CIRCULATED}


def test_a_chair_who_agrees_after_the_draft_went_out_stops_none_of_its_letters(
    with_chair: Forum,
) -> None:
    with_chair.on(DEADLINE)
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    (letter,) = (one for one in with_chair.letters("minutes", to=NURSE) if str(one.occasion) == "minutes")
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    assert not is_due(with_chair)
    circulate_today(with_chair)
    approved = {row.id for row in minutes_of(with_chair)}
    assert approved <= set(letter.conditions.approved)
    assert with_chair.step(StepKind.MINUTES_AGREED).verdict is StepVerdict.LATE


def test_an_action_log_released_with_the_draft_the_same_morning_is_not_held(with_chair: Forum) -> None:
    with_chair.on(DEADLINE)
    circulate_today(with_chair)
    with_chair.answer(QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT)
    (log,) = (
        letter for letter in with_chair.letters("minutes", to=NURSE) if str(letter.occasion) == "action log"
    )
    with with_chair.office.register.reading() as session:
        current = {row.id for row in latest_editions(session, with_chair.meeting().id, ACTION_LOG)}
    assert set(log.conditions.approved) <= current


def test_minutes_that_are_out_are_not_filed_again(with_chair: Forum) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    with pytest.raises(Problem, match="a correction is made at the next meeting"):
        with_chair.file_minutes()


def test_minutes_of_a_meeting_without_a_record_are_refused(forum: Forum) -> None:
    with pytest.raises(Problem):
        do(file_minutes, forum.office, JANUARY, b"no Word file")


def test_a_late_letter_is_no_reason_to_hold_the_others(with_chair: Forum) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    assert {letter.state for letter in with_chair.letters("minutes")} == {State.QUEUED}
    assert {letter.valid_until for letter in with_chair.letters("minutes")} == {day("Mon 15 Feb 2027")}
