from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from config.settings import ROOT
from forum.boards.report import Box, sections
from forum.text.problem import Problem
from samples.documents.registers import BOARD_REPORT
from samples.task_group import BODY, FACTS, REFERENCE, WRITTEN
from tasks.documents.boards import lines_outside_boxes, read_board_report
from tasks.documents.word.print_document import DocumentPrinter, W

BOXES = tuple(Box)


@cache
def draft() -> bytes:
    """The report as the board's Chair gets it to write in."""
    return DocumentPrinter(ROOT / "templates" / "documents").print(BOARD_REPORT)


def edited(change: object) -> bytes:
    """The draft with its body changed, as Word would."""
    document = docx.Document(io.BytesIO(draft()))
    change(document)  # type: ignore[operator]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def box_of(document: docx.document.Document, box: Box) -> object:
    return next(
        control
        for control in document.element.body.iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == box.value
    )


def write_in(box: Box, *paragraphs: str) -> object:
    def change(document: docx.document.Document) -> None:
        content = box_of(document, box).find(f"{W}sdtContent")  # type: ignore[attr-defined]
        for paragraph in list(content):
            content.remove(paragraph)
        for words in paragraphs:
            content.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{words}</w:t></w:r></w:p>"))

    return change


def test_what_stands_in_the_boxes_comes_back_and_prompts_do_not() -> None:
    report = read_board_report(draft(), REFERENCE, BOXES)
    asks = "1. note the progress of the action plan\n2. ask partners to release staff for the training of GPs"
    assert dict(report.written) == WRITTEN | {Box.ASKS: asks}
    assert report.other == lines_outside_boxes(draft())


def test_several_paragraphs_in_a_box_are_kept_and_so_is_a_box_put_into_another_draft() -> None:
    content = edited(write_in(Box.THEMES, "Hotels &amp; lodgings.", "Online first contact."))
    written = dict(read_board_report(content, REFERENCE, BOXES).written)
    assert written[Box.THEMES] == "Hotels & lodgings.\nOnline first contact."
    again = replace(BOARD_REPORT, sections=sections(FACTS, written, BODY, is_draft=True))
    printed = DocumentPrinter(ROOT / "templates" / "documents").print(again)
    assert dict(read_board_report(printed, REFERENCE, BOXES).written) == written


def test_text_that_was_deleted_with_changes_tracked_is_not_taken() -> None:
    def delete(document: docx.document.Document) -> None:
        content = box_of(document, Box.RISKS).find(f"{W}sdtContent")  # type: ignore[attr-defined]
        content.append(
            parse_xml(
                f"<w:p {nsdecls('w')}><w:del w:id='1' w:author='a'><w:r><w:delText>Jo Field</w:delText></w:r>"
                "</w:del><w:ins w:id='2' w:author='a'><w:r><w:t>Put in.</w:t></w:r></w:ins></w:p>"
            )
        )

    assert dict(read_board_report(edited(delete), REFERENCE, BOXES).written)[Box.RISKS].endswith("\nPut in.")


def test_a_change_outside_the_boxes_is_seen() -> None:
    def change(document: docx.document.Document) -> None:
        line = next(one for one in document.paragraphs if "2 of 2 quorate" in one.text)
        line.runs[0].text = "All meetings were quorate."

    other = read_board_report(edited(change), REFERENCE, BOXES).other
    assert {*other} - {*lines_outside_boxes(draft())} == {"All meetings were quorate."}


def without_box(document: docx.document.Document) -> None:
    box_of(document, Box.NEXT).getparent().remove(box_of(document, Box.NEXT))  # type: ignore[attr-defined]


def blank() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: b"PK not a Word file", "is not a Word file|damaged"),
        (blank, "no draft of that report: its foot does not name it.*Nothing has been taken"),
        (lambda: edited(without_box), "lost the box for next.*Nothing has been taken"),
        (lambda: edited(write_in(Box.RISKS, "x" * 7_000)), "longer than two sides"),
    ],
    ids=["no Word file", "another document", "a box lost", "too long"],
)
def test_a_file_that_is_no_report_is_refused_with_the_remedy(made: Callable[[], bytes], why: str) -> None:
    with pytest.raises(Problem, match=why):
        read_board_report(made(), REFERENCE, BOXES)


def test_the_report_to_another_board_is_refused() -> None:
    with pytest.raises(Problem, match="no draft of that report"):
        read_board_report(draft(), REFERENCE.replace("KSCB-BG", "KSCB"), BOXES)
