"""Checking an Office file of a stranger, a zip of XML, before anything parses it.

Zip files without tricks: every program that opens one finds the same parts in it, none hidden. Checking
XML of a stranger's file in one pass that keeps nothing, before anything parses it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from forum.text.problem import Problem
from tasks.documents.office.pictures import MOST_POINTS, picture_size

_ENCRYPTED = 0x0001 | 0x0040 | 0x2000  # plainly, strongly, and the list of parts itself
_LATER = 0x0008  # sizes and checksum stand behind the part
_IN_EXTRA = 0xFFFFFFFF  # the size stands in a field of its own, as in large files
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that Office reads
_LOCAL, _SIGNATURE = struct.Struct("<4s5H3L2H"), b"PK\x03\x04"
_LIST, _END, _END_64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"
_SIZES = 24  # bytes at most, in which sizes and checksum stand behind a part


class TrickedZipError(ValueError):
    """A zip file is made as no program of Office makes one."""


def check_zip(content: bytes, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Raise TrickedZipError for a file of which two programs may read different things.

    Such are two parts of one name, since some programs read the first and others the last; a part that its
    own head describes otherwise than the list at the end; parts that share bytes, of which a small file can
    unpack to any size; whatever stands before, between or behind the parts; a password; other packing.
    """
    if not content.startswith((_SIGNATURE, _END)):
        raise TrickedZipError
    names = [_plain_name(info.orig_filename) for info in infos]
    if len({*names}) != len(names) or any(not _is_safe(name) for name in names):
        raise TrickedZipError
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.filename != info.orig_filename:  # it has a second name, which not every program reads
            raise TrickedZipError
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise TrickedZipError
        if not ends <= info.header_offset <= ends + _SIZES:
            raise TrickedZipError
        ends = _end_of(content, info)
    _check_end(content, ends)


def _plain_name(name: str) -> str:
    """Return a name in the form in which Office and Windows compare it."""
    return name.replace("\\", "/").casefold()


def _is_safe(name: str) -> bool:
    steps = {*name.removesuffix("/").split("/")}
    return name.isprintable() and ":" not in name and not steps & {"", ".", ".."}


def _end_of(content: bytes, info: zipfile.ZipInfo) -> int:
    """Return the place where a part ends; TrickedZipError where its head and the list at the end differ."""
    head = content[info.header_offset : info.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        raise TrickedZipError
    signature, _, flags, method, _, _, _, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    begins = info.header_offset + _LOCAL.size
    name = content[begins : begins + name_length]
    sizes_agree = packed in (info.compress_size, _IN_EXTRA) and size in (info.file_size, _IN_EXTRA)
    if (
        signature != _SIGNATURE
        or method != info.compress_type
        or flags & _ENCRYPTED
        or name != info.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
        or not (sizes_agree or flags & _LATER)
    ):
        raise TrickedZipError
    return begins + int(name_length + extra_length) + info.compress_size


def _check_end(content: bytes, ends: int) -> None:
    """Check that the list of parts follows the last part (its sizes may stand between), and ends the file."""
    starts = [at for mark in (_LIST, _END) if (at := content.find(mark, ends)) >= 0]
    last = content.rfind(_END)
    if not starts or min(starts) > ends + _SIZES or last < 0:
        raise TrickedZipError
    comment = int.from_bytes(content[last + 20 : last + 22], "little")
    if last + 22 + comment != len(content):
        raise TrickedZipError


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


MOST_PARTS = 500
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # how formats before 2007 and files with a password begin
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError,
)  # fmt: skip  # the errors that zipfile raises for damaged files
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DRAWING = ".svg"
_SEND_LESS = "Take out what is not needed, such as pictures, and send it again."
_FAR_MORE = f"has far more in it than we can read. {_SEND_LESS}"
_ODD = "is not written as Office writes its files, and was not read."
_PIECE = 1_000_000  # bytes


@dataclass(frozen=True)
class OfficeKind:
    """A kind of file that is taken: ``what`` it is ("an Excel workbook"), in ``short`` ("a workbook").

    ``old`` is the ending of its old format, and ``save_as`` how to save a file in the new one. ``largest`` is
    in bytes as the file comes, ``largest_content`` in bytes unpacked. ``largest_xml`` bounds the bytes of all
    parts that are parsed, which take some 50 times as much memory, and ``most_elements`` their elements.
    Damaged XML is let through where ``may_be_damaged``, since every later reader of the file finds it, too.
    """

    what: str
    short: str
    old: str
    save_as: str
    largest: int
    largest_content: int
    largest_xml: int
    most_elements: int = 400_000
    most_parts: int = MOST_PARTS
    may_be_damaged: bool = False

    def damaged(self, where: str) -> str:
        return f"{where} is damaged, or not {self.short}. {self.save_as}"

    def too_large(self, where: str, size: int) -> str:
        most = self.largest // 1_000_000
        return f"{where} has {size / 1_000_000:.1f} MB; at most {most} MB are read. {_SEND_LESS}"


