"""A record filed again says which letters it changes: written anew, or gone, but never twice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from forum.minutes import MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from rehearsals.leads import RecordEntries
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.attendance.review import review_attendance
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.record.file_record import RECORD, Filed, file_record
from tasks.duties.record.letters_after_change import NONE_GONE
from tasks.register.documents import MINUTES, fetch, latest_editions
from tasks.register.tables import DecisionRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.secretariat import CHAIR, NURSE, SEATS, UNIT, Forum

pytestmark = pytest.mark.thorough

POLICE = "Detective Superintendent, Public Protection"
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": NURSE,
    "Due": "29/1/27",
}
TO_THE_POLICE: dict[str, Any] = {
    "cleared": {"Actions": ("MASE/2027-01/01",)},
    "actions": (ACTION | {"Owner": POLICE},),
}


@stage
def recorded(forum: Forum) -> Forum:
    """The record of 12 January is filed, with one action of the nurse."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=(ACTION,))
    return forum


@stage
def followed_up(recorded: Forum) -> Forum:
    do(write_after_meeting, recorded.office, recorded.meeting().id, day=recorded.today)
    return recorded


@stage
def with_chair(recorded: Forum) -> Forum:
    """The minutes went to the unit, came back, and are with the Chair."""
    send_to_chair(recorded)
    return recorded


@stage
def seven_there(recorded: Forum) -> Forum:
    """Seven seats came, one too few: the Chair is asked to rule on the quorum."""
    file_again(recorded, attendance=only(7))
    do(ask_for_ruling, recorded.office, recorded.meeting().id, day=recorded.today)
    return recorded


def file_again(forum: Forum, **changes: Any) -> Filed:
    """The workbook as it was filed, with something else typed into it."""
    with forum.office.register.reading() as session:
        (filed,) = latest_editions(session, forum.meeting().id, RECORD)
        content = fetch(session, filed.sha256)
    return do(file_record, forum.office, forum.meeting().id, fill_record(content, RecordEntries(**changes)))


def states(forum: Forum) -> list[str]:
    with forum.office.register.reading() as session:
        return [row.state for row in latest_editions(session, forum.meeting().id, MINUTES)]


def test_an_empty_row_put_in_between_is_no_change(recorded: Forum) -> None:
    with recorded.office.register.reading() as session:
        (filed,) = latest_editions(session, recorded.meeting().id, RECORD)
        book = load_workbook(io.BytesIO(fetch(session, filed.sha256)))
    book["Attendance"].insert_rows(8)
    book["Attendance"]["E12"] = "Remote"
    out = io.BytesIO()
    book.save(out)
    again = do(file_record, recorded.office, recorded.meeting().id, out.getvalue())
    assert [one.place for one in again.changed] == ["Attendance, cell E12"]


def test_before_any_letter_nothing_has_gone_on_the_old_record(recorded: Forum) -> None:
    filed = file_again(recorded, **TO_THE_POLICE)
    assert [change.place for change in filed.changed] == ["Actions, cell E5"]
    assert (filed.replaces, filed.letters) == (recorded.today, (NONE_GONE,))


def test_the_same_record_again_changes_no_letter(followed_up: Forum) -> None:
    filed = file_again(followed_up)
    assert (filed.replaces, filed.changed, filed.letters) == (followed_up.today, (), ())


def test_a_letter_that_has_not_gone_is_written_anew_and_the_others_stay(followed_up: Forum) -> None:
    before = {row.person_id: row.id for row in followed_up.letters("after_meeting")}
    filed = file_again(followed_up, **TO_THE_POLICE)
    assert filed.letters == (f"The letter after the meeting to {NURSE}; and {POLICE} is written again.",)
    (nurse,) = followed_up.letters("after_meeting", to=NURSE)
    (police,) = followed_up.letters("after_meeting", to=POLICE)
    assert ("MASE/2027-01/01" in nurse.text, "MASE/2027-01/01" in police.text) == (False, True)
    after = {row.person_id: row.id for row in followed_up.letters("after_meeting")}
    differ = {person for person in before if before[person] != after[person]}
    assert differ == {nurse.person_id, police.person_id}


