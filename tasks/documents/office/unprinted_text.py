"""Text that a Word file keeps and shows on no page: beside its letters, in fields, choices and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from tasks.documents.office.fields import Field, fields_of
from tasks.documents.office.package import Node
from tasks.documents.office.text_colours import attribute

_SHOWING_FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK", "TOC", "PAGEREF", "REF", "NOTEREF",
        "STYLEREF", "SEQ", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "FORMTEXT",
        "FORMCHECKBOX", "FORMDROPDOWN",
    }
)  # fmt: skip
"""Fields whose instruction is no text that a person wrote."""
_BARE = _SHOWING_FIELDS - {"HYPERLINK", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ"}
_FORMATS = ("\\@", "\\t", "\\#")
_KNOWN = (
    "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "http://purl.oclc.org/",
    "urn:schemas-microsoft-com:", "http://www.w3.org/",
)  # fmt: skip
_OF_TEXT = ("wordprocessingml", "/math", "/markup-compatibility/")
_LETTERS = frozenset(
    {
        "t", "instrText", "delInstrText", "align", "posOffset", "pctWidth", "pctHeight", "pctPosHOffset",
        "pctPosVOffset",
    }
)  # fmt: skip
"""Elements that have text of their own; in all others it is shown by nobody."""
_CHOICES = ("{*}helpText", "{*}statusText", "{*}attr", "{*}listItem", "{*}listEntry", "{*}alias", "{*}tag")
_SENTENCE = 4  # words


def unprinted_text(root: Node) -> Iterator[Node]:
    """Everything of that kind in one part."""
    texts: Any = root.xpath("//text()")
    for text in texts:
        around = text.getparent()
        if _says(text) and (text.is_tail or etree.QName(around).localname not in _LETTERS):
            yield around
    for node in root.iter(etree.Element):
        if _is_passed_over(node):
            yield node
    for node in root.iter(*_CHOICES):
        if any(len(str(value).split()) >= _SENTENCE for value in node.attrib.values()):
            yield node
    for node in root.iter("{*}AlternateContent"):
        if _differs(node):
            yield node
    for one in fields_of(root):
        if one.name and (one.name not in _SHOWING_FIELDS or _keeps_words(one)):
            yield one.marks[0]


def _is_passed_over(node: Node) -> bool:
    """Whether programs pass over an element, or what it says, since they do not know what it is."""
    name, around = etree.QName(node), node.getparent()
    if not _is_known(name.namespace) and _says("".join(map(str, node.itertext()))):
        return True
    for key, value in node.items():
        if not _is_known(etree.QName(str(key)).namespace) and _says(str(value)):
            return True
    if around is None or name.localname not in ("r", "p") or "wordprocessingml" not in (name.namespace or ""):
        return False
    return not any(one in (etree.QName(around).namespace or "") for one in _OF_TEXT)


def unprinted_notes(roots: list[Node]) -> Iterator[Node]:
    """Notes to which no number leads, and lines between notes and text that say something."""
    for kind in ("footnote", "endnote"):
        shown = {attribute(one, "id") for root in roots for one in root.iter(f"{{*}}{kind}Reference")}
        for root in roots:
            for note in root.iter(f"{{*}}{kind}"):
                is_note = attribute(note, "type") in ("", "normal")
                if _says(text_in(note)) and not (is_note and attribute(note, "id") in shown):
                    yield note


def text_in(node: Node) -> str:
    return "".join((one.text or "") for one in node.iter("{*}t")).strip()


def _differs(alternatives: Node) -> bool:
    """Whether one of two alternatives has text that the other has not, or none can be shown."""
    texts = {text_in(one) for one in alternatives}
    if not any(True for _ in alternatives.iterchildren("{*}Fallback")):
        required = {
            choice.nsmap.get(prefix)
            for choice in alternatives.iterchildren("{*}Choice")
            for prefix in attribute(choice, "Requires").split()
        }
        texts |= {""} if any(not _is_known(one or "?") for one in required) else set()
    return len(texts) > 1


def _keeps_words(one: Field) -> bool:
    """Whether a field that shows something of the file has words of its own in its instruction."""
    if any(_says(node.text or "") for node in one.hidden):
        return True
    words = one.words
    for before, word in zip([None, *words], words, strict=False):
        is_argument = before is not None and before.startswith("\\")
        if before in _FORMATS:
            continue
        if not word.startswith("\\") and (
            (one.name in _BARE and not is_argument) or len(word.split()) >= _SENTENCE
        ):
            return True
    return False


def _is_known(namespace: str | None) -> bool:
    return not namespace or namespace.startswith(_KNOWN)


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
