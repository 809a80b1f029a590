"""The gallery: every letter, document and workbook with sample data, on one page to look at."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import ROOT
from forum.text.problem import Problem
from mase.pages import page_in_print
from mase.terminal import make_private, write_private
from samples import DOCUMENTS, LETTERS
from samples.plan import filled_lines, plan_rows, plan_workbook
from samples.record import sample_form
from samples.task_group import commission_page, filled_page
from tasks.documents.charts import WIDTH_IN_LETTERS_CM
from tasks.documents.charts.draw import draw
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tasks.documents.letters.reader_format import letter_page
from tasks.documents.record import write_record
from tasks.documents.templates.template_files import read_templates, templates_of
from tasks.documents.terms.workbook import write_policy
from tasks.documents.word.print_document import DocumentPrinter

MEMBERS = ROOT / "config" / "members-sample.xlsx"


@dataclass(frozen=True)
class Shown:
    """A letter of the gallery: ``name`` is its folder, ``title`` that in words, ``about`` what it is for."""

    name: str
    title: str
    about: str
    printed: Printed


@dataclass(frozen=True)
class GalleryFile:
    """A document or workbook of the gallery, under the file name that its readers see."""

    title: str
    name: str
    content: bytes


def write_preview(out: Path, templates: Path, own: str = "") -> Path:
    """Write the gallery into ``out`` and return its page; with the files of a group's ``own`` folder of
    templates in the place of the common ones.

    Problem where a template is at fault (nothing is written then) or the folder cannot be written into.
    """
    on_disk = read_templates(templates) if own else {}
    of_letters, of_documents = (
        templates_of(on_disk, kind, own) if own else None for kind in ("email", "documents")
    )
    letters = tuple(_letters(LetterPrinter(templates / "email", contents=of_letters)))
    files = tuple(_files(DocumentPrinter(templates / "documents", of_documents)))
    page = page_in_print(templates, "preview.html", {}, letters=letters, files=files)
    try:
        for letter in letters:
            _write(out / "letters" / f"{letter.name}.html", letter.printed.html.encode())
            _write(out / "letters" / f"{letter.name}.txt", letter.printed.text.encode())
        for file in files:
            _write(out / "documents" / file.name, file.content)
        _write(out / "index.html", page.encode())
    except OSError as error:
        raise Problem(
            f"{error.filename} cannot be written ({error.strerror}). Choose another folder with --out."
        ) from error
    return out / "index.html"


def _letters(printer: LetterPrinter) -> Iterator[Shown]:
    for letter in LETTERS:
        about = inspect.getdoc(inspect.getmodule(type(letter))) or ""
        title = letter.NAME.replace("_", " ").capitalize()
        printed = printer.print(letter)
        pictures = {chart.file_name: draw(chart, WIDTH_IN_LETTERS_CM) for chart in letter.charts}
        page = letter_page(printed.html, printed.text, pictures)
        yield Shown(letter.NAME, title, about, replace(printed, html=page))


def _files(printer: DocumentPrinter) -> Iterator[GalleryFile]:
    for document in DOCUMENTS:
        yield GalleryFile(f"{document.title} (Word)", document.file_name, printer.print(document))
    form = sample_form()
    name = f"{form.reference.replace('/', '-')} record.xlsx"
    yield GalleryFile("Record of a meeting (workbook)", name, write_record(form))
    yield GalleryFile("Action plan (workbook)", "action plan.xlsx", plan_workbook(plan_rows()))
    yield GalleryFile("Page of a task group (workbook)", "task group.xlsx", filled_page(commission_page()))
    yield GalleryFile("A lead’s lines of the plan (workbook)", "your plan lines.xlsx", filled_lines())
    yield GalleryFile("Members (workbook)", MEMBERS.name, MEMBERS.read_bytes())
    yield GalleryFile("Terms of reference (workbook)", "terms-of-reference.xlsx", write_policy())


def _write(path: Path, content: bytes) -> None:
    make_private(path.parent)
    write_private(path, content)
