"""Taking active content out of a PDF: actions, scripts, links, attachments and notes on authors, in every
object.

Cleaning PDF files of commands and authors' names; the pages stay as they are.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from forum.papers.papers import Remark
from forum.text.problem import Problem
from tasks.documents.office.links import is_safe_link
from tasks.documents.office.pictures import cleaned_picture
from tasks.documents.pdf.pages import open_pdf, within_limits

PROGRAM = "The paper has a command that starts a program. Print it to PDF again and send that."
LIVE_FORM = "The paper is a form that only some programs can show. Print it to PDF and send that."
PORTFOLIO = "The paper is a portfolio of several files. Print all of it to one PDF and send that."

_ACTIONS = frozenset({"/A", "/PA", "/OpenAction", "/Next"})  # the keys under which an action stands
_MOVES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_DO_SOMETHING = frozenset(
    {
        "/JavaScript", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound",
        "/Movie", "/RichMediaExecute", "/Hide", "/SetOCGState", "/Trans", "/GoTo3DView", "/Launch", "/Thread",
        "/Named", "/URI",
    }
)  # fmt: skip
_SHOWN = frozenset(
    {
        "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget",
        "/Watermark", "/Redact", "/PrinterMark", "/TrapNet",
    }
)  # fmt: skip
"""Kinds of annotation that show something; all others carry a file, sound, video or a model."""
_NO_COMMENTS = frozenset({"/Link", "/Widget", "/Popup", "/Watermark", "/PrinterMark", "/TrapNet"})
_GONE: dict[str, Remark | None] = {
    "/AA": Remark.ACTIONS,
    "/JS": Remark.ACTIONS,
    "/JavaScript": Remark.ACTIONS,
    "/XFA": Remark.ACTIONS,
    "/CO": None,
    "/EmbeddedFiles": Remark.ATTACHED,
    "/EF": Remark.ATTACHED,
    "/AF": None,
    "/AlternatePresentations": Remark.ACTIONS,
    "/Renditions": Remark.ACTIONS,
    "/Ref": Remark.LINKED,
    "/OPI": Remark.LINKED,
    "/SpiderInfo": None,
    "/Metadata": None,
    "/PieceInfo": None,
    "/LastModified": None,
    "/Thumb": None,
    "/Threads": None,
    "/Perms": None,
    "/DSS": None,
    "/Legal": None,
    "/Templates": None,
    "/RichMediaContent": Remark.ACTIONS,
    "/RichMediaSettings": Remark.ACTIONS,
}
"""Keys that are taken out everywhere, and the remark on each."""
_NAMED_BY_AUTHOR = frozenset(
    {
        "/Font", "/XObject", "/ColorSpace", "/ExtGState", "/Pattern", "/Shading", "/Properties", "/CharProcs",
        "/RoleMap", "/ClassMap",
    }
)  # fmt: skip
"""Keys below which names are the author's own: a picture may be called /JS."""
_UNSEEN_FLAGS = 0x02 | 0x20  # of a field: hidden, and not shown on the screen
_SIGNER = ("/Name", "/Location", "/Reason", "/ContactInfo", "/Cert")


def clean_objects(root: DictionaryObject) -> set[Remark]:
    """Clean every object that a file's catalog leads to of commands, links and authors' names.

    Raises Problem for a command that starts a program, and for a form that only some programs can show.
    """
    remarks = set[Remark]()
    if root.get("/NeedsRendering") == True:  # noqa: E712  (a PDF's own boolean)
        raise Problem(LIVE_FORM)
    if "/Collection" in root:
        raise Problem(PORTFOLIO)
    if isinstance(_plain(root.get("/URI")), DictionaryObject):  # an address that goes before all others
        del root["/URI"]
    if _hidden_layers(root):
        remarks.add(Remark.HIDDEN)
    form = _plain(root.get("/AcroForm"))
    if isinstance(form, DictionaryObject) and "/XFA" in form and not _plain(form.get("/Fields")):
        raise Problem(LIVE_FORM)
    seen = dict[tuple[int, bool], Any]()  # keeps each object, since Python reuses the id of one that is gone
    waiting: list[tuple[Any, str]] = [(root, "")]
    while waiting:
        element, under = waiting.pop()
        names_are_own = under in _NAMED_BY_AUTHOR
        if (id(element), names_are_own) in seen:
            continue
        seen[id(element), names_are_own] = element
        if isinstance(element, DictionaryObject):
            if _is_shown_by_turns(element):
                remarks.add(Remark.HIDDEN)
            if element.get("/S") in _DO_SOMETHING and not _may_stay(element):
                remarks.add(Remark.ACTIONS)
                element.clear()  # wherever it is used, it does nothing any more
            if not names_are_own:
                remarks |= set(_clean(element))
            inner: Iterable[tuple[str, PdfObject]] = [*element.items()]
        elif isinstance(element, ArrayObject):
            inner = [(under, value) for value in element]
        else:
            continue
        waiting += [(_plain(value), key) for key, value in inner]
    return remarks


def _clean(element: DictionaryObject) -> Iterator[Remark]:
    kind = element.get("/Type")
    for key in [key for key in element if key in _GONE]:
        if (remark := _GONE[key]) is not None:
            yield remark
        del element[key]
    if kind == "/Page":
        element.pop("/B", None)  # what ties it to a thread of articles, which names its author
    if "/Annots" in element:
        yield from _annotations(element)
    for key in [key for key in element if key in _ACTIONS]:
        yield from _action(element, key)
    for key in [key for key in element if key not in _ACTIONS]:
        value = _plain(element.get(key))
        if isinstance(value, DictionaryObject) and value.get("/S") in _DO_SOMETHING and not _may_stay(value):
            yield Remark.ACTIONS
            del element[key]
    if element.get("/FT") == "/Sig" or kind == "/Sig":
        for key in ("/V", *_SIGNER, "/Contents", "/ByteRange") if kind == "/Sig" else ("/V",):
            element.pop(key, None)
    if isinstance(element, StreamObject):
        yield from _stream(element)


