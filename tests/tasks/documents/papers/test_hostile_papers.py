"""Papers that would run, fetch or start something: refused in words, or sent without it and told."""

from __future__ import annotations

import pytest

from forum.papers.papers import Remark, remarks_in_words
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import take_paper
from tasks.limited.process import LimitedProcess
from tasks.limited.runner import LimitExceeded
from tests.tasks.documents.office.active_content import active_in
from tests.tasks.documents.office.hostile_fields import FIELDS
from tests.tasks.documents.office.hostile_slides import SLIDES
from tests.tasks.documents.office.hostile_word import INSIDE, WORD, Case, having
from tests.tasks.documents.pdf.hostile_pdfs import PDFS
from tests.tasks.documents.workbooks.hostile_sheets import SHEETS

pytestmark = pytest.mark.thorough

CASES: dict[str, Case] = {
    f"{kind}: {name}": case
    for kind, cases in {
        "Word": {**WORD, **FIELDS, **INSIDE},
        "Excel": SHEETS,
        "PowerPoint": SLIDES,
        "PDF": PDFS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_runs_or_fetches_reaches_a_reader_untold(name: str) -> None:
    make, outcome = CASES[name]
    content = make()
    if isinstance(outcome, Remark):
        taken = take_paper(content)
        assert active_in(taken.content) == []
        assert outcome in taken.remarks
        assert remarks_in_words(taken.remarks)
        again = take_paper(taken.content)
        assert again.content[:2000] == taken.content[:2000]
        assert not again.remarks - {Remark.EMBEDDED, Remark.COMMENTS, Remark.HIDDEN}
    else:
        with pytest.raises(Problem) as refused:
            take_paper(content)
        assert outcome in str(refused.value)
        assert "send that" in str(refused.value)


def test_a_paper_that_takes_too_much_memory_is_not_called_damaged() -> None:
    process = LimitedProcess(megabytes=60)
    try:
        with pytest.raises(LimitExceeded):
            process.run(take_paper, having(b"<w:p/>" * 300_000))
    finally:
        process.close()
