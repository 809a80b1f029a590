"""What a reply leaves open may be tapped in the letter that answers it; a plain message asks nothing more."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.inbox import NotUnderstood, Recorded
from forum.letters.taps import short_code
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE

OLDER, NEWER = "2027-01/01", "2027-01/02"
A_MISTAKE = "No, that was a mistake of mine"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def offered(post: Post) -> list[tuple[str, tuple[str, ...]]]:
    """What the last letter on a reply offers to be tapped, by what it is about."""
    letter = [each for each in post.letters.printed if isinstance(each, Recorded | NotUnderstood)][-1]
    return [(choice.matter, choice.words) for choice in letter.choices]


def test_what_the_chair_left_open_is_tapped_in_the_confirmation(after_meeting: Post) -> None:
    post = after_meeting
    post.tap("after_meeting", NURSE, "DONE", NEWER)
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    post.send()
    post.hear("RETURN 2, not seen", to=post.sent("chair", CHAIR))
    assert offered(post) == [("the agenda for 9 February", ("AGREE AGENDA",))]
    post.send()
    agenda = post.forum.question(QuestionKind.AGREE_AGENDA)
    post.tap("recorded", CHAIR, "AGREE AGENDA", short_code(str(agenda.id)))
    assert [row.answer for row in post.forum.questions(QuestionKind.AGREE_AGENDA)] == [Word.AGREE_AGENDA]
    assert offered(post) == []


def test_a_message_about_something_else_gets_nothing_to_tap(pack_sent: Post) -> None:
    post, papers = pack_sent, pack_sent.sent("papers", NURSE)
    assert post.hear("Item 5 is what we have all been waiting for", to=papers).outcome is not Outcome.RECORDED
    assert offered(post) == []


def test_wrong_is_tapped_where_a_reply_to_a_confirmation_is_not_plain(after_meeting: Post) -> None:
    post = after_meeting
    post.tap("after_meeting", NURSE, "DONE", OLDER)
    post.send()
    post.hear(A_MISTAKE, to=post.sent("recorded", NURSE))
    assert post.forum.action(f"MASE/{OLDER}").state == "reported done"
    assert ("what we recorded of you", ("WRONG",)) in offered(post)
    post.send()
    post.tap("not_understood", NURSE, "WRONG")
    assert post.forum.action(f"MASE/{OLDER}").state == "open"
