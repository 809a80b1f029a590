"""Reading the text of minutes in Word, paragraph by paragraph, each with its place.

Checking minutes that come back as Word files, against the record, before they are stored.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any
from xml.etree.ElementTree import fromstring

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import XmlchemyError

from forum.documents.minutes import MinutedItem, MinutesInWord, MinutesStanding
from forum.minutes import DecisionTaken
from forum.papers.papers import Remark
from forum.text.comparison import Paragraph
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.documents.office.cleaning import cleaned_office
from tasks.documents.office.file_checks import WORD_FILE, ElementBudget, check_xml, checked_parts
from tasks.documents.office.hidden_text import TextAppearance
from tasks.documents.office.package import parse_xml
from tasks.documents.word.print_document import W, write_standing

HEADINGS = (  # of the template, which messages may quote; items are named by their numbers alone
    "Present", "Apologies", "Absent without apologies", "Present for part 1 only", "In attendance", "Quorum",
    "Declarations of interest",
    "Minutes of the last meeting", "Next meeting",
)  # fmt: skip
ABOVE = "above the first heading"
_NUMBERED = re.compile(r"\s*(\w{1,5})\.\s")


def paragraphs_of(minutes: bytes) -> list[Paragraph]:
    """Return every paragraph with text in it, and every row of a table, in reading order."""
    return paragraphs_in(docx.Document(io.BytesIO(minutes)).element.body)


def paragraphs_in(body: Any) -> list[Paragraph]:
    """Return the same of the body of a document that is open already."""
    place, paragraphs = ABOVE, []
    for element in _blocks(body):
        place = place_beginning(element) or place
        if text := _block_text(element):
            paragraphs.append(Paragraph(place, text))
    return paragraphs


def place_beginning(element: Any) -> str:
    """Return the place that begins with a heading, an item by its number, never its words; empty
    otherwise."""
    if element.tag != f"{W}p" or not (element.style or "").startswith("Heading"):
        return ""
    text = paragraph_text(element)
    if number := _NUMBERED.match(text):
        return f"under item {number[1]}"
    return f"under “{text}”" if text in HEADINGS else ""


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph, without deleted text."""
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).strip()


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (f"{W}p", f"{W}tr"):
            yield child
        else:
            yield from _blocks(child)


def _block_text(element: Any) -> str:
    if element.tag == f"{W}p":
        return paragraph_text(element)
    cells = [" ".join(map(paragraph_text, cell.iter(f"{W}p"))).strip() for cell in element.iter(f"{W}tc")]
    return ", ".join(filter(None, cells))


MOST_PARAGRAPHS = 5_000  # some 150 pages
STANDINGS = frozenset(MinutesStanding)
TRACKED = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange",
        "sectPrChange", "numberingChange", "cellIns", "cellDel",
    )
)  # fmt: skip
# The errors that python-docx and the XML parsers raise for damaged Word files.
BROKEN = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError,
    AttributeError, SyntaxError, TypeError, XmlchemyError,
)  # fmt: skip
_EMBEDDED = frozenset({"aFChunk", "oleObject", "package", "control"})
INSTEAD = "Copy its text into the draft that was sent, and send that."
ELSEWHERE = "It shows something that is kept elsewhere (a linked picture or file): paste it as a picture."
OBJECT = "It has an embedded object (a sheet, a file, a control): paste it as a picture or as text."
UNKNOWN = f"It has parts of a kind that is not known. {INSTEAD}"
REMEDIES: Mapping[Remark, str] = {
    Remark.COMMENTS: "It has comments: on the Review tab, delete all comments.",
    Remark.TRACKED: "It has tracked changes: on the Review tab, accept or reject all of them.",
    Remark.HIDDEN: "It has hidden text: take it out, or clear “Hidden” in Font.",
    Remark.EMBEDDED: OBJECT,
    Remark.LINKED: ELSEWHERE,
    Remark.LINKS: "It has links to files or programs: right-click each, and choose Remove Hyperlink.",
    Remark.ACTIONS: "It has fields or buttons that run something: click each, and press Ctrl+Shift+F9.",
    Remark.OBJECTS: OBJECT,
    Remark.ATTACHED: OBJECT,
    Remark.UNKNOWN: UNKNOWN,
    Remark.NOT_CLEANED: UNKNOWN,
}
"""The remedy for each thing that papers may have and minutes may not, where no check names its place."""


