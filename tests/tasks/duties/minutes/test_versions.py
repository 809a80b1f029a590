"""Every version of the minutes is kept, and the Chair hears what changed since the one they saw."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument

from forum.minutes import MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.answers.record_answer import answer
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.duties.minutes.versions import compare_versions, versions_of
from tasks.register.documents import MINUTES, editions, fetch, latest_editions
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.secretariat import CHAIR, JANUARY, UNIT, Forum

CHANGED = "MASE-2027-01 what changed in the minutes.docx"


@stage
def drafted(forum: Forum) -> Forum:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    forum.on("Mon 18 Jan 2027")
    return forum


@stage
def seen(drafted: Forum) -> Forum:
    """The Chair has seen the minutes and wants them changed; the unit wrote a line more on Tuesday."""
    write(drafted, "The plan was heard.")
    drafted.file_minutes(JANUARY, 2)
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    drafted.settle("chair")
    drafted.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, CHAIR, "It was agreed, not only heard.")
    drafted.on("Tue 19 Jan 2027")
    write(drafted, "The plan was agreed.")
    drafted.file_minutes(JANUARY, 2)
    return drafted


def write(forum: Forum, line: str) -> None:
    """The unit writes under item 5 of part 1, in place of what it wrote there, and sends it back."""

    def change(document: WordDocument) -> None:
        (heading,) = (paragraph for paragraph in document.paragraphs if paragraph.text.startswith("5. "))
        following = document.paragraphs[
            [paragraph.text for paragraph in document.paragraphs].index(heading.text) + 1
        ]
        following.text = line

    do(file_minutes, forum.office, JANUARY, edited(forum, change), actor=f"person {forum.person(UNIT)}")


def edited(forum: Forum, change: Callable[[WordDocument], object]) -> bytes:
    with forum.office.register.reading() as session:
        document = docx.Document(
            io.BytesIO(fetch(session, latest_editions(session, forum.meeting().id, MINUTES)[0].sha256))
        )
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_every_version_is_kept_with_its_day_its_state_and_who_made_it(seen: Forum) -> None:
    seen.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    first = [one for one in versions_of(seen.office, JANUARY) if one.part == 1]
    assert [(one.number, f"{one.made_on:%d}", one.by) for one in first] == [
        (1, "13", "the service"),
        (2, "18", "business unit"),
        (3, "19", "business unit"),
        (4, "19", "the service"),
    ]
    assert [one.state for one in first[-2:]] == [MinutesState.AGREED, MinutesState.CIRCULATED]


def test_a_version_that_somebody_filed_by_a_command_says_so(drafted: Forum) -> None:
    content = edited(drafted, lambda _document: None)
    do(file_minutes, drafted.office, JANUARY, content, actor="command of ops")
    assert [one.by for one in versions_of(drafted.office, JANUARY) if one.part == 1] == [
        "the service",
        "a command",
    ]


def test_two_versions_are_compared_in_words(seen: Forum) -> None:
    found = compare_versions(seen.office, JANUARY, 1, 2, 3)
    assert (found.marking, found.reference, found.part) == ("OFFICIAL-SENSITIVE", JANUARY, 1)
    assert (found.before, found.after) == ("version 2 of 18 January 2027", "version 3 of 19 January 2027")
    (change,) = found.changes
    assert change.place == "under item 5"
    assert [(piece.text, piece.out, piece.new) for piece in change.pieces] == [
        ("The plan was", False, False), (" heard.", True, False), (" agreed.", False, True),
    ]  # fmt: skip


def test_a_version_that_there_is_not_is_named(drafted: Forum) -> None:
    with pytest.raises(Problem, match="part 1, have no version 7, but 1"):
        compare_versions(drafted.office, JANUARY, 1, 1, 7)


def test_of_a_meeting_without_minutes_it_is_said(forum: Forum) -> None:
    with pytest.raises(Problem, match="has no minutes yet"):
        versions_of(forum.office, JANUARY)


def test_the_first_time_the_chair_gets_the_minutes_alone(drafted: Forum) -> None:
    drafted.file_minutes()
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    (letter,) = drafted.letters("chair", to=CHAIR)
    assert CHANGED not in [attachment["name"] for attachment in letter.attachments]
    assert "changed since" not in letter.text


def test_the_chair_hears_what_changed_since_the_version_they_saw(seen: Forum) -> None:
    do(put_questions, seen.office, seen.group, day=seen.today)
    letter = seen.letters("chair", to=CHAIR)[-1]
    assert "One paragraph changed since the version that you saw, under item 5;" in letter.text
    assert "agreed, not only heard" not in letter.text
    sha256 = next(attachment["sha256"] for attachment in letter.attachments if attachment["name"] == CHANGED)
    with seen.office.register.reading() as session:
        page = docx.Document(io.BytesIO(fetch(session, sha256)))
    struck = [run.text for paragraph in page.paragraphs for run in paragraph.runs if run.font.strike]
    assert " heard." in struck


def test_minutes_sent_back_as_they_were_bring_no_file_of_changes(seen: Forum) -> None:
    do(put_questions, seen.office, seen.group, day=seen.today)
    seen.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, CHAIR, "Not yet.")
    seen.on("Wed 20 Jan 2027")
    seen.file_minutes()
    do(put_questions, seen.office, seen.group, day=seen.today)
    letter = seen.letters("chair", to=CHAIR)[-1]
    assert CHANGED not in [attachment["name"] for attachment in letter.attachments]


def test_a_letter_with_minutes_that_have_changed_since_does_not_go(drafted: Forum) -> None:
    write(drafted, "The plan was heard.")
    drafted.file_minutes(JANUARY, 2)
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    write(drafted, "The plan was agreed.")
    try_to_send(drafted)
    assert [one.state for one in drafted.letters("chair", to=CHAIR)] == [State.LAPSED]
    drafted.on("Tue 19 Jan 2027")
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    try_to_send(drafted)
    letter = drafted.letters("chair", to=CHAIR)[-1]
    with drafted.office.register.reading() as session:
        newest = [row.sha256 for row in latest_editions(session, drafted.meeting().id, MINUTES)]
    assert (letter.state, [attachment["sha256"] for attachment in letter.attachments]) == (State.SENT, newest)


def test_the_chair_agrees_only_minutes_that_they_have_seen(drafted: Forum) -> None:
    write(drafted, "The plan was heard.")
    drafted.file_minutes(JANUARY, 2)
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    drafted.settle("chair")
    asked = drafted.question(QuestionKind.AGREE_MINUTES).id
    drafted.on("Tue 19 Jan 2027")
    write(drafted, "The plan was refused.")
    with pytest.raises(Problem, match="asked again: please answer our newer letter"):
        do(answer, drafted.office, asked, Reply(Word.AGREE), by=drafted.person(CHAIR), channel=Channel.REPLY)
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    drafted.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    letter = drafted.letters("chair", to=CHAIR)[-1]
    assert "One paragraph changed since the version that you saw" in letter.text
    with drafted.office.register.reading() as session:
        minutes = editions(session, drafted.meeting().id, MINUTES)
    agreed = {row.sha256 for row in minutes if row.state == MinutesState.AGREED}
    assert agreed
    assert agreed <= {attachment["sha256"] for attachment in letter.attachments}


def test_minutes_sent_again_as_the_chair_has_them_are_not_asked_about_anew(drafted: Forum) -> None:
    drafted.file_minutes()
    do(put_questions, drafted.office, drafted.group, day=drafted.today)
    drafted.on("Tue 19 Jan 2027")
    drafted.file_minutes()
    assert drafted.question(QuestionKind.AGREE_MINUTES).asked == day("Mon 18 Jan 2027")
