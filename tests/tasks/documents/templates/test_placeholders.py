"""Templates that somebody edited in Word, well or badly."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from forum.documents import ActionLog, Agenda, MinutesInWord
from forum.text.problem import Problem
from samples import DOCUMENTS, sample_of
from tasks.documents.word.print_document import DocumentPrinter, placeholder_faults

TEMPLATES = Path(__file__).parents[4] / "templates" / "documents"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates that a test may edit."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "documents"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace words of a template, as somebody would in Word."""
    file = docx.Document(str(path))
    (run,) = [run for paragraph in file.paragraphs for run in paragraph.runs if old in run.text]
    run.text = run.text.replace(old, new)
    file.save(str(path))


def test_a_misspelt_placeholder_names_template_and_placeholder(templates: Path) -> None:
    edit(templates / "agenda.docx", "{{ place }}", "{{ plaice }}")
    with pytest.raises(Problem) as caught:
        DocumentPrinter(templates).print(sample_of(Agenda))
    assert "agenda.docx" in caught.value.sentence
    assert caught.value.faults == ("“plaice” is not known; is “place” meant?",)


def test_a_misspelt_placeholder_of_an_item_names_it_too(templates: Path) -> None:
    edit(templates / "minutes.docx", "{{ item.title }}", "{{ item.titel }}")
    with pytest.raises(Problem) as caught:
        DocumentPrinter(templates).print(sample_of(MinutesInWord))
    assert caught.value.faults == ("“titel” is not known; is “title” meant?",)


def test_a_template_cannot_reach_behind_its_values(templates: Path) -> None:
    edit(templates / "agenda.docx", "{{ place }}", "{{ place.__class__.__mro__ }}")
    with pytest.raises(Problem, match=r"agenda\.docx"):
        DocumentPrinter(templates).print(sample_of(Agenda))


def test_a_broken_tag_names_the_template(templates: Path) -> None:
    edit(templates / "agenda.docx", "{{ place }}", "{{ place")
    with pytest.raises(Problem, match=r"agenda\.docx"):
        DocumentPrinter(templates).print(sample_of(Agenda))
    assert any(
        "agenda.docx" in fault
        for fault in placeholder_faults(DocumentPrinter(templates), [sample_of(Agenda)])
    )


@pytest.mark.parametrize("content", [None, b"", b"not a Word file", b"PK\x05\x06" + b"\0" * 18])
def test_a_missing_or_broken_template_is_named(templates: Path, content: bytes | None) -> None:
    path = templates / "action_log.docx"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(Problem, match=r"action_log\.docx can’t be opened"):
        DocumentPrinter(templates).print(sample_of(ActionLog))
    assert len(placeholder_faults(DocumentPrinter(templates), [sample_of(ActionLog)])) == 1


def test_the_templates_have_no_unknown_or_unused_placeholder() -> None:
    assert placeholder_faults(DocumentPrinter(TEMPLATES), DOCUMENTS) == []


def test_a_check_finds_every_misspelt_and_unused_placeholder_at_once(templates: Path) -> None:
    edit(templates / "agenda.docx", "{{ place }}", "{{ plaice }}")
    edit(templates / "minutes.docx", "{{ chaired_by }}", "")
    agenda, minutes = templates / "agenda.docx", templates / "minutes.docx"
    assert placeholder_faults(DocumentPrinter(templates), [sample_of(Agenda), sample_of(MinutesInWord)]) == [
        f"{agenda}: “plaice” is not known; is “place” meant?",
        f"{agenda}: “place” is not used, so nobody will read it.",
        f"{minutes}: “chaired_by” is not used, so nobody will read it.",
    ]


def test_a_placeholder_taken_out_in_word_does_not_stop_the_document(templates: Path) -> None:
    edit(templates / "minutes.docx", "{{ chaired_by }}", "")
    assert DocumentPrinter(templates).print(sample_of(MinutesInWord))