WORKBOOK = OfficeKind(
    "an Excel workbook",
    "a workbook",
    ".xls",
    "Open it in Excel, choose “Save as”, “Excel workbook (.xlsx)”, and send that.",
    largest=2_000_000,  # those of a forum are some 30 kB, and 100 kB of XML
    largest_content=10_000_000,
    largest_xml=1_800_000,
)
WORD_FILE = OfficeKind(
    "a Word file",
    "a Word file",
    ".doc",
    "Open it in Word, choose “Save as”, “Word document (.docx)”, and send that.",
    largest=20_000_000,
    largest_content=60_000_000,
    largest_xml=4_000_000,
)


def checked_parts(content: bytes, where: str, wanted: OfficeKind) -> Mapping[str, bytes]:
    """Check that a file can be opened safely, and return its XML parts by name.

    Raises Problem for another kind of file, for one that is too large, and for a password, macros or tricks
    with XML entities. Messages call the file ``where``.
    """
    if len(content) > wanted.largest:
        raise Problem(wanted.too_large(where, len(content)))
    if content.startswith(_OLD_OR_LOCKED):
        raise Problem(f"{where} is in the old {wanted.old} format, or has a password. {wanted.save_as}")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Problem(f"{where} is not {wanted.what}. {wanted.save_as}")
    names, texts = _unpacked(content, where, wanted)
    if any("vbaproject" in name.lower() for name in names) or any(
        b"macroEnabled" in text for text in texts.values()
    ):
        raise Problem(f"{where} has macros, which are never accepted. {wanted.save_as}")
    _check_texts(texts, where, wanted)
    return texts


def _unpacked(content: bytes, where: str, wanted: OfficeKind) -> tuple[list[str], dict[str, bytes]]:
    """Unpack the file: the names of all parts, and the text of those that are XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            # zipfile never unpacks more of a part than it declares, so the declared sizes are a true bound
            size = sum(info.file_size for info in infos)
            if len(infos) > wanted.most_parts or size > wanted.largest_content:
                raise Problem(f"{where} {_FAR_MORE}")
            check_zip(content, infos)
            xml = [info for info in infos if _is_xml(parts, info, where)]
            if sum(info.file_size for info in xml) > wanted.largest_xml:
                raise Problem(f"{where} {_FAR_MORE}")
            return [info.filename for info in infos], {info.filename: parts.read(info) for info in xml}
    except TrickedZipError as error:
        raise Problem(f"{where} {_ODD} {wanted.save_as}") from error
    except _DAMAGED as error:
        raise Problem(f"{where} is damaged, or has a password. {wanted.save_as}") from error


def _is_xml(parts: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> bool:
    """Tell whether programs would parse a part as XML, whatever its name.

    Any other part is unpacked to its end, which shows damage. Raises Problem for a picture of too many
    points.
    """
    with parts.open(info) as part:
        beginning = part.read(_PIECE)
        if looks_like_xml(beginning[:64]) or info.filename.lower().endswith(_XML_ENDINGS):
            return True
        width, height = picture_size(beginning)
        if width * height > MOST_POINTS:
            raise Problem(
                f"{where} has a picture of {width:,} × {height:,} points, far more than a page shows. Make "
                "it smaller, and send it again."
            )
        while part.read(_PIECE):
            pass
    return False


def _check_texts(texts: Mapping[str, bytes], where: str, wanted: OfficeKind) -> None:
    elements = ElementBudget(wanted.most_elements)
    for name, text in texts.items():
        try:
            check_xml(text, elements, allow_doctype=name.lower().endswith(_DRAWING))
        except OddXmlError as error:
            raise Problem(f"{where} {_ODD} {wanted.save_as}") from error
        except TooMuchXmlError as error:
            raise Problem(f"{where} {_FAR_MORE}") from error
        except BrokenXmlError as error:
            if not wanted.may_be_damaged:
                raise Problem(wanted.damaged(where)) from error