def check_minutes(content: bytes, of: MinutesInWord) -> bytes:
    """Check the minutes against the record (``of``), and return the file without its authors' names.

    An item left empty gets the outcome that the record has for it.

    Raises Problem for a file that can't be opened safely, and Problem listing every fault with its place:
    text that is lost, hidden, or not clean.
    """
    where = f"The file of the minutes of {of.reference}"
    parts = checked_parts(content, where, WORD_FILE)
    if sum(map(_paragraphs, parts.values())) > MOST_PARAGRAPHS:
        raise Problem(f"{where} has more than {MOST_PARAGRAPHS:,} paragraphs, and was not read.")
    try:
        document = docx.Document(io.BytesIO(content))
        if _fill_empty(document, of):
            file = io.BytesIO()
            document.save(file)
            content = file.getvalue()
        write_standing(content, MinutesStanding.DRAFT)  # as is done when they go out
        cleaned = cleaned_office(content, where, WORD_FILE, INSTEAD, title=f"{of.title}, {of.reference}")
        faults = [
            *_linked(parts),
            *_left_over(document, parts),
            *_unseen(document, parts),
            *_furniture(document, of),
            *_lost(document, of),
            *_empty(document, of),
        ]
        if not faults:
            faults = [REMEDIES[remark] for remark in Remark if remark in cleaned.remarks]
    except BROKEN as error:
        raise Problem(f"{where} is damaged, or not a Word file. {WORD_FILE.save_as}") from error
    if faults:
        raise Problem(
            f"The minutes of {of.reference} can’t be taken as they are: {count(len(faults), 'thing')} to "
            "correct. Nothing has been filed.",
            faults,
        )
    return cleaned.content


def _paragraphs(text: bytes) -> int:
    names: list[str] = []
    check_xml(text, ElementBudget(WORD_FILE.most_elements), seen=lambda name, _: names.append(name))
    return sum(1 for name in names if name.rpartition(":")[2] == "p")


