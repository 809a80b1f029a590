"""The Chair rules on a meeting short of its quorum (clause 4), and its minutes say what was ruled."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from forum.minutes import MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.answers.record_answer import answer
from tasks.duties.attendance.review import review_attendance
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.register.documents import MINUTES, fetch, latest_editions
from tasks.register.tables import CorrectionRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.minutes.meeting import meet
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, JANUARY, SEATS, UNIT, Forum

RULED = "7 of the 8 seats needed were filled (clause 4). The Chair ruled the meeting quorate."
OPEN = "7 of the 8 seats needed were filled: not quorate unless the Chair rules otherwise (clause 4)."
STANDS = "Decision MASE/2027-01/D1: The plan is agreed. (7 seats present, quorate)"


@stage
def short(forum: Forum) -> Forum:
    """Seven seats of twelve came on Tuesday 12 January, eight were needed, and they decided something."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    marks = {**ENTRIES.attendance, **{seat: {"Status": "Absent"} for seat in SEATS[:5]}}
    decided = ({"Item": "5", "Text": "The plan is agreed."},)
    entries = replace(ENTRIES, attendance=marks, decisions=decided)
    forum.file_entries(entries)
    return forum


@stage
def asked(short: Forum) -> Forum:
    do(ask_for_ruling, short.office, short.meeting().id, day=short.today)
    return short


@stage
def drafted(asked: Forum) -> Forum:
    """The unit has the draft minutes since Wednesday 13 January; it is Thursday."""
    asked.draft_minutes()
    asked.settle("minutes_draft")
    asked.on("Thu 14 Jan 2027")
    return asked


def rule(forum: Forum, word: Word = Word.QUORATE) -> None:
    forum.answer(QuestionKind.RULE_ON_QUORUM, word, CHAIR)


def paragraphs(content: bytes) -> list[str]:
    return [" ".join(paragraph.text.split()) for paragraph in Document(io.BytesIO(content)).paragraphs]


def minutes(forum: Forum, part: int = 1) -> bytes:
    with forum.office.register.reading() as session:
        return next(
            fetch(session, row.sha256)
            for row in latest_editions(session, forum.meeting().id, MINUTES)
            if row.part == part
        )


def put_ruling_in(forum: Forum) -> None:
    """The unit sends both parts, with the Chair's ruling written under Quorum."""
    for part in (1, 2):
        document = Document(io.BytesIO(minutes(forum, part)))
        quorum = next(paragraph for paragraph in document.paragraphs if paragraph.text == OPEN)
        quorum.add_run(" The Chair ruled the meeting not quorate.")
        file = io.BytesIO()
        document.save(file)
        do(file_minutes, forum.office, JANUARY, file.getvalue(), part=part)


def states(forum: Forum) -> set[str]:
    with forum.office.register.reading() as session:
        return {row.state for row in latest_editions(session, forum.meeting().id, MINUTES)}


def test_the_chair_is_asked_once_to_rule_on_a_meeting_short_of_its_quorum(short: Forum) -> None:
    for _ in range(2):
        do(ask_for_ruling, short.office, short.meeting().id, day=short.today)
    (question,) = short.questions(QuestionKind.RULE_ON_QUORUM)
    assert (question.of_id, question.due) == (short.person(CHAIR), day("Fri 22 Jan 2027"))


def test_the_ruling_stands_on_the_meeting_and_is_not_asked_for_again(asked: Forum) -> None:
    rule(asked, Word.NOT_QUORATE)
    assert asked.meeting().quorum_ruling == "not quorate"
    do(ask_for_ruling, asked.office, asked.meeting().id, day=asked.today)
    assert len(asked.questions(QuestionKind.RULE_ON_QUORUM)) == 1


def test_the_chair_rules_on_the_attendance_that_they_were_told(asked: Forum) -> None:
    do(review_attendance, asked.office, asked.meeting().id, day=asked.today)
    do(put_questions, asked.office, asked.group, day=asked.today)
    asked.settle("chair")
    before = asked.question(QuestionKind.RULE_ON_QUORUM).id
    asked.on("Thu 14 Jan 2027")
    asked.file_record(attendance=dict.fromkeys(SEATS[:8], "Absent"))
    with pytest.raises(Problem, match="asked again"):
        do(answer, asked.office, before, Reply(Word.QUORATE), by=asked.person(CHAIR), channel=Channel.REPLY)
    do(put_questions, asked.office, asked.group, day=asked.today)
    said = " ".join(asked.letters("chair", to=CHAIR)[-1].text.split())
    assert "4 of the 8 seats needed were filled" in said
    assert "The record was corrected after we had asked you" in said


def test_a_chair_who_was_told_of_no_other_attendance_hears_of_no_correction(asked: Forum) -> None:
    asked.file_record(attendance=dict.fromkeys(SEATS[:8], "Absent"))
    do(review_attendance, asked.office, asked.meeting().id, day=asked.today)
    do(put_questions, asked.office, asked.group, day=asked.today)
    said = " ".join(asked.letters("chair", to=CHAIR)[-1].text.split())
    assert "4 of the 8 seats needed were filled" in said
    assert "The record was corrected" not in said


def test_no_ruling_is_asked_for_with_exactly_two_thirds(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance=dict.fromkeys(SEATS[:4], "Absent"))
    do(ask_for_ruling, forum.office, forum.meeting().id, day=forum.today)
    assert forum.questions(QuestionKind.RULE_ON_QUORUM) == []


def test_minutes_drafted_after_the_ruling_say_it_and_no_longer_that_one_may_come(asked: Forum) -> None:
    rule(asked)
    asked.draft_minutes()
    assert RULED in paragraphs(minutes(asked))
    assert STANDS in paragraphs(minutes(asked))
    assert len(asked.letters("minutes_draft")) == 1


