"""Checking XML of a stranger's file in one pass that keeps nothing, before anything parses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

DEEPEST = 200  # elements inside each other; a table in a table in a table in Word has some 30
MOST_ATTRIBUTES = 250  # of an element
MOST_PREFIXES = 500  # declared around an element; Word declares some 40
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")  # Office writes the first, others the next
_OF_ENCODING = (  # errors of expat for encodings that libxml2 would read all the same
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
)
# How XML begins in EBCDIC, and with four bytes a letter: libxml2 reads it, expat does not.
_FOREIGN = (b"\x4c\x6f\xa7\x94", b"\xff\xfe\0\0", b"<\0\0\0", b"\0\0\xfe\xff", b"\0\0\0<")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class OddXmlError(ValueError):
    """The XML is not written as Office writes it."""


class TooMuchXmlError(ValueError):
    """The XML has more in it than is read."""


class BrokenXmlError(ValueError):
    """The XML is damaged."""


@dataclass
class ElementBudget:
    """The number of elements that the parts of a file may still have, together."""

    elements: int


def looks_like_xml(beginning: bytes) -> bool:
    """Tell whether programs would read a part as XML, whatever its name."""
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning.replace(b"\0", b"").lstrip(b" \r\n\t").startswith(b"<")


def check_xml(
    text: bytes,
    left: ElementBudget,
    *,
    seen: Callable[[str, dict[str, str]], None] | None = None,
    ended: Callable[[str], None] | None = None,
    said: Callable[[str], None] | None = None,
    allow_doctype: bool = False,
) -> None:
    """Read a part to its end. ``seen`` gets the name and attributes of each element as they are written,
    ``ended`` its name, ``said`` each piece of text. ``allow_doctype`` is for pictures, which may have one.

    Raises OddXmlError for a document type, an encoding that Office does not write, too many attributes or
    prefixes; TooMuchXmlError for more or deeper elements than are read; BrokenXmlError for what is no XML.
    """
    parser = expat.ParserCreate()
    around: list[int] = []  # for each element that is open, how many prefixes are declared in and around it

    def start(name: str, attributes: dict[str, str]) -> None:
        left.elements -= 1
        if left.elements < 0 or len(around) >= DEEPEST:
            raise TooMuchXmlError
        if len(attributes) > MOST_ATTRIBUTES:
            raise OddXmlError
        prefixes = around[-1] if around else 0
        if attributes:
            prefixes += sum(1 for key in attributes if key.startswith("xmlns"))
            if prefixes > MOST_PREFIXES:
                raise OddXmlError
        around.append(prefixes)
        if seen is not None:
            seen(name, attributes)

    def end(name: str) -> None:
        around.pop()
        if ended is not None:
            ended(name)

    def refuse(*_: object) -> None:
        raise OddXmlError

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise OddXmlError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.XmlDeclHandler = declared
    if not allow_doctype:
        parser.StartDoctypeDeclHandler = refuse
    if said is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = said
    if text.startswith(_FOREIGN):
        raise OddXmlError
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        if error.code in _OF_ENCODING:
            raise OddXmlError from None
        raise BrokenXmlError(str(error)) from None
