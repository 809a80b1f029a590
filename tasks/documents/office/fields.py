"""The fields of a Word file: reading their instructions, and replacing a field by the text it shows.

Cleaning the formulas of a workbook: starting a program is refused, fetching is replaced by the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from forum.papers.papers import Remark
from forum.text.problem import Problem
from tasks.documents.office.links import DDE, MACROS, is_safe_link, remove_element, unwrap
from tasks.documents.office.package import Node

PROGRAM_FIELDS = frozenset({"DDE", "DDEAUTO"})
FETCHING = frozenset(
    {
        "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "LINK", "RD", "DATABASE", "AUTOTEXT",
        "AUTOTEXTLIST", "GLOSSARY",
    }
)  # fmt: skip
KEPT_FIELDS = frozenset(
    {
        "=", "ADDIN", "ADDRESSBLOCK", "ADVANCE", "ASK", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT",
        "BARCODE", "BIBLIOGRAPHY", "BIDIOUTLINE", "CITATION", "COMMENTS", "COMPARE", "CREATEDATE", "DATE",
        "DISPLAYBARCODE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE",
        "FILLIN", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "GOTOBUTTON", "GREETINGLINE", "HYPERLINK", "IF",
        "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEBARCODE", "MERGEFIELD", "MERGEREC",
        "MERGESEQ", "NEXT", "NEXTIF", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF",
        "PRINTDATE", "PRIVATE", "QUOTE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET",
        "SHAPE", "SKIPIF", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA",
        "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
    }
)  # fmt: skip
OF_PROPERTIES = frozenset(
    {
        "AUTHOR",
        "COMMENTS",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "SUBJECT",
        "TITLE",
    }
)
"""Fields that show properties, which are taken out: their text becomes plain, or it would go with them."""
DEEPEST = 50  # fields inside fields; Word writes some three
_NAME = re.compile(r'[\s"\\]*(=|[^\s"\\]+)')
_WORD = re.compile(r'\\[a-z*#@]|["“”]([^"“”]*)["“”]?|\S+', re.IGNORECASE)
_WITH_TEXT = ("\\l", "\\o", "\\t", "\\*")  # switches of a HYPERLINK after which another text stands
_SHOWN = ("{*}t", "{*}delText", "{*}tab", "{*}br", "{*}sym", "{*}drawing", "{*}pict", "{*}object")
_MARKS = ("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple")


@dataclass
class Field:
    """A field: its ``instruction`` as one text, the ``marks`` that make it, and the fields ``inside`` it.

    ``shown`` are the elements of the text it shows, ``hidden`` those within its instruction.
    """

    instruction: str = ""
    marks: list[Node] = field(default_factory=list)
    hidden: list[Node] = field(default_factory=list)
    shown: list[Node] = field(default_factory=list)
    inside: list[Field] = field(default_factory=list)
    is_shown: bool = False

    @property
    def name(self) -> str:
        match = _NAME.match(self.instruction)
        return match[1].upper() if match else ""

    @property
    def words(self) -> list[str]:
        """Return the arguments behind the field's name; a quoted text is one argument."""
        return [word[0] if word[1] is None else word[1] for word in [*_WORD.finditer(self.instruction)][1:]]

    @property
    def links(self) -> list[str]:
        """Return the targets of a HYPERLINK, without places in the file."""
        words = [*_WORD.finditer(self.instruction)][1:]
        return [
            word[0] if word[1] is None else word[1]
            for before, word in zip([None, *words], words, strict=False)
            if not word[0].startswith("\\") and not (before and before[0].lower() in _WITH_TEXT)
        ]


def fields_of(root: Node) -> Iterator[Field]:
    """Yield every field of a part, inner ones first. ValueError for fields nested deeper than anybody
    writes."""
    around: list[Field] = []
    for node in root.iter(*_MARKS, *_SHOWN):
        here, local = around[-1] if around else None, etree.QName(node).localname
        if local == "fldSimple":
            yield Field(_attribute(node, "instr"), [node], is_shown=True)
        elif local == "fldChar":
            match _attribute(node, "fldCharType"):
                case "begin":
                    around.append(Field(marks=[node]))
                    if len(around) > DEEPEST:
                        raise ValueError("fields are nested too deep")
                    if here is not None and not here.is_shown:
                        here.inside.append(around[-1])
                case "separate" if here is not None:
                    here.is_shown = True
                    here.marks.append(node)
                case _ if here is not None:
                    here.marks.append(node)
                    yield around.pop()
        elif local in ("instrText", "delInstrText"):
            if here is None or here.is_shown:
                yield Field(node.text or "", [node])
            else:
                here.instruction += node.text or ""
                here.marks.append(node)
        elif here is not None:
            (here.shown if here.is_shown else here.hidden).append(node)
    yield from reversed(around)


