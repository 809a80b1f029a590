"""Questions whose letter waited while nothing left: each is asked once, of whoever is there by then."""

from __future__ import annotations

import pytest

from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from tasks.duties.members.appointments import Newcomer, appoint, end_appointment
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY

NEW_CHAIR = "New Independent Chair"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def letter_waits(post: Post) -> Post:
    """On Thursday 14 January the Chair's letter on February's agenda is written, and nothing leaves."""
    post.forum.on("Thu 14 Jan 2027")
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    return post


def gone(post: Post, to: str) -> list[str]:
    """When the letters to the Chair were written that have gone."""
    return [f"{row.queued_at:%d %b}" for row in post.forum.letters("chair", to) if row.state is State.SENT]


def test_whoever_was_asked_and_chased_while_nothing_left_has_one_letter(letter_waits: Post) -> None:
    for morning in ("Fri 15 Jan 2027", "Mon 18 Jan 2027", "Tue 19 Jan 2027"):
        letter_waits.forum.on(morning)
        letter_waits.put_questions()
    letter_waits.send()
    assert gone(letter_waits, CHAIR) == ["19 Jan"]


def test_what_a_letter_never_got_to_ask_before_its_last_day_is_asked_anew(letter_waits: Post) -> None:
    letter_waits.forum.on("Tue 19 Jan 2027")
    letter_waits.put_questions()
    letter_waits.forum.on("Thu 4 Feb 2027")
    letter_waits.send()
    assert gone(letter_waits, CHAIR) == []
    letter_waits.put_questions()
    letter_waits.send()
    assert gone(letter_waits, CHAIR) == ["04 Feb"]


def test_what_was_to_be_asked_of_a_chair_who_has_left_is_asked_of_the_next_one(letter_waits: Post) -> None:
    post, forum = letter_waits, letter_waits.forum
    chair = forum.person(CHAIR)
    (theirs,) = (row.id for row in forum.rows(AppointmentRow) if row.person_id == chair)
    do(end_appointment, post.office, theirs, forum.today)
    friday = day("Fri 15 Jan 2027")
    do(appoint, post.office, "MASE", Newcomer(NEW_CHAIR, "chair@new.example"), Role.CHAIR, friday)
    forum.on("Fri 15 Jan 2027")
    post.send()
    assert gone(post, CHAIR) == []
    post.put_questions()
    assert len(forum.letters("chair", NEW_CHAIR)) == 1
    assert forum.question(QuestionKind.AGREE_AGENDA).asked == friday
