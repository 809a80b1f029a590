"""Printing Word documents from the templates that the unit edits in Word."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, pass_context
from jinja2.environment import Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup

from forum.documents.base import Document
from forum.documents.minutes import MinutesStanding
from forum.text import wording
from forum.text.charts import Chart
from forum.text.checks import checked_text
from forum.text.problem import Problem
from tasks.documents.charts import WIDTH_CM
from tasks.documents.charts.draw import draw
from tasks.documents.office.cleaning import cleaned_office
from tasks.documents.office.file_checks import WORD_FILE
from tasks.documents.templates.sandbox import (
    EVALUATION_ERRORS,
    MOST_NODES,
    ForbiddenError,
    Sandbox,
    charge,
    forbidden_action,
    rendering,
)
from tasks.documents.templates.template_files import Placeholders

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST_TEMPLATE = 2_000_000  # characters of one part
LONGEST_DOCUMENT = 40_000_000  # characters, with Word's own marks and all that the template works through
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_XML_TAG = re.compile(r"<[^>]*>")
_PROPERTIES = re.compile(r"<w:[rp]Pr>.*?</w:[rp]Pr>", re.DOTALL)
LONGEST_TITLE = 255  # characters, in the properties of a Word file
PLAIN = "auto"
_FILE, _PICTURES = "_file", "_pictures"  # the file under construction and its charts, for the filters alone
COLOURS: Mapping[str, str] = {  # by the words in the cell, which have the same meaning without colour
    "Overdue": "F4B6B0",
    "Reported done": "CFE2F3",
    "Due soon": "FCE8B2",
    "Below": "F4B6B0",
    "At the limit": "FCE8B2",
    "Vacant": "E3E3E3",
    "D": "FCE8B2",
    "A": "F9D3B4",
    "X": "F4B6B0",
    "–": "E3E3E3",
    "No": "F4B6B0",
    "Red (R)": "F4B6B0",
    "Amber (A)": "FCE8B2",
    "Green (G)": "D3EBD3",
    "Blue (B)": "CFE2F3",
    "Grey (N)": "E3E3E3",
    "Met": "D3EBD3",
    "In part": "FCE8B2",
    "Not met": "F4B6B0",
    "Nothing due": "E3E3E3",
}


class DocumentPrinter:
    """Prints documents from the templates in ``folder``, a ``<name>.docx`` each, read once.

    ``contents`` take the place of the files, where given.
    """

    def __init__(self, folder: Path, contents: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self._contents = contents
        self._environment = _Environment()
        self._templates: dict[str, _Template] = {}

    def print(self, document: Document) -> bytes:
        """Return the document as a Word file in which every text of it stands whole.

        Problem where a text has characters that no document can hold, where the template has a placeholder
        that the document lacks, or where a text was lost in printing.
        """
        return self.template(document.NAME).print(document)

    def template(self, name: str) -> _Template:
        """Return the opened template; Problem when it is missing or no Word file."""
        if name not in self._templates:
            path = self.folder / f"{name}.docx"
            content = None if self._contents is None else self._contents.get(path.name, b"")
            self._templates[name] = _Template(path, self._environment, content)
        return self._templates[name]


class _Template:
    """A template, opened once and cleaned, so that no printed document names its authors."""

    def __init__(self, path: Path, environment: _Environment, content: bytes | None = None) -> None:
        self.path = path
        self._environment = environment
        try:
            content = path.read_bytes() if content is None else content
            docx.Document(io.BytesIO(content))
        except (OSError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise Problem(f"{path} can’t be opened as a Word file; put the template back.") from error
        self._content = cleaned_office(content, str(path), WORD_FILE, "Put the template back.").content
        self._patched: dict[str, str] = {}

    def _open(self) -> _Word:
        return _Word(io.BytesIO(self._content), self._patched)

    @cached_property
    def placeholders(self) -> Placeholders:
        """Return the names that the template uses. Problem when one of its tags can't be read."""
        template = self._open()
        template.init_docx()
        parts = [template.get_xml()]
        for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
            parts += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
        try:
            return Placeholders.of([self._environment.parse(template.patch_xml(xml)) for xml in parts])
        except (ForbiddenError, SecurityError) as error:
            raise self._not_allowed(error) from error
        except TemplateError as error:
            raise Problem(f"{self.path}: a tag can’t be read ({error.message}).") from error
        except EVALUATION_ERRORS as error:
            raise Problem(f"{self.path}: a tag can’t be read ({type(error).__name__}).") from error

    def print(self, document: Document) -> bytes:
        for where, _, text in _texts(document):
            checked_text(text, f"{self.path.stem}, {where}")
        template, values = self._open(), _values(document)
        try:
            with rendering(LONGEST_DOCUMENT):
                template.render({**values, _FILE: template}, self._environment, autoescape=True)
        except UndefinedError as error:
            unknown = self.placeholders.unknown(type(document)) or [str(error.message)]
            raise Problem(f"{self.path} has a placeholder that is not known.", unknown) from error
        except (ForbiddenError, SecurityError) as error:
            raise self._not_allowed(error) from error
        except TemplateError as error:
            raise Problem(f"{self.path}: a tag can’t be read ({error.message}).") from error
        except EVALUATION_ERRORS as error:
            raise Problem(f"{self.path}: a tag can’t be worked out ({type(error).__name__}).") from error
        self._check_whole(document, template)
        template.docx.core_properties.title = f"{document.title}, {document.reference}"[:LONGEST_TITLE]
        _fit_columns(template)
        file = io.BytesIO()
        template.save(file)
        return file.getvalue()

    def _not_allowed(self, error: ForbiddenError | SecurityError) -> Problem:
        return Problem(
            f"{self.path} does what no template may: {forbidden_action(error)}. Take it out there, and find "
            "out who wrote it."
        )

    def _check_whole(self, document: Document, template: DocxTemplate) -> None:
        """Check that every text of the document was printed, save those that the template leaves out."""
        printed = _squeezed("".join(_printed(template)))
        lost = [
            where
            for where, field, text in _texts(document)
            if field in self.placeholders.names and _squeezed(text) not in printed
        ]
        if lost:
            raise Problem(f"{self.path}: these texts did not come through whole; mend the template.", lost)


