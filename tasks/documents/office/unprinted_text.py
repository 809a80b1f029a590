"""Finding text that a Word file keeps and shows on no page: in fields, choices, notes and unknown
elements."""

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
"""Fields without words of a person in their instruction."""
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
"""Elements whose text programs read; they pass over the text of all others."""
_CHOICES = ("{*}helpText", "{*}statusText", "{*}attr", "{*}listItem", "{*}listEntry", "{*}alias", "{*}tag")
_SENTENCE = 4  # words


def unprinted_text(root: Node) -> Iterator[Node]:
    """Yield every element of one part with text that no page shows."""
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
    for field in fields_of(root):
        if field.name and (field.name not in _SHOWING_FIELDS or _keeps_words(field)):
            yield field.marks[0]


def _is_passed_over(node: Node) -> bool:
    """Tell whether programs pass over an element with text, since they do not know its kind."""
    name, around = etree.QName(node), node.getparent()
    if not _is_known(name.namespace) and _says("".join(map(str, node.itertext()))):
        return True
    for key, value in node.items():
        if not _is_known(etree.QName(str(key)).namespace) and _says(str(value)):
            return True
    if around is None or name.localname not in ("r", "p") or "wordprocessingml" not in (name.namespace or ""):
        return False
    return not any(namespace in (etree.QName(around).namespace or "") for namespace in _OF_TEXT)


def unprinted_notes(roots: list[Node]) -> Iterator[Node]:
    """Yield notes to which no number leads, and separator lines with text in them."""
    for kind in ("footnote", "endnote"):
        ids = {attribute(element, "id") for root in roots for element in root.iter(f"{{*}}{kind}Reference")}
        for root in roots:
            for note in root.iter(f"{{*}}{kind}"):
                is_note = attribute(note, "type") in ("", "normal")
                if _says(text_in(note)) and not (is_note and attribute(note, "id") in ids):
                    yield note


def text_in(node: Node) -> str:
    return "".join((element.text or "") for element in node.iter("{*}t")).strip()


def _differs(alternatives: Node) -> bool:
    """Tell whether one of two alternatives has text that the other lacks, or none can be shown."""
    texts = {text_in(alternative) for alternative in alternatives}
    if not any(True for _ in alternatives.iterchildren("{*}Fallback")):
        required = {
            choice.nsmap.get(prefix)
            for choice in alternatives.iterchildren("{*}Choice")
            for prefix in attribute(choice, "Requires").split()
        }
        texts |= {""} if any(not _is_known(namespace or "?") for namespace in required) else set()
    return len(texts) > 1


def _keeps_words(field: Field) -> bool:
    """Tell whether a field that shows content of the file has words of its own in its instruction."""
    if any(_says(node.text or "") for node in field.hidden):
        return True
    words = field.words
    for before, word in zip([None, *words], words, strict=False):
        is_argument = before is not None and before.startswith("\\")
        if before in _FORMATS:
            continue
        if not word.startswith("\\") and (
            (field.name in _BARE and not is_argument) or len(word.split()) >= _SENTENCE
        ):
            return True
    return False


def _is_known(namespace: str | None) -> bool:
    return not namespace or namespace.startswith(_KNOWN)


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
