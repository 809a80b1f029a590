"""Large print and plain text: nothing smaller than 18 points, nothing lost, no second form."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from forum.documents import ActionLog, Agenda, Document, MinutesInWord
from forum.letters.papers import Papers
from forum.members.register_state import Format, file_name_in, format_of, is_our_document
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.letters.reader_format import document_in_format, letter_in_format
from tasks.documents.word.print_document import DocumentPrinter
from tests.conftest import ROOT

OURS = pytest.mark.parametrize("kind", [Agenda, MinutesInWord, ActionLog])
GAP = 6  # half-points: the air below a table, which has no letters


def printed(kind: type[Document]) -> bytes:
    return DocumentPrinter(ROOT / "templates" / "documents").print(sample_of(kind))


def words(content: bytes) -> list[str]:
    file = docx.Document(io.BytesIO(content))
    return [text.text for text in file.element.iter(qn("w:t")) if text.text and text.text.strip()]


@pytest.mark.parametrize(
    ("needed", "format"),
    [
        ("", Format.USUAL),
        ("Large print please", Format.LARGE_PRINT),
        ("large-print", Format.LARGE_PRINT),
        ("plain text", Format.PLAIN_TEXT),
        ("text only (screen reader)", Format.PLAIN_TEXT),
        ("Braille", Format.OTHER),
    ],
)
def test_the_format_is_read_as_people_write_it(needed: str, format: Format) -> None:
    assert format_of(needed) is format


def test_only_documents_of_our_own_are_made_in_another_format() -> None:
    assert is_our_document("MASE-2027-02 agenda, part 2.docx")
    assert not is_our_document("MASE-2027-02 item 7.docx")
    assert (
        file_name_in(Format.LARGE_PRINT, "MASE-2027-02 minutes.docx")
        == "MASE-2027-02 minutes, large print.docx"
    )
    assert file_name_in(Format.PLAIN_TEXT, "MASE-2027-02 minutes.docx") == "MASE-2027-02 minutes.txt"


@OURS
def test_large_print_has_the_same_words_and_none_below_18_points(kind: type[Document]) -> None:
    before = printed(kind)
    large = document_in_format(Format.LARGE_PRINT, before)
    assert words(large) == words(before)
    file = docx.Document(io.BytesIO(large))
    section = file.sections[0]
    parts = (file.styles.element, file.element, section.header._element, section.footer._element)
    sizes = {int(size.get(qn("w:val"))) for part in parts for size in part.iter(qn("w:sz"))}
    assert min(sizes - {GAP}) == 36


@OURS
def test_plain_text_has_every_word_of_the_document(kind: type[Document]) -> None:
    before = printed(kind)
    text = " ".join(document_in_format(Format.PLAIN_TEXT, before).decode().split())
    for word in words(before):
        assert " ".join(word.split()) in text, word
    assert text.startswith("OFFICIAL-SENSITIVE")
    assert text.endswith("OFFICIAL-SENSITIVE")


def test_a_letter_in_large_print_has_no_type_below_18_points() -> None:
    printer = LetterPrinter(Path(ROOT / "templates" / "email"))
    html = letter_in_format(Format.LARGE_PRINT, printer.print(sample_of(Papers))).html
    assert min(int(size) for size in re.findall(r"font-size:(\d+)px", html)) == 24


def test_a_letter_in_plain_text_has_no_second_form() -> None:
    usual = LetterPrinter(Path(ROOT / "templates" / "email")).print(sample_of(Papers))
    plain = letter_in_format(Format.PLAIN_TEXT, usual)
    assert (plain.text, plain.html) == (usual.text, "")
