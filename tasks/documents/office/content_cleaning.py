"""Cleaning the XML of an Office file of authors’ names, commands and links to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from forum.papers.remarks import Remark
from forum.text.problem import Problem
from tasks.documents.office.fields import FETCHING, OF_PROPERTIES, PROGRAM_FIELDS, fields_of, flatten, is_kept
from tasks.documents.office.formulas import clean_formulas
from tasks.documents.office.links import remove_element
from tasks.documents.office.package import Node, attributes
from tasks.documents.office.part_kinds import DATA_MODEL, DDE, MACROS, OTHER_TEXT
from tasks.documents.office.safe_links import is_safe_link

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