def _linked(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield faults of links: content that the file fetches when it is opened, or carries inside."""
    relations = [
        (relation.get("Type", "").rsplit("/", 1)[-1], relation.get("TargetMode") == "External")
        for name, text in parts.items()
        if name.endswith(".rels")
        for relation in fromstring(text)
    ]
    if ("attachedTemplate", True) in relations:
        yield (
            "It has a template from elsewhere attached to it: copy its text into the draft that was sent, or "
            "choose Normal on the Developer tab, Document Template."
        )
    if any(external and kind not in ("attachedTemplate", "hyperlink") for kind, external in relations):
        yield ELSEWHERE
    if any(kind in _EMBEDDED for kind, _ in relations):
        yield OBJECT


def _left_over(document: WordDocument, parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield faults of tracked changes and comments, which nobody outside the unit is to read."""
    body = document.element.body
    changes = [element for element in body.iter() if element.tag in TRACKED]
    in_margins = [
        name
        for name, text in parts.items()
        if re.match(r"word/(header|footer|footnotes|endnotes)", name)
        and any(element.tag in TRACKED for element in fromstring(text).iter())
    ]
    if changes or in_margins:
        first = _place(body, changes[0]) if changes else "in a header, footer or note"
        number = count(len(changes) + len(in_margins), "tracked change")
        yield f"It has {number}, the first {first}: on the Review tab, accept or reject all of them."
    comments = list(body.iter(f"{W}commentReference"))
    if comments:
        number, first = count(len(comments), "comment"), _place(body, comments[0])
        yield f"It has {number}, the first {first}: on the Review tab, delete all comments."


def _unseen(document: WordDocument, parts: Mapping[str, bytes]) -> Iterator[str]:
    """Yield faults of text that no page shows, where part 2 could be hidden."""
    main = document.part.partname.lstrip("/")
    other_parts = [
        parse_xml(text) for name, text in parts.items() if name != main and not name.endswith(".rels")
    ]
    looks = TextAppearance([document.element, *other_parts])
    for nodes, fault, remedy in (
        (
            looks.hidden(),
            "hidden text",
            "show it with Ctrl+Shift+8 and take it out, or clear “Hidden” in Font",
        ),
        (
            looks.invisible(),
            "text too small or too pale to be seen",
            "take it out, or make it look like the text around it",
        ),
        (
            chain(looks.beside(), _headers_not_shown(document)),
            "text that no page shows (in a field, a note or a shape)",
            "take it out, or copy the minutes into the draft that was sent",
        ),
    ):
        first = next(nodes, None)
        if first is not None:
            yield f"It has {fault}, the first {_place(document.element.body, first)}: {remedy}."


def _furniture(document: WordDocument, of: MinutesInWord) -> Iterator[str]:
    """Yield faults of the reference, of the line with the minutes' standing, and of the marking on every
    page."""
    lines = _lines(document.element.body)
    if not any(of.reference in line for line in lines):
        yield f"It does not name the meeting {of.reference}: use the draft that was sent for it."
    if not STANDINGS & set(lines):
        draft = MinutesStanding.DRAFT
        yield f"The line with the status of the minutes is gone: put “{draft}” below the title."
    for name in ("header", "footer"):
        if of.marking and not all(of.marking in _lines(part) for part in _shown(document, name)):
            yield f"The marking is gone from the {name}: put {of.marking} into it, on every page."


def _shown(document: WordDocument, name: str) -> Iterator[Any]:
    """Yield every header, or footer, that some page shows."""
    for section in document.sections:
        yield getattr(section, name)._element
        if section.different_first_page_header_footer:
            yield getattr(section, f"first_page_{name}")._element
        if document.settings.odd_and_even_pages_header_footer:
            yield getattr(section, f"even_page_{name}")._element


def _headers_not_shown(document: WordDocument) -> list[Any]:
    """Return headers and footers with text for kinds of page that the document does not have."""
    visible = {id(element) for name in ("header", "footer") for element in _shown(document, name)}
    relations = document.part.rels.values()
    parts: list[Any] = [
        relation.target_part for relation in relations if relation.reltype in (RT.HEADER, RT.FOOTER)
    ]
    return [part.element for part in parts if id(part.element) not in visible and any(_lines(part.element))]


def _lost(document: WordDocument, of: MinutesInWord) -> Iterator[str]:
    """Yield what the record has and the minutes lack: the Chair's ruling, items, decisions and actions."""
    lines = [_plain(line) for line in _lines(document.element.body)]
    if of.ruling and not any(_plain(of.ruling) in line for line in lines):
        yield (
            f"The Chair’s ruling is missing: under Quorum put “{of.quorum} {of.ruling}” in place of what is "
            "there."
        )
    for item in of.items:
        heading = f"{item.number}. {item.title}"
        if not any(line.startswith(_plain(heading)) for line in lines):
            yield f"Item {item.number} is missing: put back its heading, “{heading}”."
        for decision in item.decisions:
            name = f"Decision {decision.reference}"
            yield from _unsaid(name, item, decision.reference, decision.text, lines)
            yield from _standing_otherwise(name, item, decision, lines)
        for action in item.actions:
            yield from _unsaid(f"Action {action.reference}", item, action.reference, action.text, lines)


def _empty(document: WordDocument, of: MinutesInWord) -> Iterator[str]:
    """Yield faults of items with a heading and nothing below it: no minutes go out that leave one empty."""
    for item in _empty_items(document, of):
        yield (
            f"Item {item.number} has nothing under it: write what was said, or “Not discussed.”, "
            f"“Deferred.” or “Noted.”; or reply {item.number} NOT DISCUSSED, DEFERRED or NOTED, and send the "
            "draft again."
        )


def _empty_items(document: WordDocument, of: MinutesInWord) -> list[MinutedItem]:
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs_in(document.element.body):
        texts.setdefault(paragraph.place, []).append(paragraph.text)
    below = {item.number: texts.get(f"under item {item.number}", []) for item in of.items}
    return [
        item
        for item in of.items
        if below[item.number]
        and all(text == f"Paper: {item.came.lower()}" for text in below[item.number][1:])
    ]


def _fill_empty(document: WordDocument, of: MinutesInWord) -> bool:
    """Put the outcome on record under each item left empty, and say whether there was one."""
    empty = _empty_items(document, of)
    outcomes = {f"under item {item.number}": item.outcome for item in empty if item.outcome}
    place, last = ABOVE, {}
    for paragraph in document.paragraphs:
        place = place_beginning(paragraph._p) or place
        if paragraph_text(paragraph._p):
            last[place] = paragraph
    for place in outcomes.keys() & last.keys():
        below = last[place].insert_paragraph_before(outcomes[place])
        last[place]._p.addnext(below._p)
    return bool(outcomes)


def _unsaid(name: str, item: MinutedItem, reference: str, text: str, lines: list[str]) -> Iterator[str]:
    if not any(_plain(reference) in line for line in lines):
        yield f"{name}, under item {item.number}, is missing: put it back as it was in the draft."
    elif not any(_plain(text) in line for line in lines):
        yield (
            f"{name}, under item {item.number}, does not say what the record says: put its words back; if "
            "the record is wrong, correct that and send it again."
        )


def _standing_otherwise(
    name: str, item: MinutedItem, decision: DecisionTaken, lines: list[str]
) -> Iterator[str]:
    text, reference = _plain(decision.text), _plain(decision.reference)
    about = [line.replace(text, "") for line in lines if text in line or reference in line]
    not_quorate = any(_plain("not quorate") in line for line in about)
    if decision.quorate and not_quorate:
        yield f"{name}, under item {item.number}, is valid now: take “not quorate” and “to be ratified” out."
    elif about and not decision.quorate and not not_quorate:
        yield f"{name}, under item {item.number}, was taken without a quorum: put “not quorate” behind it."


def _place(body: Any, element_to_find: Any) -> str:
    """Return the place of an element by the heading above it; an item by its number, never its words."""
    place = ABOVE
    for element in body.iter():
        if element is element_to_find:
            return place
        place = place_beginning(element) or place
    return "in a header, footer or note"


def _lines(element: Any) -> list[str]:
    """Return the text of each paragraph, without deleted text."""
    return [paragraph_text(paragraph) for paragraph in element.iter(f"{W}p")]


def _plain(text: str) -> str:
    """Bring text into the form in which it is compared, without white space, capitals or curly quotes."""
    return "".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split()).casefold()
