"""Pictures of far more points than a page can show are refused in words, without being drawn."""

from __future__ import annotations

import pytest

from forum.text.problem import Problem
from tasks.documents.office.pictures import picture_size
from tasks.documents.papers.take_paper import take_paper
from tests.tasks.documents.office.large_pictures import LARGE, jpeg
from tests.tasks.documents.office.office_parts import with_parts
from tests.tasks.documents.papers.word_files import a_word_file


@pytest.mark.parametrize("ending", ["png", "bin", "emf"])
@pytest.mark.parametrize("kind", LARGE)
def test_a_picture_of_far_too_many_points_is_refused_whatever_it_is_called(kind: str, ending: str) -> None:
    paper = with_parts(a_word_file(), {f"word/media/image1.{ending}": LARGE[kind]})
    with pytest.raises(Problem, match="The paper has a picture of 30,000 × 30,000 points"):
        take_paper(paper)


def test_a_photograph_as_cameras_take_them_is_taken() -> None:
    paper = with_parts(a_word_file(), {"word/media/image1.jpeg": jpeg(9_000, 6_000)})
    assert take_paper(paper).ending == "docx"


@pytest.mark.parametrize("kind", LARGE)
def test_a_picture_that_is_cut_off_has_no_size_and_breaks_nothing(kind: str) -> None:
    for length in range(0, min(len(LARGE[kind]), 64)):
        assert picture_size(LARGE[kind][:length]) in ((0, 0), (30_000, 30_000), (30_000, 0), (0, 30_000))
