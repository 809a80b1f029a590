"""Judging an Office file's relationships: links, files inside, and commands.

Telling links to pages and people from links to files, programs and scripts. The kinds of relationship and
content type in an Office file: kept, taken out, or a reason to refuse it.

Office gets new kinds every year, so the lists name the kinds that stay: a kind on no list is taken out, with
a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from forum.papers.papers import Remark
from forum.text.problem import Problem
from tasks.documents.office.package import ROOT, Node, Package, Relation, attributes, parse_xml

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


def is_safe_link(target: str) -> bool:
    """Tell whether a link may stay: to the web, to a mail address or telephone, or within the file.

    A safe link without a scheme is a place in the file ("#item5") or a page ("www.example.org"), and never a
    path to a file.
    """
    plain = _UNSEEN.sub("", unquote(target))
    if scheme := _SCHEME.match(plain):
        return scheme[1].lower() in SAFE_SCHEMES
    if plain.startswith("#") or not plain:
        return True
    return plain.lower().startswith("www.") and "\\" not in plain


MACROS = "has macros, which are never accepted"
DDE = "has a field or formula that starts another program (DDE), which is never accepted"
OTHER_TEXT = (
    "has another file inside that becomes part of its text when it is opened, which is never accepted"
)
CONTROLS = "has controls that run programs (ActiveX), which are never accepted"
DATA_MODEL = (
    "has data from elsewhere inside (a data model, or a pivot table of it), more than its sheets show"
)

REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "vbaproject", "wordvbadata", "vbaprojectsignature", "vbaprojectsignatureagile",
            "vbaprojectsignaturev3", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet",
        ),
        MACROS,
    ),
    **dict.fromkeys(("afchunk", "aftype"), OTHER_TEXT),
    **dict.fromkeys(("control", "activexcontrolbinary"), CONTROLS),
    **dict.fromkeys(("powerpivotdata", "model"), DATA_MODEL),
}  # fmt: skip
"""Kinds of relationship for which a file is refused, with the reason."""

REFUSED_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*(?:macroenabled|vbaproject|vbadata|macrosheet|dialogsheet).*"), MACROS),
    (re.compile(r".*activex.*"), CONTROLS),
    (re.compile(r".*\.model\+data"), DATA_MODEL),
    (
        re.compile(r"text/html|application/xhtml.*|message/.*|multipart/.*|(?:application|text)/rtf"),
        OTHER_TEXT,
    ),
)
"""Content types, in lower case, for which a file is refused, with the reason."""

TAKEN_OUT: Mapping[str, Remark | None] = {
    "attachedtemplate": Remark.LINKED,
    "externallink": Remark.LINKED,
    "externallinkpath": Remark.LINKED,
    "connections": Remark.LINKED,
    "querytable": Remark.LINKED,
    "volatiledependencies": Remark.LINKED,
    "subdocument": Remark.LINKED,
    "frame": Remark.LINKED,
    "mailmergesource": Remark.LINKED,
    "mailmergeheadersource": Remark.LINKED,
    "recipientdata": Remark.LINKED,
    "transform": Remark.LINKED,
    "slideupdateurl": Remark.LINKED,
    "slideupdateinfo": Remark.LINKED,
    "htmlpubsaveas": Remark.LINKED,
    "rdrichvaluewebimage": Remark.LINKED,
    "ui/extensibility": Remark.ACTIONS,
    "ui/usercustomization": Remark.ACTIONS,
    "keymapcustomizations": Remark.ACTIONS,
    "attachedtoolbars": Remark.ACTIONS,
    "webextensiontaskpanes": Remark.ACTIONS,
    "webextension": Remark.ACTIONS,
    # No page shows these kinds, and some name the authors; Office can do without each of them.
    **dict.fromkeys(
        (
            "custom-properties", "customproperties", "metadata/thumbnail", "digital-signature/origin",
            "customxml", "customxmlprops", "printersettings", "glossarydocument", "tags", "usernames",
            "calcchain", "changesinfo", "revisioninfo", "documenttasks", "documenttask",
            "classificationlabels", "presentationmetadata", "workbookmetadata", "docmetadata",
            "stylewitheffects", "styleswitheffects", "legacydoctextinfo", "recovered", "txt",
        )
    ),
}  # fmt: skip
"""Kinds of relationship that are taken out, with the remark; None where nobody need know."""

LOADED = frozenset({"oleobject", "package"})
"""Kinds of relationship to a file inside the file, which is cleaned, too."""

KEPT = frozenset(
    {
        # of all
        "officedocument", "metadata/core-properties", "extended-properties", "extendedproperties", "image",
        "hyperlink", "theme", "themeoverride", "chart", "chartex", "chartstyle", "chartcolorstyle",
        "chartusershapes", "diagramdata", "diagramlayout", "diagramquickstyle", "diagramcolors",
        "diagramdrawing", "drawing", "vmldrawing", "legacydiagramtext", "font", "comments", "hdphoto",
        "model3d", "person", "authors", "featurepropertybag",
        # of Word
        "styles", "numbering", "settings", "websettings", "fonttable", "header", "footer", "footnotes",
        "endnotes", "people", "commentsextended", "commentsids", "commentsextensible", "bibliography",
        # of Excel
        "worksheet", "chartsheet", "sharedstrings", "sheetmetadata", "table", "tablesinglecells", "xmlmaps",
        "pivottable", "pivotcachedefinition", "pivotcacherecords", "slicer", "slicercache", "timeline",
        "timelinecache", "threadedcomment", "namedsheetview", "ctrlprop", "wssortmap", "revisionheaders",
        "revisionlog", "rdrichvalue", "rdrichvaluestructure", "rdrichvaluetypes", "rdarray", "rdrichvaluerel",
        "rdsupportingpropertybag", "rdsupportingpropertybagstructure", "richstyles",
        # of PowerPoint
        "slide", "slidelayout", "slidemaster", "notesslide", "notesmaster", "handoutmaster", "presprops",
        "viewprops", "tablestyles", "commentauthors", "video", "audio", "media",
    }
)  # fmt: skip
"""Kinds of relationship that stay; of those that lead elsewhere, only a hyperlink does."""

_OFFICE = r"application/vnd\.(?:openxmlformats|ms-(?:office|word|excel|powerpoint))[\w.-]*\+xml"
KEPT_TYPES = re.compile(
    rf"{_OFFICE}|image/[\w.+-]+|audio/[\w.+-]+|video/[\w.+-]+|model/gltf[\w.+-]*|application/inkml\+xml|"
    r"application/xml|text/xml|application/vnd\.openxmlformats-[\w.-]+\.vmldrawing|application/x-font-?\w*|"
    r"application/vnd\.openxmlformats-officedocument\.obfuscatedfont|application/x-fontdata|application/octet-stream"
)
"""Content types that stay, in lower case. Parts that are not XML are looked at: a picture must be one."""

FONT_TYPES = frozenset(
    {"application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-fontdata"}
)

PROGRAMS = (
    b"\xd0\xcf\x11\xe0", b"MZ", b"PK\x03\x04", b"\x7fELF", b"%PDF", b"%!PS", b"\xc5\xd0\xd3\xc6", b"{\\rtf",
    b"#!",
)  # fmt: skip
"""The first bytes of programs and of files of their own (PostScript, too), which no picture or font has."""

_MAIN = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES: Mapping[str, str] = {
    f"{_MAIN}wordprocessingml.document.main+xml": "docx",
    f"{_MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_MAIN}presentationml.presentation.main+xml": "pptx",
    f"{_MAIN}wordprocessingml.template.main+xml": "docx",
    f"{_MAIN}spreadsheetml.template.main+xml": "xlsx",
    f"{_MAIN}presentationml.template.main+xml": "pptx",
    f"{_MAIN}presentationml.slideshow.main+xml": "pptx",
}
"""The ending of a file's name by the content type of its main part."""