def test_the_unit_that_has_the_draft_gets_another_and_reads_what_is_different(drafted: Forum) -> None:
    due = drafted.question(QuestionKind.DRAFT_MINUTES).due
    assert OPEN in paragraphs(minutes(drafted))
    rule(drafted)
    letter = drafted.letters("minutes_again", to=UNIT)[-1]
    assert letter.state is State.QUEUED
    assert "The Chair has ruled on the quorum" in letter.text
    assert f"under Quorum put “{RULED}” in place of what is there" in letter.text
    assert "Decision MASE/2027-01/D1, under item 5" in letter.text
    assert {RULED, STANDS} <= set(paragraphs(minutes(drafted)))
    with drafted.office.register.reading() as session:
        rows = latest_editions(session, drafted.meeting().id, MINUTES)
    assert [attachment["sha256"] for attachment in letter.attachments] == [row.sha256 for row in rows]
    question = drafted.question(QuestionKind.DRAFT_MINUTES)
    assert question.due == due


def test_a_draft_that_has_not_gone_before_the_ruling_goes_once_and_says_it(asked: Forum) -> None:
    asked.draft_minutes()
    rule(asked)
    assert asked.letters("minutes_again") == []
    (letter,) = asked.letters("minutes_draft", to=UNIT)
    with asked.office.register.reading() as session:
        rows = latest_editions(session, asked.meeting().id, MINUTES)
    assert [attachment["sha256"] for attachment in letter.attachments] == [row.sha256 for row in rows]
    assert {RULED, STANDS} <= set(paragraphs(minutes(asked)))


def test_a_draft_begun_before_the_ruling_is_not_taken_without_it(drafted: Forum) -> None:
    begun = minutes(drafted)
    rule(drafted)
    with pytest.raises(Problem) as refused:
        do(file_minutes, drafted.office, JANUARY, begun)
    assert refused.value.faults == (
        f"The Chair’s ruling is missing: under Quorum put “{RULED}” in place of what is there.",
        "Decision MASE/2027-01/D1, under item 5, is valid now: take “not quorate” and “to be ratified” out.",
    )
    do(file_minutes, drafted.office, JANUARY, minutes(drafted))
    do(file_minutes, drafted.office, JANUARY, minutes(drafted, 2), part=2)
    assert states(drafted) == {MinutesState.WITH_THE_CHAIR}


def test_that_there_was_no_quorum_is_put_in_as_well(drafted: Forum) -> None:
    rule(drafted, Word.NOT_QUORATE)
    assert "The Chair ruled the meeting not quorate." in " ".join(paragraphs(minutes(drafted)))
    letter = drafted.letters("minutes_again", to=UNIT)[-1]
    assert "D1" not in letter.text


def test_a_part_that_the_unit_has_sent_is_for_it_to_put_right(drafted: Forum) -> None:
    drafted.file_minutes(JANUARY, 1)
    sent = minutes(drafted)
    rule(drafted)
    assert states(drafted) == {MinutesState.DRAFT}
    assert minutes(drafted) == sent
    assert RULED in paragraphs(minutes(drafted, 2))


def test_minutes_with_the_chair_come_back_to_the_unit_for_the_ruling(drafted: Forum) -> None:
    drafted.file_minutes()
    rule(drafted)
    assert states(drafted) == {MinutesState.DRAFT}
    (asked,) = drafted.questions(QuestionKind.AGREE_MINUTES)
    assert asked.withdrawn == drafted.today
    letter = drafted.letters("minutes_again", to=UNIT)[-1]
    assert (letter.state, "Put it into the attached minutes" in letter.text) == (State.QUEUED, True)
    missing = [line.split(" ruling")[0] for line in letter.text.splitlines() if "ruling is missing" in line]
    assert missing == ["The Chair’s", "Part 2: The Chair’s"]
    assert drafted.question(QuestionKind.DRAFT_MINUTES).due == day("Mon 18 Jan 2027")


def test_minutes_that_have_the_ruling_already_stay_with_the_chair(drafted: Forum) -> None:
    put_ruling_in(drafted)
    rule(drafted, Word.NOT_QUORATE)
    assert states(drafted) == {MinutesState.WITH_THE_CHAIR}
    assert drafted.letters("minutes_again") == []


def test_in_minutes_that_are_out_it_is_a_correction_for_the_meeting_that_confirms_them(
    drafted: Forum,
) -> None:
    drafted.file_minutes()
    drafted.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    rule(drafted)
    assert states(drafted) == {MinutesState.CIRCULATED}
    assert drafted.letters("minutes_again") == []
    (correction,) = drafted.rows(CorrectionRow)
    assert (correction.person_id, correction.on) == (drafted.person(CHAIR), drafted.today)
    assert correction.text == "The Chair ruled the meeting quorate."


def test_the_ruling_is_put_into_minutes_that_no_member_has_whatever_the_next_meeting_said_of_them(
    drafted: Forum,
) -> None:
    drafted.file_minutes()
    meet(drafted, "Confirmed")
    assert states(drafted) == {MinutesState.WITH_THE_CHAIR}
    rule(drafted, Word.NOT_QUORATE)
    assert states(drafted) == {MinutesState.DRAFT}
    assert "The Chair has ruled on the quorum" in drafted.letters("minutes_again", to=UNIT)[-1].text
    with pytest.raises(Problem, match="ruling is missing"):
        drafted.file_minutes()
    put_ruling_in(drafted)
    assert states(drafted) == {MinutesState.WITH_THE_CHAIR}
