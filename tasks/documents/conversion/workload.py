"""Estimating the work of converting an Office file to pages, before the program is started."""

from __future__ import annotations

import io
import zipfile

from tasks.documents.office.xml_checks import (
    BrokenXmlError,
    ElementBudget,
    OddXmlError,
    TooMuchXmlError,
    check_xml,
)

MOST_ELEMENTS = 120_000  # some 150 pages of Word, or 50,000 cells; LibreOffice then takes five seconds
_LARGEST_XML = 20_000_000  # bytes


def is_quickly_converted(content: bytes) -> bool:
    """Tell whether a file has no more in it than a pack has; a file that is no zip is left to the program."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return True
    elements = ElementBudget(MOST_ELEMENTS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            xml = [info for info in parts.infolist() if info.filename.lower().endswith((".xml", ".svg"))]
            if sum(info.file_size for info in xml) > _LARGEST_XML:
                return False
            for info in xml:
                check_xml(parts.read(info), elements, allow_doctype=True)
    except (TooMuchXmlError, OddXmlError):
        return False
    except (BrokenXmlError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return True
    return True