def _action(element: DictionaryObject, key: str) -> Iterator[Remark]:
    """Clean the action for a click or the opening of the file, or a list of actions one after the other."""
    value = _plain(element[key])
    if isinstance(value, DictionaryObject) and "/S" not in value and key == "/A":
        return  # a key of the same name for the layout of text
    if isinstance(value, ArrayObject):
        if key == "/OpenAction" or not any(isinstance(_plain(action), DictionaryObject) for action in value):
            return  # a place in the file
        stay = [action for action in value if _may_stay(_plain(action))]
        if len(stay) == len(value):
            return
        element[NameObject(key)] = ArrayObject(stay)
        yield Remark.ACTIONS
    elif not _may_stay(value):
        is_link = isinstance(value, DictionaryObject) and value.get("/S") in ("/URI", "/GoToR", "/GoToE")
        del element[key]
        yield Remark.LINKS if is_link else Remark.ACTIONS


def _may_stay(value: Any) -> bool:
    """Tell whether an action only shows another place in the file, or a page of the web."""
    if not isinstance(value, DictionaryObject):
        return True
    match str(value.get("/S", "")):
        case "/GoTo" | "":
            return True
        case "/Launch":
            raise Problem(PROGRAM)
        case "/URI":
            return is_safe_link(_text(value.get("/URI", "")))
        case "/Named":
            return value.get("/N") in _MOVES
        case kind:
            return kind not in _DO_SOMETHING and "/O" in value


def _annotations(page: DictionaryObject) -> Iterator[Remark]:
    notes = _plain(page["/Annots"])
    if not isinstance(notes, ArrayObject):
        return
    stay = []
    for reference in notes:
        note = _plain(reference)
        if not isinstance(note, DictionaryObject):
            continue
        kind = str(note.get("/Subtype", ""))
        if kind not in _SHOWN:
            yield Remark.ATTACHED if kind == "/FileAttachment" else Remark.OBJECTS
            continue
        stay.append(reference)
        if kind not in _NO_COMMENTS:
            yield Remark.COMMENTS
        if kind != "/Widget":
            note.pop("/T", None)
        elif _text(note.get("/F", 0)).isdigit() and int(_text(note.get("/F", 0))) & _UNSEEN_FLAGS:
            yield Remark.HIDDEN
    if len(stay) < len(notes):
        page[NameObject("/Annots")] = ArrayObject(stay)


def _stream(stream: StreamObject) -> Iterator[Remark]:
    """Cut a stream off from content in another file, and clean a photo of its notes."""
    if "/F" in stream:
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            stream.pop(key, None)
        yield Remark.LINKED
    filters = _plain(stream.get("/Filter"))
    if filters == "/DCTDecode" or (isinstance(filters, ArrayObject) and [*filters] == ["/DCTDecode"]):
        stream._data = cleaned_picture(stream._data)


def _hidden_layers(root: DictionaryObject) -> bool:
    layers = _plain(root.get("/OCProperties"))
    shown = _plain(layers.get("/D")) if isinstance(layers, DictionaryObject) else None
    return isinstance(shown, DictionaryObject) and (
        bool(_plain(shown.get("/OFF"))) or _plain(shown.get("/BaseState", "/ON")) != "/ON"
    )


def _is_shown_by_turns(element: DictionaryObject) -> bool:
    """Tell whether a layer is off on the screen, or content shows only while a layer is off."""
    match _plain(element.get("/Type")):
        case "/OCG":
            usage = _plain(element.get("/Usage"))
            view = _plain(usage.get("/View")) if isinstance(usage, DictionaryObject) else None
            return isinstance(view, DictionaryObject) and _plain(view.get("/ViewState")) == "/OFF"
        case "/OCMD":
            return "/VE" in element or _plain(element.get("/P")) in ("/AllOff", "/AnyOff")
        case _:
            return False


def _plain(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _text(value: Any) -> str:
    plain = _plain(value)
    return plain.decode("latin-1") if isinstance(plain, bytes) else str(plain)


logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the files
LOCKED = "The paper has a password, or is locked against changes; save it without and send it again."
UNREADABLE = "The paper is damaged, or can’t be read through. Open it, print it to PDF and send that."
_OBJECTS = (b"obj", b"<<", b"stream")  # a file without any of these has no object


@within_limits()
def cleaned_pdf(content: bytes) -> tuple[bytes, frozenset[Remark]]:
    """Write the file anew from the objects that its pages need; return it with the remarks on what was found.

    Raises Problem for a file that is encrypted, starts programs, or can't be read to its end: another program
    might still find commands in it. A file without any object shows nothing in any program; it is taken as it
    came, with a remark.
    """
    if not any(mark in content for mark in _OBJECTS):
        return content, frozenset({Remark.NOT_CLEANED})
    try:
        reader = open_pdf(content)
        if reader.is_encrypted:
            raise Problem(LOCKED)
        root = reader.trailer["/Root"].get_object()
        if not isinstance(root, DictionaryObject):
            raise Problem(UNREADABLE)
        remarks = clean_objects(root)
        writer = PdfWriter(clone_from=reader)
        writer.metadata, writer.pdf_header = None, reader.pdf_header
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue(), frozenset(remarks)
    except Problem:
        raise
    except Exception as error:  # pypdf raises errors of any kind for damaged files
        raise Problem(UNREADABLE) from error
