"""The Chair hears what the unit recorded in their name, and of those who read the papers."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.questions import ChairLetter
from forum.questions.kinds import QuestionKind
from tasks.duties.calendar.due_letters import groups_with_questions
from tasks.duties.members.appointments import change_address
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def last_to_chair(post: Post) -> ChairLetter:
    return [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]


def agreed_by_phone(post: Post) -> None:
    """On Friday 22 January the unit records that the Chair agreed the agenda by phone."""
    for date in ("Tue 19 Jan 2027", "Fri 22 Jan 2027"):
        post.forum.on(date)
        post.put_questions()
    assert post.desk()
    post.send()
    post.hear("AGREED BY CHAIR, phone, 21 January", to=post.sent("desk", UNIT))
    assert post.forum.questions(QuestionKind.AGREE_AGENDA)[0].answered


def test_the_chair_hears_of_their_word_by_phone_within_two_days_and_undoes_it(chair_asked: Post) -> None:
    post = chair_asked
    agreed_by_phone(post)
    post.forum.on("Mon 25 Jan 2027")
    assert not post.forum.is_due(groups_with_questions)
    post.forum.on("Tue 26 Jan 2027")
    assert post.forum.is_due(groups_with_questions)
    post.put_questions()
    post.send()
    assert last_to_chair(post).notes == (
        f"Agree the agenda ({FEBRUARY} 9 Feb): AGREE, said by you by phone on 21 January 2027.",
    )
    assert not post.forum.is_due(groups_with_questions)
    row = post.hear("WRONG 1. I never said so.", to=post.sent("chair", CHAIR))
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert "is not so: Undone: Agree the agenda" in row.reason
    assert "Undone: Agree the agenda" in post.told()[-1]
    assert post.forum.question(QuestionKind.AGREE_AGENDA).answered is None


def test_what_the_unit_takes_back_itself_the_chair_does_not_hear(chair_asked: Post) -> None:
    post = chair_asked
    agreed_by_phone(post)
    post.hear("WRONG", to=post.sent("desk", UNIT))
    post.forum.on("Tue 26 Jan 2027")
    assert not last_to_chair(post).notes
    assert post.forum.question(QuestionKind.AGREE_AGENDA)


def test_the_chair_hears_of_a_readers_new_address_and_of_guests_with_the_next_letter(post: Post) -> None:
    forum = post.forum
    forum.on("Wed 13 Jan 2027")
    do(change_address, post.office, forum.person(NURSE), "nurse@elsewhere.example", forum.today)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    post.put_questions()
    post.send()
    letter = last_to_chair(post)
    assert [ask.kind for ask in letter.asks] == [QuestionKind.AGREE_AGENDA]
    assert letter.notes == (
        f"{NURSE}, who reads part 2, is written to at nurse@elsewhere.example from 13 January 2027.",
    )
    row = post.hear("WRONG 2", to=post.sent("chair", CHAIR))
    assert "With the Business Unit: Designated Nurse, who reads part 2" in row.reason
    assert forum.question(QuestionKind.AGREE_AGENDA).answered is None
