"""A paper that would run or fetch something: its author, the unit and the Chair read what became of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from forum.inbox.mailbox_items import Outcome
from forum.letters.papers import PackCheck
from forum.letters.questions import ChairLetter
from forum.papers.papers import WORDS, PaperState, Remark
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import release_pack
from tasks.register.documents import fetch
from tasks.register.tables import PaperRow
from tests.tasks.documents.office.active_content import active_in
from tests.tasks.documents.office.hostile_fields import FIELDS
from tests.tasks.documents.office.hostile_word import WORD
from tests.tasks.documents.pdf.hostile_pdfs import PDFS
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import FEBRUARY, NURSE

TAKEN = {
    "paper.pdf": (PDFS["scripts by name"][0], Remark.ACTIONS),
    "scan.pdf": (PDFS["files attached, packed"][0], Remark.ATTACHED),
    "paper.docx": (WORD["a remote template by another settings part"][0], Remark.LINKED),
    "links.docx": (WORD["a link to a share"][0], Remark.LINKS),
    "object.docx": (WORD["an object outside embeddings"][0], Remark.OBJECTS),
}
REFUSED = {
    "paper.docx": (WORD["macros under another name"][0], "The paper has macros, which are never accepted."),
    "field.docx": (FIELDS["DDEAUTO over runs"][0], "Save it as PDF and send that."),
    "paper.pdf": (PDFS["a program on a link"][0], "Print it to PDF again and send that."),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def the_paper(post: Post) -> PaperRow:
    with post.office.register.reading() as session:
        return session.scalars(select(PaperRow)).one()


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", TAKEN)
def test_the_author_and_the_unit_read_what_was_taken_out(paper_wanted: Post, name: str) -> None:
    make, remark = TAKEN[name]
    post = paper_wanted
    post.hear("Attached.", to=post.sent("paper_author", NURSE), files={name: make()})
    paper = the_paper(post)
    assert (paper.state, paper.remarks) == (PaperState.FILED, [remark])
    assert WORDS[remark] in plain(post.told()[-1])
    with post.office.register.reading() as session:
        assert active_in(fetch(session, str(paper.document))) == []
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    (letter,) = [one for one in post.letters.printed if isinstance(one, PackCheck)]
    assert [line.remarks for line in letter.papers] == [(WORDS[remark],)]


def test_the_chair_who_is_asked_for_leave_reads_it_too(paper_wanted: Post) -> None:
    post = paper_wanted
    release_pack(post.office, FEBRUARY, "test")
    make, remark = TAKEN["paper.pdf"]
    post.hear("Attached.", to=post.sent("paper_author", NURSE), files={"paper.pdf": make()})
    assert the_paper(post).state == PaperState.LATE_WANTED
    post.put_questions()
    letter = post.letters.printed[-1]
    assert isinstance(letter, ChairLetter)
    assert [ask.facts for ask in letter.asks] == [WORDS[remark]]


@pytest.mark.parametrize("name", REFUSED)
def test_an_author_whose_paper_is_refused_reads_what_to_send_instead(paper_wanted: Post, name: str) -> None:
    make, words = REFUSED[name]
    letter = paper_wanted.sent("paper_author", NURSE)
    row = paper_wanted.hear("Attached.", to=letter, files={name: make()})
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert (the_paper(paper_wanted).state, the_paper(paper_wanted).document) == (PaperState.WANTED, None)
    assert words in plain(paper_wanted.told()[-1])
