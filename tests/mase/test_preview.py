"""The gallery of letters and documents."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from config.settings import ROOT
from forum.documents import ALL_DOCUMENTS
from forum.letters import ALL_LETTERS
from forum.text.problem import Problem
from mase.preview import write_preview
from tests.sheet_rows import markings

pytestmark = pytest.mark.thorough

TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_preview(tmp_path_factory.mktemp("preview") / "out", TEMPLATES)


def test_each_letter_is_in_the_index_and_shown_in_place_at_two_widths(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    for kind in ALL_LETTERS:
        assert f'href="#{kind.NAME}"' in html
        assert f'id="{kind.NAME}"' in html
    shown = [unescape(source) for source in re.findall(r'srcdoc="([^"]*)"', html)]
    assert len(shown) == 2 * len(ALL_LETTERS)
    for kind, letter in zip(ALL_LETTERS, shown[::2], strict=True):
        assert letter == (page.parent / "letters" / f"{kind.NAME}.html").read_text(encoding="utf-8")


def test_everything_the_page_links_to_is_there(page: Path) -> None:
    links = [unquote(link) for link in re.findall(r'href="([^#"][^"]*)"', page.read_text(encoding="utf-8"))]
    assert len(links) == 2 * len(ALL_LETTERS) + len(ALL_DOCUMENTS) + 6
    for link in links:
        assert (page.parent / link).stat().st_size > 0


def test_every_workbook_but_the_terms_is_marked_on_each_page(page: Path) -> None:
    marked = {file.name: markings(file.read_bytes()) for file in page.parent.rglob("*.xlsx")}
    of_terms = marked.pop("terms-of-reference.xlsx")
    assert len(marked) == 5
    assert [name for name, markings_of in marked.items() if markings_of != {"OFFICIAL-SENSITIVE"}] == []
    assert "OFFICIAL-SENSITIVE" not in of_terms


def test_writing_it_again_replaces_it(page: Path) -> None:
    before = page.read_text(encoding="utf-8")
    again = write_preview(page.parent, TEMPLATES).read_text(encoding="utf-8")
    assert re.sub(r"\d+ KB", "", again) == re.sub(r"\d+ KB", "", before)  # files have the time in them


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(Problem, match=r"taken.* cannot be written .*--out"):
        write_preview(tmp_path / "taken", TEMPLATES)


def test_a_misspelt_placeholder_leaves_nothing_behind(tmp_path: Path) -> None:
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (templates / "email" / "meetings" / "moved.md").write_text("Subject: {{ cod }}")
    with pytest.raises(Problem, match=r"meetings/moved\.md.*“cod”"):
        write_preview(tmp_path / "out", templates)
    assert not (tmp_path / "out").exists()


def test_a_group_s_own_templates_are_shown_in_the_place_of_the_common_ones(tmp_path: Path) -> None:
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    own = templates / "groups" / "harbour" / "email" / "meetings"
    own.mkdir(parents=True)
    (own / "moved.md").write_text("Subject: Harbour: another day")
    page = write_preview(tmp_path / "out", templates, "harbour").read_text(encoding="utf-8")
    assert "Harbour: another day" in page
    assert "Harbour: another day" not in write_preview(tmp_path / "out", templates).read_text(
        encoding="utf-8"
    )
