"""Cleaning Word, Excel and PowerPoint files of macros, links to elsewhere and authors' names; their text
stays.

Comments and tracked changes stay, under the name “Author” as Office itself puts it: their words may matter,
and a person is to take them out. Remarks tell of everything that was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from forum.papers.remarks import Remark
from forum.text.problem import Problem
from tasks.documents.office.content_cleaning import clean_content
from tasks.documents.office.file_checks import OfficeKind, checked_parts
from tasks.documents.office.hidden_text import has_hidden_text
from tasks.documents.office.links import Links, judge_links, remove_dangling_references, remove_element
from tasks.documents.office.package import ROOT, Node, Package, has_more_around, parse_xml, serialise
from tasks.documents.office.part_kinds import FONT_TYPES, MACROS, MAIN_TYPES
from tasks.documents.office.picture_cleaning import clean_svg, cleaned_picture

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SVG = "{http://www.w3.org/2000/svg}svg"
_DEEPEST = 2  # files inside files
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
_OFFICE = "http://schemas.openxmlformats.org/"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_OFFICE}package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{0}</cp:coreProperties>'
)
_EXTENDED = f'<Properties xmlns="{_OFFICE}officeDocument/2006/extended-properties"/>'
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2})?")


@dataclass(frozen=True)
class CleanedOffice:
    """A file as it may go out, the ending that its name should have, and what was found in it."""

    content: bytes
    ending: str
    remarks: frozenset[Remark]


def cleaned_office(
    content: bytes, where: str, wanted: OfficeKind, instead: str, *, title: str = "", depth: int = 0
) -> CleanedOffice:
    """Clean a file of everything that no reader should get. Only parts that change are written anew.

    Messages call the file ``where``, and a refusal ends with the remedy ``instead``. The file's properties
    are replaced by ``title`` and its language, which screen readers need. Raises Problem for a file that
    starts programs or takes its text from elsewhere, and for a damaged one.
    """

    def refuse(why: str) -> Problem:
        return Problem(f"{where} {why}. {wanted.save_as if why == MACROS else instead}")

    def inside(file: bytes) -> bytes:
        within = f"A file inside {where[0].lower()}{where[1:]}"
        if depth == _DEEPEST:
            raise Problem(f"{within} has others inside again. {instead}")
        checked_parts(file, within, wanted)
        return cleaned_office(file, within, wanted, instead, depth=depth + 1).content

    try:
        package = Package(content)
        ending = _ending(package)
        if not ending:
            raise Problem(f"{where} is not {wanted.what}. {wanted.save_as}")
        links = judge_links(package, refuse, inside)
        roots = _parsed(package, links)
        changed, remarks = dict(links.cleaned), set(links.remarks)
        for name, relations in links.parts.items():
            if name in roots:
                root = roots[name]
                before = serialise(root)
                for note in [*root.iter(etree.Comment, etree.ProcessingInstruction)]:
                    remove_element(note)
                remarks |= remove_dangling_references(root, relations, links.cut.get(name, set()))
                remarks |= clean_svg(root) if root.tag == _SVG else clean_content(root, before, refuse)
                if (after := serialise(root)) != before or has_more_around(root):
                    changed[name] = after
            elif name in package.parts:
                changed[name] = cleaned_picture(package.parts[name])
        if has_hidden_text(roots.values()):
            remarks.add(Remark.HIDDEN)
        for source, relations in links.parts.items():
            for relation in relations:
                part = package.part_for(source, relation)
                if part in links.parts and relation.kind == "metadata/core-properties":
                    changed[part] = _core(roots.get(part), title)
                elif part in links.parts and relation.kind in ("extended-properties", "extendedproperties"):
                    changed[part] = _XML + _EXTENDED.encode()
        return CleanedOffice(package.without(links.cut, changed), ending, frozenset(remarks))
    except (Problem, MemoryError):  # a file that is too large is not damaged
        raise
    except Exception as error:  # lxml and zipfile raise errors of any kind for damaged files
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise Problem(
            f"{where} is damaged, or is not written as Office writes its files. {instead}"
        ) from error


def _core(root: Node | None, title: str) -> bytes:
    """Return the file's core properties, without those about its authors."""
    code = "" if root is None else "".join(node.text or "" for node in root.iter("{*}language"))
    language = f"<dc:language>{code}</dc:language>" if _LANGUAGE.fullmatch(code) else ""
    return _XML + _CORE.format(f"<dc:title>{escape(title)}</dc:title>{language}").encode()


def _ending(package: Package) -> str:
    """Return the ending of the file's name by the type of its main part; empty for a type that is not
    taken."""
    for relation in package.relations_of(ROOT):
        part = None if relation.is_external else package.part_for(ROOT, relation)
        if relation.kind == "officedocument" and part:
            return MAIN_TYPES.get(package.type_of(part), "")
    return ""


def _parsed(package: Package, links: Links) -> dict[str, Node]:
    """Parse each part that is XML, whatever its name. A font may begin like XML and is passed over."""
    roots = {}
    for name in links.parts:
        if name in package.parts and package.parts[name].lstrip(_BEFORE_XML).startswith(b"<"):
            try:
                roots[name] = parse_xml(package.parts[name])
            except etree.XMLSyntaxError:
                if package.type_of(name) not in FONT_TYPES:
                    raise
    return roots
