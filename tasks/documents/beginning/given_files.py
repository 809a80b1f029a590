"""Reading what a board has: terms in Word or PDF, lists in workbooks, Word tables, text and cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from forum.terms.reading.clauses import Line
from forum.text.problem import Problem
from tasks.documents.members.list_files import (
    LISTS,
    MOST_LINES,
    ListTable,
    decoded,
    ending_of,
    sheets_of_file,
    sheets_of_word,
    text_lines,
    word_document,
)
from tasks.documents.office.file_checks import WORD_FILE
from tasks.documents.pdf.pages import open_pdf, within_limits

ENDINGS = (*LISTS, ".pdf")
_TERMS = re.compile(r"terms of reference|\bquor(?:um|ate)|\bconstitution\b|standing orders", re.I)
_BEGINS = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S|\(?[a-z]\)|[•·●○▪◦\uf0b7*]|[-–—]\s|[A-Z][A-Z &]{4,}$)"
)


@dataclass(frozen=True)
class Given:
    """What a file has: its paragraphs, and its tables of texts."""

    name: str
    lines: tuple[Line, ...] = ()
    sheets: tuple[ListTable, ...] = ()

    @property
    def is_terms(self) -> bool:
        """Say whether the file is terms of reference by its words: a list of people has none of them."""
        return sum(bool(_TERMS.search(line.text)) for line in self.lines) > 0 and len(self.lines) > 4


def read_given(content: bytes, name: str) -> Given:
    """Read a file by its ending. Raises Problem for another kind, a password, a scan, and damage."""
    ending = ending_of(name)
    if ending == ".docx":
        return _word(content, name)
    if ending == ".pdf":
        return Given(name, tuple(_pdf_lines(content, name)))
    lines = text_lines(decoded(content)) if ending == ".txt" else ()
    return Given(name, tuple(map(Line, lines)), sheets_of_file(content, name))


def _word(content: bytes, name: str) -> Given:
    document = word_document(content, name)
    try:
        lines = tuple(_word_lines(document))[:MOST_LINES]
    except Exception as error:  # python-docx raises errors of any kind for a damaged file
        raise Problem(WORD_FILE.damaged(name)) from error
    return Given(name, lines, sheets_of_word(document, name))


def _word_lines(document: Document) -> Iterator[Line]:
    counts: dict[tuple[str, int], int] = {}
    kinds = _numbering(document)
    for block in document.element.body.iter(qn("w:p"), qn("w:tr")):
        if block.tag == qn("w:tr"):
            cells = [
                " ".join(text.text or "" for text in cell.iter(qn("w:t"))).strip()
                for cell in block.iter(qn("w:tc"))
            ]
            if len(cells) == 2 and cells[0] and len(cells[0]) <= 60 and len(cells[1]) > len(cells[0]):
                yield Line(f"{cells[0].rstrip(':')}: {cells[1]}")
            continue
        inside_table = next(block.iterancestors(qn("w:tc")), None) is not None
        text = "".join(
            (piece.text or "") if piece.tag == qn("w:t") else " "
            for piece in block.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        ).strip()
        if not text or inside_table:
            continue
        style = (block.style or "").lower()
        number, is_item = _number_of(block, counts, kinds)
        is_bold = all(
            run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
            for run in block.iter(qn("w:r"))
            if "".join(run.itertext()).strip()
        )
        heading = style.startswith(("heading", "title")) or (
            is_bold and len(text) <= 70 and not text.endswith(".")
        )
        yield Line(text, number, heading, (is_item or "bullet" in style) and not heading)


def _numbering(document: Document) -> dict[tuple[str, int], tuple[str, str]]:
    """The format and pattern of each level of each list of a document."""
    try:
        part = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {each.get(qn("w:abstractNumId")): each for each in part.iter(qn("w:abstractNum"))}
    kinds = {}
    for number in part.iter(qn("w:num")):
        of = abstract.get(number.find(qn("w:abstractNumId")).get(qn("w:val")))
        for level in of.iter(qn("w:lvl")) if of is not None else ():
            kind, pattern = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
            words = ["" if part is None else part.get(qn("w:val")) or "" for part in (kind, pattern)]
            kinds[number.get(qn("w:numId")), int(level.get(qn("w:ilvl")))] = (words[0], words[1])
    return kinds


def _number_of(
    block: Any,
    counts: dict[tuple[str, int], int],
    kinds: dict[tuple[str, int], tuple[str, str]],
) -> tuple[str, bool]:
    """Return the number that Word shows before a paragraph, and whether it is an entry of a list."""
    numbered = block.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbered is None or numbered.find(qn("w:numId")) is None:
        return "", (block.style or "").lower().startswith("list")
    list_id = numbered.find(qn("w:numId")).get(qn("w:val"))
    at = numbered.find(qn("w:ilvl"))
    level = int(at.get(qn("w:val"))) if at is not None else 0
    kind, pattern = kinds.get((list_id, level), ("", ""))
    counts[list_id, level] = counts.get((list_id, level), 0) + 1
    for deeper in [key for key in counts if key[0] == list_id and key[1] > level]:
        del counts[deeper]
    if kind != "decimal":
        return "", kind != "none"
    number = re.sub(r"%(\d)", lambda part: str(counts.get((list_id, int(part[1]) - 1), 1)), pattern)
    return number.strip(". )("), False


def _pdf_lines(content: bytes, name: str) -> Iterator[Line]:
    try:
        with within_limits():
            reader = open_pdf(content)
            if reader.is_encrypted:
                raise Problem(f"{name} has a password. Save it without one, and put that in the folder.")
            pages = [page.extract_text() for page in reader.pages[:60]]
    except Problem:
        raise
    except Exception as error:  # pypdf raises errors of any kind for a damaged file
        raise Problem(
            f"{name} is damaged, or not a PDF. Print it to PDF again, and put that in the folder."
        ) from error
    if sum(map(len, pages)) < 40 * len(pages):
        raise Problem(
            f"{name} has pictures of pages and no text: it was scanned. Put the Word file in the "
            f"folder in its place."
        )
    edges = [line.strip() for page in pages for line in (page.splitlines()[:2] + page.splitlines()[-2:])]
    repeated = {line for line in edges if len(pages) > 2 and edges.count(line) > len(pages) // 2}
    paragraph = ""
    for line in (line.strip() for page in pages for line in page.splitlines()):
        if line in repeated or re.fullmatch(r"(?:page )?\d{1,3}(?: of \d+)?", line, re.I):
            continue
        if paragraph and line and not _BEGINS.match(line) and not _is_whole(paragraph, line):
            paragraph += line if paragraph.endswith("-") else f" {line}"
        else:
            if paragraph:
                yield Line(paragraph)
            paragraph = line
    if paragraph:
        yield Line(paragraph)


def _is_whole(paragraph: str, following: str) -> bool:
    """Say whether a line of a PDF ends its paragraph: by a full stop, or as a heading before a capital."""
    last = paragraph.rsplit("\n")[-1]
    return paragraph.endswith((".", ":", ";", "?")) or (len(last) < 60 and following[:1].isupper())