class _Word(DocxTemplate):  # type: ignore[misc]  # it has no types
    """A Word file whose tags are each closed before the next begins, which keeps reading it linear.

    ``patched`` has the parts of the same template as they were patched for an earlier printing.
    """

    def __init__(self, file: io.BytesIO, patched: dict[str, str]) -> None:
        super().__init__(file)
        self._patched = patched

    def patch_xml(self, src_xml: str) -> str:
        if src_xml not in self._patched:
            self._patched[src_xml] = self._patch(src_xml)
        return self._patched[src_xml]

    def _patch(self, src_xml: str) -> str:
        marks = _MARK.findall(_XML_TAG.sub("", src_xml))
        opened = [number for number, mark in enumerate(marks) if mark in _CLOSED_BY]
        if len(opened) > MOST_NODES:
            raise ForbiddenError("it is too long", 1)
        for number in opened:
            if marks[number + 1 : number + 2] != [_CLOSED_BY[marks[number]]]:
                raise TemplateSyntaxError(f"“{marks[number]}” is not closed", 1)
        patched: str = super().patch_xml(src_xml)
        return patched

    def resolve_listing(self, xml: str) -> str:
        """Turn line breaks and tabs into Word's own, repeating the properties around each, and charge for
        it."""
        longest = max(map(len, _PROPERTIES.findall(xml)), default=0)
        charge(sum(map(xml.count, "\t\a\n\f")) * (2 * longest + 100))
        resolved: str = super().resolve_listing(xml)
        return resolved


class _Environment(Sandbox):
    """An environment that compiles each part of a template once, since it is printed hundreds of times."""

    def __init__(self) -> None:
        self._compiled: dict[str, Template] = {}
        filters: dict[str, Callable[..., Any]] = {
            "long_date": wording.long_date,
            "full_date": wording.full_date,
            "short_day_month": wording.short_day_month,
            "short_date": wording.short_date,
            "month": wording.month,
            "clock_time": wording.clock_time,
            "count": wording.count,
            "capital": wording.capital,
            "lines": str.splitlines,
            "table_date": lambda day: f"{wording.short_day_month(day)} {day.year}",
            "percent": percent,
            "yes_no": lambda true: "Yes" if true else "No",
            "colour": lambda words: COLOURS.get(words, PLAIN),
            "picture": _picture,
        }
        super().__init__(filters, longest=LONGEST_TEMPLATE)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **kwargs)
        return self._compiled[source]


