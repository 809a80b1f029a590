"""What the public may see is in the group's folder, and nothing else of the group is."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from forum.questions.kinds import QuestionKind
from forum.terms.parts.calendar import Publication
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.papers.publish import (
    groups_to_publish,
    papers_kept_from_public,
    publish,
    what_to_do_about_them,
)
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, TRAINING, everything_goes

AGENDA = "MASE-2027-02 agenda.docx"


def word_file(text: str, header: str = "") -> bytes:
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.save(content)
    return content.getvalue()


def published(ahead: MonthAhead, folder: Path, *, is_changed: bool = True) -> set[str]:
    """The names in the folder after the morning's run, which then finds nothing more to do."""
    for is_due in (is_changed, False):
        with ahead.office.register.reading() as session:
            due = groups_to_publish(ahead.office, session, ahead.today, None)
        assert bool(due) is is_due
        for group in due:
            do(publish, ahead.office, group, day=ahead.today)
    return {file.name for file in folder.iterdir()}


def kept_back(ahead: MonthAhead) -> dict[str, str]:
    """What the desk says of each paper that is not public: the number of its item, and why."""
    with read_only(ahead.office, "test") as work:
        meetings = papers_kept_from_public(ahead.office, work.session, ahead.today, None)
        tasks = what_to_do_about_them(group_context(work, ahead.group), meetings)
        found = [
            re.search(r"item (\S+) of MASE/2027-02 is not public: it has (.+)\.", task.what) for task in tasks
        ]
    return {match[1]: match[2] for match in found if match}


def test_the_folder_has_what_the_public_may_see_for_as_long_as_they_may(
    released: MonthAhead, tmp_path: Path
) -> None:
    ahead, folder = released, tmp_path / "board"
    rules = {"publication": Publication(folder="board"), "marking": ""}
    policy = ahead.office.policies["MASE"].model_copy(update=rules)
    ahead.office = replace(ahead.office, policies={"MASE": policy}, public=tmp_path)
    assert published(ahead, folder) == {AGENDA}
    licensing = f"MASE-2027-02 item {ahead.number(LICENSING)}.docx"

    everything_goes(ahead)
    ahead.on("Wed 3 Feb 2027")
    ahead.file_paper(LICENSING, word_file("Licensing", header="OFFICIAL-SENSITIVE"))
    ahead.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    assert published(ahead, folder, is_changed=False) == {AGENDA}
    assert kept_back(ahead) == {
        ahead.number(TRAINING): "parts that can’t be read",
        ahead.number(LICENSING): "a protective marking",
    }

    ahead.file_paper(LICENSING, word_file("Licensing"))
    ahead.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    (folder / "notes of the office.txt").write_text("ours")
    (folder / AGENDA).write_text("not ours")
    assert published(ahead, folder) == {AGENDA, licensing, "notes of the office.txt"}
    assert (folder / AGENDA).read_bytes() != b"not ours"

    ahead.on("Mon 12 Feb 2029")
    assert published(ahead, folder) == {"notes of the office.txt"}


@pytest.mark.parametrize(
    ("then", "what_stands"),
    [("", set[str]()), ("council", {f"council/{AGENDA}", "council/MASE-terms-of-reference.pdf"})],
)
def test_a_folder_that_the_policy_names_no_more_is_emptied_of_the_group(
    released: MonthAhead, tmp_path: Path, then: str, what_stands: set[str]
) -> None:
    ahead = released
    ahead.office = replace(ahead.office, public=tmp_path)
    group = released.office.policies["MASE"].group.model_copy(update={"terms": "terms.pdf"})
    ahead.office = replace(ahead.office, whole_terms_files={"terms.pdf": b"%PDF-1.7"})
    for folder in ("board", then):
        publication = Publication(folder=folder, terms=True)
        rules = {"publication": publication, "marking": "", "group": group}
        policy = ahead.office.policies["MASE"].model_copy(update=rules)
        ahead.office = replace(ahead.office, policies={"MASE": policy})
        published(ahead, tmp_path)
    (tmp_path / "board" / "MASE notes of the office.txt").write_text("ours")
    files = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert files == {"board/MASE notes of the office.txt", *what_stands}
    whole = tmp_path / "council" / "MASE-terms-of-reference.pdf"
    assert not then or whole.read_bytes() == b"%PDF-1.7"
