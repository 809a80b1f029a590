"""HELP on an action is a task of the unit's until it says what was done."""

from __future__ import annotations

import pytest

from forum.letters.questions import ChairLetter
from forum.questions.kinds import QuestionKind
from tasks.duties.agenda.document import agenda_document
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tests.stages import stage
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT

ONE = f"{JANUARY}/01"
RING = f"Ring {NURSE}, 03000 000129: help wanted on action {ONE}, Share the data."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def help_wanted(after_meeting: Post) -> Post:
    """On Thursday 14 January the nurse asks for help with one of two actions."""
    post = after_meeting
    post.hear("01 HELP: nobody at Kent Police answers me", to=post.sent("after_meeting", NURSE))
    return post


def note_on_agenda(post: Post) -> str:
    """What February's agenda says under the item on obstacles."""
    with unit_of_work(post.office, "test") as work:
        forum, meeting = forum_of_meeting(work, post.forum.meeting(FEBRUARY).id)
        items = agenda_document(forum, meeting, part_two=False).items
        return next(item.note for item in items if item.title == "Obstacles in service provision")


def help_on_the_desk(post: Post) -> list[str]:
    return [need for need in post.desk() if "help wanted" in need]


def test_help_is_a_task_of_the_unit_until_it_says_what_was_done(help_wanted: Post) -> None:
    post = help_wanted
    post.forum.draft_agenda(FEBRUARY)
    assert "needs help: the Business Unit takes it up" in post.told()[-1]
    assert note_on_agenda(post) == f"Help wanted: {ONE}, Share the data."
    (task,) = help_on_the_desk(post)
    assert task.startswith(f"{RING} They write: “nobody at Kent Police answers me”. Reply HELPED {ONE}")
    post.forum.on("Thu 28 Jan 2027")  # ten working days after
    post.put_questions()
    post.send()
    (ask,) = [
        ask
        for letter in post.letters.printed
        if isinstance(letter, ChairLetter) and letter.addressee == CHAIR
        for ask in letter.asks
        if ask.kind is QuestionKind.HEAR_OF_HELP_WANTED
    ]
    assert (ask.reference, ask.person) == (ONE, NURSE)
    post.hear("2 Ask the Detective Superintendent in my name", to=post.sent("chair", CHAIR))
    (task,) = help_on_the_desk(post)
    assert "The Chair says: “Ask the Detective Superintendent in my name”" in task
    post.send()
    post.hear(f"HELPED {ONE} Kent Police lends an analyst", to=post.sent("desk", UNIT))
    assert post.told()[-1] == (
        f"recorded: The help with action {ONE} is on record: Kent Police lends an analyst."
    )
    assert post.forum.action(ONE).last_update == "Kent Police lends an analyst"
    assert note_on_agenda(post) == ""
    post.forum.on("Mon 1 Feb 2027")
    assert help_on_the_desk(post) == []


def test_the_chair_hears_of_it_only_where_no_help_has_come_in_time(help_wanted: Post) -> None:
    post = help_wanted
    assert help_on_the_desk(post)
    post.send()
    post.hear("HELPED, rang the duty desk with her", to=post.sent("desk", UNIT))
    post.forum.on("Fri 5 Feb 2027")
    post.put_questions()
    assert post.forum.questions(QuestionKind.HEAR_OF_HELP_WANTED)[0].asked is None
    assert post.forum.action(ONE).last_update == "Rang the duty desk with her"


@pytest.mark.parametrize("words", ["HELPED", f"HELPED {JANUARY}/02 we rang"])
def test_the_unit_says_with_which_action_it_helped_and_how(help_wanted: Post, words: str) -> None:
    assert help_on_the_desk(help_wanted)
    help_wanted.send()
    help_wanted.hear(words, to=help_wanted.sent("desk", UNIT))
    assert help_wanted.told()[-1].startswith("not understood: ")
    assert help_wanted.forum.question(QuestionKind.HELP_WITH_ACTION)
