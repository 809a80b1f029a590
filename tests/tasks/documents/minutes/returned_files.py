"""Files of minutes as people send them back."""

from __future__ import annotations

import io
from functools import cache

import docx
import pytest

from config.settings import ROOT
from forum.documents.minutes import MinutesInWord
from forum.text.problem import Problem
from samples import sample_of
from tasks.documents.minutes import check_minutes
from tasks.documents.word.print_document import DocumentPrinter
from tests.tasks.documents.office.office_parts import replaced

RECORD = sample_of(MinutesInWord)


DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"


@cache
def draft() -> bytes:
    return DocumentPrinter(ROOT / "templates" / "documents").print(RECORD)


def faults(content: bytes, of: MinutesInWord = RECORD) -> tuple[str, ...]:
    with pytest.raises(Problem) as refused:
        check_minutes(content, of)
    return refused.value.faults or (refused.value.sentence,)


def words_of(content: bytes) -> set[str]:
    """What is written in the paragraphs of a file of minutes, each with single spaces."""
    return {" ".join(paragraph.text.split()) for paragraph in docx.Document(io.BytesIO(content)).paragraphs}


def in_item(kind: bytes) -> bytes:
    """The minutes with something of Word's put into the heading of the first item that has a decision."""
    item = next(item for item in RECORD.items if item.decisions)
    text = f"Decision {item.decisions[0].reference}".encode()
    return replaced(draft(), DOCUMENT, text, b"</w:t></w:r>" + kind + b"<w:r><w:t>" + text)


def item_with_decision() -> tuple[str, str, str, str]:
    item = next(item for item in RECORD.items if item.decisions)
    return item.number, item.title, item.decisions[0].reference, item.decisions[0].text


NUMBER, TITLE, DECISION, DECIDED = item_with_decision()