def test_a_letter_that_went_is_not_sent_again_and_the_unit_hears_whose(followed_up: Forum) -> None:
    followed_up.settle("after_meeting", person=NURSE)
    filed = file_again(followed_up, **TO_THE_POLICE)
    assert filed.letters == (
        f"The letter after the meeting to {POLICE} is written again.",
        f"The letter after the meeting has gone to {NURSE} with what the old record said. It is not sent "
        "again: tell them what is different.",
    )
    assert [letter.state for letter in followed_up.letters("after_meeting", to=NURSE)] == [State.SENT]


def test_an_owner_who_is_new_gets_their_first_letter(followed_up: Forum) -> None:
    followed_up.settle("after_meeting")
    outside = ACTION | {"Owner": "Licensing Manager", "Other owner’s email": "licensing@council.example"}
    filed = file_again(followed_up, actions=(outside,))
    assert filed.letters == ("The letter after the meeting to Licensing Manager is written again.",)
    assert len(followed_up.letters("after_meeting", to="Licensing Manager")) == 1


def test_a_change_of_words_that_no_letter_has_changes_none(followed_up: Forum) -> None:
    filed = file_again(followed_up, items={"5": {"Note": "Heard at length."}})
    assert filed.letters == (NONE_GONE,)


def test_draft_minutes_that_have_not_gone_are_drafted_anew(recorded: Forum) -> None:
    recorded.draft_minutes()
    due = recorded.question(QuestionKind.DRAFT_MINUTES).due
    recorded.on("Thu 14 Jan 2027")
    filed = file_again(recorded, **TO_THE_POLICE)
    assert filed.letters == ("The draft minutes had not gone to you yet: they are drafted again.",)
    (letter,) = recorded.letters("minutes_draft", to=UNIT)
    with recorded.office.register.reading() as session:
        rows = latest_editions(session, recorded.meeting().id, MINUTES)
        assert letter.attachments[0]["sha256"] == rows[0].sha256
    assert [row.edition for row in rows] == [2, 2]
    assert recorded.question(QuestionKind.DRAFT_MINUTES).due == due


def test_draft_minutes_that_the_unit_has_are_for_the_unit_to_put_right(recorded: Forum) -> None:
    recorded.draft_minutes()
    recorded.settle("minutes_draft")
    filed = file_again(recorded, **TO_THE_POLICE)
    assert filed.letters == (
        "The draft minutes that you have say what the old record said: correct what is different.",
    )
    assert len(recorded.letters("minutes_draft")) == 1


def send_to_chair(forum: Forum) -> None:
    forum.draft_minutes()
    forum.settle("minutes_draft")
    forum.file_minutes()


def test_minutes_with_the_chair_that_miss_what_is_new_come_back_to_the_unit(with_chair: Forum) -> None:
    filed = file_again(with_chair, decisions=({"Item": "5", "Text": "The plan is agreed."},))
    (said,) = filed.letters
    assert "Decision MASE/2027-01/D1, under item 5, is missing" in said
    assert set(states(with_chair)) == {MinutesState.DRAFT}
    (asked,) = with_chair.questions(QuestionKind.AGREE_MINUTES)
    assert asked.withdrawn == with_chair.today
    letter = with_chair.letters("minutes_again", to=UNIT)[-1]
    assert letter.state is State.QUEUED
    assert "The record differs from these minutes" in letter.text


def test_minutes_that_still_say_what_the_record_says_stay_with_the_chair(with_chair: Forum) -> None:
    filed = file_again(with_chair, attendance={"CRC": {"Status": "Remote"}})
    assert filed.letters == (
        "The minutes are with the Chair and name those who were there by the old record: correct that in "
        "them and send them again.",
    )
    assert set(states(with_chair)) == {MinutesState.WITH_THE_CHAIR}


