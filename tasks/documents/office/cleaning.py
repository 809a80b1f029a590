"""Cleaning Word, Excel and PowerPoint files of macros, links to elsewhere and authors' names; their text
stays.

Cleaning the XML of an Office file of authors’ names, commands and links to elsewhere.

Comments and tracked changes stay, under the name “Author” as Office itself puts it: their words may matter,
and a person is to take them out. Remarks tell of everything that was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from forum.papers.papers import Remark
from forum.text.problem import Problem
from tasks.documents.office.fields import (
    FETCHING,
    OF_PROPERTIES,
    PROGRAM_FIELDS,
    clean_formulas,
    fields_of,
    flatten,
    is_kept,
)
from tasks.documents.office.file_checks import OfficeKind, checked_parts
from tasks.documents.office.hidden_text import has_hidden_text
from tasks.documents.office.links import (
    DATA_MODEL,
    DDE,
    FONT_TYPES,
    MACROS,
    MAIN_TYPES,
    OTHER_TEXT,
    Links,
    is_safe_link,
    judge_links,
    remove_dangling_references,
    remove_element,
)
from tasks.documents.office.package import (
    ROOT,
    Node,
    Package,
    attributes,
    has_more_around,
    parse_xml,
    serialise,
)
from tasks.documents.office.pictures import clean_svg, cleaned_picture

AUTHOR, INITIALS = "Author", "A"
_TRACKED = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "sectPrChange", "numberingChange", "tblGridChange", "tblPrExChange", "cellIns",
        "cellDel", "cellMerge", "moveFromRangeStart", "moveToRangeStart",
    }
)  # fmt: skip
_GONE: Mapping[str, Remark | None] = {
    "attachedTemplate": None,
    "linkStyles": None,
    "docVars": None,
    "dataBinding": None,  # to properties and parts that go: without it, a control shows what it showed
    "attachedSchema": None,
    "schemaLibrary": None,
    "customWorkbookViews": None,
    "customSheetViews": None,
    "webPublishing": None,
    "webPublishItems": None,
    "mailMerge": Remark.LINKED,
    "frameset": Remark.LINKED,
    "DataBinding": Remark.LINKED,
    "webVideoPr": Remark.LINKED,
    "entryMacro": Remark.ACTIONS,
    "exitMacro": Remark.ACTIONS,
    "FmlaMacro": Remark.ACTIONS,
}
"""Elements that are taken out everywhere, and the remark on each."""
_VML_ADDRESSES = (
    "//*[namespace-uri()='urn:schemas-microsoft-com:vml']/@*[local-name()='src' or local-name()='href' "
    "or local-name()='althref']"
)
_ACTIONS = re.compile(
    r"ppaction://(?:hlinkshowjump|hlinksldjump|customshow|noaction|media)\b.*|", re.IGNORECASE | re.DOTALL
)
_SAID_OF_PICTURES = "//@*[local-name()='descr' or local-name()='alt' or local-name()='title']"
_ON_A_DISK = re.compile(r"\s*(?:[a-z]:[\\/]|\\\\|/(?:users|home)/|file:)", re.IGNORECASE)
_PEOPLE = dict.fromkeys(("displayName", "name", "userId", "providerId"), AUTHOR) | {"initials": INITIALS}


def clean_content(root: Node, text: bytes, refuse: Callable[[str], Problem]) -> set[Remark]:
    """Clean the XML of one part, whatever its name, and return the remarks on it.

    ``text`` is the same XML as bytes, by which most checks are soon ruled out; ``refuse`` makes the Problem
    that is raised for content that no file may have.
    """
    kind = etree.QName(root).localname
    remarks = set[Remark]()
    if kind in ("macrosheet", "dialogsheet"):
        raise refuse(MACROS)
    if any(True for _ in root.iter("{*}altChunk")):
        raise refuse(OTHER_TEXT)
    if any(node.get("type") == "external" for node in root.iter("{*}cacheSource")):
        raise refuse(DATA_MODEL)
    if any(name in text for name in (b"fldChar", b"nstrText", b"fldSimple")):
        remarks |= _clean_fields(root, refuse)
    remarks |= clean_formulas(root, refuse)
    for node in [*root.iter(*(f"{{*}}{name}" for name in _GONE))]:
        if (remark := _GONE[etree.QName(node).localname]) is not None:
            remarks.add(remark)
        remove_element(node)
    if b"author" in text or b"initials" in text:
        _rename_authors(root)
    if any(name in text for name in (b"descr=", b"alt=", b"title=")):
        _forget_places(root)
    remarks |= set(_changes(root)) | set(_commands(root, text))
    if b"urn:schemas-microsoft-com:vml" in text:
        remarks |= set(_addresses(root))
    if rule := _BY_ROOT.get(kind):
        remarks |= set(rule(root))
    return remarks


def _clean_fields(root: Node, refuse: Callable[[str], Problem]) -> set[Remark]:
    remarks = set[Remark]()
    for field in [*fields_of(root)]:
        if field.name in PROGRAM_FIELDS:
            raise refuse(DDE)
        if field.name in OF_PROPERTIES and field.is_shown and not field.inside:
            flatten(field)
        elif not is_kept(field):
            fetches = field.name in FETCHING
            remarks.add(
                Remark.LINKED if fetches else Remark.LINKS if field.name == "HYPERLINK" else Remark.ACTIONS
            )
            flatten(field)
    return remarks


def _rename_authors(root: Node) -> None:
    """Give the authors of comments and changes the name that Office's own inspector gives them."""
    word = {"author": AUTHOR, "initials": INITIALS}
    for node, key, _ in [*attributes(root, "//@*[local-name()='author' or local-name()='initials']")]:
        if "wordprocessingml" in key:
            node.set(key, word[etree.QName(key).localname])


