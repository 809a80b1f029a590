"""PDF files that ask for far more than they hold are refused in words, or bound unread; either soon."""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest
from pypdf import PdfReader

from forum.text.problem import Problem
from tasks.documents.papers.take_paper import take_paper
from tasks.documents.pdf.binding import BoundFile, bind, pages_in
from tests.tasks.documents.pdf.hostile_pdf_files import FAR_MORE, HARD, PAGES, packed, stream, with_page
from tests.tasks.documents.pdf.open_ended_pages import PAGES_THAT_GO_ON

pytestmark = pytest.mark.thorough

SAID = r"^The paper (has far more in it than we can read|is damaged|can’t|has a picture|has [\d,]+ pages)"
REFUSED: dict[str, Callable[[], bytes]] = {**FAR_MORE, **{name: make for name, (make, _) in PAGES.items()}}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_asks_for_far_more_than_it_holds_is_refused_in_words(name: str) -> None:
    content = REFUSED[name]()
    before = time.process_time()
    with pytest.raises(Problem, match=SAID) as refused:
        take_paper(content)
    assert PAGES.get(name, ("", ""))[1] in refused.value.sentence
    assert pages_in(content) == 0
    assert time.process_time() - before < 10


@pytest.mark.parametrize("name", HARD)
def test_a_pdf_that_others_break_on_is_taken_or_refused_soon(name: str) -> None:
    content = HARD[name]()
    before = time.process_time()
    with suppress(Problem):
        content = take_paper(content).content
    assert pages_in(content) in (0, 1)
    assert time.process_time() - before < 5


def test_what_a_page_unpacks_to_is_not_kept_while_it_is_looked_at() -> None:
    content = with_page(b"/Contents 4 0 R", {4: stream(packed(150))})
    tracemalloc.start()
    try:
        take_paper(content)
        pages_in(content)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", PAGES_THAT_GO_ON)
def test_nothing_on_a_page_takes_marking_and_number_off_it(name: str) -> None:
    bound = bind(
        [BoundFile("5", PAGES_THAT_GO_ON[name])], title="x", marking="OFFICIAL-SENSITIVE", foot="pack"
    )
    (page,) = PdfReader(io.BytesIO(bound)).pages
    text = page.extract_text()
    assert "Training" in text or "no end" in name
    assert "OFFICIAL-SENSITIVE" in text
    assert "pack, page 1 of 1" in text
    drawn = page.get_contents()
    assert drawn is not None
    assert drawn.get_data().startswith(b"q 1.0000 0.0000 0.0000 1.0000 0.0000 0.0000 cm /PackPage Do Q\nBT ")