def test_of_minutes_letters_those_that_went_are_counted_and_the_rest_get_a_new_action_log(
    with_chair: Forum,
) -> None:
    with_chair.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    with_chair.settle("minutes", person=CHAIR)
    filed = file_again(with_chair, **TO_THE_POLICE)
    assert filed.letters == (
        "13 letters with minutes or action log had not gone: written again, with the action log of today.",
        "One letter with minutes or action log went on the old record: what is to be corrected in the "
        "minutes is for the meeting that confirms them.",
    )
    assert len(with_chair.letters("minutes")) == 14
    assert "MASE/2027-01/01" in with_chair.letters("minutes", to=POLICE)[0].text


@pytest.mark.parametrize(
    ("kind", "word", "by", "standing"),
    [
        (QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE, UNIT, "draft, not yet agreed by the Chair"),
        (QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR, "unconfirmed"),
    ],
)
def test_minutes_that_are_written_anew_are_called_a_draft_only_if_the_chair_had_not_agreed_them(
    with_chair: Forum, kind: QuestionKind, word: Word, by: str, standing: str
) -> None:
    with_chair.on("Tue 26 Jan 2027")
    do(circulate_minutes, with_chair.office, with_chair.meeting().id, day=with_chair.today)
    with_chair.answer(kind, word, by)
    file_again(with_chair, **TO_THE_POLICE)
    (anew,) = (
        letter for letter in with_chair.letters("minutes", to=POLICE) if str(letter.occasion) == "minutes"
    )
    assert "MASE/2027-01/01" in anew.text
    assert f"MASE minutes ({standing})" in anew.subject


def test_the_attendance_table_is_made_anew_while_the_chair_has_not_had_it(recorded: Forum) -> None:
    do(review_attendance, recorded.office, recorded.meeting().id, day=recorded.today)
    filed = file_again(recorded, attendance={"CRC": {"Status": "Absent"}})
    assert filed.letters == ("The attendance table is made again, for you and the Chair.",)
    (letter,) = recorded.letters("attendance_review", to=UNIT)
    assert str(letter.occasion) == "edition 2"


def test_of_an_attendance_table_that_the_chair_has_had_it_is_said_that_the_next_tells_the_difference(
    recorded: Forum,
) -> None:
    do(review_attendance, recorded.office, recorded.meeting().id, day=recorded.today)
    do(put_questions, recorded.office, recorded.group, day=recorded.on("Tue 26 Jan 2027"))
    filed = file_again(recorded, attendance={"CRC": {"Status": "Absent"}})
    assert filed.letters == (
        "The Chair has the attendance table of the old record; the next one shows what is different.",
    )


def test_a_ruling_that_the_record_now_speaks_against_stands_and_is_said(recorded: Forum) -> None:
    absent = {seat: {"Status": "Apologies"} for seat in SEATS[:5]}
    file_again(recorded, attendance=absent)
    do(ask_for_ruling, recorded.office, recorded.meeting().id, day=recorded.today)
    recorded.answer(QuestionKind.RULE_ON_QUORUM, Word.NOT_QUORATE, CHAIR)
    assert not [
        letter for letter in file_again(recorded, meeting={"Finish": "11.55"}).letters if "ruling" in letter
    ]
    again = file_again(recorded, attendance={SEATS[0]: {"Status": "Present"}})
    (said,) = (letter for letter in again.letters if "ruling" in letter)
    assert "The Chair’s ruling that there was none remains" in said
    assert recorded.meeting().quorum_ruling == "not quorate"


def test_a_ruling_on_the_quorum_is_not_asked_once_the_record_has_enough_seats(recorded: Forum) -> None:
    absent = {seat: {"Status": "Absent"} for seat in SEATS[:5]}
    file_again(recorded, attendance=absent)
    do(ask_for_ruling, recorded.office, recorded.meeting().id, day=recorded.today)
    do(review_attendance, recorded.office, recorded.meeting().id, day=recorded.today)
    file_again(recorded, attendance={seat: {"Status": "Present"} for seat in SEATS[:5]})
    (question,) = recorded.questions(QuestionKind.RULE_ON_QUORUM)
    assert question.withdrawn == recorded.today


