"""What comes without its words, or as a link to a file, is asked for; nothing of it is lost or noted in
silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.attendance import QuorumForecast
from forum.questions.kinds import QuestionKind
from tasks.mail.protocol.mailer import Dmarc, ReceivedFile
from tasks.register.tables import ExpectedRow
from tests.tasks.duties.coming.quorum import forecast
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT

LINKED = ReceivedFile("1", "Agenda with changes.docx", "application/octet-stream", 0, is_link=True)
PHONE = "Sent from my iPhone"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.mark.parametrize("text", [PHONE, "> Reply AGREE AGENDA", ""])
def test_a_file_without_words_is_for_the_unit_and_the_chair_is_asked_what_it_decides(
    chair_asked: Post, text: str
) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    row = chair_asked.hear(text, to=letter, files={"agenda.docx": b"PK"})
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert "Your message is with the Business Unit." in chair_asked.told()[-1]
    assert "but Your file came without any words" in chair_asked.told()[-1]
    assert chair_asked.forum.question(QuestionKind.AGREE_AGENDA).answered is None


def test_a_tap_whose_body_is_dropped_answers_by_the_word_in_its_subject(chair_asked: Post) -> None:
    row = chair_asked.tap("chair", CHAIR, "AGREE AGENDA", "1", text=PHONE)
    assert row.outcome is Outcome.RECORDED
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer == "AGREE AGENDA"


def test_what_is_typed_below_a_tap_goes_before_the_word_in_its_subject(chair_asked: Post) -> None:
    chair_asked.tap("chair", CHAIR, "AGREE AGENDA", "1", text="Please move item 6 to the end")
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer != "AGREE AGENDA"


def test_a_tap_without_a_word_anywhere_is_asked_back(chair_asked: Post) -> None:
    subject = chair_asked.tapped("chair", CHAIR, "AGREE AGENDA", "1").subject.removesuffix(" AGREE AGENDA")
    row = chair_asked.tap("chair", CHAIR, "AGREE AGENDA", "1", text="", subject=subject)
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert "came without any words of yours" in chair_asked.told()[-1]


@pytest.mark.parametrize("text", ["Here is my paper, thanks", PHONE])
def test_an_author_who_sends_a_link_is_asked_for_the_file_at_once(paper_wanted: Post, text: str) -> None:
    paper_wanted.reply(text, to=paper_wanted.sent("paper_author", NURSE))
    paper_wanted.mailer.inbox[-1] = replace(paper_wanted.mailer.inbox[-1], files=(LINKED,))
    assert paper_wanted.read() == ""
    assert "The file is a link, which we can’t open." in paper_wanted.told()[-1]


def test_nothing_is_agreed_beside_a_link(chair_asked: Post) -> None:
    chair_asked.reply("AGREE AGENDA", to=chair_asked.sent("chair", CHAIR))
    chair_asked.mailer.inbox[-1] = replace(chair_asked.mailer.inbox[-1], files=(LINKED,))
    assert chair_asked.read() == ""
    assert "a link to a file, which we can’t open and which may hold changes" in chair_asked.told()[-1]
    assert chair_asked.forum.question(QuestionKind.AGREE_AGENDA).answered is None


def test_apologies_that_nothing_proves_are_marked_in_the_forecast_and_the_desk_letter(post: Post) -> None:
    post.forum.on("Tue 5 Jan 2027")
    post.hear("Sorry, I can't come", sender=post.address(NURSE), dmarc=Dmarc.NONE)
    post.hear("Sorry, I can't come", sender=post.address(CHAIR))
    assert {row.person_id: not row.is_unproved for row in post.forum.rows(ExpectedRow)} == {
        post.forum.person(NURSE): False,
        post.forum.person(CHAIR): True,
    }
    post.forum.on("Fri 8 Jan 2027")
    (need,) = [need for need in post.desk() if "not proved" in need]
    assert need.startswith(f"Apologies for 12 January, not proved: {NURSE} (CCGs), ")
    forecast(post.forum)
    (letter,) = [each for each in post.letters.printed if isinstance(each, QuorumForecast)]
    assert letter.unproved == ("CCGs",)

    post.send()
    post.hear(f"APOLOGIES {NURSE}, phone, 8 January", to=post.sent("desk", UNIT))
    post.forum.on("Mon 11 Jan 2027")
    assert not [need for need in post.desk() if "not proved" in need]


@pytest.mark.parametrize("text", ["Sorry, I can't come on 12 January", "I'll be there on 12 January"])
def test_whoever_has_no_place_in_a_meeting_neither_comes_nor_sends_apologies(post: Post, text: str) -> None:
    row = post.hear(text, sender=post.address(UNIT))
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert post.forum.rows(ExpectedRow) == []