def is_kept(field: Field) -> bool:
    """Tell whether a field may stay, since it shows only content of the file itself."""
    if field.name == "HYPERLINK":
        return not field.inside and all(map(is_safe_link, field.links))
    return field.name in KEPT_FIELDS


def flatten(field: Field) -> None:
    """Replace a field by the text it shows, as Ctrl+Shift+F9 does in Word."""
    for node in (*field.marks, *field.hidden):
        if etree.QName(node).localname == "fldSimple":
            unwrap(node)
        else:
            remove_element(node)
    for inner in field.inside:
        for node in inner.shown:
            remove_element(node)
        flatten(inner)


def _attribute(node: Node, name: str) -> str:
    """Return an attribute by its local name, in either of Word's two namespaces."""
    for key, value in node.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""


_FORMULAS = (
    "{*}f", "{*}formula", "{*}formula1", "{*}formula2", "{*}definedName", "{*}calculatedColumnFormula",
    "{*}totalsRowFormula", "{*}oldFormula",
)  # fmt: skip
_TEXTS = re.compile(r'"(?:[^"]|"")*"')
_NAMES = re.compile(r"'(?:[^']|'')*'")
_ELSEWHERE = re.compile(
    r"'[^']*\[[^\]]+\][^']*(?:''[^']*)*'!|(?<![\w\]])\[(?:\d+|[^\[\]]+\.xl\w+)\][^\[\]()!'\"]*!",
    re.IGNORECASE,
)
_FETCHING = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|IMAGE|STOCKHISTORY|SQL\.REQUEST|EXEC|FOPEN|IMPORT(?:TEXT|CSV)|PY|COPILOT"
    r"|TRANSLATE|DETECTLANGUAGE)\s*\(",
    re.I,
)
_LINK = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
_DDE = re.compile(r"\bDDE\s*\(", re.IGNORECASE)  # as LibreOffice writes it
_FIRST_TEXT = re.compile(r'\bHYPERLINK\s*\(\s*"((?:[^"]|"")*)"\s*(&?)', re.IGNORECASE)
_UNSAFE_TEXT = re.compile(
    r'"\s*(?:(?:file|javascript|vbscript|ms-[a-z]+):\S|\\\\|[a-z]:[\\/])', re.IGNORECASE
)
_NOWHERE = "#REF!"  # Excel's own word for cells that a formula can't reach


def clean_formulas(root: Node, refuse: Callable[[str], Problem]) -> set[Remark]:
    """Replace formulas that fetch something or lead to a file or program by the values of their cells."""
    remarks, removed = set[Remark](), set[str]()
    for node in [*root.iter(*_FORMULAS)]:
        formula = node.text or ""
        local = etree.QName(node).localname
        if local == "definedName" and _is_macro(node):
            raise refuse(MACROS)
        if not formula:
            continue
        code = _NAMES.sub("", _TEXTS.sub("", formula))
        if "|" in code or _DDE.search(code):
            raise refuse(DDE)
        remark = _fetches(formula)
        if remark is None:
            continue
        remarks.add(remark)
        if local == "f" and (parent := node.getparent()) is not None and etree.QName(parent).localname == "c":
            if node.get("t") == "shared":
                removed.add(node.get("si", ""))
            remove_element(node)
        else:
            node.text = _NOWHERE
    if removed:
        for node in [*root.iter("{*}f")]:
            if node.get("t") == "shared" and node.get("si") in removed:
                remove_element(node)
    return remarks


def _is_macro(node: Node) -> bool:
    """Tell whether a defined name is a macro, or runs one when the workbook is opened."""
    name = node.get("name", "").lower().removeprefix("_xlnm.")
    return name.startswith(("auto_open", "auto_close", "auto_activate", "auto_deactivate")) or any(
        node.get(key) in ("1", "true") for key in ("xlm", "vbProcedure")
    )


def _fetches(formula: str) -> Remark | None:
    code = _TEXTS.sub('""', formula)
    if _ELSEWHERE.search(code) or _FETCHING.search(_NAMES.sub("", code)):
        return Remark.LINKED
    if _LINK.search(code):
        if _UNSAFE_TEXT.search(formula):
            return Remark.LINKS
        for target, goes_on in _FIRST_TEXT.findall(formula):
            if not is_safe_link(target) or (goes_on and not target.strip()):
                return Remark.LINKS
    return None