def ruled(forum: Forum, ruling: Word, present: int) -> None:
    """So many seats came and decided something, and the Chair ruled on the quorum."""
    decided = ({"Item": "5", "Text": "The plan is agreed."},)
    file_again(forum, attendance=only(present), decisions=decided)
    do(ask_for_ruling, forum.office, forum.meeting().id, day=forum.today)
    do(review_attendance, forum.office, forum.meeting().id, day=forum.today)
    do(put_questions, forum.office, forum.group, day=forum.today)
    forum.settle("chair")
    forum.answer(QuestionKind.RULE_ON_QUORUM, ruling, CHAIR)
    forum.on("Thu 14 Jan 2027")


def only(present: int) -> dict[str, dict[str, str]]:
    """So many of the seats were there."""
    return {seat: {"Status": "Present" if n < present else "Absent"} for n, seat in enumerate(SEATS)}


@pytest.mark.parametrize(
    ("ruling", "before", "now"), [(Word.QUORATE, 7, 4), (Word.NOT_QUORATE, 5, 7)], ids=["fewer", "more"]
)
def test_the_chair_is_asked_anew_when_the_seats_were_others_than_they_ruled_on(
    recorded: Forum, ruling: Word, before: int, now: int
) -> None:
    ruled(recorded, ruling, before)
    filed = file_again(recorded, attendance=only(now))
    (said,) = (letter for letter in filed.letters if "ruled" in letter)
    assert said.endswith("that does not count any more, and the Chair is asked again.")
    assert recorded.meeting().quorum_ruling is None
    (decision,) = recorded.rows(DecisionRow)
    assert (decision.quorate, decision.to_ratify) == (False, True)
    do(put_questions, recorded.office, recorded.group, day=recorded.today)
    said = " ".join(recorded.letters("chair", to=CHAIR)[-1].text.split())
    assert f"{now} of the 8 seats needed were filled" in said
    assert "The record was corrected after we had asked you" in said
    recorded.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    (decision,) = recorded.rows(DecisionRow)
    assert decision.quorate


@pytest.mark.parametrize(
    ("ruling", "before", "now"), [(Word.QUORATE, 6, 7), (Word.QUORATE, 7, 9), (Word.NOT_QUORATE, 7, 5)]
)
def test_a_ruling_that_the_record_speaks_for_all_the_more_stands(
    recorded: Forum, ruling: Word, before: int, now: int
) -> None:
    ruled(recorded, ruling, before)
    filed = file_again(recorded, attendance=only(now))
    assert not [letter for letter in filed.letters if "ruled" in letter]
    assert recorded.meeting().quorum_ruling == ruling.lower()
    assert len(recorded.questions(QuestionKind.RULE_ON_QUORUM)) == 1


def test_minutes_with_a_ruling_that_does_not_count_any_more_come_back_to_the_unit(seven_there: Forum) -> None:
    seven_there.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    send_to_chair(seven_there)
    file_again(seven_there, attendance=only(4))
    assert set(states(seven_there)) == {MinutesState.DRAFT}
    assert seven_there.letters("minutes_again", to=UNIT)


def test_a_ruling_typed_into_the_record_is_not_asked_for_any_more(seven_there: Forum) -> None:
    file_again(seven_there, meeting={"Chair’s ruling on quorum": "Quorate"})
    (question,) = seven_there.questions(QuestionKind.RULE_ON_QUORUM)
    assert question.withdrawn == seven_there.today
    file_again(seven_there, attendance=only(4))
    assert seven_there.meeting().quorum_ruling == "quorate"  # as the unit says of the meeting


def test_nobody_rules_on_other_seats_than_they_were_told_though_the_table_has_not_been_made(
    seven_there: Forum,
) -> None:
    told = seven_there.question(QuestionKind.RULE_ON_QUORUM).id
    file_again(seven_there, attendance=only(4))
    assert seven_there.question(QuestionKind.RULE_ON_QUORUM).id != told
