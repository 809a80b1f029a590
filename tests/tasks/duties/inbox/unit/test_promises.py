"""What promises a person's attention stands in the desk letter until the unit closes it by a reply."""

from __future__ import annotations

import pytest

from forum.inbox.sayings import Saying
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.inbox.carry_out.handlers import HANDLERS
from tests.stages import stage
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE, UNIT


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def minutes_out(after_meeting: Post) -> Post:
    """January's minutes are out, and a paper is wanted for February's agenda, which the Chair has agreed."""
    post = after_meeting
    post.forum.draft_minutes(JANUARY)
    post.forum.file_minutes(JANUARY)
    post.forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    post.agree_agenda(with_paper=True)
    post.forum.on("Fri 15 Jan 2027")
    post.put_questions()
    post.send()
    return post


# The saying, the letter it answers, what the nurse writes with which file, and the words that close it;
# ASIDE for the mail itself.
PROMISES = [
    ("ActionReported", "after_meeting", "01 HELP: nobody answers me", "", f"HELPED {JANUARY}/01 rang them"),
    (
        "ResearchAsked",
        "after_meeting",
        "RESEARCH: What works to train hotel staff? FOR whether to fund it BY 9 March",
        "",
        "DECLINE R/2027/01 the board looks into it",
    ),
    ("ForTheUnit", "after_meeting", "02 is not mine, please give it to the police", "", "ASIDE"),
    ("ForTheUnit", "paper_author", "Attached. Restricted: core members only", "item.docx", "ASIDE"),
    ("ForTheUnit", "", "Could somebody ring me about the venue?", "", "ASIDE"),
    ("CorrectionsFile", "minutes", "My corrections are attached", "minutes.docx", "ASIDE"),
    ("DetailsCorrected", "", "Phone: 03000 000555", "", f"APPLY {NURSE}"),
]


ELSEWHERE = {
    "Answered",  # what the Chair wants changed: test_orders
    "AgreementReturned",  # test_members
    "NotesDenied",  # of what was recorded in the Chair’s name: test_chair_notes
    "Correction",  # until a meeting confirms the minutes: tests/tasks/duties/minutes/test_confirm
}


def test_every_saying_that_needs_a_hand_is_played_to_its_end() -> None:
    never = Saying.needs_a_hand
    may = {saying.CODE for saying in HANDLERS if saying.NEEDS_A_HAND or saying.needs_a_hand is not never}
    assert may == {code for code, *_ in PROMISES} | ELSEWHERE


@pytest.mark.parametrize(("code", "letter", "text", "file", "closing"), PROMISES)
def test_a_promise_waits_on_the_desk_until_it_is_closed(
    minutes_out: Post, code: str, letter: str, text: str, file: str, closing: str
) -> None:
    post = minutes_out
    to = post.sent(letter, NURSE) if letter else None
    row = post.hear(text, to=to, sender=post.address(NURSE), files={file: b"PK"} if file else {})
    (said,) = post.told()[-1:]
    assert "Business Unit" in said
    assert code in {consequence["did"] for consequence in row.made_of}
    post.forum.on("Mon 18 Jan 2027")
    before = post.desk()
    assert before
    post.send()
    post.hear(f"ASIDE {str(row.id)[:8]}, done" if closing == "ASIDE" else closing, to=post.sent("desk", UNIT))
    post.forum.on("Tue 19 Jan 2027")
    assert post.desk() == []
