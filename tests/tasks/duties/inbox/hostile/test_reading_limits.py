"""What takes too long to read is put to the unit, the next item is dealt with, and nobody waits meanwhile."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from forum.inbox.mailbox_items import Outcome
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.documents.workbooks.fault_marks import TO_PUT_RIGHT, WorkbookRefused
from tasks.duties.members.workbook import export_members, preview_import
from tasks.duties.record.file_record import file_record, prefilled_record
from tasks.limited.process import LimitedProcess
from tasks.limited.runner import DirectRunner, LimitExceeded, Result
from tasks.mail.incoming.plain_text import TOO_SLOW
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE

PDF = b"%PDF-1.7 a paper"


class Slow(DirectRunner):
    """A runner whose readings are never done in time, where they have a word in them."""

    def __init__(self, word: str) -> None:
        self.word = word

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        if self.word in repr(given):
            raise LimitExceeded
        return super().run(function, *given)


class Watched(DirectRunner):
    """A runner that writes into the register meanwhile, as another process does."""

    def __init__(self, post: Post) -> None:
        self.register = post.office.register
        self.read: list[str] = []

    def run(self, function: Callable[..., Result], *given: Any) -> Result:
        self.read.append(function.__name__)
        with ThreadPoolExecutor(1) as another:  # a thread of its own has no part in our transaction
            another.submit(self._write).result()
        return super().run(function, *given)

    def _write(self) -> None:
        with self.register.transaction("somebody else") as tx:
            tx.audit("wrote")


def limit(post: Post, runner: Any) -> Post:
    post.forum.office = replace(post.office, limited=runner)
    return post


def test_a_mail_that_takes_too_long_is_put_to_the_unit_and_the_next_is_read(
    chair_asked: Post,
) -> None:
    post = limit(chair_asked, Slow("-----"))
    letter = post.sent("chair", CHAIR)
    post.reply("AGREE " + "-" * 54_000, to=letter)
    post.reply("AGREE", to=letter)
    assert post.read() == ""
    assert post.outcomes() == [Outcome.FOR_THE_UNIT, Outcome.RECORDED]
    assert post.row("item 1").reason == TOO_SLOW
    assert any("takes too long to read: open it in the mailbox" in need for need in post.desk())
    assert post.forum.questions(QuestionKind.AGREE_AGENDA)[0].answer == "AGREE"


def test_what_is_wanted_instead_of_a_wrong_answer_is_limited_too(chair_asked: Post) -> None:
    post = limit(chair_asked, Slow("-----"))
    letter = post.sent("chair", CHAIR)
    post.hear("AGREE", to=letter)
    assert post.hear("WRONG\n" + "-" * 9_000, to=letter).outcome is Outcome.FOR_THE_UNIT
    assert post.forum.questions(QuestionKind.AGREE_AGENDA)[0].answer == "AGREE"


def test_whoever_sends_a_file_that_takes_too_long_is_told(paper_wanted: Post) -> None:
    post = limit(paper_wanted, Slow("%PDF"))
    letter = post.sent("paper_author", NURSE)
    row = post.hear("Attached.", to=letter, files={"paper.pdf": PDF})
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert "can’t be read within 5 seconds and 512 MB of memory" in post.told()[-1]
    limit(post, DirectRunner())
    assert post.hear("Attached.", to=letter, files={"paper.pdf": PDF}).outcome is Outcome.RECORDED


def test_nobody_waits_for_a_reading(paper_wanted: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.register.database.register.WAIT", 0.1)
    watched = Watched(paper_wanted)
    post = limit(paper_wanted, watched)
    row = post.hear("Attached.", to=post.sent("paper_author", NURSE), files={"paper.pdf": PDF})
    assert (row.outcome, row.reason) == (Outcome.RECORDED, "")
    assert watched.read == ["read_with_likely", "take_paper"]


def test_what_is_answered_meanwhile_has_the_reply_read_anew(chair_asked: Post) -> None:
    """The Chair's reply is read for the questions as they stand when it is put on record."""
    letter, was_open = chair_asked.sent("chair", CHAIR), []

    class Meanwhile(DirectRunner):
        def run(self, function: Callable[..., Result], *given: Any) -> Result:
            was_open.append(given[0].questions[0].is_open)
            if len(was_open) == 1:
                post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
            return super().run(function, *given)

    post = limit(chair_asked, Meanwhile())
    row = post.hear("AGREE", to=letter)
    assert (row.outcome, was_open) == (Outcome.NOT_UNDERSTOOD, [True, False])


@pytest.mark.thorough
def test_in_the_process_all_is_read_as_it_is_here(paper_wanted: Post) -> None:
    process = LimitedProcess()
    post = limit(paper_wanted, process)
    letter = post.sent("paper_author", NURSE)
    refused = post.hear("Attached.", to=letter, files={"paper.pdf": b"no paper"})
    taken = post.hear("Attached.", to=letter, files={"paper.pdf": PDF})
    assert (refused.outcome, taken.outcome) == (Outcome.NOT_UNDERSTOOD, Outcome.RECORDED)
    assert any("is not a PDF" in told for told in post.told())
    workbook = do(prefilled_record, post.office, post.forum.meeting(JANUARY).id)
    with pytest.raises(WorkbookRefused) as wrong:
        do(file_record, post.office, post.forum.meeting(JANUARY).id, workbook)
    assert wrong.value.faults
    assert load_workbook(io.BytesIO(wrong.value.marked)).sheetnames[0] == TO_PUT_RIGHT
    members = export_members(post.office, "MASE")
    assert preview_import(post.office, "MASE", members, "members.xlsx", post.forum.today) == ()
    process.close()
