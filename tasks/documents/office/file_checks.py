"""Checking an Office file of a stranger, a zip of XML, before anything parses it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from forum.text.problem import Problem
from tasks.documents.office.picture_sizes import MOST_POINTS, picture_size
from tasks.documents.office.xml_checks import (
    BrokenXmlError,
    ElementBudget,
    OddXmlError,
    TooMuchXmlError,
    check_xml,
    looks_like_xml,
)
from tasks.documents.office.zip_checks import TrickedZipError, check_zip

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