def _forget_places(root: Node) -> None:
    """Empty pictures' descriptions that are paths on the writer's disk, as Word puts there."""
    for node, key, value in [*attributes(root, _SAID_OF_PICTURES)]:
        if _ON_A_DISK.match(value):
            node.set(key, "")


def _changes(root: Node) -> Iterator[Remark]:
    """Remark on tracked changes, and take out other names of persons in a sheet."""
    changes = root.iter(*(f"{{*}}{name}" for name in _TRACKED))
    if any("wordprocessingml" in (etree.QName(node).namespace or "") for node in changes):
        yield Remark.TRACKED
    for node in root.iter("{*}scenario"):
        if node.get("user"):
            node.set("user", AUTHOR)
    for node in root.iter("{*}protectedRange"):
        node.attrib.pop("securityDescriptor", "")


def _commands(root: Node, text: bytes) -> Iterator[Remark]:
    """Take out buttons that run a macro or a program."""
    for node, key, _ in [*attributes(root, "//@macro[string()]")] if b"macro=" in text else ():
        node.set(key, "")
        yield Remark.ACTIONS
    for node in [*root.iter("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")]:
        node.attrib.pop("invalidUrl", "")
        if not _ACTIONS.fullmatch(node.get("action", "")):
            yield Remark.ACTIONS
            remove_element(node)


def _addresses(root: Node) -> Iterator[Remark]:
    """Take out unsafe addresses in shapes themselves, outside the relationships."""
    for node, key, value in [*attributes(root, _VML_ADDRESSES)]:
        is_link = etree.QName(key).localname == "href" and etree.QName(node).localname != "imagedata"
        if not (is_link and is_safe_link(value)):
            yield Remark.LINKS if is_link else Remark.LINKED
            del node.attrib[key]


def _named(root: Node, names: Mapping[str, str]) -> None:
    """Set the attributes with these local names to these values."""
    for node in root.iter(etree.Element):
        for key in node.keys():  # noqa: SIM118  (an element is iterated by its children)
            local = etree.QName(key).localname
            if local in names and node.get(key):
                node.set(key, names[local])


def _comments(root: Node) -> Iterator[Remark]:
    """Take authors' names off the comments of a sheet, where Excel begins each with its author, or of
    slides."""
    if not any(True for _ in root.iter("{*}comment", "{*}cm", "{*}threadedComment")):
        return
    names = {f"{author.text}:" for author in root.iter("{*}author") if author.text}
    for author in root.iter("{*}author"):
        author.text = AUTHOR
    for text in root.iter("{*}t"):
        for name in names:
            if (text.text or "").startswith(name):
                text.text = f"{AUTHOR}:{(text.text or '')[len(name) :]}"
    yield Remark.COMMENTS


def _workbook(root: Node) -> Iterator[Remark]:
    for path in [*root.iter("{*}absPath")]:
        remove_element(next(path.iterancestors("{*}AlternateContent"), path))
    _named(root, {"userName": AUTHOR})
    if any(sheet.get("state", "visible") != "visible" for sheet in root.iter("{*}sheet")):
        yield Remark.HIDDEN


def _people(root: Node) -> Iterator[Remark]:
    _named(root, _PEOPLE)
    return iter(())


def _word_people(root: Node) -> Iterator[Remark]:
    for person in [*root]:
        root.remove(person)
    return iter(())


def _revisions(root: Node) -> Iterator[Remark]:
    _named(root, {"userName": AUTHOR})
    yield Remark.TRACKED


def _pivots(root: Node) -> Iterator[Remark]:
    _named(root, {"refreshedBy": AUTHOR})
    return iter(())


def _slide(root: Node) -> Iterator[Remark]:
    if root.get("show") in ("0", "false"):
        yield Remark.HIDDEN


def _notes(root: Node) -> Iterator[Remark]:
    if any((text.text or "").strip() for text in root.iter("{*}t") if _is_notes(text)):
        yield Remark.HIDDEN


def _is_notes(text: Node) -> bool:
    """Tell whether a text is the speaker's own note, and not the slide's number, which is a field."""
    return not any(True for _ in text.iterancestors("{*}fld"))


def _query_table(root: Node) -> Iterator[Remark]:
    """Make a table that was filled from elsewhere a plain one."""
    if root.get("tableType") in ("queryTable", "xml"):
        del root.attrib["tableType"]
    for node in root.iter(etree.Element):
        for key in ("queryTableFieldId", "connectionId"):
            node.attrib.pop(key, "")
    return iter(())


_BY_ROOT: Mapping[str, Callable[[Node], Iterator[Remark]]] = {
    "comments": _comments,
    "ThreadedComments": _comments,
    "cmLst": _comments,
    "workbook": _workbook,
    "personList": _people,
    "cmAuthorLst": _people,
    "authorLst": _people,
    "people": _word_people,
    "headers": _revisions,
    "revisions": _revisions,
    "pivotCacheDefinition": _pivots,
    "sld": _slide,
    "notes": _notes,
    "table": _query_table,
}
"""The cleaning of a part by the name of its root element."""


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
