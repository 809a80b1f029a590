"""Cleaning the formulas of a workbook: starting a program is refused, fetching is replaced by the value."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from forum.papers.remarks import Remark
from forum.text.problem import Problem
from tasks.documents.office.links import remove_element
from tasks.documents.office.package import Node
from tasks.documents.office.part_kinds import DDE, MACROS
from tasks.documents.office.safe_links import is_safe_link

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