_REFERENCES = "//@*[contains(namespace-uri(), '/relationships')]"  # attributes that name a relationship
_LOCAL = re.compile(r"(?:file:/*)?[a-z](?::|%3a)[/\\]", re.IGNORECASE)  # the writer's own disk
_LINK_ELEMENTS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver", "hlink"})
_WHOLE = frozenset(
    {
        "attachedTemplate", "OLEObject", "objectEmbed", "objectLink", "subDoc", "printerSettings",
        "oleObject", "saveThroughXslt", "externalReference", "externalData", "videoFile", "audioFile",
        "quickTimeFile", "wavAudioFile", "media", "tags", "custData", "contentPart", "htmlPubPr", "dataRef",
        "sourceFileName", "src", "dataSource", "headerSource", "movie", "snd", "hlinkClick", "hlinkHover",
        "hlinkMouseOver", "legacyDrawingHF", "picture",
    }
)  # fmt: skip
"""Elements of no use without their targets, and taken out with them."""
_WRAPPERS = frozenset(
    {"ext", "Choice", "Fallback", "oleObjects", "externalReferences", "hyperlinks", "custDataLst", "dataRefs"}
)


@dataclass
class Links:
    """The result for a file's relationships: those ``cut`` by source, the parts that stay, and cleaned inner
    files."""

    cut: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, list[Relation]] = field(default_factory=dict)
    cleaned: dict[str, bytes] = field(default_factory=dict)
    remarks: set[Remark] = field(default_factory=set)


