"""A tapped answer is a new mail without a thread: its code finds the letter through every gateway."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from forum.attendance.forecast import Answer
from forum.inbox.mailbox_items import Outcome
from forum.letters.meetings import Invitation
from forum.letters.taps import WHOLE, taps
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.base.office import Office
from tasks.duties.coming.invitations import invite
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.register.database.clock import LONDON, SetClock
from tasks.register.tables import ExpectedRow, ReceivedRow
from tests.english import day
from tests.taps import Opened, opened
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE
from tests.tasks.mail.gateways.boxes import OURS, Box, FolderBox, OfficeBox


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def post(mase: Office, clock: SetClock, box: Box) -> Post:
    """On Thursday 14 January the Chair is sent February's agenda to agree, through the mailbox."""
    post = Post.of(mase, clock)
    post.forum.plan_from_december()
    post.forum.on("Thu 14 Jan 2027")
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    if isinstance(box, OfficeBox):
        box.office.clock.set(clock.at.replace(tzinfo=LONDON))
        for name in (CHAIR, NURSE):
            box.office.open_mailbox(post.address(name))
    elif isinstance(box, FolderBox):
        box.clock.at = clock.at
    post.mailer = box.mailer  # type: ignore[assignment]
    post.send()
    return post


def read(post: Post, box: Box, sender: str, mail: Opened) -> ReceivedRow:
    verdict = f"mx.unit.example; dmarc=pass header.from={sender.partition('@')[2]}"  # a server gives its own
    box.write(sender, mail.subject, mail.text, headers=[("Authentication-Results", verdict)])
    if isinstance(box, FolderBox):
        came = box.clock.now().replace(tzinfo=LONDON).timestamp()
        for file in box.mailer.inbox.glob("*.eml"):  # type: ignore[attr-defined]
            os.utime(file, (came, came))
    post.forum.clock.at += dt.timedelta(minutes=5)
    assert read_mailbox(post.office, box.mailer, OURS, "test") == ""
    return max(post.forum.rows(ReceivedRow), key=lambda row: row.read_at)


def test_a_tapped_answer_is_recorded_for_its_letter(post: Post, box: Box) -> None:
    mail = post.tapped("chair", CHAIR, "AGREE AGENDA", "1")
    row = read(post, box, post.address(CHAIR), mail)
    assert (row.outcome, row.dispatch_id) == (Outcome.RECORDED, post.sent("chair", CHAIR).id)
    assert post.forum.questions(QuestionKind.AGREE_AGENDA)[0].answer is Word.AGREE_AGENDA


@pytest.mark.parametrize(("word", "said"), [("COMING", Answer.ACCEPTED), ("APOLOGIES", Answer.APOLOGIES)])
def test_a_tapped_answer_to_an_invitation_is_for_the_meeting_invited_to(
    post: Post, box: Box, word: str, said: Answer
) -> None:
    do(invite, post.office, post.forum.group, day=post.forum.today)
    invitations = [letter for letter in post.letters.printed if isinstance(letter, Invitation)]
    (march,) = (letter for letter in invitations if letter.meeting.date == day("Tue 9 Mar 2027"))
    (link,) = (link for link in taps(march.offers, march.reply_code, OURS)[WHOLE] if link.word == word)
    row = read(post, box, post.address(NURSE), opened(link.link))
    assert row.outcome is Outcome.RECORDED
    (expected,) = post.forum.rows(ExpectedRow)
    assert (expected.for_date, expected.answer) == (march.meeting.date, said)