@pass_context
def _picture(context: Context, chart: Chart) -> Markup:
    """Put the picture of a chart where a text stands, with its alternative text."""
    file: DocxTemplate = context[_FILE]
    picture = io.BytesIO(context[_PICTURES][chart])
    inline = file.current_rendering_part.new_pic_inline(picture, width=Cm(WIDTH_CM))
    inline.docPr.set("descr", chart.alternative)
    return Markup(
        f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'
    )


def placeholder_faults(printer: DocumentPrinter, documents: Iterable[Document]) -> list[str]:
    """Return a sentence for each placeholder of a printer's templates that is unknown or unused.

    Where none is unknown, the document is printed too, which finds the other faults of its template.
    """
    faults = []
    for document in documents:
        try:
            kind, template = type(document), printer.template(document.NAME)
            unknown, unused = template.placeholders.unknown(kind), template.placeholders.unused(kind)
            faults += [f"{template.path}: {words}" for words in (*unknown, *unused)]
            if not unknown:
                template.print(document)
        except Problem as problem:
            faults.append(str(problem))
    return faults


def write_standing(minutes: bytes, standing: MinutesStanding) -> bytes:
    """Write the standing ("draft") into minutes that the unit may have edited in Word.

    The standing goes below the title and into the footer, in paragraphs of the style "Standing"; where the
    unit took out the one below the title, it goes before all text. Problem when the minutes are no Word file.
    """
    try:
        document = docx.Document(io.BytesIO(minutes))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Problem("The minutes can’t be opened as a Word file; save them as .docx.") from error
    styles = {style.style_id for style in document.styles if (style.name or "").startswith("Standing")}
    below_title = _in_style(styles, document.paragraphs)
    if not below_title:
        below_title = [document.paragraphs[0].insert_paragraph_before()]
    footers = [section.footer.paragraphs for section in document.sections]
    for paragraph in (*below_title, *_in_style(styles, itertools.chain(*footers))):
        paragraph.text = standing
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _in_style(styles: Container[str], paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs in these styles, by style id: looking up 5,000 styles would take seconds."""
    return [paragraph for paragraph in paragraphs if paragraph._p.style in styles]


def percent(share: Fraction | None) -> str:
    """Write a share as "67%", rounded; a dash for none. The fraction decides, and stands beside it."""
    return "–" if share is None else wording.rounded(share.numerator, share.denominator)


def _values(document: Document) -> dict[str, Any]:
    """Return the document's fields and properties, which the template may use by name, and the pictures of
    its charts.

    They are drawn before the template is: what imports while docxtpl works can keep its tree from being
    python-docx's own.
    """
    values = {name: getattr(document, name) for name in dir(document) if not name.startswith("_")}
    return {**values, _PICTURES: {chart: draw(chart) for chart in _charts(tuple(values.values()))}}


def _charts(value: Any) -> Iterator[Chart]:
    """Yield each chart in a value, however deep."""
    if isinstance(value, Chart):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _charts(part)
    elif dataclasses.is_dataclass(value):
        for inner in dataclasses.fields(value):
            yield from _charts(getattr(value, inner.name))


def _texts(value: Any, where: str = "", field: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each text in a document: its place ("items 3, title"), its field and the text itself. Those of a
    chart are drawn."""
    if isinstance(value, str):
        yield where, field, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            yield from _texts(part, f"{where} {number}", field)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Chart):
        for inner in dataclasses.fields(value):
            place = f"{where}, {inner.name}" if where else inner.name
            yield from _texts(getattr(value, inner.name), place, inner.name)


def _printed(template: DocxTemplate) -> Iterator[str]:
    """Yield the pieces of text of the body, then of the headers and footers."""
    parts = [template.docx.element.body]
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        parts += [part.element for _, part in template.get_headers_footers(uri)]
    for part in parts:
        yield from (piece.text or "" for piece in part.iter(f"{W}t"))


def _squeezed(text: str) -> str:
    """Return the text in one case and without white space, which Word keeps in marks of its own."""
    return "".join(text.split()).casefold()


def _fit_columns(template: DocxTemplate) -> None:
    """Give each table the column widths of its first row, since a printed row may have added columns."""
    for table in template.docx.tables:
        grid = table._tbl.tblGrid
        for column, cell in zip(grid.gridCol_lst, table.rows[0]._tr.tc_lst, strict=True):
            column.w = cell.width