def judge_links(
    package: Package, refuse: Callable[[str], Problem], inside: Callable[[bytes], bytes]
) -> Links:
    """Follow all relationships from the package on, and take out those that are not on the list.

    ``refuse`` makes the Problem for content that no file may have; ``inside`` cleans a file inside.
    """
    links, waiting = Links(), [ROOT]
    links.parts[ROOT] = package.relations_of(ROOT)
    while waiting:
        source = waiting.pop()
        for relation in links.parts[source]:
            part = None if relation.is_external else package.part_for(source, relation)
            stays, remark = _judged(package, links, relation, part, refuse, inside)
            if remark is not None:
                links.remarks.add(remark)
            if not stays:
                links.cut.setdefault(source, set()).add(relation.id)
            elif part is not None and part not in links.parts and part not in links.cleaned:
                links.parts[part] = package.relations_of(part)
                waiting.append(part)
    return links


def _judged(
    package: Package,
    links: Links,
    relation: Relation,
    part: str | None,
    refuse: Callable[[str], Problem],
    inside: Callable[[bytes], bytes],
) -> tuple[bool, Remark | None]:
    """Decide whether a relationship stays, with a remark or None."""
    kind, content_type = relation.kind, package.type_of(part) if part else ""
    if kind in REFUSED:
        raise refuse(REFUSED[kind])
    for pattern, why in REFUSED_TYPES:
        if part and pattern.fullmatch(content_type) and not (kind in LOADED or kind in TAKEN_OUT):
            raise refuse(why)
    if (
        kind == "externallink"
        and part
        and any(True for _ in parse_xml(package.parts[part]).iter("{*}ddeLink"))
    ):
        raise refuse(DDE)
    if relation.is_external:
        return _external(relation)
    if kind == "customxml" and content_type == "application/inkml+xml":
        return True, None
    if kind in TAKEN_OUT:
        return False, TAKEN_OUT[kind]
    if kind in LOADED and relation.of_office and part:
        return _loaded(package, links, part, inside)
    if kind not in KEPT or not relation.of_office:
        return False, Remark.UNKNOWN
    if part and (not KEPT_TYPES.fullmatch(content_type) or package.parts[part].startswith(PROGRAMS)):
        return False, Remark.UNKNOWN
    return True, None


def _external(relation: Relation) -> tuple[bool, Remark | None]:
    """Judge a link to elsewhere: safe links to click on stay, and the writer's own template goes
    unremarked."""
    if relation.kind == "hyperlink":
        safe = is_safe_link(relation.target)
        return safe, None if safe else Remark.LINKS
    own = relation.kind == "attachedtemplate" and _LOCAL.match(relation.target)
    return False, None if own else TAKEN_OUT.get(relation.kind) or Remark.LINKED


def _loaded(
    package: Package, links: Links, part: str, inside: Callable[[bytes], bytes]
) -> tuple[bool, Remark | None]:
    """Clean an Office file inside like the one around it; take out an object of another program."""
    content = package.parts[part]
    if not content.startswith(b"PK"):
        return False, Remark.OBJECTS
    if part not in links.cleaned:
        links.cleaned[part] = inside(content)
    return True, Remark.EMBEDDED


def remove_dangling_references(root: Node, relations: Iterable[Relation], cut: set[str]) -> set[Remark]:
    """Take references to cut relationships out of a part's XML; the content they show stays.

    References that lead elsewhere without a click are taken out, too.
    """
    outside = {relation.id for relation in relations if relation.is_external} - cut
    remarks = set[Remark]()
    if not cut and not outside:
        return remarks
    for node, key, value in [*attributes(root, _REFERENCES)]:
        local = etree.QName(node).localname
        if value in cut or (value in outside and local not in _LINK_ELEMENTS):
            if value in outside:
                remarks.add(Remark.LINKED)
            if key in node.attrib:
                del node.attrib[key]
            if local == "oleObj":
                _as_picture(node)
            elif local in _WHOLE or (
                local == "hyperlink" and "spreadsheetml" in node.tag and not node.get("location")
            ):
                remove_element(node)
    return remarks


def _as_picture(node: Node) -> None:
    """Replace the frame of an object on a slide by the object's picture."""
    frame = next(node.iterancestors("{*}graphicFrame"), None)
    parent = None if frame is None else frame.getparent()
    if frame is None or parent is None:
        return
    picture = next(frame.iter("{*}pic"), None)
    if picture is None:
        remove_element(frame)
    else:
        picture.tail = frame.tail
        parent.replace(frame, picture)


def remove_element(node: Node) -> None:
    """Take out an element, with wrappers that are then empty, and keep the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and node.tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
    if not len(parent) and etree.QName(parent).localname in _WRAPPERS:
        remove_element(parent)
    elif etree.QName(parent).localname == "AlternateContent" and not any(
        True for _ in parent.iterchildren("{*}Choice")
    ):
        unwrap(parent)


def unwrap(node: Node) -> None:
    """Replace an element by its children; an alternative by those of each choice."""
    parent = node.getparent()
    if parent is None:
        return
    inner = [*node]
    if etree.QName(node).localname == "AlternateContent":
        inner = [child for choice in node for child in choice]
    at = parent.index(node)
    for child in reversed(inner):
        parent.insert(at, child)
    remove_element(node)
