"""mase inspection: a folder for inspectors, and part 2 in a sealed file on the Chair's word."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import CHAIR, Forum


@pytest.mark.thorough
def test_the_bundle_is_a_folder_with_an_index_and_says_what_is_missing(
    planned: Forum, tmp_path: Path
) -> None:
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    planned.file_record()
    folder = tmp_path / "bundle"
    screen = typed("inspection", "--out", str(folder), "--as-at", "13/1/2027")
    assert "begin with “MASE, as at 13 January 2027 inspection index.docx”" in screen
    assert "Missing: Minutes of MASE/2027-01: not out, due on 26 January 2027" in screen
    assert {path.name for path in folder.iterdir()} >= {"Register.xlsx", "1 Terms and members"}
    assert folder.stat().st_mode & 0o077 == 0
    with pytest.raises(Problem, match="is there already, and was left as it is"):
        typed("inspection", "--out", str(folder))
    with pytest.raises(Problem, match="Part 2 of MASE leaves on the Chair’s word alone"):
        typed("inspection", "--out", str(tmp_path / "sealed"), "--part-2")
    with pytest.raises(Problem, match="Say where the bundle is to go"):
        typed("inspection")

    assert "The Chair is asked" in typed("inspection", "--ask-for-part-2")
    planned.answer(QuestionKind.ALLOW_PART_TWO, Word.ALLOW, CHAIR)
    planned.draft_minutes()
    planned.file_minutes()
    planned.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    planned.settle("minutes")
    screen = typed("inspection", "--out", str(tmp_path / "sealed"), "--part-2")
    found = re.search(r"Give it by telephone: (\S+)", screen)
    assert found
    sealed = PdfReader(io.BytesIO((tmp_path / "sealed" / "Part 2, sealed.pdf").read_bytes()))
    assert sealed.decrypt(found[1])
